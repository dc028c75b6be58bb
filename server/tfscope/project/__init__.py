"""Files, environments and jedi behind one interface; nothing here ever imports the code it looks at."""

from tfscope.project.analysis import Analyst, deep_thread, deeply
from tfscope.project.checkpoint_at import CheckpointAt
from tfscope.project.checkpoints import NoCheckpoint, is_address, read_checkpoint
from tfscope.project.configuration import Configuration
from tfscope.project.files import OpenText, Overlay, why_not
from tfscope.project.notebooks import as_json
from tfscope.project.pages import rule_page
from tfscope.project.settings import Settings
from tfscope.project.workspace import Program, Workspace, python_files

__all__ = [
    "Analyst",
    "CheckpointAt",
    "Configuration",
    "NoCheckpoint",
    "OpenText",
    "Overlay",
    "Program",
    "Settings",
    "Workspace",
    "as_json",
    "deep_thread",
    "deeply",
    "is_address",
    "python_files",
    "read_checkpoint",
    "rule_page",
    "why_not",
]
