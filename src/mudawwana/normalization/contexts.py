"""What a rule decides by looking at the letters round a match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mudawwana.arabic.tables import read_table

LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c9"
)
MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
COMPOSED = {
    "ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ي\u0654": "ئ", "ى\u0654": "ئ",
}  # fmt: skip


def plain_form(match: re.Match[str]) -> str:
    """The letters that a run of presentation forms shows; NFKC gives marks a space or a tatweel to stand on."""
    plain = (unicodedata.normalize("NFKC", char) for char in match[0])
    return "".join(letters.lstrip(" \u0640") if len(letters) > 1 else letters for letters in plain)


def compose(match: re.Match[str]) -> str:
    """A base letter and its hamza or madda as one letter, the marks between them behind it."""
    found = match[0]
    letter = COMPOSED.get(found[0] + found[-1])
    return letter + found[1:-1] if letter else found


def stretched(match: re.Match[str]) -> str:
    """Nothing for a tatweel inside a word or after one, one tatweel after an article, a preposition or هـ."""
    text, start, end = match.string, match.start(), match.end()
    word = _LAST_WORD.search(text, max(0, start - _WINDOW), start)
    before = MARKS.sub("", word[0]) if word else ""
    if not before:
        return match[0]
    if end < len(text) and _JOINS.match(text[end]):
        return ""
    if before in _PROCLITICS and word and start - word.start() < _WINDOW:
        return "\u0640"
    return "" if len(before) > 1 else match[0]


_WINDOW = 60  # characters before a sign that can matter
_LAST_WORD = re.compile(f"[{LETTER}{MARK}\u0640\u200c\u200d]+\\Z")
MARKS = re.compile(f"[{MARK}\u0640\u200c\u200d]")
_JOINS = re.compile(f"[{LETTER}{MARK}\u200c\u200d]")
_PROCLITICS = frozenset(["ال", "لل", "ل", "ب", "و", "ف", "ك", "ه", "وال", "بال", "فال", "كال", "ول", "وب", "ولل"])


class _FinalYeh(NamedTuple):
    """What is known of words that end in yeh or alef maqsura."""

    maqsura: frozenset[str]  # words that end in ى
    with_article: frozenset[str]  # those of them that may have ال before them
    ali_after: frozenset[str]
    ali_before: frozenset[str]


@lru_cache(maxsize=1)
def _final_yeh() -> _FinalYeh:
    data = read_table(Path(__file__).with_name("final_yeh.toml"))
    words = {name: frozenset(text.split()) for name, text in data.items()}
    maqsura = words["particles"] | words["nouns"] | words["verbs"]
    return _FinalYeh(maqsura, words["nouns"], words["ali_after"], words["ali_before"])


_CONJUNCTION = re.compile(r"\A[وف]")
_PREPOSITION = re.compile(r"\A[وف]?[بلك]")
_ARTICLE = re.compile(r"\A[وف]?(?:[بك]?ال|لل)")
_WORD_BEFORE = re.compile(f"([{LETTER}{MARK}]+)[ ]\\Z")
_WORD_AFTER = re.compile(f"[ ]([{LETTER}{MARK}]+)")
_YEHS = str.maketrans("یک", "يك")


def final_yeh(match: re.Match[str]) -> str:
    """ى where the word is known to end in alef maqsura, else ي."""
    text, end = match.string, match.end()
    word = _LAST_WORD.search(text, max(0, end - 16), end)
    stem = word[0][:-1].translate(_YEHS) if word else ""
    stem = MARKS.sub("", stem) + "ى"
    known = _final_yeh()
    bare = {stem, _PREPOSITION.sub("", stem), _CONJUNCTION.sub("", stem)}
    if bare.isdisjoint(known.maqsura) and _ARTICLE.sub("", stem) not in known.with_article:
        return "ي"
    if stem == "على":
        last = _WORD_BEFORE.search(text, max(0, word.start() - 20), word.start()) if word else None
        following = _WORD_AFTER.match(text, end)
        if (last and last[1].translate(_YEHS) in known.ali_after) or (
            following and following[1].translate(_YEHS) in known.ali_before
        ):
            return "ي"
    return "ى"


def find_edges(text: str) -> Iterator[tuple[int, int, str]]:
    """The spaces and line ends round a text."""
    first, last = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
    if first:
        yield 0, first, ""
    if first < len(text) and last < len(text):
        yield last, len(text), ""
