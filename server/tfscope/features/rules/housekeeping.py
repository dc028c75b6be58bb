"""What tfscope says of itself: where it gave up, and ignores that no longer do anything."""

from __future__ import annotations

from tfscope.features.rules.rule import Rule

GAVE_UP = Rule(
    code="gave-up",
    level="hint",
    summary="The analysis stopped short here, so what follows may be missing or uncertain.",
    why="""A budget ended (time, or the number of steps), or something stays unknown on purpose, such as a custom getter
that is not known. Nothing is wrong with the program. Later answers that depend on this place are left out or marked as
possible; `--seconds` and `--steps` of the command, or `tfscope.budget.seconds` in the editor, give it more.""",
    bad="",
    good="",
    certainty="Always told at the place where it happens.",
)

UNUSED_IGNORE = Rule(
    code="unused-ignore",
    level="warning",
    summary="A `# tfscope: ignore` comment keeps nothing back.",
    why="""The problem it was written for is gone, stands on another line, or the comment names a rule that does not
exist. Remove it: it would hide the next problem of that kind.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3])  # tfscope: ignore[variable-already-exists]
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3])
""",
    certainty="Told when every program that reaches the file was followed to its end; else the problem may only be out "
    "of sight.",
)

RULES = (GAVE_UP, UNUSED_IGNORE)
