"""From the bytes of a page to its tree, without what would make the parser slow."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

MAX_PAGE = 40_000_000
"""Bytes of a page that are read; what stands behind them is not."""
_STRETCH = 10_000  # bytes; whatever is twice as long holds one of them whole
_LONG_TAG = re.compile(rb"<([a-zA-Z][\w:-]*)[^<>]{20000,}")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,300}\?>")
_ODD = (b"\0", b"\x0b", b"\x0c")


def parse(page: bytes) -> Any:
    """The tree of a page in UTF-8, None where there is no element in it; nothing outside the page is ever read."""
    page = _DECLARATION.sub(b"", page[:MAX_PAGE])
    for odd in _ODD:
        if odd in page:
            page = page.replace(odd, b" ")
    if _may_have_long_tag(page):
        page = _LONG_TAG.sub(_short_tag, page)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(page, parser=parser)
    except etree.XMLSyntaxError:
        return None


def _may_have_long_tag(page: bytes) -> bool:
    """A quick look for a stretch in which no tag begins, nor ends the one that began before it."""
    ends = ((at, at + _STRETCH) for at in range(0, len(page), _STRETCH))
    quiet = ((at, end) for at, end in ends if page.find(b"<", at, end) < 0)
    return any(page.find(b">", max(0, page.rfind(b"<", 0, at)), end) < 0 for at, end in quiet)


def _short_tag(found: re.Match[bytes]) -> bytes:
    """A tag of thousands of attributes without them: the parser's time grows with their square."""
    return found[0] if found[0].count(b"=") < 500 else b"<" + found[1] + b" "
