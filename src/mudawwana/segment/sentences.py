"""Sentences: where a stop, a question mark or the end of a line ends one, and where it does not.

Boundaries are judged one mark at a time, by a few characters on either side; what is known about words there is data
(`boundaries.toml`). A line end always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mudawwana.arabic.tables import read_table
from mudawwana.records import Sentence

_LETTER = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06ffA-Za-z\u00c0-\u024f"
_MARK = "\u0640\u064b-\u0652\u0670"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_STOP = re.compile("[.!?؟…۔](?:[ \u00a0]?[.!?؟…۔])*")
_MORE_STOPS = re.compile("[ \u00a0]?[.!?؟…۔](?:[ \u00a0]?[.!?؟…۔])*")
_CLOSER = re.compile("[ \u00a0]?[»’›)\\]}]|”|\\[\\d{1,3}\\]")
_QUOTE = re.compile("[\"“«'](?![^\\W_])")  # a mark that may open or close, closing because no word follows
_NEXT = re.compile(f"[\\s\"“”«»‘'()\\[\\]\\-–—*•]{{0,12}}([{_LETTER}{_MARK}]*)")
_INITIALS = re.compile(f"(?<![\\w{_MARK}])((?:[{_LETTER}]{_MARK[0]}? ?\\. ?)*[{_LETTER}]{_MARK[0]}?) ?\\Z")
_INITIAL_BEFORE = re.compile(f"(?<![\\w{_MARK}])[{_LETTER}]\\. ?\\Z")
_DOTTED = re.compile(f"(?<![\\w{_MARK}@/.-])(?:[ء-ي]\\.){{1,4}}[ء-ي]{{2,3}}\\Z")
_LAST = re.compile(f"[{_LETTER}{_MARK}.]+\\Z")
_ERA = re.compile(f"\\d[ \u00a0]?(?:م|ه[{_MARK[0]}]?)\\Z")
_MARKER = re.compile(f'(?<![^\\s:])(\\d{{1,2}})\\.(?=\\s?[{_LETTER}«"“(])')
_WORD_BEFORE = re.compile(f"([{_LETTER}{_MARK}]+)[ \u00a0]+\\Z")
_WINDOW = 40  # characters before a stop that can matter
_MAY_FOLLOW = frozenset("»’›)]}")  # closing marks, also where a space stands before them
_OPENERS = frozenset("«“‘([")  # a stop right after one of these opens what they hold
_FAR = 500  # characters within which a bracket is looked for
_PROFESSOR = frozenset(("أد", "اد", "أمد", "امد", "مم", "أم"))


class _Stop(NamedTuple):
    """A mark that may end a sentence: text[start:end] is the run of stops, `close` the end of its closing marks."""

    sentence: int
    start: int
    end: int
    close: int
    line_end: int


@lru_cache(maxsize=1)
def _knowledge() -> dict[str, frozenset[str]]:
    data = read_table(Path(__file__).with_name("boundaries.toml"))
    return {name: frozenset(entry["words"].split()) for name, entry in data.items()}


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text; they cover every character that is no space.

    >>> text = "التقى د. حيدر العبادي السفير.وبحث معه الملف"
    >>> [span.of(text) for span in split_sentences(text)]
    ['التقى د. حيدر العبادي السفير.', 'وبحث معه الملف']
    """
    found: list[Sentence] = []
    lists = any(first in text for first in ("1.", "١.", "۱."))
    for line in _LINE.finditer(text):
        start = line.start()
        for end in (*_ends(text, start, line.end(), lists), line.end()):
            piece = text[start:end]
            bare = piece.strip()
            if bare:
                first = start + len(piece) - len(piece.lstrip())
                found.append(Sentence(start=first, end=first + len(bare)))
            start = end
    return found


def _ends(text: str, start: int, line_end: int, lists: bool) -> Iterator[int]:
    """Where sentences end inside one line, before its end; `lists` where there may be numbered ones."""
    markers = _list_markers(text, start, line_end) if lists else {}
    sentence, counted, odd = start, start, False
    for match in _STOP.finditer(text, start, line_end):
        if match.start() < sentence:
            continue
        odd ^= text.count('"', counted, match.start()) % 2 == 1
        counted = match.start()
        if markers and match.start() in markers:
            before = markers[match.start()]
            if before > sentence and text[sentence:before].strip():
                yield before
                sentence = before
            continue
        stop = _close(text, sentence, match, line_end, odd)
        if stop.close >= line_end:
            break
        if _has_content(text, sentence, match.start()) and _is_end(text, stop):
            yield stop.close
            sentence = stop.close


def _has_content(text: str, start: int, end: int) -> bool:
    return any(char.isalnum() for char in reversed(text[max(start, end - _WINDOW) : end]))


