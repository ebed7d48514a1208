"""The package's tables: what starts quickly is the same as what people read and change."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudawwana.annotate.name_tables import build, key_of_name, keys_of_names
from mudawwana.arabic import told
from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.dates.find import scan
from mudawwana.arabic.dates.lexer import _CLASSES, _RUNS, _may_mean, _near_cores, read_dated, read_tokens
from mudawwana.arabic.dates.lexicon import PHRASES, WORDS
from mudawwana.arabic.fold import fold, fold_word
from mudawwana.arabic.numbers import NUMBER_WORDS
from mudawwana.arabic.tables import COMPILED, PACKAGE, compiled, read_table
from mudawwana.topics import load_topic
from mudawwana.topics.phrases import _WORD, Words, folds_by_word, keys_of

CASES = Path(__file__).parent / "cases" / "dates.jsonl"
DATES = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
TOPIC = load_topic("iraq_us_dialogue")
NAMES = [form for entity in TOPIC.entities for form in (*entity.safe, *entity.short, *entity.needs)]


def test_the_compiled_tables_are_up_to_date() -> None:
    assert compiled() == COMPILED.read_bytes(), "run python scripts/make_tables.py"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_table_is_what_its_toml_says(path: Path) -> None:
    assert read_table(path) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_changed_table_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('a = "ب"', encoding="utf-8")
    assert read_table(tmp_path / "x.toml") == {"a": "ب"}


def test_names_have_the_keys_of_single_ones() -> None:
    assert keys_of_names(NAMES) == {form: key_of_name(form) for form in NAMES}
    assert keys_of(NAMES) == {form: Words(fold(form)).keys for form in NAMES}


def test_an_entity_knows_its_own_words() -> None:
    own = build(TOPIC.entities).own
    assert "شياع" in own["mohammed_shia_al_sudani"]
    assert own.get("nobody", ()) == ()


@given(st.lists(st.text("اأبةىيو ١ًـF«،.\n", max_size=8)))
def test_folding_together_is_folding_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == {text: fold(text) for text in texts}


@given(st.text("وفلبكعراقأإمة ١٢ًّـ\u200f\u200c\u0654\u00a0.،«a\n\x00\ufeffﷲÉ", max_size=60))
def test_words_are_folded_the_same_together_and_one_by_one(text: str) -> None:
    keys = [fold_word(text[start:end]) for start, end in (found.span() for found in _WORD.finditer(text))]
    assert Words(text).keys == keys
    assert not folds_by_word(text) or _WORD.findall(fold(text)) == keys


@given(st.text("_.+", max_size=30))
def test_runs_near_cores_are_all_kept(weights: str) -> None:
    runs = [run.span() for run in _RUNS.finditer(weights)]
    cores = [False, *("+" in weights[first:last] for first, last in runs), False]
    assert _near_cores(weights) == [run for place, run in enumerate(runs) if any(cores[place : place + 3])]


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["text"][:30])
def test_leaving_out_what_is_far_from_dates_changes_nothing(row: dict[str, Any]) -> None:
    anchor = date.fromisoformat(row["anchor"]) if row.get("anchor") else None
    text = f"{row['text']}، في 7 {row['text']} و9 أو قبل {row['text']}\nقال 3 {row['text']}"
    for one in (row["text"], text):
        whole, near = scan(read_tokens(one), anchor), scan(read_dated(one), anchor)
        assert [mention for mention, _, _ in whole] == [mention for mention, _, _ in near]


def test_the_quick_look_at_a_word_overlooks_none() -> None:
    """Whatever has a class is looked up in full."""
    clitics = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
    for word in (*WORDS, *PHRASES, *NUMBER_WORDS, "rd", "12", "«", "\n"):
        joined = [clitic + word for clitic in clitics]
        joined += [f"{clitic}لل{word[2:]}" for clitic in ("", "و", "ف") if word.startswith("ال")]
        assert all(_CLASSES[form] is None or _may_mean(form) for form in joined), word


def test_words_are_told_again_after_they_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "_MOST", 8)
    asked: list[set[str]] = []

    def tell(words: Set[str]) -> dict[str, int]:
        asked.append(set(words))
        return {word: len(word) for word in words if len(word) > 4}

    lengths = told.Told(0, tell)
    assert [list(lengths.of(text.split())) for text in ("قال السفير", "قال بغداد", "قال السفير")] == [
        [0, 6],
        [0, 5],
        [0, 6],
    ]
    assert asked == [{"قال", "السفير"}, {"قال", "بغداد"}, {"السفير"}]
