"""What a data sheet needs to know of a corpus."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from mudawwana.jsonl import read_articles, read_lines
from mudawwana.records import Article

_COUNTED = ("source", "language", "section")
_LAYERS = ("paragraphs", "sentences", "entities", "dates", "quotes", "quantities", "events", "reuse")


def stats(out: Path) -> dict[str, Any]:
    """Counts and sizes of a finished folder; every figure is an integer, a string or a list of [value, count]."""
    counters: dict[str, Counter[str]] = {name: Counter() for name in (*_COUNTED, "month", "label", "facet", "credit")}
    layers: Counter[str] = Counter()
    words: list[int] = []
    dated = duplicates = characters = 0
    first, last = "", ""
    for article in read_articles(str(out / "articles.jsonl")):
        words.append(len(article.text.split()))
        characters += len(article.text)
        duplicates += article.duplicate_of is not None
        layers.update({name: len(getattr(article, name)) for name in _LAYERS})
        _count(article, counters)
        if article.published:
            dated += 1
            first = min(first or article.published, article.published)
            last = max(last, article.published)
    return {
        "articles": len(words),
        "words": {
            "total": sum(words),
            "median": int(statistics.median(words)) if words else 0,
            "longest": max(words, default=0),
        },
        "characters": characters,
        "published": {"known": dated, "first": first[:10] or None, "last": last[:10] or None},
        "near_duplicates": duplicates,
        "annotations": dict(layers),
        **{name: _top(counter) for name, counter in counters.items()},
        "dropped": _top(_dropped(out)),
    }


def _count(article: Article, counters: dict[str, Counter[str]]) -> None:
    for name in _COUNTED:
        counters[name][getattr(article, name) or "unknown"] += 1
    counters["month"][(article.published or "unknown")[:7]] += 1
    counters["label"].update(entity.label for entity in article.entities)
    counters["facet"].update(article.relevance.facets)
    counters["credit"].update(article.credit)


def _dropped(out: Path) -> Counter[str]:
    import orjson

    return Counter(str(orjson.loads(line).get("reason")) for _, line in read_lines(str(out / "dropped.jsonl")))


def _top(counter: Counter[str]) -> list[list[str | int]]:
    return [[value, count] for value, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))]
