"""The article in pasted text: composed pages, and laws that hold for any text."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.extract.lines import bullet, classify
from mudawwana.extract.scrape import extract_text

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "scrape.toml").read_text(encoding="utf-8")
)["case"]
SHARED = Path(__file__).parents[2] / "shared"
KINDS = {"body": "body", "headings": "heading", "captions": "caption", "lists": "list"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    page = extract_text(case["text"], url=case.get("url"), fetched=case.get("fetched"), outlet=case.get("outlet"))
    assert page is not None
    for name in ("title", "subtitle", "published", "modified", "dateline", "section"):
        if name in case:
            assert getattr(page, name) == (case[name] or None), name
    for name in ("authors", "credit", "tags"):
        if name in case:
            assert list(getattr(page, name)) == case[name], name
    for name, kind in KINDS.items():
        if name in case:
            given_ = [p.of(page.text) for p in page.paragraphs if p.kind == kind]
            short = [text[: len(start)] for text, start in zip(given_, case[name], strict=False)]
            assert (short, len(given_)) == (case[name], len(case[name])), given_
    for text in case.get("must", ()):
        assert text in page.text
    for text in case.get("must_not", ()):
        assert text not in page.text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([line for case in CASES for line in case["text"].split("\n")]), max_size=40))
def test_any_order_of_lines(lines: list[str]) -> None:
    """Whatever the order of the lines: no error, paragraphs that tile the text, the same answer twice."""
    page = extract_text("\n".join(lines))
    if page is None:
        return
    assert "\n\n".join(p.of(page.text) for p in page.paragraphs) == page.text
    assert all(p.of(page.text).strip() for p in page.paragraphs)
    assert page == extract_text("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    extract_text(text)
    classify(text)
    bullet(text)


HOSTILE = {
    "one_word": "ا" * 1_000_000,
    "brackets": "(" * 300_000,
    "digits": "12:" * 100_000,
    "digits_and_slashes": "1/" * 150_000,
    "marks": "ب" + "\u064b" * 100_000,
    "quotes": "قال «" * 5_000,
    "lines": "شارك\n" * 60_000,
    "same_prose": "أعلنت الحكومة اليوم الأحد قرارا جديدا يخص القوات الأجنبية.\n" * 5_000,
    "headlines": "اقرأ أيضا\nالحكومة تعلن القرار\n" * 10_000,
    "verses": ("وقال المتحدث إن جدول الأعمال يشمل ملفات الطاقة والمياه.\n" + "عبرت الجسر وحدي؟\n" * 5) * 2_000,
    "dates": "السبت 27 يناير 2024\n" * 5_000,
    "bars": "| " * 100_000,
    "spaces": "كلمة" + " " * 300_000 + "كلمة.",
    "dots": "كلمة" + "." * 300_000,
    "colons": "بغداد: " * 40_000,
    "dashes": "-" * 200_000 + "\n" + "- " * 100_000,
    "latin": "a" * 500_000 + "\n" + "x@" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_fast(name: str) -> None:
    start = time.process_time()
    extract_text(HOSTILE[name])
    assert time.process_time() - start < 3


SEEDS = SHARED / "gold" / "seeds.json"


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared material is not here")
def test_seeds() -> None:
    for gold in json.loads(SEEDS.read_text(encoding="utf-8"))["articles"].values():
        text = (SHARED / "seeds" / gold["file"]).read_text(encoding="utf-8")
        lines = text.split("\n")
        page = extract_text(text)
        assert page is not None
        assert page.title == gold["title"]
        assert (page.published or "")[:10] == (gold["published"] or "")
        assert list(page.credit) == ([gold["credit"]] if gold["credit"] else [])
        squeezed = "".join(page.text.split())
        assert all("".join(lines[n - 1].split()) in squeezed for n in gold["body_lines"])
        kinds = {"heading": "subhead_lines", "caption": "caption_lines"}
        for kind, field in kinds.items():
            given_ = [" ".join(p.of(page.text).split()) for p in page.paragraphs if p.kind == kind]
            assert sorted(given_) == sorted(" ".join(lines[n - 1].split()) for n in gold[field])
