"""Two articles side by side in a terminal, with what differs marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from mudawwana.arabic.fold import fold
from mudawwana.records import Article, Reuse

_ON, _OFF = "\x1b[1;33m", "\x1b[0m"


def side_by_side(one: Article, two: Article, *, width: int = 120, color: bool = False) -> str:
    """The passages that two articles share, one column each; words that differ stand in [ ], or in colour."""
    passages = [passage for passage in one.reuse if passage.other == two.id]
    column = max(20, (width - 3) // 2)
    lines = [_row(_head(one), _head(two), column), "=" * (2 * column + 3)]
    for number, passage in enumerate(passages, start=1):
        words = len(one.text[passage.start : passage.end].split())
        lines.append(f"[{number}] {passage.kind}, {words} words, similarity {passage.similarity:.2f}")
        lines += _passage(one, two, passage, column, color)
        lines.append("-" * (2 * column + 3))
    if not passages:
        lines.append("no shared passage")
    return "\n".join(lines)


def _head(article: Article) -> str:
    return " ".join(filter(None, (article.id, article.source, article.published)))


def _passage(one: Article, two: Article, passage: Reuse, column: int, color: bool) -> Iterator[str]:
    here = one.text[passage.start : passage.end].split()
    there = two.text[passage.other_start : passage.other_end].split()
    left, right = _marked(here, there)
    for a, b in zip_longest(_wrap(left, column), _wrap(right, column), fillvalue=""):
        row = _row(a, b, column)
        yield row.replace("[", _ON).replace("]", _OFF) if color else row


def _marked(here: list[str], there: list[str]) -> tuple[list[str], list[str]]:
    """Both lists of words, the runs that differ in square brackets.

    >>> _marked("قال وزير النفط".split(), "أعلن وزير النفط".split())
    (['[قال]', 'وزير', 'النفط'], ['[أعلن]', 'وزير', 'النفط'])
    """
    left, right = ([word.replace("[", "(").replace("]", ")") for word in words] for words in (here, there))
    keys, others = ([_key(word) for word in words] for words in (here, there))
    for tag, a, b, c, d in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if tag != "equal":
            left[a:b] = [f"[{word}]" for word in left[a:b]]
            right[c:d] = [f"[{word}]" for word in right[c:d]]
    return left, right


def _key(word: str) -> str:
    return "".join(char for char in fold(word) if char.isalnum())


def _wrap(words: list[str], column: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and _cells(line) + 1 + _cells(word) > column:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: marks take none."""
    return sum(1 for char in text if unicodedata.category(char) not in ("Mn", "Cf"))


def _row(left: str, right: str, column: int) -> str:
    return f"{left}{' ' * (column - _cells(left))} | {right}"
