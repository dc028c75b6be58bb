"""Runs in the workspace's own Python, old ones included: reads a checkpoint with the TensorFlow that is there.

Called with the checkpoint and how many seconds it may take; prints JSON, either "tensors" (name, type and shape of
each) or "problem". Nothing of tfscope is imported.
"""

import faulthandler
import json
import os
import sys


def main(path, seconds):
    """Prints what it finds, and nothing else: what TensorFlow prints goes to standard error."""
    # Whoever has started this may be gone by then.
    faulthandler.dump_traceback_later(seconds, exit=True)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        answer = {"tensors": tensors(path)}
    except ImportError as error:
        answer = {"problem": "has no TensorFlow that can be imported (" + first_line(error) + ")"}
    except Exception as error:
        answer = {"problem": "has a TensorFlow that cannot read it either (" + first_line(error) + ")"}
    answers.write(json.dumps(answer))
    answers.close()


def tensors(path):
    """Names, types and shapes."""
    import tensorflow

    compat = getattr(tensorflow, "compat", None)
    train = getattr(compat, "v1", tensorflow).train
    reader = opened(train, path)
    dtypes, shapes = reader.get_variable_to_dtype_map(), reader.get_variable_to_shape_map()
    return [[name, dtypes[name].base_dtype.name, list(shape)] for name, shape in shapes.items()]


def opened(train, path):
    """The checkpoint of that path, the latest of that folder, or that which was saved in several files."""
    try:
        return train.NewCheckpointReader(path)
    except Exception:
        latest = train.latest_checkpoint(path)
        try:
            return train.NewCheckpointReader(latest or path + "-?????-of-?????")
        except Exception:  # what is wrong with the path itself is what a person has to know
            pass
        raise


def first_line(error):
    """What a person needs of it."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
