"""What a rule is. Each is declared once, in the file of its family; its page, settings and messages come from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tfscope.events import Finding
from tfscope.features.answers import Severity
from tfscope.features.rules.facts import Facts

Find = Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem.

    code: what a diagnostic, a setting or an ignore calls it. level: its severity unless someone sets another.
    summary: one line. why: what happens and what to do, Markdown. bad, good: programs, of which the first has the
    problem and the second has none. says: TensorFlow's own sentence, its variable parts in braces; "" where it is
    silent. certainty: when it speaks, and when it stays silent. find: asks what has happened; None for what the
    resolver reports while it runs.
    """

    code: str
    level: Severity
    summary: str
    why: str
    bad: str
    good: str
    certainty: str
    says: str = ""
    since: str = "0.1.0"
    find: Find | None = None


RAISED = (
    "An error when TensorFlow is sure to raise it: every name, flag and call on the way there is known. A warning when "
    "it does so on some ways through the program only, or for some callers of a function. Silent when a part of the "
    "name is not known, and where the program catches the exception."
)
ARGUMENTS = RAISED + " Silent also in a function that nothing calls: its callers may pass other arguments."
SURE = (
    "Only when the program reaches it on every way that was followed, with names that are known. Silent in functions "
    "that no program calls. "
)
