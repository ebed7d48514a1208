"""Side files: what X.meta.json or X.url says of X."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

LARGEST = 1 << 20


class Side(NamedTuple):
    """The URL, the time of the fetch and the outlet of a file, as its side file gives them."""

    url: str | None = None
    fetched: str | None = None
    source: str | None = None
    warning: str | None = None


def read_side(full: str) -> Side:
    """Read the side file of a raw file; a broken one is a warning, never a loss of the file itself."""
    for suffix, parse in ((".meta.json", _from_json), (".url", _from_lines)):
        if not os.path.lexists(full + suffix):
            continue  # as nearly always, and a path costs more than the look
        path = Path(full + suffix)
        try:
            if not path.is_file() or path.is_symlink():
                continue
            if path.stat().st_size > LARGEST:
                raise ValueError("larger than 1 MB")
            return Side(*parse(path.read_text(encoding="utf-8-sig")))
        except OSError:
            continue  # a name too long for a side file, or one that cannot be read: there is none
        except (ValueError, RecursionError) as problem:
            return Side(warning=f"{path.name} is left out: {str(problem)[:100]}")
    return Side()


def _text(value: Any) -> str | None:
    """A string that can be written as UTF-8, without the white space round it."""
    return value.encode("utf-8", "replace").decode().strip() or None if isinstance(value, str) else None


def _from_json(content: str) -> tuple[str | None, str | None, str | None]:
    data = json.loads(content)
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    return _text(data.get("url")), _text(data.get("fetched")), _text(data.get("source"))


def _from_lines(content: str) -> tuple[str | None, str | None, str | None]:
    """A URL on a line of its own, or lines of key=value as in Windows' internet shortcuts."""
    values: dict[str, str] = {}
    for line in content.splitlines():
        key, mark, value = line.partition("=")
        if line.strip().startswith(("http://", "https://")):
            values.setdefault("url", line.strip())
        elif mark:
            values.setdefault(key.strip().lower(), value.strip())
    return _text(values.get("url")), _text(values.get("fetched")), _text(values.get("source"))
