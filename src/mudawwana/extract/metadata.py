"""What the head of a page and its marked-up elements say of the article, read in one pass and not yet judged."""

from __future__ import annotations

import re
from typing import Any

from mudawwana.extract.jsonld import Item, read_json_ld, strings

_MAX_VALUES = 2000
_MAX_LENGTH = 20_000
# What a template has where nobody filled it in: "%%title%%", "{{ post.title }}", "[article_title]".
_PLACEHOLDER = re.compile(r"%%\w+%%|\{\{[^{}]{0,60}\}\}|\$\{\w[\w.]*\}|<\?php|<%|^\[[a-z]+(?:[_:-][a-z]+)+\]$")


class Head:
    """The metadata of a page: meta values by lower-case name, JSON-LD items, links, the title element."""

    def __init__(self) -> None:
        self.meta: dict[str, list[str]] = {}
        self.items: list[Item] = []
        self.canonical: str | None = None
        self.title = ""
        self.language = ""

    def first(self, *names: str) -> str:
        """The first value that any of the names has, in the order of the names."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def all(self, *names: str) -> list[str]:
        """All values of the names."""
        return [value for name in names for value in self.meta.get(name, ()) if value]

    @property
    def article(self) -> dict[str, Any]:
        """The JSON-LD item about the article, or an empty one."""
        return self.items[0].data if self.items and self.items[0].rank >= 7 else {}

    def said(self, key: str, *inner: str) -> list[str]:
        """The strings under a key of the JSON-LD item about the article."""
        return strings(self.article.get(key), *inner)


def read_head(root: Any) -> Head:
    """Read meta, link, title and JSON-LD elements, wherever on the page they stand."""
    head = Head()
    head.language = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    )[:20]
    scripts: list[str] = []
    for count, element in enumerate(root.iter("meta", "link", "title", "script")):
        if count > _MAX_VALUES:
            break
        tag = element.tag
        if tag == "meta":
            _meta(head, element)
        elif tag == "link":
            rel = (element.get("rel") or "").lower()
            if rel == "canonical" and not head.canonical:
                head.canonical = (element.get("href") or "").strip()[:4096] or None
        elif tag == "title":
            if not head.title:
                head.title = " ".join((element.text or "")[:_MAX_LENGTH].split())
        elif "ld+json" in (element.get("type") or "").lower():
            scripts.append(element.text or "")
    head.items = read_json_ld(scripts)
    return head


def _meta(head: Head, element: Any) -> None:
    content = element.get("content")
    if not content:
        return
    value = " ".join(content[:_MAX_LENGTH].split())
    if _PLACEHOLDER.search(value):
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name in (element.get(attribute) or "").lower().split()[:4]:
            if attribute == "itemprop":
                name = f"itemprop:{name}"
            values = head.meta.setdefault(name, [])
            if len(values) < 100 and value not in values:
                values.append(value)
