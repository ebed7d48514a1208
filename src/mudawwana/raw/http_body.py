"""The page in an HTTP answer as a crawler stored it: chunks joined, unpacked, never more than a limit allows."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from mudawwana.raw.streams import GZIP, ZSTD, Truncated, guarded, gunzip, unzstd

_SIZE_LINE, _DIGITS = 1000, 8  # of a chunk's size: longest line, and hexadecimal digits that are more than enough


def page_of(block: bytes, encodings: str, *, chunked: bool, limit: int, ratio: int) -> bytes:
    """At most limit + 1 bytes of the page; what says that it is packed but is not, is taken as it stands."""
    body = dechunked(block) if chunked else block
    for name in reversed([part.strip().lower() for part in encodings.split(",")]):
        body = _taken(guarded(_unpacked(body, name), len(body), ratio), limit)
    if body.startswith((GZIP, ZSTD)):
        body = _taken(guarded(_unpacked(body, ""), len(body), ratio), limit)
    return body


def dechunked(block: bytes) -> bytes:
    """The chunks of a body behind one another; a body that is in no chunks as it is, one that breaks off up to there.

    >>> dechunked(b"3;x=y\\r\\n<p>\\r\\n2\\r\\nab\\r\\n0\\r\\n\\r\\n"), dechunked(b"<p>ab")
    (b'<p>ab', b'<p>ab')
    """
    out: list[bytes] = []
    at = 0
    while (end := block.find(b"\n", at, at + _SIZE_LINE)) > 0:
        try:
            size = int(block[at:end].partition(b";")[0].strip()[:_DIGITS], 16)
        except ValueError:
            break
        if size <= 0:
            return b"".join(out)
        out.append(block[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if block[at : at + 2] == b"\r\n" else block[at : at + 1] == b"\n"
    return b"".join(out) if out else block


def _unpacked(body: bytes, name: str) -> Iterator[bytes]:
    if body.startswith(GZIP):
        return gunzip(io.BytesIO(body))
    if body.startswith(ZSTD):
        return unzstd(io.BytesIO(body))
    if name == "deflate":
        return _inflated(body)
    return _unbrotlied(body) if name == "br" else iter([body])


def _inflated(body: bytes) -> Iterator[bytes]:
    """What is packed with deflate, with zlib's header or, as some servers send it, without."""
    for kind in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            start = zlib.decompressobj(kind).decompress(body, 1)
        except zlib.error:
            continue
        if start:
            return _pieces(body, kind)
    return iter([body])


def _pieces(body: bytes, kind: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(kind)
    try:
        while body and not engine.eof:
            yield engine.decompress(body, 1 << 16)
            body = engine.unconsumed_tail
    except zlib.error as problem:
        raise Truncated(f"damaged deflate: {problem}") from None


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader

    if body.lstrip()[:1] == b"<":
        yield body
        return
    try:
        reader = BrotliReader(io.BytesIO(body))
        while data := reader.read(1 << 16):
            yield data
    except (OSError, ValueError) as problem:
        raise Truncated(f"damaged brotli: {problem}") from None


def _taken(chunks: Iterator[bytes], limit: int) -> bytes:
    taken, size = [], 0
    for chunk in chunks:
        taken.append(chunk)
        size += len(chunk)
        if size > limit:
            break
    return b"".join(taken)
