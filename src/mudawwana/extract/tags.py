"""The tags of an article, as the line below it lists them."""

from __future__ import annotations

import re

from mudawwana.arabic.fold import fold
from mudawwana.extract.data import read_data

_LABELS = "|".join(sorted(map(re.escape, read_data("words.toml")["tags"]["labels"]), key=len, reverse=True))
_LABEL = re.compile(rf"\s*#?(?:{_LABELS})\s*(?:المقال|الخبر|with|in)?\s*(?:[:|]+|\n|$)\s*", re.I)
_SEPARATORS = re.compile(r"\s*[,،;؛|\n\t•·●]+\s*|\s+[/\u2013-]\s+|\s{3,}")
_EDGES = " \u00a0\t#.:-_\u200e\u200f\u202a-\u202e\"'«»“”"
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_LONGEST_TAG = 80
_NEVER_FIRST = frozenset(("في", "من", "علي", "الي", "عن", "مع", "بين", "و", "او", "ضد", "بعد", "قبل", "حول"))


def tag_line(line: str) -> str | None:
    """What stands after the label of a line of tags ("" where the label stands alone), else None.

    >>> tag_line("كلمات دلالية: العراق، واشنطن"), tag_line("الوسوم"), tag_line("علامات النصر")
    ('العراق، واشنطن', '', None)
    """
    found = _LABEL.match(line[:1000])
    if found:
        return line[found.end() :].strip()
    if "#" not in line:
        return None
    line = line.translate(_INVISIBLE)
    words = line.split()
    if len(words) > 1 and all(word.startswith("#") for word in words):
        return line.strip()
    return None


def split_tags(text: str, *, context: str = "") -> list[str]:
    """The tags of a list; without separators the phrases that `context`, the article's text, uses are found in it.

    >>> split_tags("العراق، واشنطن,#التحالف_الدولي")
    ['العراق', 'واشنطن', 'التحالف الدولي']
    >>> split_tags("القوات الأميركية مطار بغداد", context="غادرت القوات الأميركية صباح اليوم مطار بغداد.")
    ['القوات الأميركية', 'مطار بغداد']
    """
    label = _LABEL.match(text[:1000])
    text = text[label.end() :] if label else text
    if text.lstrip().startswith("#"):
        text = re.sub(r"\s*#", "\n", text)
    tags = []
    for part in _SEPARATORS.split(text):
        tag = " ".join(part.replace("_", " ").strip(_EDGES).split())
        if tag and len(tag) <= _LONGEST_TAG and any(map(str.isalpha, tag)):
            tags.append(tag)
    if len(tags) == 1 and context and " " in tags[0]:
        tags = _by_context(tags[0], context)
    return list({fold(tag): tag for tag in reversed(tags)}.values())[::-1]


def _by_context(tag: str, context: str) -> list[str]:
    """Cut one line of words into the longest phrases that the article itself uses; a rest joins the one before."""
    words = tag.split()
    folded = [fold(word) for word in words]
    text = " " + " ".join(re.findall(r"\w+", fold(context))) + " "
    starts, at = [0], 0
    while at < len(words):
        end = _longest(folded, at, text)
        at = end if end > at + 1 else at + 1
        while at < len(words) and (folded[at] in _NEVER_FIRST or (at and folded[at - 1] in _NEVER_FIRST)):
            at += 1
        if (
            at < len(words)
            and _longest(folded, starts[-1], text) - starts[-1] >= 2
            and _longest(folded, at, text) - at >= 2
        ):
            starts.append(at)
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _longest(folded: list[str], start: int, text: str) -> int:
    """The end of the longest run of words from `start` that the text has."""
    end = start
    while end < min(len(folded), start + 6) and f" {' '.join(folded[start : end + 1])} " in text:
        end += 1
    return end
