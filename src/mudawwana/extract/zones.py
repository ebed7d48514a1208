"""Where the article stands among the visible lines of a page: its title, its first and its last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mudawwana.extract.credits import find_credit, find_dateline
from mudawwana.extract.lines import Verdict, bullet, classify, key

PROSE_WORDS = 8
"""A line that ends with a stop and has so many words is a paragraph …"""
LONG_WORDS = 26
"""… and one that has so many is one without a stop at its end too, if not without any: a ticker is."""
MANY_HEADLINES = 4
"""So many lines in a row that are neither paragraphs nor list items are links to other articles."""
_STOP = re.compile(r"[.:؛…،](?:\s*[\"”»')\]}]+)?\s*$|[.!؟?]\s*[\"”»']\s*$")
_QUOTED_END = re.compile(r"[\"”»]\s*$")
QUOTED_WORDS = 18
"""A headline may end with a closing quotation mark; a line of so many words that does is a paragraph."""
_INNER_STOP = re.compile(r"[^\W\d_]{2}\s?[.،؛؟]")
_EDGES = " \t\r\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# What agencies put below a report: "انتهى/س", "/انتهى", "(النهاية)".
_END_MARK = re.compile(r"[\s/(]*(?:انته[ىي]|النهاي[ةه])(?:\s*[/.)]\s*[^\s/.]{0,4}){0,4}\s*$")
_ASKED = re.compile(r"[؟?!]\s*$")


class Row(NamedTuple):
    """One line that is not empty."""

    text: str
    number: int
    gap: int
    words: int
    verdict: Verdict | None
    prose: bool

    @property
    def kind(self) -> str | None:
        """The kind of its verdict."""
        return self.verdict.kind if self.verdict else None


class Zones(NamedTuple):
    """Row numbers: the headline's (None where there is none) and of its first copy, and of the text, end excluded."""

    title: int | None
    top: int
    start: int
    end: int
    boxes: tuple[tuple[int, int], ...] = ()

    def in_box(self, at: int) -> bool:
        """Whether a row stands in a box of links within the text."""
        return any(start <= at < end for start, end in self.boxes)


def read_rows(text: str) -> list[Row]:
    """The lines of a text that are not empty, each with what it is in itself."""
    rows: list[Row] = []
    gap = 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        clean = " ".join(line.strip(_EDGES).split())
        if not clean:
            gap += 1
            continue
        verdict = classify(clean)
        if verdict is None and rows and rows[-1].verdict and rows[-1].verdict.rule == "picture_label":
            verdict = Verdict("caption", "below_picture_label")
        words = clean.count(" ") + 1
        rows.append(Row(clean, number, gap, words, verdict, verdict is None and is_prose(clean, words)))
        gap = 0
    return rows


def is_prose(text: str, words: int) -> bool:
    """Whether a line that nothing else is known of reads like a paragraph rather than a headline."""
    if words >= LONG_WORDS and _INNER_STOP.search(text):
        return True
    if bullet(text) is not None:
        return False
    text = _END_MARK.sub("", text[-40:])
    trailer = find_credit(text)
    if trailer and text[: trailer.start].rstrip().endswith((".", "”", "»", '"')) | text[trailer.start :].startswith(
        "."
    ):
        return words >= PROSE_WORDS
    if words >= QUOTED_WORDS and _QUOTED_END.search(text):
        return True
    return words >= PROSE_WORDS and bool(_STOP.search(text)) and not _ASKED.search(text)


def find_zones(rows: Sequence[Row]) -> Zones | None:
    """The article among the rows, None where no row is a paragraph."""
    main = _main_start(rows)
    if main is None:
        return None
    body = [row for row in rows[main:] if row.prose][:6]
    title, top = find_title(rows, main, set[str]().union(*(stems(row.text) for row in body)))
    start = main
    if title is not None:
        start = next((at for at in range(title + 1, main + 1) if at < len(rows) and rows[at].prose), title + 1)
        start = _lead_in(rows, title, _below_standfirst(rows, start))
    else:
        while start > 0 and rows[start - 1].prose:
            start -= 1
        top = start
    end, boxes = _find_end(rows, start, max(main, start))
    return Zones(title, top, start, end, tuple(boxes))


def _lead_in(rows: Sequence[Row], title: int, start: int) -> int:
    """Take in the list items and short sentences right above the first paragraph."""
    while start - 1 > title:
        row = rows[start - 1]
        if row.verdict is not None or not (
            _is_sentence(row) or row.words >= RUNNING_WORDS or (bullet(row.text) is not None and row.words > 3)
        ):
            break
        start -= 1
    return start


