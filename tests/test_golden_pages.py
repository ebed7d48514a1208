"""The golden pages: layouts of real content-management systems with composed texts, each with its whole answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mudawwana.extract.page import extract_html

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_its_answer(name: str) -> None:
    entry = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    found = extract_html((PAGES / f"{name}.html").read_bytes(), **entry["given"])
    wanted = entry["answer"]
    if wanted is None:
        assert found is None
        return
    assert found is not None
    got = {**found.model_dump(mode="json"), "paragraphs": [[p.kind, p.of(found.text)] for p in found.paragraphs]}
    fields = ("url", "title", "authors", "credit", "dateline", "section", "tags", "published", "modified", "paragraphs")
    empty = {"authors": [], "credit": [], "tags": []}
    checked = {*fields, *wanted}
    assert {field: got[field] for field in checked} == {field: wanted.get(field, empty.get(field)) for field in checked}


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_why_it_is_here(name: str) -> None:
    entry = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    assert len(entry["why"]) > 20
    assert (PAGES / f"{name}.html").exists()
