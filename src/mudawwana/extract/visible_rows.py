"""The lines of a pasted page that are not empty, and which of them read like paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from mudawwana.arabic.fold import fold, fold_word
from mudawwana.extract.credits import find_credit
from mudawwana.extract.data import read_data
from mudawwana.extract.line_tables import Verdict
from mudawwana.extract.lines import bullet, classify
from mudawwana.extract.signatures import MOST_WORDS, PLACED, read_signature, rights_holder

PROSE_WORDS = 8
"""A line that ends with a stop and has so many words is a paragraph …"""
LONG_WORDS = 26
"""… and one that has so many is one without a stop at its end too, if not without any: a ticker is."""
STOP = re.compile(r"[.:؛…،](?:\s*[\"”»')\]}]+)?\s*$|[.!؟?]\s*[\"”»']\s*$")
_QUOTED_END = re.compile(r"[\"”»]\s*$")
QUOTED_WORDS = 18
"""A headline may end with a closing quotation mark; a line of so many words that does is a paragraph."""
_INNER = re.compile(r"[^\W\d_]{2}\s?[.،؛؟]")
_EDGES = " \t\r\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# What agencies put below a report: "انتهى/س", "/انتهى9", "انتهى**3269", "(النهاية)", "/نهاية الخبر/".
_END_MARK = re.compile(
    r"[\s/(]*(?:انته[ىي]|النهاي[ةه]|نهاي[ةه] الخبر)(?:\*{0,2}\d{1,5})?(?:\s*[/.)]\s*[^\s/.]{0,4}){0,4}\s*$"
)
_ENDS_REPORT = re.compile(
    r"[/(.*»”\"]\s*(?:انته[ىي]|النهاي[ةه]|نهاي[ةه] الخبر)(?:\*{0,2}\d{1,5})?\W*(?:\w{1,3}\W*){0,3}$"
)
# Stands below the caption, "صدر الصورة" above it.
_SOURCE_BELOW = re.compile(r"\W*(?:ال)?صورة من")
_FULL_STOP = re.compile(r"[^\W\d_]{2}\.\s[^\W\d_]{2}")
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


def read_rows(text: str) -> list[Row]:
    """The lines of a text that are not empty, each with what it is in itself."""
    rows: list[Row] = []
    gap = 0
    site = site_names(text)
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        clean = " ".join(line.strip(_EDGES).split())
        if not clean:
            gap += 1
            continue
        verdict = classify(clean)
        if verdict is None and rows and rows[-1].verdict and rows[-1].verdict.rule == "picture_label":
            verdict = Verdict("caption", "below_picture_label")
        words = clean.count(" ") + 1
        if (verdict is None or verdict.rule == "picture_credit") and words <= MOST_WORDS:
            signed = read_signature(clean, site)
            if signed and signed.people and signed.sure >= PLACED:
                verdict = Verdict("byline", "signature", "، ".join((*signed.people, *signed.agencies)))
            elif signed and not signed.people:  # "واشنطن: (أ ف ب)" is no caption
                verdict = None
        if verdict and verdict.rule == "picture_source" and _SOURCE_BELOW.match(clean) and rows and not gap:
            above = rows[-1]
            if above.verdict is None and not above.prose and 3 <= above.words <= 30:
                rows[-1] = above._replace(verdict=Verdict("caption", "above_picture_source"))
        rows.append(Row(clean, number, gap, words, verdict, verdict is None and is_prose(clean, words)))
        gap = 0
    return rows


def site_names(text: str) -> frozenset[str]:
    """The name of the site as the line of its rights gives it, in its plain form."""
    return frozenset(name for line in text[-4000:].split("\n") if (name := rights_holder(line)))


def is_prose(text: str, words: int) -> bool:
    """Whether a line that nothing else is known of reads like a paragraph rather than a headline."""
    if words >= LONG_WORDS and _INNER.search(text):
        return True
    if bullet(text) is not None:
        return False
    line, text = text, _END_MARK.sub("", text[-40:])
    trailer = find_credit(text)
    if trailer and text[: trailer.start].rstrip().endswith((".", "”", "»", '"')) | text[trailer.start :].startswith(
        "."
    ):
        return words >= PROSE_WORDS
    if words >= QUOTED_WORDS and _QUOTED_END.search(text):
        return True
    if words < PROSE_WORDS:
        return False
    if reports(line):
        return True
    return _FULL_STOP.search(line) is not None if _ASKED.search(text) else STOP.search(text) is not None


_JOINED = frozenset(read_data("words.toml")["connectives"]["first"])
_PAIRS = frozenset(read_data("words.toml")["connectives"]["pairs"])
_REPORTING = frozenset(
    fold(joint + word) for word in read_data("words.toml")["connectives"]["reporting"] for joint in "وف"
)
_OWN_WAW = frozenset(read_data("words.toml")["connectives"]["waw"])


def goes_on(text: str) -> bool:
    """Whether a paragraph takes up one before it: "وأضاف", "كما", "بدوره"; a new article does not begin so.

    >>> goes_on("ويتوقع الخبراء تراجعا"), goes_on("وزير النفط يفتتح المعرض")
    (True, False)
    """
    words = [word.strip("،:") for word in text.split(" ", 2)[:2]]
    first = words[0]
    return (
        first in _JOINED
        or " ".join(words) in _PAIRS
        or (first.startswith("و") and len(first) > 3 and first not in _OWN_WAW)
        or reports(text)
    )


def reports(text: str) -> bool:
    """Whether a text begins with a و or ف and a verb of saying, or the like, as no headline does.

    >>> reports("واضاف ان المطلوب توحيد الخطاب"), reports("وزير النفط يفتتح المعرض")
    (True, False)
    """
    return text.startswith(("و", "ف")) and fold_word(text.split(" ", 1)[0]) in _REPORTING


def ends_report(text: str) -> bool:
    """Whether an agency says at the end of a paragraph that the report ends here.

    >>> ends_report("جدد السفير دعم بلاده للعراق./انتهى9"), ends_report("قال إن الاجتماع انتهى.")
    (True, False)
    """
    return _ENDS_REPORT.search(text, max(0, len(text) - 40)) is not None


def is_sentence(row: Row) -> bool:
    """Whether a short line ends as a sentence does; a headline does not."""
    return row.words >= 3 and row.text.endswith((".", ":", ".»", '."', '".', "».", ".”", "”."))
