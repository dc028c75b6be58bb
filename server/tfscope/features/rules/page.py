"""A rule's page, as Markdown: what `tfscope explain` prints and docs/rules holds."""

from __future__ import annotations

from collections.abc import Iterable

from tfscope.features.rules.rule import Rule

LEVELS = {"error": "an error", "warning": "a warning", "information": "information", "hint": "a hint"}


def page(rule: Rule) -> str:
    """Everything there is to say about a rule."""
    return "\n".join(_parts(rule))


def overview(rules: Iterable[Rule]) -> str:
    """The table of all rules, docs/rules/README.md."""
    rows = [f"| [{rule.code}]({rule.code}.md) | {rule.level} | {rule.summary} |" for rule in rules]
    return "\n".join([_OVERVIEW, "| rule | level | what it finds |", "| --- | --- | --- |", *rows, ""])


def _parts(rule: Rule) -> Iterable[str]:
    yield f"# {rule.code}\n\n{rule.summary}\n"
    yield f"By default {LEVELS[rule.level]}; since {rule.since}.\n"
    if rule.says:
        yield f"TensorFlow's own sentence:\n\n> {rule.says}\n"
    elif rule.find:
        yield "TensorFlow says nothing of it.\n"
    yield f"{rule.why}\n"
    if rule.bad:
        yield f"## Found in\n\n```python\n{rule.bad.strip()}\n```\n"
    if rule.good:
        yield f"## Not found in\n\n```python\n{rule.good.strip()}\n```\n"
    yield f"## When it speaks\n\n{rule.certainty}\n"
    yield _SILENCE.format(code=rule.code)


_SILENCE = """## To silence it

* on one line: `# tfscope: ignore[{code}]` at its end
* in one file: the same comment on a line of its own above the first statement
* everywhere: `{code} = "off"` below `[tool.tfscope.rules]` in pyproject.toml, or in the editor's `tfscope.rules`

Instead of `off`, these settings take `error`, `warning`, `information` and `hint` too.
"""

_OVERVIEW = """# Rules

What tfscope reports, generated from the rules' declarations by `tfscope explain --write docs/rules`. Errors and
warnings fail `tfscope check`; hints and information do not.
"""
