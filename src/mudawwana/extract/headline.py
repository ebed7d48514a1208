"""The headline of a pasted page: of the lines above the text the one that reads most like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mudawwana.extract.bylines import is_role
from mudawwana.extract.credits import is_dateline
from mudawwana.extract.line_tables import key
from mudawwana.extract.names import likeness
from mudawwana.extract.visible_rows import Row, reports

_LETTERS = re.compile(r"[^\W\d_]+")
_AFFIXES = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بل])?(?=..)")
_SUFFIXES = re.compile(r"(?<=...)(?:ات|ين|ون|ا|ه|ي)$")
TITLE_AT_LEAST = 1.0
SURE_TITLE = 1.8
HEAD_ROWS = 80


def stems(text: str) -> set[str]:
    """The words of a text without the particles written onto them; short ones left out."""
    bare = (_AFFIXES.sub("", word) for word in _LETTERS.findall(key(text)))
    return {stem for word in bare if len(stem := _SUFFIXES.sub("", word)) >= 3}


def find_title(rows: Sequence[Row], main: int, body: set[str]) -> tuple[int | None, int]:
    """The row of the headline and that of its first copy: of the lines above the text the one that reads most like it.

    `body` has the stems of the text's first paragraphs, `main` is the row of the first of them.
    """
    head = range(max(0, main - HEAD_ROWS), main + _may_be_title(rows, main))
    places: dict[str, list[int]] = {}
    for at in head:
        places.setdefault(key(rows[at].text), []).append(at)
    heads = [at for at in head if _is_candidate(rows[at]) and not (at and _says_what_author_is(rows[at], rows[at - 1]))]
    scores = {at: _title_score(rows, at, main, body, places) for at in heads}
    best = max(scores, key=lambda at: (scores[at], at), default=-1)
    if best < 0 or scores[best] < TITLE_AT_LEAST:
        return None, main
    above = scores.get(best - 1, 0.0)
    if (
        above >= SURE_TITLE
        and rows[best - 1].words >= 5
        and _heads(rows, best - 1, main, body)
        and len(places[key(rows[best].text)]) == 1
    ):
        best -= 1  # what stands right below a headline and repeats more of the text is its sub-title
    same = places[key(rows[best].text)]
    between = any(rows[at].prose for at in range(best, same[-1]))
    return (best if between else same[-1]), same[0]


def _heads(rows: Sequence[Row], at: int, main: int, body: set[str]) -> bool:
    """Whether a line above another headline is the article's own, and not the last of a ticker or menu above it."""
    own = stems(rows[at].text)
    share = len(own & body) / max(1, len(own))
    line = key(rows[at].text)
    return share >= 0.5 or (share >= 0.25 and not any(key(row.text) == line for row in rows[main + 1 :]))


# The name of an outlet at the top of its page: "وكالة نهر للأنباء", "بوابة النهر الإخبارية".
_OUTLET = re.compile(
    r"(?:وكالة|صحيفة|جريدة|قناة|شبكة|موقع|بوابة|مجلة|موسوعة|إذاعة|منصة)\s(?:[^\W\d_]+\s){0,2}(?:ال|لل)?[^\W\d_]+$"
)
# A man of learning or rank, and nothing more: "د. سعد ناجي جواد*".
HOLDER = re.compile(r"(?:أ\.\s?)?[دم]\.\s?[^\W\d_]+(?:\s[^\W\d_]+){1,3}\s?\*?$")


def _says_what_author_is(row: Row, above: Row) -> bool:
    """Whether a line says what the author is whose name stands above it: "كاتب ومحلل سياسي"."""
    return row.words <= 6 and is_role(row.text) and bool(likeness(above.text))


def _is_signed(rows: Sequence[Row], at: int) -> bool:
    """Whether a name stands below a line, and below it the day or what its bearer is."""
    if at + 2 >= len(rows) or rows[at + 1].words > 4 or not likeness(rows[at + 1].text):
        return False
    below = rows[at + 2]
    return below.kind == "date" or _says_what_author_is(below, rows[at + 1])


def _is_candidate(row: Row) -> bool:
    if HOLDER.match(row.text) or reports(row.text):
        return False
    if row.verdict is None and row.words <= 14 and is_dateline(row.text):
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
    score -= 1.0 if own and own.isdisjoint(body) else 0.0
    score += 2.0 if len(places[key(row.text)]) > 1 else 0.0
    score += 1.0 if 5 <= row.words <= 22 else -1.5 if row.words == 2 else -1.0 if row.words > 30 else 0.0
    following = next((other for other in rows[at + 1 : at + 3] if other.kind != "section"), row)
    score += 2.0 if _is_signed(rows, at) else _BELOW_TITLE.get(following.kind or "", 1.0 if following.prose else 0.0)
    beside = [rows[i] for i in (at - 1, at + 1) if 0 <= i < main]
    score -= 1.0 if len(beside) == 2 and all(_is_candidate(other) and other.words >= 4 for other in beside) else 0.0
    score -= 1.5 if row.text.endswith((".", "،", ":")) else 0.0
    score -= 3.0 if row.words <= 4 and _OUTLET.match(row.text) else 0.0
    score -= 2.0 if any(rows[i].prose and i != at for i in range(max(0, at - 8), at)) else 0.0
    dated = following.kind in ("date", "byline")
    if not dated and any(rows[i].kind in ("date", "byline") for i in range(max(0, at - 3), at)):
        above = rows[max(0, at - 6) : at]
        score -= 1.5 if any(_is_candidate(other) and other.words >= 4 for other in above) else 0.0
    return score - 0.04 * (main - at)
