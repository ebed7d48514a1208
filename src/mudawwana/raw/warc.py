"""WARC files: one document for each response record with HTML."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from mudawwana.records import RawDocument

if TYPE_CHECKING:
    from mudawwana.raw.readers import Item, Source


class _Counted:
    """A stream that only goes forward and tells where it is, which is all of seeking that the WARC reader needs."""

    def __init__(self, plain: io.BufferedReader) -> None:
        self.plain, self.at = plain, 0

    def read(self, size: int = -1) -> bytes:
        data = self.plain.read(size)
        self.at += len(data)
        return data

    def close(self) -> None:
        """Nothing: the file belongs to whoever opened it."""

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (whence, offset) not in ((io.SEEK_CUR, 0), (io.SEEK_SET, self.at)):
            raise io.UnsupportedOperation("seek")
        return self.at


HTML = ("text/html", "application/xhtml+xml")


def read_warc(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """Every response or resource record; where the file is damaged the rest of it is one Problem."""
    from mudawwana.raw.readers import Problem

    at = 0
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource
        stream = _Counted(plain)
        for record in ArchiveIterator(
            stream, record_types=kinds, parse_http=True, auto_decode="all", fsspec_args=False
        ):
            at = record.stream_pos
            yield _document(record, source)
    except (OSError, ValueError) as problem:
        yield Problem("unreadable", f"the WARC is damaged behind byte {at}: {problem}", at)


def _document(record: Any, source: Source) -> Item:
    from mudawwana.raw.readers import Problem

    at, limit = record.stream_pos, source.max_document
    status = record.http_headers.status_code if record.http_headers is not None else 200
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    content = record.reader.read(limit + 1)
    if len(content) > limit:
        return Problem("too_large", f"over {source.config.max_document_mb} MB; see [raw] max_document_mb", at)
    if status != 200:
        return Problem("http_status", f"answered {status}", at)
    if kind and kind not in HTML:
        return Problem("not_html", f"it is {kind[:60]}", at)
    if not content.strip():
        return Problem("empty", "a record without a page", at)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    fetched = record.headers.get("WARC-Date")
    content = _with_charset(content, record.http_charset)
    digest = hashlib.sha256(content).hexdigest()
    return RawDocument(source.path, at, "text/html", digest, content, None, url, fetched, source.side.source)


def _with_charset(content: bytes, charset: str | None) -> bytes:
    """Recode a page whose HTTP header names a charset other than UTF-8 and whose own head names none."""
    if not charset or charset.lower().replace("-", "") == "utf8" or b"charset" in content[:2048].lower():
        return content
    try:
        return b"\xef\xbb\xbf" + content.decode(charset).encode()
    except (LookupError, UnicodeError):
        return content
