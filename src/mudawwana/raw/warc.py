"""WARC files: one document for each response record with HTML."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from mudawwana.raw.encodings import as_said
from mudawwana.raw.http_body import page_of
from mudawwana.raw.streams import Bomb, Truncated
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


LONGEST_HEADER = 1 << 22
HTML = ("text/html", "application/xhtml+xml")


def read_warc(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """Every response or resource record; where the file is damaged the rest of it is one Problem."""
    from mudawwana.raw.readers import Problem

    at = 0
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource
        stream = _Counted(plain)
        for record in ArchiveIterator(
            stream,
            record_types=kinds,
            parse_http=True,
            auto_decode="none",
            max_header_len=LONGEST_HEADER,
            fsspec_args=False,
        ):
            at = record.stream_pos
            yield _document(record, source)
    except (OSError, ValueError) as problem:
        yield Problem("unreadable", f"the WARC is damaged behind byte {at}: {problem}", at)


def _document(record: Any, source: Source) -> Item:
    from mudawwana.raw.readers import Problem

    at, limit, http = record.stream_pos, source.max_document, record.http_headers
    kind = ((http if http is not None else record.headers).get("Content-Type") or "").partition(";")[0].strip().lower()
    try:
        content = _content(record, http, source)
    except Bomb as problem:
        return Problem("bomb", f"{problem}; [raw] max_ratio is {source.config.max_ratio}", at)
    except Truncated as problem:
        return Problem("unreadable", str(problem), at)
    if len(content) > limit:
        return Problem("too_large", f"over {source.config.max_document_mb} MB; see [raw] max_document_mb", at)
    if http is not None and http.status_code != 200:
        return Problem("http_status", f"answered {http.status_code}", at)
    if kind and kind not in HTML:
        return Problem("not_html", f"it is {kind[:60]}", at)
    if not content.strip():
        return Problem("empty", "a record without a page", at)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    fetched = record.headers.get("WARC-Date")
    content = content if b"charset" in content[:2048].lower() else as_said(content, record.http_charset)
    digest = hashlib.sha256(content).hexdigest()
    return RawDocument(source.path, at, "text/html", digest, content, None, url, fetched, source.side.source)


def _content(record: Any, http: Any, source: Source) -> bytes:
    """The page of a record, one byte more than a document may have where it is too large."""
    limit = source.max_document
    block = record.reader.read(limit + 1)
    if http is None or len(block) > limit:
        return bytes(block)
    chunked = "chunked" in (http.get("Transfer-Encoding") or "").lower()
    encodings = http.get("Content-Encoding") or ""
    return page_of(block, encodings, chunked=chunked, limit=limit, ratio=source.config.max_ratio)
