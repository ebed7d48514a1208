"""JSON-LD of a page: parsed, repaired where it is broken, flattened, the article's own item first."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import orjson

_MAX_SCRIPT, _MAX_ITEMS = 1_000_000, 3000
# How surely an item is about the article; WebPage and VideoObject often carry its dates where nothing else does.
ARTICLE_TYPES = {
    "newsarticle": 10,
    "reportagenewsarticle": 10,
    "analysisnewsarticle": 10,
    "opinionnewsarticle": 10,
    "backgroundnewsarticle": 10,
    "reviewnewsarticle": 10,
    "asknewsarticle": 10,
    "advertisercontentarticle": 10,
    "liveblogposting": 10,
    "article": 9,
    "report": 9,
    "blogposting": 8,
    "socialmediaposting": 7,
    "technicalarticle": 8,
    "scholarlyarticle": 8,
    "webpage": 4,
    "itempage": 4,
    "videoobject": 3,
    "creativework": 3,
}
# Below these keys stand other articles, or things that are not this one.
_ELSEWHERE = frozenset({
    "itemlistelement", "haspart", "ispartof", "mentions", "relatedlink", "comment", "review", "citation",
    "about", "publisher", "image", "logo", "video", "associatedmedia", "subjectof", "breadcrumb",
    "potentialaction", "liveblogupdate", "sameas",
})  # fmt: skip
_FIELD = re.compile(
    r'"(headline|name|datePublished|dateModified|dateCreated|articleSection|articleBody|description|keywords|inLanguage|url)"\s*:\s*"((?:[^"\\]|\\.){0,100000})"'
)
_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_TRAILING = re.compile(r",(\s*[}\]])")
_MISSING = re.compile(r'([}\]"])(\s*\n\s*)(?=["{])')
_CONTROL = re.compile(r"[\x00-\x1f]+")


class Item:
    """One JSON-LD object with the rank of its type."""

    __slots__ = ("data", "rank")

    def __init__(self, data: dict[str, Any], rank: int) -> None:
        self.data, self.rank = data, rank


def read_json_ld(scripts: list[str]) -> list[Item]:
    """The objects of a page's JSON-LD scripts that may be about the article, the likeliest first.

    >>> read_json_ld(['[{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "خبر",}]'])[0].data["headline"]
    'خبر'
    """
    items: list[Item] = []
    objects = [data for script in scripts[:50] for data in _objects(_load(script))]
    named = {data["@id"]: data for data in objects if isinstance(data.get("@id"), str) and "name" in data}
    for data in objects:
        if named and "author" in data:
            data["author"] = [_resolved(entry, named) for entry in _list(data["author"])]
        rank = max(
            (ARTICLE_TYPES.get(str(kind).rsplit("/", 1)[-1].lower(), 0) for kind in _list(data.get("@type"))),
            default=0,
        )
        if rank:
            items.append(Item(data, rank))
    return sorted(items, key=lambda item: -item.rank)


def _resolved(entry: Any, named: dict[str, dict[str, Any]]) -> Any:
    """What an entry that is only a reference refers to, where the page has it."""
    return named.get(str(entry.get("@id")), entry) if isinstance(entry, dict) and "name" not in entry else entry


def _load(script: str) -> Any:
    """Parse a script; of one beyond repair, the fields that can be told."""
    text = script[:_MAX_SCRIPT].strip()
    text = re.sub(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$", "", text).strip().rstrip(";")
    if not text:
        return None
    for attempt in (str, _repaired, unescape):
        try:
            return orjson.loads(attempt(text))
        except orjson.JSONDecodeError:
            continue
    return _fields(text)


def _repaired(text: str) -> str:
    """Mend what is commonly wrong: commas too many or too few, line breaks within strings."""
    return _TRAILING.sub(r"\1", _CONTROL.sub(" ", _MISSING.sub(r"\1,\2", text)))


def _fields(text: str) -> dict[str, Any] | None:
    """The strings of a broken script under their keys, the first of each."""
    kinds = [kind for kind in _TYPE.findall(text[:200_000]) if ARTICLE_TYPES.get(kind.lower(), 0) >= 7]
    if not kinds:
        return None
    data: dict[str, Any] = {"@type": kinds[0]}
    for key, value in _FIELD.findall(text[:200_000]):
        data.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    return data


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: Any) -> list[dict[str, Any]]:
    """All objects in a JSON value, in order, without those below keys that lead elsewhere."""
    found: list[dict[str, Any]] = []
    stack = [value]
    while stack and len(found) < _MAX_ITEMS:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value[:_MAX_ITEMS]))
        elif isinstance(value, dict):
            found.append(value)
            inner = [v for k, v in value.items() if isinstance(v, (dict, list)) and k.lower() not in _ELSEWHERE]
            stack.extend(reversed(inner))
    return found


def strings(value: Any, *keys: str) -> list[str]:
    """The strings of a JSON-LD value: itself, or of objects what stands under one of the keys.

    >>> strings([{"name": "سعاد"}, "علي", {"@id": "x"}], "name")
    ['سعاد', 'علي']
    """
    found: list[str] = []
    for entry in _list(value)[:100]:
        if isinstance(entry, str):
            found.append(unescape(unescape(entry)).strip())
        elif isinstance(entry, (int, float)) and not isinstance(entry, bool):
            found.append(str(entry))
        elif isinstance(entry, dict):
            for key in keys:
                if key in entry:
                    found += strings(entry[key], *keys) if not isinstance(entry[key], dict) else []
                    break
    return [text for text in found if text]
