"""The package's tables: what starts quickly is the same as what people read and change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudawwana.annotate.gazetteer import build, key_of_name, keys_of_names
from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.fold import fold
from mudawwana.arabic.tables import COMPILED, PACKAGE, compiled, read_table
from mudawwana.topics import load_topic
from mudawwana.topics.phrases import Words, keys_of

TOPIC = load_topic("iraq_us_dialogue")
PHRASES = [form for entity in TOPIC.entities for form in (*entity.safe, *entity.short, *entity.needs)]


def test_the_compiled_tables_are_up_to_date() -> None:
    assert compiled() == COMPILED.read_bytes(), "run python scripts/make_tables.py"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_table_is_what_its_toml_says(path: Path) -> None:
    assert read_table(path) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_changed_table_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('a = "ب"', encoding="utf-8")
    assert read_table(tmp_path / "x.toml") == {"a": "ب"}


def test_names_have_the_keys_of_single_ones() -> None:
    assert keys_of_names(PHRASES) == {form: key_of_name(form) for form in PHRASES}
    assert keys_of(PHRASES) == {form: Words(fold(form)).keys for form in PHRASES}


def test_an_entity_knows_its_own_words() -> None:
    own = build(TOPIC.entities).own
    assert "شياع" in own["mohammed_shia_al_sudani"]
    assert own.get("nobody", ()) == ()


@given(st.lists(st.text("اأبةىيو ١ًـF\n", max_size=8)))
def test_folding_together_is_folding_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == {text: fold(text) for text in texts}
