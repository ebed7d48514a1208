"""Quotations: cases made for the tests, laws, and marks that no newspaper would print."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.annotate.cues import cue_table, find_cue, stances
from mudawwana.annotate.entities import find_entities
from mudawwana.annotate.marks import pair_marks
from mudawwana.annotate.quote_tokens import MARKS, tokenize
from mudawwana.annotate.quotes import find_quotes
from mudawwana.annotate.shared_quotes import Wording, match_quotes
from mudawwana.records import Entity, Quote

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "quotes.jsonl").open(encoding="utf-8")]
PIECES = [
    '"',
    "«",
    "»",
    "“",
    "”",
    "'",
    "''",
    "\n",
    ".",
    "،",
    ":",
    "(",
    " ",
    "قال ",
    "وأضافت ",
    "الوزير ",
    "أن ",
    "وفق ",
]
PIECES += ["نحن هنا ", "جين ساكي ", "ليس ", "صحيفة ", "بيان ", "لوزارة ", "السلام"]


def _marked(text: str) -> list[Quote]:
    return [quote for quote in find_quotes(text) if quote.kind != "indirect"]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['group']}" for n, case in enumerate(CASES)])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    given = [(q.of(text), q.kind, q.speaker and q.speaker.name, q.cue) for q in _marked(text)]
    wanted = [(m["words"], m["kind"], m["name"], m["cue"]) for m in case["marked"]]
    found = [
        tuple(value if wish is not None else None for value, wish in zip(one, wish_row, strict=True))
        for one, wish_row in zip(given, wanted, strict=False)
    ]
    assert len(given) == len(wanted), given
    assert found == wanted
    if "reported" in case:
        reported = [q for q in find_quotes(text) if q.kind == "indirect"]
        assert [(q.of(text), q.speaker and q.speaker.name) for q in reported] == [
            (r["words"], r["name"]) for r in case["reported"]
        ]


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 120
    kinds = {marked["kind"] for case in CASES for marked in case["marked"]}
    assert kinds == {"direct", "phrase", "unclosed"}


def test_the_table_of_cues() -> None:
    verbs = {verb for row in stances().values() for verb in row}
    assert len(verbs) >= 120
    assert {"said", "stressed", "denied", "claimed", "revealed", "asked", "warned", "threatened", "promised"} <= set(
        stances()
    )
    assert all(key == key.strip() for key in cue_table())
    for word, stance in (("وزعمت", "claimed"), ("سيكشفون", "revealed"), ("نافيا", "denied"), ("وصفها", "described")):
        cue = find_cue(word)
        assert cue is not None
        assert cue.stance == stance


def test_names_of_others_complete_a_surname() -> None:
    text = 'زار جيمس كاميرون ويلز المدينة. وقال ويلز: "سنعود قريبا إلى هنا".'
    person = Entity(start=4, end=21, label="PER")
    speaker = _marked(text)[0].speaker
    assert speaker is not None and speaker.name == "ويلز"
    speaker = next(q.speaker for q in find_quotes(text, entities=[person]) if q.kind != "indirect")
    assert speaker is not None and speaker.name == "جيمس كاميرون ويلز"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_lie_inside_the_marks(text: str) -> None:
    for quote in find_quotes(text):
        words = quote.of(text)
        assert 0 <= quote.start < quote.end <= len(text)
        assert words == words.strip()
        assert not (words[0] in MARKS and words[-1] in MARKS and quote.kind != "indirect" and len(words) == 1)
        if quote.speaker:
            assert 0 <= quote.speaker.start < quote.speaker.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_accepted(text: str) -> None:
    find_quotes(text)
    tokens = tokenize(text)
    assert all(0 <= pair.first < pair.last <= len(tokens.keys) for pair in pair_marks(tokens))


@pytest.mark.parametrize(
    "text",
    ["«كلمة " * 5000, '"كلمة ' * 5000, '"' * 100_000, "([" * 150_000, "ا" * 1_000_000, "وقال " * 20_000],
    ids=["5,000 open quotes", "5,000 open ASCII quotes", "100,000 marks", "300 KB of brackets", "1 MB word", "verbs"],
)
def test_hostile_texts_take_no_long(text: str) -> None:
    begin = time.process_time()
    find_quotes(text)
    assert time.process_time() - begin < 5


def test_figures_where_a_speaker_should_be_are_nobody() -> None:
    text = "زار مصطفى الكاظمي واشنطن. وأوضحت 15م أن الاتفاق جاهز للتوقيع."
    assert [quote.speaker for quote in find_quotes(text, entities=find_entities(text))] == [None]


def test_the_same_statement_in_three_outlets() -> None:
    said = "لن نقبل بأي وجود عسكري أجنبي على أرضنا بعد اليوم"
    wordings = [
        Wording("a", 0, 40, said, "الوزير"),
        Wording("b", 9, 60, "لن نقبل بأيّ وجودٍ عسكريّ أجنبيّ على أرضنا بعد اليوم وهذا قرارنا", "وزير الدفاع"),
        Wording("c", 3, 30, "لن نقبل باي وجود عسكري اجنبي", None),
        Wording("d", 3, 30, "الطقس غدا مشمس في عموم مدن البلاد", None),
    ]
    shared = match_quotes(wordings)
    assert [one.articles for one in shared] == [("a", "b", "c")]
    assert shared[0].text.endswith("قرارنا")
    assert match_quotes(wordings[3:] * 2) == []
