"""Sentences: labelled excerpts, and promises that hold for every text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.config import SegmentConfig
from mudawwana.records import Article, RawRef
from mudawwana.segment.sentences import split_sentences
from mudawwana.segment.stage import step

CASES = [
    line for line in (Path(__file__).parent / "cases/sentences.txt").read_text("utf-8").splitlines() if line[0] != "#"
]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    case = case.replace("⏎", "\n")
    text = case.replace("‖", "")
    assert [span.of(text) for span in split_sentences(text)] == [piece.strip() for piece in case.split("‖")]


@given(st.text(st.sampled_from('اوبد. .!؟…،:"«»()[]1 \n\u0640ً\u00a0aA@/-')))
@settings(max_examples=400, deadline=None)
def test_sentences_cover_the_text(text: str) -> None:
    place = 0
    for span in split_sentences(text):
        assert place <= span.start < span.end <= len(text)
        assert not text[place : span.start].strip()
        assert span.of(text).strip() == span.of(text)
        assert "\n" not in span.of(text)
        place = span.end
    assert not text[place:].strip()


@pytest.mark.parametrize("unit", ["ا.", "ا. ", '"', "«ا؟» ", "(ا.) ", ".", ". ", "1. ا ", "ا", "[1].", "د. "])
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        split_sentences(text)
        return time.process_time() - begin

    assert seconds(80_000) < 20 * seconds(10_000) + 0.5  # quadratic would be 64 times


def test_stage() -> None:
    article = Article(text="قال.\n\nعاد.", raw=RawRef(path="a", media_type="text/plain", sha256="0"))
    done = step(article, SegmentConfig())
    assert [span.of(done.text) for span in done.sentences] == ["قال.", "عاد."]
