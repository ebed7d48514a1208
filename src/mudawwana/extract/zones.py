"""Where the article stands among the visible lines of a page: its title, its first and its last paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mudawwana.extract.bylines import is_author_note
from mudawwana.extract.headline import find_title, stems
from mudawwana.extract.line_tables import key
from mudawwana.extract.lines import bullet
from mudawwana.extract.others import (
    is_foreign,
    is_over,
    is_related_heading,
    is_signed_anew,
    is_strange,
    resumes,
    same_matter,
    teaser_above,
)
from mudawwana.extract.visible_rows import PROSE_WORDS, STOP, Row, ends_report, goes_on, is_sentence

BOX_ENDS = frozenset(
    map(key, ("end of list", "قصص مقترحة نهاية", "يستحق الانتباه نهاية", "الأكثر قراءة نهاية", "بودكاست نهاية"))
)
LONGEST_BOX = 30
"""Rows in which the sign that ends a box is looked for."""
MANY_HEADLINES = 4
"""So many lines in a row that are neither paragraphs nor list items are links to other articles."""


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
        least = TAKEN_UP_WORDS if goes_on(rows[start].text) else RUNNING_WORDS
        if row.verdict is not None or not (
            is_sentence(row) or row.words >= least or (bullet(row.text) is not None and row.words > 3)
        ):
            break
        start -= 1
    return start


STANDFIRST_WORDS = 45
RUNNING_WORDS = 20
"""Right beside a paragraph a line of so many words is another, without any stop."""
TAKEN_UP_WORDS = 12
"""So many where the paragraph below takes it up: "وقال في بيان …"."""


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
        over = is_over(rows, at) or (row.kind == "end" and first is not None)
        if over:
            others += MANY_HEADLINES
        if first is not None and (others >= MANY_HEADLINES + 2 or at == len(rows) - 1):
            weighed = score * (0.3 if behind else 1.0)
            if weighed > best_score * 1.2:
                best, best_score = first, weighed
            first, score, others = None, 0.0, 0
        behind = behind or (best is not None and (over or row.kind == "end"))
    return best


def _find_end(rows: Sequence[Row], start: int, main: int) -> tuple[int, list[tuple[int, int]]]:
    """The row behind the last one of the text, and the boxes of links within it; `main` is surely in the text."""
    end = at = start
    headlines = 0
    boxes: list[tuple[int, int]] = []
    while at < len(rows):
        row = rows[at]
        if row.prose:
            more = at + 1 < len(rows) and rows[at + 1].prose  # below a teaser stands the next headline
            if headlines >= 2 and at > main and row.words >= 12 and not more and is_strange(row, rows[start:end]):
                break
            end, headlines = at + 1, 0
            if ends_report(row.text) and at >= main and not (end < len(rows) and rows[end].prose):
                break
        elif row.kind in ("end", "tags", "credit") or is_related_heading(row):
            on = _goes_on(rows, start, at, main)
            if on is None:
                break
            on -= key(rows[on - 1].text) not in BOX_ENDS and _ends_with_heading(rows[at + 1 : on])
            boxes.append((at, on))
            at, headlines = on, 0
            continue
        elif row.kind == "date" and at > main and (teaser := teaser_above(rows, start, main, at)):
            end = min(end, teaser)
            break
        elif row.kind == "byline" and at > main and is_signed_anew(rows, start, at):
            break
        elif row.verdict is None:
            listed = bullet(row.text) is not None or rows[end - 1].text.endswith(":") or is_sentence(row)
            listed = listed or row.words >= RUNNING_WORDS
            headlines += not listed
            end = at + 1 if listed and headlines == 0 else end
            if headlines >= MANY_HEADLINES and at > main:
                on = resumes(rows, start, end)
                if on is None:
                    break
                at, headlines = on, 0
                continue
        at += 1
    end = _keep_tail(rows, end, min(at, len(rows)))
    return end - (end - 1 > main and is_author_note(rows[end - 1].text)), boxes


def _goes_on(rows: Sequence[Row], start: int, at: int, main: int) -> int | None:
    """Where the text goes on behind a box in it, None where the row ends it.

    A box is short, has no date, and more than one paragraph follows it; what follows a list of tags or a comment form
    must be much more than what came before.
    """
    if at < main:
        return next(place for place in range(at + 1, main + 1) if rows[place].prose)
    if rows[at].kind == "related" and (marked := _marked_end(rows, at)) is not None and marked + 1 < len(rows):
        return marked + 1
    before = sum(len(row.text) for row in rows[start:at] if row.prose)
    after, count, first, dated = 0, 0, None, False
    for place in range(at + 1, len(rows)):
        row = rows[place]
        if row.prose:
            first = place if first is None else first
            after, count = after + len(row.text), count + 1
        elif row.kind in ("end", "tags", "credit") or is_related_heading(row):
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
        on = count >= 2 or (after > before and not dated) or (not dated and same_matter(rows, start, at, first))
        return first if on and not is_foreign(rows, start, at, first, dated=dated) else None
    if rows[at].kind == "credit":
        return first if first == at + 1 and count >= 2 else None
    return first if after > 2 * before else None


def _marked_end(rows: Sequence[Row], at: int) -> int | None:
    """The row of the sign that ends a box, as screen readers hear it: "end of list", "قصص مقترحة نهاية"."""
    for place in range(at + 1, min(len(rows), at + LONGEST_BOX)):
        if rows[place].prose and rows[place].words >= RUNNING_WORDS:
            return None
        if key(rows[place].text) in BOX_ENDS:
            return place
    return None


def _ends_with_heading(box: Sequence[Row]) -> bool:
    """Whether the last line of a box is a sub-heading of the text: far shorter than the headlines above it."""
    lines = [row for row in box if row.verdict is None]
    if len(lines) < 2 or box[-1].verdict is not None:
        return False
    if box[-1].gap and not any(row.gap for row in box[:-1]):  # the links in a row, the heading apart from them
        return lines[-1].words <= 8
    return lines[-1].words <= 4 and min(row.words for row in lines[:-1]) >= 5


def _keep_tail(rows: Sequence[Row], end: int, limit: int) -> int:
    """Take in a last line without a stop where the text's paragraphs have none either."""
    body = [row for row in rows[:end] if row.prose]
    stopped = sum(bool(STOP.search(row.text)) for row in body)
    while end < limit and rows[end].verdict is None:
        row = rows[end]
        follows = end + 1 >= limit or rows[end + 1].kind is not None
        if not (follows and row.words >= PROSE_WORDS and 2 * stopped < len(body)):
            break
        end += 1
    return end


def is_title(row: Row, rows: Sequence[Row], zones: Zones) -> bool:
    """Whether a row is the headline or a copy of it."""
    return zones.title is not None and key(row.text) == key(rows[zones.title].text)
