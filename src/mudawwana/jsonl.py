"""Records in and out: JSON Lines, gzip and zstd by name, "-" for standard streams; files appear whole or not at all."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from pydantic_core import to_json

from mudawwana.errors import BadInput, Missing
from mudawwana.records import Article

FIELDS: tuple[str, ...] = tuple(Article.model_fields)
PREFIX: dict[str, bytes] = {name: f'{"," if i else "{"}"{name}":'.encode() for i, name in enumerate(FIELDS)}
EMPTY: dict[str, bytes] = {
    name: to_json(field.get_default(call_default_factory=True))
    for name, field in Article.model_fields.items()
    if not field.is_required()
}


def fragment(value: Any) -> bytes:
    """One field's value as JSON, UTF-8, without \\u escapes for letters."""
    return to_json(value)


def line_of(fragments: dict[str, bytes]) -> bytes:
    """A record's line put together from the JSON of its fields; a field not given has its default."""
    parts: list[bytes] = []
    for name in FIELDS:
        parts += (PREFIX[name], fragments[name] if name in fragments else EMPTY[name])
    return b"".join((*parts, b"}\n"))


def article_line(article: Article) -> bytes:
    """A record as one line of JSON, every key in its order."""
    return line_of({name: to_json(getattr(article, name)) for name in FIELDS})


@contextmanager
def reading(path: str) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacked by its name; "-" is standard input."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        stream: IO[bytes] = open(path, "rb")  # noqa: SIM115 (closed below; path may come from the shell)
    except FileNotFoundError:
        raise Missing(f"{path}: no such file") from None
    except OSError as problem:
        raise Missing(f"{path}: {problem.strerror}") from None
    with stream:
        if path.endswith(".gz"):
            with gzip.open(stream) as plain:
                yield plain  # type: ignore[misc]
        elif path.endswith(".zst"):
            import zstandard

            with zstandard.ZstdDecompressor().stream_reader(stream) as reader:
                yield reader
        else:
            yield stream


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


@contextmanager
def writing(path: str) -> Iterator[IO[bytes]]:
    """Open a file for writing beside its place and move it there when all went well; "-" is standard output."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise Missing(f"{target.parent}: no such folder; make it first: mkdir -p {target.parent}")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _packed(beside, target.suffix) as stream:
            yield stream
        beside.replace(target)
    except PermissionError as problem:
        raise Missing(f"{path}: {problem.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)


def _packed(path: Path, suffix: str) -> Any:
    if suffix == ".gz":
        return gzip.GzipFile(path, "wb", mtime=0)
    if suffix == ".zst":
        import zstandard

        return zstandard.open(path, "wb")
    return path.open("wb")


def write_atomic(path: Path, content: bytes) -> None:
    """Put a whole file in its place at once."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
