"""Which characters the bytes of a table or a part stand for: UTF-8, UTF-16, windows-1256, or what a header says."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from mudawwana.raw.streams import CHUNK, Chunks, check

NO_CHARSET = frozenset(["utf-8", "iso8859-1", "cp1252", "utf-7", "idna", "punycode", "raw-unicode-escape", "undefined",
                        "unicode-escape"])  # fmt: skip
"""What servers say without knowing, and codecs that Python takes for text and a browser does not."""


def wide(head: bytes) -> str | None:
    """The kind of UTF-16 that a table begins in, with its mark or, since names of fields are ASCII, without.

    >>> wide(b"\\xff\\xfeu\\x00"), wide(b"\\x00u\\x00r"), wide(b"url,"), wide(bytes(8))
    ('utf-16', 'utf-16-be', None, None)
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) < 4:
        return None
    zeros = [byte == 0 for byte in head[:4]]
    if zeros == [False, True] * 2:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False] * 2 else None


def in_utf8(plain: io.BufferedReader, head: bytes) -> io.BufferedReader:
    """The stream itself, or one in UTF-8 of a table in UTF-16."""
    encoding = wide(head)
    return io.BufferedReader(Chunks(_recoded(plain, encoding)), CHUNK) if encoding else plain


def _recoded(plain: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while data := plain.read(CHUNK):
        yield decoder.decode(data).encode()
    check(plain)
    yield decoder.decode(b"", True).encode()


def decoded(line: bytes) -> str:
    """A line as text: windows-1256, which Arabic spreadsheets write, where it is no UTF-8 for the most part.

    >>> decoded("خبر".encode("cp1256")), decoded("خبر".encode() + b"\\xff")
    ('خبر', 'خبر\ufffd')
    """
    text = line.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged and 2 * damaged > len(text) - len(text.encode("ascii", "ignore")):
        return line.decode("cp1256", "replace")
    return text


def is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8, which nothing else is by chance; what holds NULs may be UTF-16 instead."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content[:1024]


def as_said(content: bytes, charset: str | None) -> bytes:
    """A page in UTF-8 with a byte order mark where its header names another charset that fits it, else as it is."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        if name in NO_CHARSET or is_utf8(content):
            return content
        return codecs.BOM_UTF8 + content.decode(name).encode()
    except (LookupError, ValueError):  # no such charset, none for text, or not that of the page
        return content
