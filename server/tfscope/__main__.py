"""`python -m tfscope`"""

import sys

if __name__ == "__main__":
    # Python would look for every module in the folder it was started in first, and run what a workspace has put there.
    if not getattr(sys.flags, "safe_path", sys.flags.isolated):
        here = {"", sys.path[0]}
        sys.path[:] = [folder for folder in sys.path if folder not in here]

    from tfscope.cli import console

    console()
