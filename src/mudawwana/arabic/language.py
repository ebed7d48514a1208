"""The language of a text: words and letters that give it away, in any keyboard's spelling, without a model."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.fold import fold
from mudawwana.arabic.tables import read_table

_ARABIC_SCRIPT = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
)
_ARABIC_WORD = re.compile(f"[{_ARABIC_SCRIPT}][{_ARABIC_SCRIPT}\u0640\u064b-\u065f\u0670\u200c]*")
_OTHER_WORD = re.compile(f"(?:(?![{_ARABIC_SCRIPT}])[^\\W\\d_])+")
_ENOUGH = 0.5  # votes that tell the language of a passage
_PIECES, _PIECE = 5, 500  # how much of a long text is looked at, in characters
_SCRIPTS = {
    "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "DEVANAGARI": "hi", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "THAI": "th", "SYRIAC": "syr", "GEORGIAN": "ka", "BENGALI": "bn",
}  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, str]]:
    """Which languages a folded word, a letter, and a weak letter speaks for."""
    data = read_table(Path(__file__).with_name("languages.toml"))
    words: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for tag, entry in data.items():
        for word in set(fold_all(entry["words"].split()).values()):
            words[word] = (*words.get(word, ()), tag)
        for letter in entry.get("letters", ""):
            letters[letter] = (*letters.get(letter, ()), tag)
    return words, letters, {letter: tag for tag, entry in data.items() for letter in entry.get("weak", "")}


@lru_cache(maxsize=1 << 16)
def _votes_of(word: str) -> tuple[tuple[str, float], ...]:
    """For which languages a word speaks, and how much."""
    known, letters, weak = _tables()
    folded = fold(word)
    tags = known.get(folded, ())
    votes = [(tag, 1 / len(tags)) for tag in tags]
    if not tags and len(folded) > 4 and folded.startswith(("ال", "وال", "بال", "لل", "فال", "كال")):
        votes.append(("ar", 0.8))
    hits = sorted({tag for letter in word for tag in letters.get(letter, ())})
    votes += ((tag, 0.8 / len(hits)) for tag in hits)
    return (*votes, *((weak[letter], 0.35) for letter in word[:-1] if letter in weak))


def _votes(words: Iterable[str]) -> dict[str, float]:
    """How strongly the words of a text speak for each language, in words."""
    votes: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for tag, weight in _votes_of(word):
            votes[tag] += weight
    return votes


def _sample(text: str) -> str:
    """The text, or five pieces of a long one."""
    if len(text) <= _PIECES * _PIECE:
        return text
    step = (len(text) - _PIECE) // (_PIECES - 1)
    return " ".join(text[place * step : place * step + _PIECE] for place in range(_PIECES))


def identify(text: str) -> tuple[str, float]:
    """The BCP-47 tag of the main language of a text, and how sure that is, from 0 to 1; "und" where nothing tells.

    >>> identify("قال الوزير إن الحوار مع الجانب الأميركي مستمر")[0]
    'ar'
    >>> identify("وزير امور خارجه ايران گفت كه اين مذاكرات براي ما مهم است")[0]
    'fa'
    """
    sample = _sample(text)
    arabic, other = _ARABIC_WORD.findall(sample), _OTHER_WORD.findall(sample)
    if len(arabic) >= len(other):
        return _best(arabic, "ar") if arabic else ("und", 0.0)
    latin = [word for word in other if "LATIN" in unicodedata.name(word[0], "")]
    if len(latin) * 2 >= len(other):
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

    >>> passage_language("این مذاکرات مهم است"), passage_language("گلگامش")
    ('fa', None)
    """
    votes = _votes(_ARABIC_WORD.findall(text))
    best = max(sorted(votes), key=lambda t: votes[t], default=None)
    return best if best and votes[best] >= _ENOUGH else None
