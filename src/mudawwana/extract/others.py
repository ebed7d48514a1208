"""Whether lines of a pasted page are another article's: below its end, in a box, under a headline of their own."""

from __future__ import annotations

from collections.abc import Sequence

from mudawwana.extract.headline import stems
from mudawwana.extract.visible_rows import Row, goes_on

OVER_ROWS, OVER_WORDS = 3, 30
_TOLD = ("credit", "tags")
OFF_TOPIC = 0.34
FOREIGN_ROWS = 8
# What part of their words three paragraphs share with those above, at least: of 400 articles of one outlet 98 and 66 in
# a hundred share so much with their own first paragraphs, 60 and 8 with those of another article.
FOREIGN, FOREIGN_DATED = 0.09, 0.2


LOOK_BACK = 80
"""So many rows above are compared: pages of thousands must not take time by the square of them."""


def _words_above(rows: Sequence[Row], start: int, end: int) -> set[str]:
    """The stems of the paragraphs above a row."""
    return set[str]().union(*(stems(row.text) for row in rows[max(start, end - LOOK_BACK) : end] if row.prose))


def is_related_heading(row: Row) -> bool:
    """Whether a line heads links to other articles: "اقرأ أيضا"."""
    return row.verdict is not None and row.verdict.rule == "related"


def is_over(rows: Sequence[Row], at: int) -> bool:
    """Whether a report is over at a box: below a long paragraph or two stand credit or tags, or the box has a date."""
    if not is_related_heading(rows[at]):
        return False
    told = next((place for place in range(at - 1, max(0, at - OVER_ROWS), -1) if rows[place].kind in _TOLD), 0)
    dated = any(row.kind == "date" for row in rows[at + 1 : at + 1 + OVER_ROWS])
    told = told or (at if dated else 0)
    while told > 1 and rows[told - 1].kind in _TOLD:
        told -= 1
    last = rows[told - 1] if told else rows[0]
    return told > 0 and last.prose and (last.words >= OVER_WORDS or (told > 1 and rows[told - 2].prose))


def teaser_above(rows: Sequence[Row], start: int, main: int, at: int) -> int | None:
    """The headline of another article whose summary ends above this date; None where the text is on the same matter."""
    above = rows[at - 1]
    named = above.verdict is None and not above.prose and above.words <= 3 and at - 1 > main
    if named and at + 1 < len(rows) and rows[at + 1].verdict is None:
        return at - 1  # a reader's name, the day, the comment
    head = at
    while head > main and rows[head - 1].prose:
        head -= 1
    head -= 1
    if not main < head < at - 1 or at - head > 3 or rows[head].verdict is not None:
        return None
    own = _words_above(rows, start, head)
    other = set[str]().union(*(stems(row.text) for row in rows[head:at]))
    return head if len(other & own) < OFF_TOPIC * len(other) else None


def is_signed_anew(rows: Sequence[Row], start: int, at: int) -> bool:
    """Whether a line that signs stands below the headline of another article and above its first paragraph."""
    above = rows[at - 1]
    headed = above.verdict is None and not above.prose and above.words >= 4
    return headed and at + 1 < len(rows) and rows[at + 1].prose and is_foreign(rows, start, at - 1, at + 1, dated=True)


def is_strange(row: Row, above: Sequence[Row]) -> bool:
    """Whether a paragraph below headlines has hardly a word of the text and does not take it up."""
    if goes_on(row.text):
        return False
    own = _words_above(above, 0, len(above))
    words = stems(row.text)
    return 5 * len(words & own) < len(words)


def same_matter(rows: Sequence[Row], start: int, at: int, first: int) -> bool:
    """Whether a single paragraph below a box goes on with the text above it, by its first words or by all of them."""
    if goes_on(rows[first].text):
        return True
    own = _words_above(rows, start, at)
    words = stems(rows[first].text)
    return 2 * len(words & own) >= len(words)


LONGEST_VERSES, AKIN = 16, 0.15


def resumes(rows: Sequence[Row], start: int, end: int) -> int | None:
    """The paragraph with which a text goes on behind short lines, as verses and talk are, None where it is over.

    Two of four signs tell them from headlines: a colon before, stops at their ends, a paragraph that takes them up,
    and the words of the paragraphs that follow.
    """
    first = next((at for at in range(end, min(len(rows), end + LONGEST_VERSES)) if rows[at].prose), None)
    if first is None or any(row.verdict for row in rows[end:first]):
        return None
    stopped = sum(row.text.endswith((".", "؟", "!", "…", ":", "،", "؛")) for row in rows[end:first])
    signs = (
        any(row.text.endswith(":") for row in rows[max(start, end - 2) : end]),
        2 * stopped >= first - end,
        goes_on(rows[first].text),
        _shared(rows, start, end, first) >= AKIN,
    )
    return first if sum(signs) >= 2 else None


def _shared(rows: Sequence[Row], start: int, end: int, first: int) -> float:
    """What part of the words of up to three paragraphs stands in those above."""
    own = _words_above(rows, start, end)
    prose = [row for row in rows[first : first + FOREIGN_ROWS] if row.prose][:3]
    words = set[str]().union(*(stems(row.text) for row in prose))
    return len(words & own) / len(words) if words else 1.0


def is_foreign(rows: Sequence[Row], start: int, at: int, first: int, *, dated: bool) -> bool:
    """Whether the paragraphs below a box are another article's; one with a date of its own must show that it is not."""
    if goes_on(rows[first].text):
        return False
    return _shared(rows, start, at, first) < (FOREIGN_DATED if dated else FOREIGN)
