"""Which news agency an outlet is, and which one a credit names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from mudawwana.arabic.fold import fold

_PARTS = re.compile(r"\s*[-/،,;:|+–—()]+\s*|\s+و(?=وكالة)")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Folded name -> agency id, and outlet id -> agency id."""
    file = resources.files(__package__) / "agencies.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["agency"]
    names = {_bare(name): row["id"] for row in rows for name in (row["name"], *row["names"])}
    return names, {outlet: row["id"] for row in rows for outlet in row["outlets"]}


def _bare(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum()).removeprefix("ال")


def agency_of_outlet(source: str | None) -> str | None:
    """The agency whose own site an outlet is.

    >>> agency_of_outlet("reuters"), agency_of_outlet("alriyadh")
    ('reuters', None)
    """
    return _tables()[1].get(source or "")


def agencies_of(credit: Iterable[str]) -> list[str]:
    """The agencies that credits name, in their order.

    >>> agencies_of(["أ.ف.ب - رويترز", "وكالات"])
    ['afp', 'reuters']
    """
    names = _tables()[0]
    parts = (_bare(part) for line in credit for part in (line, *_PARTS.split(line)))
    return list(dict.fromkeys(names[part] for part in parts if part in names))
