"""Words that lost the space between them on the way from the page: "ذكرتصحيفة", "مصادرالميادين"."""

from __future__ import annotations

from functools import lru_cache

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import prefixed_table
from mudawwana.annotate.quote_tokens import Tokens

_SHORTEST, _LONGEST = 7, 24  # letters of two words written together
_HEAD = 3  # letters of the first of them at least


def part_glued(tokens: Tokens) -> Tokens:
    """The tokens with a verb of saying or a source parted from the word glued onto it.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> part_glued(tokenize("ذكرتصحيفة «المدى»")).keys
    ['ذكرت', 'صحيفة', '«', 'المدى', '»']
    """
    places = [(at, cut) for at, key in enumerate(tokens.keys) if len(key) >= _SHORTEST and (cut := _cut(key))]
    if not places:
        return tokens
    keys, starts, ends = list(tokens.keys), list(tokens.starts), list(tokens.ends)
    for at, cut in reversed(places):
        if ends[at] - starts[at] != len(keys[at]):
            continue  # vowel signs stand between the letters
        keys[at : at + 1] = [keys[at][:cut], keys[at][cut:]]
        starts[at : at + 1] = [starts[at], starts[at] + cut]
        ends[at : at + 1] = [starts[at] + cut, ends[at]]
    return Tokens(tokens.text, keys, starts, ends)


@lru_cache(maxsize=1 << 15)
def _cut(key: str) -> int:
    """Where a word falls apart into a verb of saying or a source and the head of a speaker, 0 where it does not."""
    if len(key) > _LONGEST or key in w.BODIES or key in w.ROLES or key in w.ANONYMOUS or key in prefixed_table():
        return 0
    for cut in range(_HEAD, len(key) - _HEAD):
        head, rest = key[:cut], key[cut:]
        cue = prefixed_table().get(head)
        is_verb = cue is not None and cue.form == "past" and cue.agrees == "f" and not cue.unsure
        if (is_verb or head in _SAID) and (rest in w.BODIES or rest in w.ANONYMOUS):
            return cut
        if head in _SOURCES and rest[:2] == "ال" and len(rest) > _HEAD + 1:
            return cut
    return 0


_SAID = frozenset(
    ("ذكرت", "وذكرت", "نقلت", "ونقلت", "كشفت", "وكشفت", "نشرت", "كتبت", "افادت", "وافادت", "بحسب", "وبحسب")
)
_SOURCES = frozenset(("مصادر", "مصدر", "مراسل", "مراسلة"))
