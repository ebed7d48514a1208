"""Quantities: each case of the table, numbers in words against pyarabic, and what must hold for any text."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarabic.number import ArNumbers

from mudawwana.annotate.quantities import find_quantities
from mudawwana.arabic.numbers import parse_digits, read_number
from mudawwana.arabic.units import KINDS, NOUNS, UNITS
from mudawwana.arabic.words import words_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "quantities.jsonl").open(encoding="utf-8")]
HOSTILE = {
    "decimals": "1." * 150_000,
    "dashes": "1-" * 150_000,
    "numbers": "70 ألف " * 12_000,
    "scales": "ألف " * 20_000,
    "words": "خمسة و" * 15_000,
    "bare": "15 و" * 15_000,
    "duals": "جنديان " * 12_000,
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_case(case: dict) -> None:
    text = case["text"]
    found = [
        [text[q.start : q.end], list(q.value) if isinstance(q.value, tuple) else q.value, q.unit, q.modifier]
        for q in find_quantities(text)
    ]
    assert found == case["quantities"]


@given(st.integers(1, 9_999_999))
def test_number_words_are_read_as_pyarabic_writes_them(number: int) -> None:
    words = words_of(ArNumbers().int2str(str(number)).replace(" و ", " و")).forms
    read = read_number(words, 0)
    if number % 1000 not in (1, 2) and number > 2 and " ".join(words).find("احد ") < 0:
        assert read is not None and read.value == number


@pytest.mark.parametrize(
    "form, value",
    [
        ("1,200", 1200),
        ("1,200,000", 1_200_000),
        ("2.5", 2.5),
        ("12,5", 12.5),
        ("0.125", 0.125),
        ("1.2.3", None),
        ("007", 7),
    ],
)
def test_digits(form: str, value: float | None) -> None:
    assert parse_digits(form) == value


def test_units_are_a_closed_set_with_other() -> None:
    assert len(set(UNITS)) == len(UNITS) and "other" in UNITS
    assert {noun.unit for noun in NOUNS.values()} <= set(UNITS)
    assert set(KINDS) | {"other"} == set(UNITS)


PIECES = st.sampled_from(
    [
        "نحو",
        "أكثر من",
        "15",
        "2,500",
        "70",
        "ألف",
        "ألفين",
        "وخمسمئة",
        "مليون",
        "جندي",
        "قتيلا",
        "٪",
        "في المئة",
        "و",
        "إلى",
        "بين",
        "(",
        ")",
        "-",
        "على الأقل",
        "عددهم",
        "الجنود",
        "جنديان",
        "$",
        "3-4",
        "ر",
        "،",
        ".",
        "\n",
        "2020",
        "آذار",
        "\u064b",
    ]
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
@example("15 على الأقل جنديان")
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        assert quantity.unit is None or quantity.unit in UNITS
        assert isinstance(quantity.value, tuple) == (quantity.modifier == "range")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    find_quantities(text)
    assert time.process_time() - start < 5
