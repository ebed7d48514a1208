"""The language of a text: words and letters that give it away, in any keyboard's spelling, without a model."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

from mudawwana.arabic.fold import fold

_ARABIC_SCRIPT = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
)
_WORD = re.compile(f"[{_ARABIC_SCRIPT}\u0640\u064b-\u065f\u0670\u200c]+|[^\\W\\d_{_ARABIC_SCRIPT}]+")
_IS_ARABIC_SCRIPT = re.compile(f"[{_ARABIC_SCRIPT}]")
_SAMPLE = 40_000  # characters of a text that are looked at
_SCRIPTS = {
    "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "DEVANAGARI": "hi", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "THAI": "th", "SYRIAC": "syr", "GEORGIAN": "ka", "BENGALI": "bn",
}  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Which languages a folded word, and which a letter, speaks for."""
    source = (resources.files(__package__) / "languages.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    words: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for tag, entry in data.items():
        for word in {fold(word) for word in entry["words"].split()}:
            words[word] = (*words.get(word, ()), tag)
        for letter in entry.get("letters", ""):
            letters[letter] = (*letters.get(letter, ()), tag)
    return words, letters


def _votes(words: Iterable[str]) -> dict[str, float]:
    """How strongly the words of a text speak for each language, in words."""
    known, letters = _tables()
    votes: Counter[str] = Counter()
    for word, count in Counter(words).items():
        folded = _folded(word)
        for tag in (tags := known.get(folded, ())):
            votes[tag] += count / len(tags)
        if not tags and len(folded) > 4 and folded.startswith(("ال", "وال", "بال", "لل", "فال", "كال")):
            votes["ar"] += 0.8 * count
        hits = {tag for letter in word for tag in letters.get(letter, ())}
        for tag in hits:
            votes[tag] += 0.8 * count / len(hits)
    return votes


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    return fold(word)


def identify(text: str) -> tuple[str, float]:
    """The BCP-47 tag of the main language of a text, and how sure that is, from 0 to 1; "und" where nothing tells.

    >>> identify("قال الوزير إن الحوار مع الجانب الأميركي مستمر")[0]
    'ar'
    >>> identify("وزير امور خارجه ايران گفت كه اين مذاكرات براي ما مهم است")[0]
    'fa'
    """
    words = _WORD.findall(text, 0, _SAMPLE)
    arabic = [word for word in words if _IS_ARABIC_SCRIPT.match(word)]
    other = [word for word in words if not _IS_ARABIC_SCRIPT.match(word)]
    if sum(map(len, arabic)) >= sum(map(len, other)):
        return _best(arabic, "ar") if arabic else ("und", 0.0)
    latin = [word for word in other if "LATIN" in unicodedata.name(word[0], "")]
    if sum(map(len, latin)) * 2 >= sum(map(len, other)):
        return _best(latin, "und")
    scripts = Counter(unicodedata.name(word[0], "").split(" ")[0].split("-")[0] for word in other)
    return _SCRIPTS.get(max(scripts, key=lambda s: scripts[s]), "und"), 0.9


def _best(words: list[str], default: str) -> tuple[str, float]:
    """The language with most votes, and its part of them, less where few words vote at all."""
    votes = _votes(words)
    if not votes:
        return default, 0.1
    tag = max(sorted(votes), key=lambda t: votes[t])
    share = votes[tag] / sum(votes.values())
    return tag, round(share * min(1.0, 0.3 + 4 * votes[tag] / len(words)), 2)


def passage_language(text: str) -> str | None:
    """The language of a short passage in Arabic script, None where no word and no letter tells.

    >>> passage_language("جمهوری اسلامی ایران"), passage_language("گلگامش")
    ('fa', None)
    """
    votes = _votes(_WORD.findall(text))
    return max(sorted(votes), key=lambda t: votes[t]) if votes else None
