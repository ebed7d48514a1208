"""The package data of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mudawwana.arabic.tables import read_table


@cache
def read_data(name: str) -> dict[str, Any]:
    """A TOML file that lies beside the modules.

    >>> sorted(read_data("words.toml"))
    ['bylines', 'captions', 'connectives', 'datelines', 'dates', 'signatures', 'tags']
    """
    return read_table(Path(__file__).with_name(name))
