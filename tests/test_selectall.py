"""Pasted text to the standard of the page: each golden page's visible text gives what the page gives."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectall import visible_text

from mudawwana.extract.charset import decode
from mudawwana.extract.scrape import extract_text

PAGES = sorted((Path(__file__).parent / "pages").glob("*.json"))
# What the visible text cannot tell, page and field -> why.
CANNOT: dict[tuple[str, str], str] = {
    ("live_blog", "published"): "the date stands in the metadata alone",
    ("h1_is_logo_long_sidebar", "published"): "the date stands in the metadata alone",
    ("hashed_classes_hidden", "body"): "a style sheet hides one paragraph; the test's renderer reads none",
    ("portal_hashtags", "body"): "a bare headline between paragraphs looks like a sub-heading",
    ("foreign_service_initials", "body"): "a sub-title that ends with a stop looks like a paragraph",
    ("brief_beside_teasers", "body"): "headlines over one paragraph each look like sub-headings",
    ("wire_desk_notes", "body"): "a caption that is a sentence looks like a paragraph",
}


FIELDS = ("title", "published", "authors", "credit", "body")
FLOOR = 0.95
"""The share of fields that must agree; it may only rise."""


def squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


def given(path: Path) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    golden = json.loads(path.read_text(encoding="utf-8"))
    html = path.with_suffix(".html").read_bytes()
    page = extract_text(visible_text(decode(html)), url=golden["given"].get("url"))
    return golden["answer"], page.model_dump() if page else {}


def misses(path: Path) -> list[str]:
    """The fields that the visible text of a page gives otherwise than the page."""
    return [field for field in disagreements(*given(path)) if (path.stem, field) not in CANNOT]


def disagreements(answer: dict[str, Any] | None, page: dict[str, Any]) -> list[str]:
    """The fields in which what was extracted differs from a golden answer."""
    if answer is None or not page:
        return [] if answer is None and not page else ["article"]
    bad = [
        field
        for field in ("title", "authors", "credit")
        if (page[field] or None) != (_plain(answer.get(field)) or None)
    ]
    if (page["published"] or "")[:10] != (answer.get("published") or "")[:10]:
        bad.append("published")
    kept = [page["text"][p["start"] : p["end"]] for p in page["paragraphs"] if p["kind"] != "caption"]
    wanted = [text for kind, text in answer["paragraphs"] if kind != "caption"]
    if [squeeze(text) for text in kept] != [squeeze(text) for text in wanted]:
        bad.append("body")
    return bad


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.skipif(not PAGES, reason="no golden pages")
def test_same_as_the_page() -> None:
    found = {path.stem: bad for path in PAGES if (bad := misses(path))}
    share = 1 - sum(map(len, found.values())) / (len(FIELDS) * len(PAGES))
    assert share >= FLOOR, found
