"""Normalization and folding: cases, the rules' own examples, and laws that hold for every text."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.arabic.fold import _DATA, COMMON, fold, fold_with_offsets, fold_word
from mudawwana.config import NormalizeConfig
from mudawwana.errors import Reject
from mudawwana.normalization.docs import rules_markdown
from mudawwana.normalization.engine import normalize, undo
from mudawwana.normalization.explain import explain
from mudawwana.normalization.rules import PASSES
from mudawwana.normalization.stage import step
from mudawwana.records import Article, Paragraph, RawRef

ROOT = Path(__file__).parents[1]
CASES = [json.loads(line) for line in (ROOT / "tests/cases/normalization.jsonl").read_text("utf-8").splitlines()]
RULES = [rule for rules in PASSES for rule in rules]
FAMILIES = [*_DATA["letters"], *_DATA["words"]]
TEXTS = st.text(
    st.sampled_from(
        "اأإآٱبتيىیئؤءوکكگهةہھەۀۃ١۲3 \n\r\t\xa0،.:ـًٰٕٔ\u200c\u200d\u200f\u2029\0\ud800\ufdfaﻻﷲaÉØ§Ù„طظÇá👩\ufe0f"
    )
)
WILD = st.one_of(TEXTS, st.text(st.characters()), st.lists(st.sampled_from([c["raw"] for c in CASES])).map(" ".join))


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["raw"])[:40])
def test_cases(case: dict[str, str]) -> None:
    wanted = case["raw"] if case.get("keep") else case["text"]
    assert normalize(case["raw"])[0] in (wanted, *case.get("accept", ()))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_do_what_their_example_says(rule) -> None:
    before, after = rule.example
    text, edits = normalize(before)
    assert text == after
    assert rule.name in {name for edit in edits for name in edit.rules}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["example"][0])
def test_families_hold_their_example(family) -> None:
    one, two = family["example"]
    assert fold(one) == fold(two)
    assert all(" " not in form for form in family["from"])


@given(WILD)
@settings(max_examples=400, deadline=None)
def test_laws(raw: str) -> None:
    text, edits = normalize(raw)
    assert undo(text, edits) == raw
    assert normalize(text) == (text, ())
    key = fold(raw)
    assert fold(text) == key
    assert fold(key) == key
    place = 0
    for edit in edits:
        assert place <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] != edit.was
        assert edit.rules
        place = edit.end


@given(WILD)
@settings(max_examples=200, deadline=None)
def test_offsets_lead_home(raw: str) -> None:
    key, home = fold_with_offsets(raw)
    assert key == fold(raw)
    assert len(home) == len(key) + 1
    assert home[-1] == len(raw)
    assert list(home) == sorted(home)
    assert all(raw[place] for place in home[:-1])


def test_a_hit_in_the_key_points_home() -> None:
    text = "في بغـــداد، قالَ\u200f الوزيرُ الأميركيّ: ﻻ ﺣﻞ"
    key, home = fold_with_offsets(text)
    for words, found in (("الوزير", "الوزيرُ"), ("بغداد", "بغـــداد"), ("الامريكي", "الأميركيّ"), ("حل", "ﺣﻞ")):
        start = key.index(words)
        assert text[home[start] : home[start + len(words)]] == found


def test_fast_and_slow_fold_agree() -> None:
    assert len(set(COMMON)) == len(COMMON) == 256
    for char in COMMON:
        assert fold(f"ا{char}ب") == fold(f"ا{char}ب\U0001f600").removesuffix("\U0001f600")


def test_fold_has_one_form_of_each_letter() -> None:
    for family in ("اأإآٱ", "كک", "يی", "هہھ"):
        assert len({fold(letter) for letter in family}) == 1
    assert fold_word("الأميركيّة") == fold_word("الامريكيه")


def test_fold_knows_what_camel_tools_knows() -> None:
    tools = pytest.importorskip("camel_tools.utils.normalize")
    dediac = pytest.importorskip("camel_tools.utils.dediac").dediac_ar
    letters = "".join(map(chr, range(0x621, 0x653))) + "ٱ"
    for change in (
        tools.normalize_alef_ar,
        tools.normalize_alef_maksura_ar,
        tools.normalize_teh_marbuta_ar,
        dediac,
    ):
        assert [fold(change(f"ن{letter}ن")) for letter in letters] == [fold(f"ن{letter}ن") for letter in letters]


@pytest.mark.parametrize(
    "unit", ["ک ", "ا\u200b", "ی:", " ،", "ـا", "Ø§", "Çá ", "ا\u064b\u0654", "\r\n", " ", "ﻻ", "\n ", "ط§", "\0"]
)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        gc.collect()
        gc.disable()  # the collector's walks over what other tests left are not the rules' time
        try:
            begin = time.process_time()
            normalize(text)
            fold_with_offsets(text)
            return time.process_time() - begin
        finally:
            gc.enable()

    assert seconds(160_000) < 20 * seconds(20_000) + 0.5  # quadratic would be 64 times


def article(text: str, **fields) -> Article:
    return Article(text=text, raw=RawRef(path="a", media_type="text/plain", sha256="0"), **fields)


def test_stage_keeps_paragraphs() -> None:
    raw = "الرئيس فی بغداد  اليوم.\n\n\u200f \n\nعنوان:\u2029\n\nقال الوزير إن الحوار مستمر."
    parts, place = [], 0
    for piece, kind in zip(raw.split("\n\n"), ("body", "body", "heading", "quote"), strict=True):
        parts.append(Paragraph(start=place, end=place + len(piece), kind=kind))
        place += len(piece) + 2
    done = step(article(raw, paragraphs=tuple(parts), title=" عنوان\u00a0ی "), NormalizeConfig())
    assert [(p.of(done.text), p.kind) for p in done.paragraphs] == [
        ("الرئيس في بغداد اليوم.", "body"),
        ("عنوان:", "heading"),
        ("قال الوزير إن الحوار مستمر.", "quote"),
    ]
    assert undo(done.text, done.edits) == raw
    assert done.folded == fold(done.text)
    assert (done.language, done.title) == ("ar", "عنوان ي")


def test_stage_rejects_other_languages() -> None:
    text = "The two governments held a new round of their strategic dialogue in Baghdad."
    with pytest.raises(Reject) as verdict:
        step(article(text), NormalizeConfig())
    assert verdict.value.reason == "not_arabic"
    assert verdict.value.detail and verdict.value.detail.startswith("en 0.")
    assert step(article(text), NormalizeConfig(languages=("ar", "en"))).language == "en"


def test_explain_names_rule_and_reason() -> None:
    (change,) = explain("فی بغداد")
    assert change.rules == ("final yeh",)
    assert "ی → ي" in str(change)


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs/normalization.md").read_text("utf-8") == rules_markdown()
