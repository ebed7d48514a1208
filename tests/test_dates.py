"""Dates: each case of the table, the moments of visible date lines, and what must hold for any text."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudawwana.arabic.dates import find_dates, find_moments
from mudawwana.arabic.dates.grammar import RULES
from mudawwana.arabic.dates.lexicon import DATA

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dates.jsonl").open(encoding="utf-8")]
ANCHOR = date(2024, 1, 27)
MONTHS = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
]
MOMENTS = [
    ("تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", "2020-04-24T21:22"),
    ("الثلاثاء ١ / ١٢ / ٢٠٢٠", "2020-12-01"),
    ("• Saturday, 07 February 2026", "2026-02-07"),
    ("آخر تحديث: يناير 25, 2024", "2024-01-25"),
    ("25-01-2024", "2024-01-25"),
    ("2020/12/25 1:59 ص", "2020-12-25T01:59"),
    ("الأثنين, 21 أبريل 2025 8:50 م", "2025-04-21T20:50"),
    ("Jan 5, 2023 10:30 PM", "2023-01-05T22:30"),
    ("2020-12-25T10:20:30+03:00", "2020-12-25T10:20:30"),
    ("01:59 الجمعة 25 ديسمبر 2020", "2020-12-25T01:59"),
    ("12:05 ص | الخميس 5 مارس 2020", "2020-03-05T00:05"),
    ("نشر في: 5 مارس 2020 - الساعة 3:15 عصراً", "2020-03-05T15:15"),
    ("7th February 2024", "2024-02-07"),
    ("31 ديسمبر 2023، الساعة 12:30 بعد الظهر", "2023-12-31T12:30"),
]
HOSTILE = {
    "decimals": "1." * 150_000,
    "one word": "ا" * 1_000_000,
    "brackets": "()" * 150_000,
    "digits": "1" * 300_000,
    "marks": "\u064b" * 100_000,
    "dashes": "1 - " * 30_000,
    "months": "آب/" * 30_000,
    "numbers in words": "خمسة و" * 15_000,
    "line breaks": "\n" * 300_000,
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_case(case: dict) -> None:
    anchor = date.fromisoformat(case["anchor"]) if case["anchor"] else None
    text = case["text"]
    found = [(text[d.start : d.end], d.value, d.flag) for d in find_dates(text, anchor)]
    assert found == [(d["text"], d["value"], d.get("flag")) for d in case["dates"]]


@pytest.mark.parametrize("text, value", MOMENTS, ids=[text for text, _ in MOMENTS])
def test_moment(text: str, value: str) -> None:
    assert [moment.value for moment in find_moments(text)] == [value]


@pytest.mark.parametrize("row", [r for r in DATA["month"] if "example" in r], ids=lambda row: row["example"][0])
def test_month_examples(row: dict) -> None:
    text, value = row["example"]
    assert [d.value for d in find_dates(text)] == [value]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_example(rule) -> None:
    text = rule.example
    found = find_dates(text, ANCHOR)
    assert found and found[-1].end == len(text)


def test_flags_a_weekday_that_contradicts_the_date() -> None:
    assert find_dates("الجمعة 24 يناير 2024")[0].flag == "weekday_mismatch"
    assert find_dates("الأربعاء 24 يناير 2024")[0].flag is None


def test_relative_dates_say_so() -> None:
    assert [d.relative for d in find_dates("أمس وفي 3 آذار 2020 وفي 5 أيار", ANCHOR)] == [True, False, True]


@given(st.dates(date(1700, 1, 1), date(2150, 12, 31)), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "0123456789"]))
def test_every_day_is_read_back(day: date, digits: str) -> None:
    name = (*MONTHS, "كانون الأول")[day.month - 1]
    text = f"في {day.day} {name} {day.year} صباحا".translate(str.maketrans("0123456789", digits))
    assert [d.value for d in find_dates(text)] == [day.isoformat()]
    assert find_dates(f"بتاريخ {day.day}/{day.month}/{day.year}.")[0].value == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_the_anchor(anchor: date, weekday: int) -> None:
    name = DATA["weekday"][str(weekday)][0]
    value = date.fromisoformat(find_dates(f"أعلن {name} ذلك", anchor)[0].value or "")
    assert value.weekday() == weekday and timedelta(0) <= anchor - value < timedelta(7)


WORDS = sorted(
    {form for name in ("words", "relative_day", "weekday") for forms in DATA[name].values() for form in forms}
)
PIECES = st.sampled_from(
    [*WORDS, *MONTHS, "،", ".", "-", "/", "(", ")", "\n", "5", "17", "2020", "1445", "3/4", "هـ", "\u064b"]
)


@given(st.lists(PIECES, max_size=14).map(" ".join), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_gives_ordered_spans_and_iso_values(text: str, anchor: date | None) -> None:
    end = 0
    for mention in find_dates(text, anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        if mention.value:
            assert {4: "year", 7: "month", 10: "day"}[len(mention.value)] == mention.precision
            date.fromisoformat(mention.value + "0000-01-01"[len(mention.value) :])
    find_moments(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    find_dates(text, ANCHOR)
    assert time.process_time() - start < 5
