"""What is known of words before any is read: simplemma's dictionary of forms, and the words of closed classes."""

from __future__ import annotations

import gc
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

ENCLITICS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]+")


Entry = tuple[str, str, tuple[str, ...], tuple[str, ...]]  # lemma, part of speech, clitics before and behind


class Lexicon(NamedTuple):
    """Forms with their lemmas, and how many forms each lemma has."""

    lemma: dict[str, str]
    forms: Counter[str]


class Closed(NamedTuple):
    """Words of closed classes with lemma, part of speech and clitics; lists of words that rules must leave alone."""

    words: dict[str, Entry]
    lists: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read simplemma's dictionary (MIT), once: half a second, most of it spent in simplemma."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    gathering = gc.isenabled()
    gc.disable()  # looking for cycles among a million strings takes a quarter of the time
    try:
        lemma = _decoded(DefaultDictionaryFactory().get_dictionary("ar"))
    finally:
        if gathering:
            gc.enable()
    return Lexicon(lemma, Counter(lemma.values()))


def _decoded(found: Mapping[str, str]) -> dict[str, str]:
    """The dictionary as text; simplemma holds bytes, and decoding them in one piece takes a tenth of the time."""
    raw: Any = getattr(found, "_dict", None)
    if not isinstance(raw, dict) or not all(isinstance(key, bytes) for key in list(raw)[:1]):
        return dict(found.items())
    keys = b"\n".join(raw).decode().split("\n")
    values = b"\n".join(raw.values()).decode().split("\n")
    return dict(zip(keys, values, strict=True))


@lru_cache(maxsize=1)
def closed() -> Closed:
    """Read closed.toml, once."""
    data = tomllib.loads(files("mudawwana.segment").joinpath("closed.toml").read_text(encoding="utf-8"))
    words: dict[str, Entry] = {}
    for upos, group in data["words"].items():
        for item in group["words"].split():
            form, entry = _entry(item, upos)
            words[form] = entry
    lists = {name: frozenset(entry["words"].split()) for name, entry in data["lists"].items()}
    return Closed(words, lists)


def _entry(item: str, upos: str) -> tuple[str, Entry]:
    """One word: "form", "form=lemma", with "-" behind what is written onto its front and before what is behind it.

    >>> _entry("ل-أن-ه=أن", "SCONJ")
    ('لأنه', ('أن', 'SCONJ', ('ل',), ('ه',)))
    """
    form, _, base = item.partition("=")
    parts = form.split("-")
    after = (parts.pop(),) if len(parts) > 1 and parts[-1] in ENCLITICS else ()
    return form.replace("-", ""), (base or parts[-1], upos, tuple(parts[:-1]), after)


def is_arabic(word: str) -> bool:
    """Whether a word has Arabic letters and nothing else."""
    return _ARABIC.fullmatch(word) is not None
