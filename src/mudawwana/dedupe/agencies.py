"""Which news agency an outlet is, and which one a credit names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from mudawwana.arabic.tables import read_table

_PARTS = re.compile(r"\s*[-/،,;:|+–—()]+\s*|\s+و(?=وكالة)")


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(Path(__file__).with_name("agencies.toml"))["agency"]
    return rows


@cache
def _outlets() -> dict[str, str]:
    """Outlet id -> agency id."""
    return {outlet: row["id"] for row in _rows() for outlet in row["outlets"]}


@cache
def _names() -> dict[str, str]:
    """Folded name -> agency id."""
    return {_bare(name): row["id"] for row in _rows() for name in (row["name"], *row["names"])}


def _bare(name: str) -> str:
    from mudawwana.arabic.fold import fold

    return "".join(char for char in fold(name) if char.isalnum()).removeprefix("ال")


def agency_of_outlet(source: str | None) -> str | None:
    """The agency whose own site an outlet is.

    >>> agency_of_outlet("reuters"), agency_of_outlet("alriyadh")
    ('reuters', None)
    """
    return _outlets().get(source) if source else None


def agencies_of(credit: Iterable[str]) -> list[str]:
    """The agencies that credits name, in their order.

    >>> agencies_of(["أ.ف.ب - رويترز", "وكالات"])
    ['afp', 'reuters']
    """
    names = _names()
    parts = (_bare(part) for line in credit for part in (line, *_PARTS.split(line)))
    return list(dict.fromkeys(names[part] for part in parts if part in names))