STANDFIRST_WORDS = 45
RUNNING_WORDS = 20
"""Right beside a paragraph a line of so many words is another, without any stop."""


def _below_standfirst(rows: Sequence[Row], start: int) -> int:
    """Where the text starts when its first paragraph, above the line of the date or author, is a sub-title."""
    if start >= len(rows) or rows[start].words > STANDFIRST_WORDS:
        return start
    for at in range(start + 1, min(len(rows), start + 8)):
        if rows[at].prose:
            return start
        if rows[at].kind in ("date", "byline"):
            return next((below for below in range(at + 1, min(len(rows), at + 12)) if rows[below].prose), start)
    return start


def _main_start(rows: Sequence[Row]) -> int | None:
    """The first paragraph of the run of paragraphs that has most text; one behind the page's foot counts less."""
    best, best_score = None, 0.0
    first, score, others, behind = None, 0.0, 0, False
    for at, row in enumerate(rows):
        if row.prose:
            first = at if first is None else first
            score += min(len(row.text), 1500)
            others = 0
        else:
            others += bullet(row.text) is None or row.kind is not None
        if row.kind in ("end", "tags") or (row.kind == "related" and row.verdict and row.verdict.rule == "related"):
            others += MANY_HEADLINES
        if first is not None and (others >= MANY_HEADLINES + 2 or at == len(rows) - 1):
            weighed = score * (0.3 if behind else 1.0)
            if weighed > best_score * 1.2:
                best, best_score = first, weighed
            first, score, others = None, 0.0, 0
        behind = behind or (row.kind == "end" and best is not None)
    return best


def _find_end(rows: Sequence[Row], start: int, main: int) -> tuple[int, list[tuple[int, int]]]:
    """The row behind the last one of the text, and the boxes of links within it; `main` is surely in the text."""
    end = at = start
    headlines = 0
    boxes: list[tuple[int, int]] = []
    while at < len(rows):
        row = rows[at]
        if row.prose:
            end, headlines = at + 1, 0
        elif row.kind in ("end", "tags", "credit") or _is_related_heading(row):
            on = _goes_on(rows, start, at, main)
            if on is None:
                break
            on -= _ends_with_heading(rows[at + 1 : on])
            boxes.append((at, on))
            at, headlines = on, 0
            continue
        elif row.verdict is None:
            listed = bullet(row.text) is not None or rows[end - 1].text.endswith(":") or _is_sentence(row)
            listed = listed or row.words >= RUNNING_WORDS
            headlines += not listed
            end = at + 1 if listed and headlines == 0 else end
            if headlines >= MANY_HEADLINES and at > main:
                break
        at += 1
    return _keep_tail(rows, end, min(at, len(rows))), boxes


def _is_sentence(row: Row) -> bool:
    """Whether a short line ends as a sentence does; a headline does not."""
    return row.words >= 3 and row.text.endswith((".", ":", ".»", '."', '".', "».", ".”", "”."))


def _is_related_heading(row: Row) -> bool:
    return row.verdict is not None and row.verdict.rule == "related"


def _goes_on(rows: Sequence[Row], start: int, at: int, main: int) -> int | None:
    """Where the text goes on behind a box in it, None where the row ends it.

    A box is short, has no date, and more than one paragraph follows it; what follows a list of tags or a comment form
    must be much more than what came before.
    """
    if at < main:
        return next(place for place in range(at + 1, main + 1) if rows[place].prose)
    before = sum(len(row.text) for row in rows[start:at] if row.prose)
    after, count, first, dated = 0, 0, None, False
    for place in range(at + 1, len(rows)):
        row = rows[place]
        if row.prose:
            first = place if first is None else first
            after, count = after + len(row.text), count + 1
        elif row.kind in ("end", "tags", "credit") or _is_related_heading(row):
            break
        elif row.kind == "date":
            if first is not None:
                break
            dated = True
        elif first is None and place - at > 2 * MANY_HEADLINES:
            return None
    if first is None:
        return None
    if rows[at].kind == "related":
        return first if count >= 2 or (after > before and not dated) else None
    if rows[at].kind == "credit":
        return first if first == at + 1 and count >= 2 else None
    return first if after > 2 * before else None


def _ends_with_heading(box: Sequence[Row]) -> bool:
    """Whether the last line of a box is a sub-heading of the text: far shorter than the headlines above it."""
    lines = [row for row in box if row.verdict is None]
    if len(lines) < 2 or box[-1].verdict is not None:
        return False
    return lines[-1].words <= 4 and min(row.words for row in lines[:-1]) >= 5


