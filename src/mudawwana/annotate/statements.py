"""Statements and reports that speak for themselves or for those who issued them."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.parties import Party, kind_of
from mudawwana.annotate.quote_tokens import COMMAS, Tokens, key_of, key_set
from mudawwana.annotate.sources import OF_STATEMENTS
from mudawwana.records import Speaker

_A_STATEMENT = key_set("بيان بلاغ تقرير بيانه بيانها")
_THE_STATEMENT = key_set("البيان البلاغ التقرير التصريحات الاستطلاع الوثيقة المذكرة المسودة")


def is_outlet(speaker: Speaker | None) -> bool:
    """Whether an institution or outlet spoke, whose report "التقرير" may be."""
    return speaker is not None and bool(speaker.name) and kind_of(key_of((speaker.name or "").split()[0])) == "body"


def _is_statement(key: str) -> bool:
    return key in _THE_STATEMENT or (key[:2] == "لل" and "ال" + key[2:] in _THE_STATEMENT)


def statement(tokens: Tokens, at: int) -> Speaker:
    """A statement that speaks for itself, with its adjective: "البيان المشترك", "للتقرير"."""
    is_for = tokens.keys[at][:2] == "لل"
    start, last = tokens.starts[at] + 2 * is_for, at + 1
    if last < len(tokens.keys) and tokens.keys[last] in OF_STATEMENTS:
        last += 1
    end = tokens.ends[last - 1]
    return Speaker(start=start, end=end, name="ال" * is_for + tokens.text[start:end])


def statement_at(tokens: Tokens, at: int, last: int) -> int:
    """Where the statement is named that speaks for itself: "جاء في البيان المشترك أن"."""
    return next(
        (stop for stop in range(at + 1, last + 1) if tokens.keys[stop : stop + 1] and _is_statement(tokens.keys[stop])),
        0,
    )


def statement_before(tokens: Tokens, begin: int, at: int) -> int:
    """Where a statement that nobody issued is named before a verb: "في بيان مشترك، جاء فيه"; -1: nowhere."""
    return next((stop for stop in range(at - 1, begin - 1, -1) if tokens.keys[stop] in _A_STATEMENT), -1)


def has_statement(tokens: Tokens, at: int, party: Party) -> bool:
    """Whether somebody speaks by a statement: "وفق بيان للوزارة", "قال الوزير في بيان"."""
    after = tokens.keys[party.last : party.last + 3]
    if len(after) > 1 and after[0] in COMMAS:
        after = after[1:]
    if len(after) > 1 and after[0] in ("في", "فى") and after[1] in _A_STATEMENT:
        return True
    return at < party.first and any(key in w.STATEMENTS for key in tokens.keys[at + 1 : party.first])
