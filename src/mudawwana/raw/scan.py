"""Walking the raw folder: which files there are, in a fixed order, and which are not to be opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SIDE = (".meta.json", ".url")


class Found(NamedTuple):
    """One file of the raw folder; `problem` is a (reason, detail) for what must not be opened.

    `side` changes when a side file of it comes, goes or changes.
    """

    path: str
    full: str
    size: int
    signature: str
    problem: tuple[str, str] | None = None
    side: str = ""


def shown(path: str) -> str:
    """A path as valid Unicode: bytes that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def signature(info: os.stat_result) -> str:
    """What changes when a file changes: size, times, inode."""
    return f"{info.st_size}-{info.st_mtime_ns}-{info.st_ctime_ns}-{info.st_ino}"


def is_side_file(name: str) -> bool:
    """Whether a name is that of a file about another file."""
    return name.endswith(SIDE)


def scan(root: Path, out: Path | None = None) -> Iterator[Found]:
    """Every input file below a folder, sorted by path.

    Hidden files, hidden folders, side files and the folder that the corpus is written to are left out.
    """
    apart = os.path.realpath(out) if out else ""
    yield from sorted(_walk(os.path.realpath(root), apart), key=lambda found: found.path)


def _walk(top: str, apart: str) -> Iterator[Found]:
    """Everything below a folder, however deep; a folder below it that cannot be listed is one line."""
    waiting = [(top, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except OSError as problem:
            if not prefix:
                raise
            yield Found(shown(prefix[:-1]), folder, 0, "closed", ("unreadable", problem.strerror or "closed folder"))
            continue
        sides = {entry.name: entry for entry in entries if is_side_file(entry.name)}
        for entry in entries:
            if entry.name in sides or entry.path == apart:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{prefix}{entry.name}/"))
            else:
                yield _entry(top, entry, prefix + entry.name, sides)


def _entry(top: str, entry: os.DirEntry[str], path: str, sides: dict[str, os.DirEntry[str]]) -> Found:
    if entry.is_symlink():
        return Found(shown(path), entry.path, 0, "link", _link_problem(top, entry.path))
    try:
        info = entry.stat(follow_symlinks=False)
        side = _side_signature(entry.name, sides) if sides else ""
    except OSError as problem:  # gone since the folder was listed
        return Found(shown(path), entry.path, 0, "gone", ("unreadable", problem.strerror or "gone"))
    irregular = None if stat.S_ISREG(info.st_mode) else ("unreadable", "not a regular file")
    return Found(shown(path), entry.path, info.st_size, signature(info), irregular, side)


def _side_signature(name: str, sides: dict[str, os.DirEntry[str]]) -> str:
    found = ((suffix, sides.get(name + suffix)) for suffix in SIDE)
    return " ".join(f"{suffix}{signature(entry.stat(follow_symlinks=False))}" for suffix, entry in found if entry)


def _link_problem(top: str, link: str) -> tuple[str, str]:
    target = os.path.realpath(link)
    if target != top and not target.startswith(top + os.sep):
        return "outside", "a link that leads out of the folder is not followed"
    if not os.path.exists(target):
        return "unreadable", "a link that leads nowhere"
    return "linked", f"a link to {shown(os.path.relpath(target, top))}, which is read where it is"
