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
    ("hashed_classes_hidden", "body"): "a style sheet hides one paragraph; the test's renderer reads none",
}


def squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


def given(path: Path) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    golden = json.loads(path.read_text(encoding="utf-8"))
    html = path.with_suffix(".html").read_bytes()
    page = extract_text(visible_text(decode(html)), url=golden["given"].get("url"))
    return golden["answer"], page.model_dump() if page else {}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("field", ["title", "published", "authors", "credit", "body"])
def test_same_as_the_page(path: Path, field: str) -> None:
    if why := CANNOT.get((path.stem, field)):
        pytest.skip(why)
    answer, page = given(path)
    if answer is None:
        assert not page
        return
    assert page
    if field == "published":
        assert (page["published"] or "")[:10] == (answer.get("published") or "")[:10]
    elif field == "body":
        kept = [page["text"][p["start"] : p["end"]] for p in page["paragraphs"] if p["kind"] != "caption"]
        wanted = [text for kind, text in answer["paragraphs"] if kind != "caption"]
        assert [squeeze(text) for text in kept] == [squeeze(text) for text in wanted]
    else:
        assert list(page[field] or ()) == list(answer.get(field) or ())
