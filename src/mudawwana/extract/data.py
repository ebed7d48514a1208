"""The package data of this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_data(name: str) -> dict[str, Any]:
    """A TOML file that lies beside the modules.

    >>> sorted(read_data("words.toml"))
    ['bylines', 'captions', 'connectives', 'datelines', 'dates', 'signatures', 'tags']
    """
    return tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))
