"""Words that lost the space between them on the way from the page: "ذكرتصحيفة", "مصادرالميادين"."""

from __future__ import annotations

import re
from functools import cache

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import prefixed_table
from mudawwana.annotate.quote_tokens import Remembered, Tokens, is_diacritic, key_set

_SHORTEST, _LONGEST = 6, 24  # letters of two words written together
_PERHAPS = -1
_HEAD = 3  # letters of the first of them at least
# "أنّ" with its shadda or "إن" with its hamza below ends no word: "تيسدالإن", "مراسلالميادينأنّ".
_CLAUSE = re.compile("(?<=[\u0621-\u064a\u064b-\u0652]{3})(?:أن\u0651|إن\u0651?)(?:ه|ها|هم|هما)?$")
_SAID = key_set("ذكرت وذكرت نقلت ونقلت كشفت وكشفت نشرت كتبت أفادت وأفادت بحسب وبحسب تحدثت وتحدثت")
_SOURCES = key_set("مصادر مصدر مراسل مراسلة")
_RECEIVERS = tuple(sorted(key for key in w.RECEIVERS if key[:2] == "لل"))
_IN = frozenset(("في", "عن", "على", "الى"))
_DEFINITE: frozenset[str] = frozenset()  # stands for every word with its article


def part_glued(tokens: Tokens) -> Tokens:
    """The tokens with a verb of saying, a source, "in" or "that" parted from the word glued onto it.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> part_glued(tokenize("ذكرتصحيفة «المدى»")).keys
    ['ذكرت', 'صحيفة', '«', 'المدى', '»']
    >>> part_glued(tokenize("أكّدتاللجنة، قال تيسدالإن")).keys
    ['اكدت', 'اللجنة', '،', 'قال', 'تيسدال', 'ان']
    """
    hints = [(at, hint) for at, key in enumerate(tokens.keys) if len(key) >= _SHORTEST and (hint := _cuts(key))]
    places = [(at, cut) for at, hint in hints if (cut := _cut_at(tokens, at, hint))]
    if not places:
        return tokens
    keys, starts, ends = list(tokens.keys), list(tokens.starts), list(tokens.ends)
    for at, cut in reversed(places):
        middle = _place_of(tokens.text, starts[at], cut)
        if middle >= ends[at]:
            continue
        following = max(0, _cuts(keys[at][:cut]))
        keys[at : at + 1] = [keys[at][:cut], keys[at][cut:]]
        starts[at : at + 1] = [starts[at], middle]
        ends[at : at + 1] = [middle, ends[at]]
        if following:  # "مراسلالميادينأنّ": three words
            first = _place_of(tokens.text, starts[at], following)
            keys[at : at + 1] = [keys[at][:following], keys[at][following:]]
            starts[at : at + 1] = [starts[at], first]
            ends[at : at + 1] = [first, ends[at]]
    return Tokens(tokens.text, keys, starts, ends)


def _cut_at(tokens: Tokens, at: int, hint: int) -> int:
    """Where a token falls apart; whether "that" ends it is told by the vowel signs of the text."""
    if hint != _PERHAPS:
        return hint
    word = tokens.text[tokens.starts[at] : tokens.ends[at]]
    match = _CLAUSE.search(word) if "إن" in word or "أن\u0651" in word else None
    if match is None:
        return _cut_heads(tokens.keys[at])
    letters = sum(not is_diacritic(char) for char in word[: match.start()])
    return letters if letters >= _HEAD else 0


def _place_of(text: str, start: int, letters: int) -> int:
    """Where in a text the word begins that follows so many letters, vowel signs not counted."""
    at = start
    while letters and at < len(text):
        letters -= not is_diacritic(text[at])
        at += 1
    while at < len(text) and is_diacritic(text[at]):
        at += 1
    return at


def _cut(key: str) -> int:
    """Where a word falls apart, 0 where it does not, -1 where the vowel signs must tell."""
    if not _SHORTEST <= len(key) <= _LONGEST:
        return 0
    if (key[-2:] == "ان" or key[-3:] == "انه" or key[-4:] in ("انها", "انهم")) and key not in w.COMPLEMENTIZERS:
        return _PERHAPS
    return _cut_head(key)


def _cut_head(key: str) -> int:
    """Where a word falls apart into a verb of saying or a source and the head of a speaker, 0 where it does not."""
    if len(key) == _SHORTEST or key in w.BODIES or key in w.ROLES or key in w.ANONYMOUS or key in prefixed_table():
        return 0
    if key.endswith(_RECEIVERS):
        cut = key.rfind("لل")
        return cut if cut >= _HEAD else 0  # "الدقرانللميادين"
    heads = _heads()
    for cut in range(2, len(key) - _HEAD):
        if (followers := heads.get(key[:cut])) is not None:
            rest = key[cut:]
            if rest in followers or (followers is _DEFINITE and rest[:2] == "ال" and len(rest) > _HEAD + 1):
                return cut
    return 0


@cache
def _heads() -> dict[str, frozenset[str]]:
    """Words that others are glued onto, each with what may follow it: "ذكرتصحيفة", "فيصحيفة"."""
    verbs = [
        key for key, cue in prefixed_table().items() if cue.form == "past" and cue.agrees == "f" and not cue.unsure
    ]
    heads = dict.fromkeys((*verbs, *_SAID), w.BODIES | w.ANONYMOUS)
    return heads | dict.fromkeys(_SOURCES, _DEFINITE) | dict.fromkeys(_IN, w.BODIES)


_cuts = Remembered(_cut).__getitem__
_cut_heads = Remembered(_cut_head).__getitem__
