"""Where the article stands among the visible lines of a page: its title, its first and its last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mudawwana.extract.lines import Verdict, bullet, classify, key

PROSE_WORDS = 8
"""A line that ends with a stop and has so many words is a paragraph …"""
LONG_WORDS = 26
"""… and one that has so many is one without a stop too."""
MANY_HEADLINES = 4
"""So many lines in a row that are neither paragraphs nor list items are links to other articles."""
_STOP = re.compile(r"[.:؛…،](?:\s*[\"”»')\]}]+)?\s*$|[.!؟?]\s*[\"”»']\s*$|[\"”»]\s*\.?\s*$")
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
    """Row numbers: the title's (None where there is none), and those of the text, end excluded."""

    title: int | None
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
        clean = " ".join(line.replace("\u200b", "").replace("\ufeff", "").split())
        if not clean or not any(map(str.isprintable, clean)):
            gap += 1
            continue
        verdict = classify(clean)
        words = clean.count(" ") + 1
        rows.append(Row(clean, number, gap, words, verdict, verdict is None and is_prose(clean, words)))
        gap = 0
    return rows


def is_prose(text: str, words: int) -> bool:
    """Whether a line that nothing else is known of reads like a paragraph rather than a headline."""
    if words >= LONG_WORDS:
        return True
    if bullet(text) is not None:
        return False
    return words >= PROSE_WORDS and bool(_STOP.search(text)) and not _ASKED.search(text)


def find_zones(rows: Sequence[Row]) -> Zones | None:
    """The article among the rows, None where no row is a paragraph."""
    start = _main_start(rows)
    if start is None:
        return None
    end, boxes = _find_end(rows, start)
    start = _lead_in(rows, start)
    title = find_title(rows, start, end)
    if title is not None and title >= start:
        start = title + 1
    return Zones(title, start, end, tuple(boxes))


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


def _lead_in(rows: Sequence[Row], start: int) -> int:
    """Take in short paragraphs right above the first long one: a question, a dateline that stands alone."""
    at = start
    while at > 0 and rows[at - 1].verdict is None and rows[at - 1].prose:
        at -= 1
    return at


def _find_end(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[int, int]]]:
    """The row behind the last one of the text, and the boxes of links within it."""
    end = at = start
    headlines = 0
    boxes: list[tuple[int, int]] = []
    while at < len(rows):
        row = rows[at]
        if row.prose:
            end, headlines = at + 1, 0
        elif row.kind in ("end", "tags", "credit") or _is_related_heading(row):
            on = _goes_on(rows, start, at)
            if on is None:
                break
            boxes.append((at, on))
            at, headlines = on, 0
            continue
        elif row.verdict is None:
            listed = bullet(row.text) is not None or rows[end - 1].text.endswith(":")
            headlines = 0 if listed else headlines + 1
            end = at + 1 if listed and at == end else end
            if headlines >= MANY_HEADLINES:
                break
        at += 1
    return _keep_tail(rows, end, min(at, len(rows))), boxes


def _is_related_heading(row: Row) -> bool:
    return row.verdict is not None and row.verdict.rule == "related"


def _goes_on(rows: Sequence[Row], start: int, at: int) -> int | None:
    """Where the text goes on behind a box in it, None where the row ends it.

    A box is short, has no date, and more than one paragraph follows it; what follows a list of tags or a comment form
    must be much more than what came before.
    """
    before = sum(len(row.text) for row in rows[start:at] if row.prose)
    after, count, first = 0, 0, None
    for place in range(at + 1, len(rows)):
        row = rows[place]
        if row.prose:
            first = place if first is None else first
            after, count = after + len(row.text), count + 1
        elif row.kind in ("end", "tags", "credit") or _is_related_heading(row):
            break
        elif first is None and (row.kind == "date" or place - at > MANY_HEADLINES + 2):
            return None
    if first is None:
        return None
    if rows[at].kind == "related":
        return first if count >= 2 or after > before else None
    if rows[at].kind == "credit":
        return first if first == at + 1 and count >= 2 else None
    return first if after > 2 * before else None


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
HEAD_ROWS = 30


def stems(text: str) -> set[str]:
    """The words of a text without the particles written onto them; short ones left out."""
    return {stem for word in _LETTERS.findall(key(text)) if len(stem := _AFFIXES.sub("", word)) >= 3}


def find_title(rows: Sequence[Row], start: int, end: int) -> int | None:
    """The row of the headline: of the lines above the text the one that reads most like it."""
    body = set[str]().union(*(stems(row.text) for row in [row for row in rows[start:end] if row.prose][:6]))
    head = range(max(0, start - HEAD_ROWS), start + _may_be_title(rows, start, end))
    counts: dict[str, int] = {}
    for at in head:
        counts[key(rows[at].text)] = counts.get(key(rows[at].text), 0) + 1
    scored = [(_title_score(rows, at, start, body, counts), at) for at in head if _is_candidate(rows[at])]
    score, best = max(scored, default=(0.0, -1))
    return best if score >= TITLE_AT_LEAST else None


def _is_candidate(row: Row) -> bool:
    return row.verdict is None and 2 <= row.words <= 40


def _may_be_title(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether the first paragraph is short enough to be a headline that ends with a stop."""
    row = rows[start]
    return start == 0 and row.words <= 18 and end - start > 1 and not row.text.endswith((".", ":"))


def _title_score(rows: Sequence[Row], at: int, start: int, body: set[str], counts: dict[str, int]) -> float:
    row = rows[at]
    own = stems(row.text)
    score = 4.0 * len(own & body) / len(own) if own else 0.0
    score += 2.5 if counts[key(row.text)] > 1 else 0.0
    score += 1.0 if 5 <= row.words <= 22 else -2.0 if row.words == 2 else -1.0 if row.words > 30 else 0.0
    following = rows[at + 1] if at + 1 < len(rows) else row
    score += 1.0 if following.prose or following.kind in ("date", "byline", "caption", "chrome") else 0.0
    score -= 1.5 if row.text.endswith((".", "،", ":")) else 0.0
    dated = any(rows[i].kind in ("date", "byline") for i in range(max(0, at - 3), at))
    score -= (
        1.5 if dated and any(_is_candidate(rows[i]) and rows[i].words >= 4 for i in range(max(0, at - 6), at)) else 0.0
    )
    return score - 0.1 * (start - at)
