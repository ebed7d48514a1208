"""Tokens, clitics, lemmas: cases, what must hold for any text, tokens.jsonl, and the camel backend where it is installed."""

from __future__ import annotations

import json
import time
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from conftest import page
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana import lemmatize
from mudawwana.config import Config, SegmentConfig
from mudawwana.errors import BadConfig, Missing
from mudawwana.pipeline.build import Request, build
from mudawwana.segment import camel
from mudawwana.segment.database import installed
from mudawwana.segment.readings import read
from mudawwana.segment.tokens import token_row, tokenize

CASES = Path(__file__).parent / "cases"
TOKENS = [json.loads(line) for line in (CASES / "tokens.jsonl").read_text(encoding="utf-8").splitlines()]
LEMMAS = [
    line.split("\t")
    for line in (CASES / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LETTERS = st.text("وفبكلسالتنيهمعرقدأإآءئؤةى\u064e\u0651\u0640ـ .,؟«»()12%#@_-:/aZ\u200f\u200c\n😀", max_size=60)


@pytest.mark.parametrize("case", TOKENS, ids=lambda case: case["text"])
def test_tokens(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = tokenize(text)
    assert [token.of(text) for token in found] == case.get("tokens", [text])
    for field in ("lemma", "upos"):
        if field in case:
            assert [getattr(token, field) for token in found] == case[field]
    if "clitics" in case:
        assert [list(token.clitics) for token in found] == case["clitics"]


@pytest.mark.parametrize(("word", "lemma", "why"), LEMMAS, ids=lambda value: value)
def test_lemmas(word: str, lemma: str, why: str) -> None:
    assert lemmatize([word], backend="simple") == [lemma], why


INVISIBLE = dict.fromkeys((0x200F, 0x200C))


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_tokens_cover_the_text(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert token.start >= at
        assert not text[at : token.start].translate(INVISIBLE).strip()
        assert token.end > token.start
        assert token.lemma
        at = token.end
    assert not text[at:].translate(INVISIBLE).strip()


@given(st.text("وفبكلسالتنيهمعرقدأإآءئؤةى\u064e\u0651\u0640", min_size=1, max_size=14))
@settings(max_examples=300, deadline=None)
def test_clitics_are_ends_of_their_word(word: str) -> None:
    for token in tokenize(word):
        piece = token.of(word)
        front = "".join(clitic[:-1] for clitic in token.clitics if clitic.endswith("+"))
        back = "".join(clitic[1:] for clitic in token.clitics if clitic.startswith("+"))
        assert piece.startswith(front)
        assert piece.endswith(back)
        assert len(front) + len(back) < len(piece)


@pytest.mark.parametrize(
    "text",
    ["ك" * 1_000_000, "\u064e" * 100_000, "ب" + "\u064e" * 100_000, "1" * 100_000, "1." * 50_000, "1_" * 20_000, "_" * 50_000,
     "a@" * 20_000, "a%" * 20_000, "ا." * 50_000, "http://" + "." * 100_000, "(" * 50_000, "ا\u200c" * 50_000],
    ids=lambda text: f"{text[:6]!r} {len(text)}",
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    tokenize(text)
    assert time.process_time() - began < 2


def test_a_row_is_the_tokens_as_columns() -> None:
    text = "أكدت الوزارة أن 2500 جندي غادروا."
    row = orjson.loads(token_row("00ff", text))
    assert list(row) == ["id", "tokens"]
    assert row["id"] == "00ff"
    columns = row["tokens"]
    assert list(columns) == ["start", "end", "clitics", "lemma", "upos"]
    assert [tuple(values) for values in zip(*columns.values(), strict=True)] == [
        (token.start, token.end, list(token.clitics), token.lemma, token.upos) for token in tokenize(text)
    ]


def test_tokens_stand_beside_the_articles(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number, title in enumerate(("بغداد وواشنطن تستأنفان الحوار", "الحوار الاستراتيجي يعود إلى بغداد")):
        (raw / f"{number}.html").write_text(page(title), encoding="utf-8")
    build(Request(raw, out, Config(segment=SegmentConfig(tokens="simple"))))
    articles = [orjson.loads(line) for line in (out / "articles.jsonl").read_bytes().splitlines()]
    rows = [orjson.loads(line) for line in (out / "tokens.jsonl").read_bytes().splitlines()]
    assert len(articles) == 2
    assert [row["id"] for row in rows] == [article["id"] for article in articles]
    for article, row in zip(articles, rows, strict=True):
        spans = list(zip(row["tokens"]["start"], row["tokens"]["end"], strict=True))
        assert all(0 <= start < end <= len(article["text"]) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert "".join(article["text"].split()) == "".join(article["text"][start:end] for start, end in spans)
    first = (out / "tokens.jsonl").read_bytes()
    build(Request(raw, out, Config(segment=SegmentConfig(tokens="simple")), force=True, jobs=2))
    assert (out / "tokens.jsonl").read_bytes() == first
    build(Request(raw, out))
    assert not (out / "tokens.jsonl").exists()


def test_the_default_backend_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUDAWWANA_LEMMAS", "simple")
    assert lemmatize(["والمحادثات"]) == ["محادثة"]
    monkeypatch.setenv("MUDAWWANA_LEMMAS", "none")
    with pytest.raises(BadConfig, match="simple, camel"):
        lemmatize(["والمحادثات"])


def test_a_missing_database_says_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("MUDAWWANA_DATA", "CAMELTOOLS_DATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    camel.disambiguator.cache_clear()
    with pytest.raises(Missing, match=r"corpus models install morphology|pip install"):
        camel.disambiguator()


@pytest.mark.skipif(
    installed() is None or find_spec("camel_tools") is None,
    reason="no morphological database: corpus models install morphology",
)
def test_camel_reads_by_the_database() -> None:
    camel.disambiguator.cache_clear()
    words = ["والمحادثات", "مواقع", "أكثر", "يرى", "زربوطان", "2008"]
    assert lemmatize(words, backend="camel") == ["محادثة", "موقع", "أكثر", "رأى", "زربوطان", "2008"]
    assert camel.camel_read("وبالمحادثات").before == ("و", "ب", "ال")
    assert tokenize("قدرتها", backend="camel")[0].clitics == ("+ها",)
    many = words * 50_000
    began = time.process_time()
    lemmatize(many, backend="camel")
    assert len(many) / (time.process_time() - began) > 1_000_000


def test_words_of_any_length_are_read() -> None:
    assert read("ك" * 500).lemma == "ك" * 500
