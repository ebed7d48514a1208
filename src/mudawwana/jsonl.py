"""Records in and out as JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from mudawwana.errors import BadInput
from mudawwana.records import Article
from mudawwana.streams import reading as reading
from mudawwana.streams import writing as writing

FIELDS: tuple[str, ...] = tuple(Article.model_fields)
# The pieces of a line: before each value its key, and every value its default.
_PIECES: list[bytes] = [
    piece
    for place, (name, field) in enumerate(Article.model_fields.items())
    for piece in (
        f'{"," if place else "{"}"{name}":'.encode(),
        b"null" if field.is_required() else to_json(field.get_default(call_default_factory=True)),
    )
]
_PLACES: dict[str, int] = {name: 2 * place + 1 for place, name in enumerate(FIELDS)}


def fragment(value: Any) -> bytes:
    """One field's value as JSON, UTF-8, without \\u escapes for letters."""
    return to_json(value)


class Line:
    """A record's line put together from the JSON of its fields; a field not given has its default.

    >>> line = Line({"id": b'"8b1f"'})
    >>> line.set({"title": b'"x"'})
    >>> line.to_bytes()[:23]
    b'{"id":"8b1f","url":null'
    """

    def __init__(self, fragments: Mapping[str, bytes]) -> None:
        self._pieces = [*_PIECES, b"}\n"]
        self.set(fragments)

    def set(self, fragments: Mapping[str, bytes]) -> None:
        """Fill in some fields, in place of what they held."""
        for name, value in fragments.items():
            self._pieces[_PLACES[name]] = value

    def to_bytes(self) -> bytes:
        """The line as it stands now."""
        return b"".join(self._pieces)


def line_of(fragments: Mapping[str, bytes]) -> bytes:
    """A record's line from the JSON of its fields."""
    return Line(fragments).to_bytes()


def article_line(article: Article) -> bytes:
    """A record as one line of JSON, every key in its order."""
    return line_of({name: to_json(getattr(article, name)) for name in FIELDS})


def read_lines(path: str) -> Iterator[tuple[str, bytes]]:
    """The lines of a file with "file:line" for messages; empty lines are left out."""
    import io

    name = "<stdin>" if path == "-" else path
    with reading(path) as stream:
        lines: Any = io.BufferedReader(stream) if path.endswith(".zst") else stream
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{name}:{number}", line
        except (OSError, EOFError) as problem:
            raise BadInput(f"{name}: cannot be read: {problem}") from None


def parse_article(where: str, line: bytes) -> Article:
    """One line as a record; what is wrong with it is named with its place and field."""
    try:
        return Article.model_validate_json(line)
    except ValidationError as problem:
        raise BadInput(complaint(where, problem)) from None


def complaint(where: str, problem: ValidationError) -> str:
    """The first fault of a record as "file:line: field: what"."""
    first = problem.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "record"
    return f"{where}: {key}: {first['msg']}"


def read_articles(path: str) -> Iterator[Article]:
    """The records of a file made by one of the stages."""
    for where, line in read_lines(path):
        yield parse_article(where, line)


def write_atomic(path: Path, content: bytes) -> None:
    """Put a whole file in its place at once."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