def _keep_tail(rows: Sequence[Row], end: int, limit: int) -> int:
    """Take in a last line without a stop where the text's paragraphs have none either."""
    body = [row for row in rows[:end] if row.prose]
    stopped = sum(bool(_STOP.search(row.text)) for row in body)
    while end < limit and rows[end].verdict is None:
        row = rows[end]
        follows = end + 1 >= limit or rows[end + 1].kind is not None
        if not (follows and row.words >= PROSE_WORDS and 2 * stopped < len(body)):
            break
        end += 1
    return end


_LETTERS = re.compile(r"[^\W\d_]+")
_AFFIXES = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بل])?(?=..)")
TITLE_AT_LEAST = 1.0
SURE_TITLE = 2.5
HEAD_ROWS = 80


def stems(text: str) -> set[str]:
    """The words of a text without the particles written onto them; short ones left out."""
    return {stem for word in _LETTERS.findall(key(text)) if len(stem := _AFFIXES.sub("", word)) >= 3}


def find_title(rows: Sequence[Row], main: int, body: set[str]) -> tuple[int | None, int]:
    """The row of the headline and that of its first copy: of the lines above the text the one that reads most like it.

    `body` has the stems of the text's first paragraphs, `main` is the row of the first of them.
    """
    head = range(max(0, main - HEAD_ROWS), main + _may_be_title(rows, main))
    places: dict[str, list[int]] = {}
    for at in head:
        places.setdefault(key(rows[at].text), []).append(at)
    scores = {at: _title_score(rows, at, main, body, places) for at in head if _is_candidate(rows[at])}
    best = max(scores, key=lambda at: (scores[at], at), default=-1)
    if best < 0 or scores[best] < TITLE_AT_LEAST:
        return None, main
    above = scores.get(best - 1, 0.0)
    if above >= SURE_TITLE and rows[best - 1].words >= 5 and len(places[key(rows[best].text)]) == 1:
        best -= 1  # what stands right below a headline and repeats more of the text is its sub-title
    same = places[key(rows[best].text)]
    between = any(rows[at].prose for at in range(best, same[-1]))
    return (best if between else same[-1]), same[0]


def is_dateline(row: Row) -> bool:
    """Whether a line is a dateline and nothing more: "بغداد اليوم - بغداد", "نهر الأخبار/ بغداد"."""
    if row.verdict is not None or row.words > 7 or not any(mark in row.text for mark in "/-–—:"):
        return False
    bare = row.text.rstrip(" -–—/:")
    found = find_dateline(bare + " - .")
    return found is not None and found.text == bare


def _is_candidate(row: Row) -> bool:
    if is_dateline(row):
        return False
    return (row.verdict is None and not row.prose and 2 <= row.words <= 40) or (row.prose and row.words <= 18)


def _may_be_title(rows: Sequence[Row], main: int) -> bool:
    """Whether the first paragraph is short enough to be a headline that ends with a stop."""
    row = rows[main]
    more = any(other.prose for other in rows[main + 1 : main + 8])
    return row.words <= 18 and more and not row.text.endswith((".", ":", "،"))


_BELOW_TITLE = {"date": 2.0, "byline": 2.0, "caption": 1.0, "chrome": 1.0}


def _title_score(rows: Sequence[Row], at: int, main: int, body: set[str], places: dict[str, list[int]]) -> float:
    row = rows[at]
    own = stems(row.text)
    score = 4.0 * len(own & body) / len(own) if own else 0.0
    score += 2.0 if len(places[key(row.text)]) > 1 else 0.0
    score += 1.0 if 5 <= row.words <= 22 else -1.5 if row.words == 2 else -1.0 if row.words > 30 else 0.0
    following = rows[at + 1] if at + 1 < len(rows) else row
    score += _BELOW_TITLE.get(following.kind or "", 1.0 if following.prose else 0.0)
    beside = [rows[i] for i in (at - 1, at + 1) if 0 <= i < main]
    score -= 1.0 if len(beside) == 2 and all(_is_candidate(other) and other.words >= 4 for other in beside) else 0.0
    score -= 1.5 if row.text.endswith((".", "،", ":")) else 0.0
    score -= 2.0 if any(rows[i].prose and i != at for i in range(max(0, at - 8), at)) else 0.0
    if any(rows[i].kind in ("date", "byline") for i in range(max(0, at - 3), at)):
        above = rows[max(0, at - 6) : at]
        score -= 1.5 if any(_is_candidate(other) and other.words >= 4 for other in above) else 0.0
    return score - 0.04 * (main - at)
