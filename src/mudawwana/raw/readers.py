"""One file of the raw folder as documents and problems; each file is read by what it is, not only by its name."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from mudawwana.config import InputTable, RawConfig
from mudawwana.raw.encodings import as_said, in_utf8, is_utf8
from mudawwana.raw.scan import Found
from mudawwana.raw.side import Side
from mudawwana.raw.streams import Bomb, Truncated, check, opened
from mudawwana.records import RawDocument

PAGE = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".mhtml": "multipart/related",
        ".mht": "multipart/related", ".txt": "text/plain"}  # fmt: skip
_AT_ONCE = 1 << 20  # bytes
ENOUGH = 250_000
"""Broken rows in a row after which the rest of a file is one problem."""
_PAGE = re.compile(rb"[\s\xef\xbb\xbf\xff\xfe]*(?:<(?:\?|!--)[^>]*>\s*)*<(?:!doctype\s+)?html\b", re.I)
"""A page begins with a mark, white space, declarations and comments, and then says that it is HTML."""
TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
BINARY = {b"PK\x03\x04": "a zip archive", b"%PDF": "a PDF", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image",
          b"GIF8": "a GIF image", b"\x7fELF": "a program", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}  # fmt: skip


class Problem(NamedTuple):
    """An input that gives no document: a short code, a detail, and where in the file it stood."""

    reason: str
    detail: str
    offset: int | None = None


Item = RawDocument | Problem


class Source(NamedTuple):
    """What a reader needs to know of its file."""

    path: str
    kind: str
    sha256: str
    side: Side
    config: RawConfig
    table: InputTable | None

    @property
    def max_document(self) -> int:
        """Largest document, in bytes."""
        return self.config.max_document_mb << 20


def kind_of(path: str, head: bytes) -> str | None:
    """The kind of a file by its first bytes and its name: a suffix, ".warc", or None for what is not read.

    >>> kind_of("a/b.html.gz", b"<html>"), kind_of("x.bin", b"<!DOCTYPE html>"), kind_of("x.html", b"WARC/1.0")
    ('.html', '.html', '.warc')
    """
    if head.startswith(b"WARC/"):
        return ".warc"
    suffixes = [suffix.lower() for suffix in PurePosixPath(path).suffixes]
    while suffixes and suffixes[-1] in (".gz", ".zst"):
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if suffix in PAGE or suffix in TABLES or suffix == ".warc":
        return suffix
    return ".html" if _PAGE.match(head.replace(b"\0", b"")) else None


def file_digest(full: str) -> str:
    """The SHA-256 of a file's bytes."""
    with open(full, "rb", buffering=0) as stream:
        head = stream.read(_AT_ONCE)
        if len(head) < _AT_ONCE:  # the library would clear a large buffer for each file
            return hashlib.sha256(head).hexdigest()
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_file(found: Found, config: RawConfig, table: InputTable | None, side: Side, sha256: str) -> Iterator[Item]:
    """Every document of one file; at least one item comes, and what is wrong comes as a Problem."""
    limit = config.max_file_mb << 20
    if found.size > limit:
        yield Problem("too_large", f"{found.size} bytes; [raw] max_file_mb is {config.max_file_mb}")
        return
    count = 0
    try:
        with open(found.full, "rb") as stream:
            for item in _bounded(_items(stream, found, config, table, side, sha256)):
                count += 1
                yield item
    except Bomb as problem:
        yield Problem("bomb", f"{problem}; [raw] max_ratio is {config.max_ratio}")
    except Truncated as problem:
        yield Problem("unreadable", str(problem))
    except OSError as problem:
        yield Problem("unreadable", problem.strerror or str(problem))
    except (ValueError, LookupError, RecursionError, MemoryError) as problem:  # what a library says of hostile bytes
        yield Problem("unreadable", f"{type(problem).__name__}: {str(problem)[:200]}")
    else:
        if not count:
            yield Problem("empty", "nothing in it")


def _bounded(items: Iterator[Item]) -> Iterator[Item]:
    """Items up to where nothing but broken rows comes."""
    broken = 0
    for item in items:
        broken = broken + 1 if isinstance(item, Problem) else 0
        yield item
        if broken == ENOUGH:
            yield Problem("unreadable", f"{ENOUGH} broken rows, one after the other; the rest is not read")
            return


def _items(
    stream: IO[bytes], found: Found, config: RawConfig, table: InputTable | None, side: Side, sha256: str
) -> Iterator[Item]:
    plain = opened(stream, found.size, config)
    head = plain.peek(1024)[:1024]
    for magic, what in BINARY.items():
        if head.startswith(magic):
            yield Problem("unsupported", f"it is {what}")
            return
    kind = kind_of(found.path, head)
    if kind is None:
        yield Problem("unsupported", f"no known kind of input: {PurePosixPath(found.path).suffix or 'no suffix'}")
        return
    if kind in TABLES:
        plain = in_utf8(plain, head)
    yield from _reader(kind)(plain, Source(found.path, kind, sha256, side, config, table))
    check(plain)


def _reader(kind: str) -> Callable[[io.BufferedReader, Source], Iterator[Item]]:
    if kind == ".warc":
        from mudawwana.raw.warc import read_warc

        return read_warc
    if kind in PAGE:
        return _read_page
    from mudawwana.raw import rows

    return {".jsonl": rows.read_jsonl, ".ndjson": rows.read_jsonl, ".json": rows.read_json}.get(kind, rows.read_csv)


def _read_page(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    content = plain.read(source.max_document + 1)
    check(plain)
    if len(content) > source.max_document:
        yield Problem("too_large", f"over {source.config.max_document_mb} MB; see [raw] max_document_mb")
    elif not content.strip():
        yield Problem("empty", "nothing in it" if not content else "nothing but white space")
    else:
        media_type, side = PAGE[source.kind], source.side
        if media_type == "multipart/related":
            content, media_type = unpack_mhtml(content), "text/html"
        yield RawDocument(
            source.path, None, media_type, source.sha256, content, None, side.url, side.fetched, side.source
        )


def unpack_mhtml(content: bytes) -> bytes:
    """The first HTML part of an MHTML file, in UTF-8 with a byte order mark where that is known, or the file itself."""
    import email
    import email.policy

    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(payload := part.get_payload(decode=True), bytes):
                payload = as_said(payload, part.get_content_charset())
                return codecs.BOM_UTF8 + payload.removeprefix(codecs.BOM_UTF8) if is_utf8(payload) else payload
    except (LookupError, ValueError, RecursionError):  # parts in parts without end, or headers that are none
        pass
    return content
