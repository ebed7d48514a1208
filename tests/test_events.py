"""Events: rounds and agreements linked by name and by the dates near them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from mudawwana.annotate.events import find_events
from mudawwana.records import Article, DateMention, RawRef, Sentence
from mudawwana.topics import load_topic

TOPIC = load_topic("iraq_us_dialogue")
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "events.jsonl").read_text(encoding="utf-8").splitlines()
]


def build(case: dict[str, Any]) -> Article:
    """The article of a case, with its dates and sentences."""
    text = case["text"]
    dates = []
    for words, value in case["dates"]:
        start = text.index(words)
        dates.append(DateMention(start=start, end=start + len(words), value=value))
    starts = [text.index(word) for word in case.get("sentences", ())]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    sentences = [Sentence(start=start, end=end) for start, end in zip(starts, ends, strict=False)]
    raw = RawRef(path="a.html", media_type="text/html", sha256="0" * 64)
    return Article(text=text, dates=tuple(dates), sentences=tuple(sentences), raw=raw)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case: dict[str, Any]) -> None:
    """Each case mentions its events, in order."""
    found = find_events(build(case), TOPIC)
    assert [[event.id, event.date] for event in found] == case["events"]
    assert all(0 <= event.start < event.end <= len(case["text"]) for event in found)


def test_every_event_of_the_pack_is_well_formed() -> None:
    """Events have a source and words to find them by; an end follows its beginning."""
    for event in TOPIC.events:
        assert event.names or event.terms, event.id
        assert event.source
        assert event.end is None or (event.date is not None and event.date <= event.end)


def test_many_terms_and_dates_in_one_sentence_are_quick() -> None:
    """Time does not grow with terms times dates."""
    text = "الحوار الاستراتيجي بين العراق وواشنطن 2020-06 " * 5_000
    dates = tuple(DateMention(start=at, end=at + 7, value="2020-06") for at in range(0, len(text) - 10, 47))
    raw = RawRef(path="a.html", media_type="text/html", sha256="0" * 64)
    start = time.process_time()
    assert find_events(Article(text=text, dates=dates, raw=raw), TOPIC)
    assert time.process_time() - start < 3
