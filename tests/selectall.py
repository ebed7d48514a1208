"""The visible text of a page as a browser's select-all gives it, near enough for tests: block elements part lines."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_NONE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "iframe",
        "object",
        "select",
        "option",
        "textarea",
        "datalist",
        "audio",
        "video",
        "canvas",
    ]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
        "caption",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "figure"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def visible_text(page: str) -> str:
    """The text of a page, one block a line, an empty line round paragraphs and headings."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.encode("utf-8"), parser=parser)
    out: list[str] = []
    _walk(root, out)
    lines = [_BLANKS.sub(" ", line).strip() for line in "".join(out).replace("\x00", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _walk(element: Any, out: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    hidden = tag in _NONE or "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    if not hidden:
        edge = (
            "\x00\x00"
            if tag in _APART
            else "\x00"
            if tag in _BLOCK or tag == "br"
            else "\t"
            if tag in ("td", "th")
            else ""
        )
        out.append(edge)
        out.append(_BLANKS.sub(" ", element.text or ""))
        for child in element:
            _walk(child, out)
        out.append(edge if tag != "br" else "")
    out.append(_BLANKS.sub(" ", element.tail or ""))
