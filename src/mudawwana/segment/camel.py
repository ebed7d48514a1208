"""The camel backend: camel-tools' analyzer and disambiguator over the morphological database, re-ranked.

Of a word's analyses the likeliest is taken, after a price for spellings that are not the word's own and for every
clitic; words of closed classes and words that the database does not know are read by the simple backend. camel-tools is
imported when first needed, and never calls the network.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mudawwana.errors import Missing
from mudawwana.segment.database import CATALOGUE, EMPTY_CATALOGUE, INSIDE, camel_folder, installed
from mudawwana.segment.lexicon import is_arabic
from mudawwana.segment.readings import LONGEST, Reading, bare, closed_reading, read

_PRICE_SPELLING, _PRICE_CLITIC, _PRICE_PERSON, _PRICE_COMMAND, _PRIZE_NAME = 5.0, 1.5, 2.0, 2.0, 0.5
_UNSEEN = 6.0  # -log10 of what the database counted nowhere; its rarest words stand at 6.5
_CLITICS = ("prc3", "prc2", "prc1", "prc0", "enc0")
_NONE = ("0", "na", None)
_WRITTEN = {"wa": "و", "fa": "ف", "bi": "ب", "ka": "ك", "li": "ل", "la": "ل", "sa": "س", "ta": "ت", ">a": "أ"}
_PRONOUNS = {"1s": "ي", "1p": "نا", "2ms": "ك", "2fs": "ك", "2d": "كما", "2mp": "كم", "2fp": "كن",
             "3ms": "ه", "3fs": "ها", "3d": "هما", "3mp": "هم", "3fp": "هن"}  # fmt: skip
_UPOS = {"noun": "NOUN", "noun_prop": "PROPN", "noun_num": "NUM", "noun_quant": "DET", "adj": "ADJ", "adj_comp": "ADJ",
         "adj_num": "ADJ", "adv": "ADV", "adv_interrog": "ADV", "adv_rel": "ADV", "pron": "PRON", "pron_dem": "DET",
         "pron_rel": "PRON", "pron_interrog": "PRON", "pron_exclam": "PRON", "verb": "VERB", "verb_pseudo": "SCONJ",
         "prep": "ADP", "conj": "CCONJ", "conj_sub": "SCONJ", "abbrev": "X", "digit": "NUM", "punc": "PUNCT",
         "interj": "INTJ"}  # fmt: skip


def camel_lemmas(words: Sequence[str]) -> list[str]:
    """The lemma of each word, without marks; a word seen before costs a look-up."""
    known = _LEMMAS
    found: list[str] = []
    for word in words:
        lemma = known.get(word)
        if lemma is None:
            if len(known) >= _KEPT:
                known.clear()
            lemma = camel_read(word).lemma
            if len(word) <= LONGEST:
                known[word] = lemma
        found.append(lemma)
    return found


_LEMMAS: dict[str, str] = {}
_KEPT = 500_000


def camel_read(word: str) -> Reading:
    """How camel-tools' best analysis reads a word."""
    return _read(word) if len(word) <= LONGEST else read(word)


@lru_cache(maxsize=200_000)
def _read(word: str) -> Reading:
    plain = bare(word)
    if not is_arabic(plain):
        return read(word)
    if closed := closed_reading(plain):
        return closed
    best = min(
        disambiguator().disambiguate_word([plain], 0).analyses,
        key=lambda scored: _price(plain, scored.analysis),
        default=None,
    )
    if best is None or best.analysis.get("source") == "backoff":
        return read(word)
    return _reading(plain, best.analysis)


def _price(word: str, analysis: dict[str, Any]) -> tuple[float, str]:
    """What it costs to believe in an analysis; equal ones are told apart by their vowels."""
    price = _rarity(analysis) + _PRICE_CLITIC * sum(analysis.get(name) not in _NONE for name in _CLITICS)
    if bare(analysis["diac"]) != word:
        price += _PRICE_SPELLING
    if analysis["pos"] == "verb" and analysis.get("per") in ("1", "2"):
        price += _PRICE_PERSON  # newspapers tell of others
    if analysis.get("asp") == "c":
        price += _PRICE_COMMAND
    if analysis["pos"] == "noun_prop":
        price -= _PRIZE_NAME
    return price, analysis["diac"]


def _rarity(analysis: dict[str, Any]) -> float:
    """-log10 of how often the lemma was seen as this part of speech; as any, if not as this."""
    for name, more in (("pos_lex_logprob", 0.0), ("lex_logprob", 1.0)):
        value = float(analysis.get(name) or -99.0)
        if value > -99.0:
            return -value + more if not more else min(-value + more, _UNSEEN + 1)
    return _UNSEEN


def _reading(word: str, analysis: dict[str, Any]) -> Reading:
    lemma = bare(analysis["lex"].partition("_")[0].partition("-")[0]).replace("ٱ", "ا")
    before = _before(word, analysis)
    after = _PRONOUNS.get(str(analysis.get("enc0")).partition("_")[0], "")
    if after == "ي" and word.endswith("ني") and analysis["pos"] in ("verb", "verb_pseudo"):
        after = "ني"
    behind = (after,) if after and word.endswith(after) else ()
    pos = str(analysis["pos"])
    return Reading(lemma or word, _UPOS.get(pos, "PART" if pos.startswith("part") else "X"), before, behind)


def _before(word: str, analysis: dict[str, Any]) -> tuple[str, ...]:
    """The proclitics as they are written."""
    found: list[str] = []
    for name in ("prc3", "prc2", "prc1"):
        letter = _WRITTEN.get(str(analysis.get(name)).partition("_")[0])
        if letter and word.startswith("".join(found) + letter):
            found.append(letter)
    if analysis.get("prc0") == "Al_det":
        for article in ("ال", "ل"):
            if word.startswith("".join(found) + article):
                return (*found, article)
    return tuple(found)


@lru_cache(maxsize=1)
def disambiguator() -> Any:
    """camel-tools' disambiguator over the installed database: some seconds, once. Missing says what to install."""
    path = installed()
    if find_spec("camel_tools") is None:
        raise Missing("the camel backend needs camel-tools; type: pip install 'mudawwana[camel]'")
    if path is None:
        raise Missing("the camel backend needs the morphological database; type: corpus models install morphology")
    with catalogue(path):
        from camel_tools.disambig.mle import MLEDisambiguator
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB
    return MLEDisambiguator(Analyzer(MorphologyDB(str(path), "a"), "NOAN_PROP"), top=10_000, cache_size=0)


@contextmanager
def catalogue(path: Path) -> Iterator[None]:
    """While camel-tools is imported, point it at a catalogue: without one it would fetch one from the network."""
    folder = path.parents[len(INSIDE.parts) - 1]
    if not (folder / CATALOGUE).is_file():
        folder = camel_folder()
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / CATALOGUE).is_file():
            (folder / CATALOGUE).write_text(EMPTY_CATALOGUE, encoding="utf-8")
    before = os.environ.get("CAMELTOOLS_DATA")
    os.environ["CAMELTOOLS_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CAMELTOOLS_DATA"]
        else:
            os.environ["CAMELTOOLS_DATA"] = before