def _list_markers(text: str, start: int, end: int) -> dict[int, int]:
    """The stops of "1. … 2. … 3. …" in a line, each with where a sentence ends before it (0 for the first)."""
    found: dict[int, int] = {}
    first: int | None = None
    expected = 1
    for match in _MARKER.finditer(text, start, end):
        number = int(match[1])
        if number == 1:
            first, expected = match.end(1), 2
        elif number == expected and first is not None:
            found.setdefault(first, 0)
            found[match.end(1)] = match.start()
            expected += 1
    return found


def _close(text: str, sentence: int, match: re.Match[str], line_end: int, odd: bool) -> _Stop:
    """Take in the closing quotes and brackets behind a stop, and stops behind these."""
    start, end = match.span()
    place = end
    if text[place : place + 1] == " " and text[place + 1 : place + 2] not in _MAY_FOLLOW:
        return _Stop(sentence, start, end, place, line_end)  # by far the most usual
    while place < line_end:
        closer = _CLOSER.match(text, place, line_end) or _QUOTE.match(text, place, line_end)
        if closer:
            place = closer.end()
        elif odd and text[place] == '"':
            place, odd = place + 1, False
        elif place > end and (more := _MORE_STOPS.match(text, place, line_end)):
            start, end, place = more.start(), more.end(), more.end()
        else:
            break
    return _Stop(sentence, start, end, place, line_end)


def _is_end(text: str, stop: _Stop) -> bool:
    """Whether a sentence ends at a stop that does not end the line."""
    before, after = text[max(stop.sentence, stop.start - 2) : stop.start].rstrip()[-1:], text[stop.close]
    if before in _OPENERS:
        return False
    run, closers = text[stop.start : stop.end].strip(), text[stop.end : stop.close]
    following = _NEXT.match(text, stop.close, stop.line_end)
    word = following[1] if following else ""
    if text[stop.close : stop.close + 3].lstrip()[:1] in tuple("،؛,;:"):
        return False
    if not closers and (_inside_address(before, after) or (before.isdigit() and after.isdigit())):
        return False
    strong = _bare(word) in _knowledge()["starters"]
    if ")" in closers or "]" in closers.partition("[")[0]:
        return strong or not _opened_later(text, stop)
    if closers and set(run) & set("!?؟"):
        return strong or _bare(word) in _knowledge()["openers"]
    if not set(run) & set("!?؟"):
        if len(run) > 1 or run == "…":
            return strong
        return _stop_ends(text, stop, word, strong)
    return True


def _inside_address(before: str, after: str) -> bool:
    """Whether a mark stands inside an address, a version or an English abbreviation."""
    return before.isascii() and not before.isspace() and after.isascii() and (after.isalnum() or after in "/_=&")


def _opened_later(text: str, stop: _Stop) -> bool:
    """Whether the bracket that closes here opens inside the sentence, not before it."""
    opened = text.rfind("(", max(stop.sentence, stop.start - _FAR), stop.start)
    return opened >= 0 and _has_content(text, stop.sentence, opened)


def _stop_ends(text: str, stop: _Stop, word: str, strong: bool) -> bool:
    """Whether a single full stop ends a sentence, by the word before it and the word after it."""
    before = text[max(stop.sentence, stop.start - _WINDOW) : stop.start]
    if before.strip().isdigit() and len(before.strip()) < 4 and stop.start - stop.sentence < 6:
        return False  # the number of a list entry
    last = _LAST.search(before.rstrip())
    if not text[stop.close].isspace() and _is_spelled(last[0] if last else "", word):
        return False
    if _ERA.search(before):
        return strong or (not before.endswith("م") and _starts(word))
    if initials := _INITIALS.search(before):
        return _initials_end(before[: initials.start()], initials[1], word, strong)
    if last and (last[0] in _knowledge()["abbreviations"] or _DOTTED.search(before)):
        return strong or _starts(word)
    if last and last[0] in _knowledge()["letter_names"] and _INITIAL_BEFORE.search(before, 0, last.start()):
        return False
    return not (last and last[0] in _knowledge()["titles"])


def _is_spelled(before: str, after: str) -> bool:
    """Whether a stop joins two names of letters (بي.بي.سي), or the end of an address spoken in Arabic (العربية.نت)."""
    names = _knowledge()["letter_names"]
    return after in _knowledge()["web"] or (after in names and before.rpartition(".")[2] in names)


def _initials_end(before: str, initials: str, word: str, strong: bool) -> bool:
    """Whether a sentence ends after single letters: never after a title, after an acronym only if a new one opens."""
    letters = re.sub(f"[^{_LETTER}]", "", initials)
    if len(letters) > 1:
        return letters not in _PROFESSOR and (strong or _starts(word))
    label = _WORD_BEFORE.search(before)
    if label and label[1] in _knowledge()["labels"]:
        return True
    return strong and letters.isascii() and bool(before.strip())


def _bare(word: str) -> str:
    return re.sub(f"[{_MARK}]", "", word)


def _starts(word: str) -> bool:
    """Whether a word looks like one that opens a sentence: و before something that is no part of it."""
    word = _bare(word)
    return len(word) > 3 and word[0] == "و" and not word.startswith("وال") and word not in _knowledge()["not_starters"]
