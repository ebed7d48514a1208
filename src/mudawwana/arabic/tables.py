"""The package's tables: TOML for people to read and change, and the same as JSON, which is read fifty times as fast."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import orjson

PACKAGE = Path(__file__).parents[1]
COMPILED = Path(__file__).with_name("tables.jsonl")


def read_table(path: Path) -> dict[str, Any]:
    """A TOML file; one of the package comes from its JSON, unless it was changed since that was made.

    >>> sorted(read_table(PACKAGE / "arabic" / "families.toml"))
    ['letters', 'words']
    """
    source = path.read_bytes()
    if path.is_relative_to(PACKAGE) and (line := _compiled().get(path.relative_to(PACKAGE).as_posix())):
        _, digest, table = orjson.loads(line)
        if digest == _digest(source):
            return dict(table)
    import tomllib

    return tomllib.loads(source.decode())


@cache
def _compiled() -> dict[str, bytes]:
    """The line of JSON of each file: ["arabic/units.toml", digest of the TOML, the table]."""
    lines = COMPILED.read_bytes().splitlines() if COMPILED.is_file() else []
    return {line[2 : line.index(b'"', 2)].decode(): line for line in lines}


def _digest(source: bytes) -> str:
    return hashlib.blake2b(source, digest_size=8).hexdigest()


def compiled() -> bytes:
    """What COMPILED is to hold: a line for each TOML file of the package; scripts/make_tables.py writes it."""
    import tomllib

    lines = []
    for path in sorted(PACKAGE.rglob("*.toml")):
        source = path.read_bytes()
        row = [path.relative_to(PACKAGE).as_posix(), _digest(source), tomllib.loads(source.decode())]
        lines.append(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    return b"".join(lines)
