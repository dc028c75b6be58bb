"""Where the pages of the rules lie: in the package as it is installed, or in docs/rules of a checkout."""

from __future__ import annotations

import os
from functools import cache

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@cache
def rule_page(code: str) -> str | None:
    """The path of a rule's page, None where the pages were not installed."""
    top = os.path.dirname(os.path.dirname(_PACKAGE))
    folders = (os.path.join(_PACKAGE, "docs", "rules"), os.path.join(top, "docs", "rules"))
    paths = (os.path.join(folder, f"{code}.md") for folder in folders)
    return next((path for path in paths if os.path.isfile(path)), None)
