"""Months, years and other periods."""

from __future__ import annotations

from mudawwana.arabic.dates import calendar, context
from mudawwana.arabic.dates.lexicon import NEVER_YEAR_AFTER, NUMBERED, PARTS, YEAR_NOUNS
from mudawwana.arabic.dates.reader import (
    HIJRI_YEARS,
    Match,
    Reader,
    direction_of,
    end_without,
    has_period,
    is_before_last,
    lent_year,
    period_year,
    span_of,
    year_token,
)
from mudawwana.arabic.dates.tokens import Tokens
from mudawwana.records import DateMention

_SPOKEN_YEARS = range(1900, 2101)
_USUAL_YEARS = range(1950, 2051)


def month_only(reader: Reader, match: Match, last: int | None = None) -> list[DateMention]:
    """ "منتصف أكتوبر الماضي", "كانون الأول 2023"."""
    tokens = reader.tokens
    first, end = span_of(match)
    if last is not None:
        end = last
    at = match.start("m")
    month = tokens.tokens[at]
    year = year_token(reader, match) if last is None else None
    if year is not None and context.is_counted_number(tokens, tokens.tokens.index(year, first)):
        end, year = end_without(match, ("y", "y2")), None
    direction = direction_of(match) if last is None else ""
    dated = year is not None or bool(direction) or "b" in match[0] or match[0].startswith("r")
    if not context.is_month(tokens, at, first, dated=dated):
        return []
    begin = first if match[0].startswith("r") else at
    if month.value.hijri:
        return [reader.mention(begin, end, None, None, relative=year is None, flag="hijri_month")]
    number = month.value.number
    if year is not None:
        return [reader.mention(begin, end, f"{year.value:04}-{number:02}", "month")]
    if not direction and not has_period(match) and (lent := lent_year(reader, match, month)):
        return [reader.mention(begin, end, f"{lent:04}-{number:02}", "month")]
    known: int | None = None
    if has_period(match) or direction == "S":
        known = period_year(reader, match) if has_period(match) else reader.year
    elif reader.anchor:
        direction = direction or context.tense(tokens, first, match.end())
        known = _month_year(reader, match, number, direction)
    value = f"{known:04}-{number:02}" if known else None
    return [reader.mention(begin, end, value, "month", relative=True)]


def _month_year(reader: Reader, match: Match, number: int, direction: str) -> int:
    """The year of a month told without one; a verb in the future never takes it past the month of publication."""
    anchor = reader.anchor
    assert anchor is not None
    if direction == "N" and not direction_of(match) and number == anchor.month:
        return anchor.year
    return calendar.year_of_month(anchor, number, direction)


def period(reader: Reader, match: Match) -> list[DateMention]:
    """ "الشهر المقبل", "أواخر العام", "هذا الأسبوع" (a week has no value of its own)."""
    unit = match["u"] or match["u2"] or match["u3"]
    kind = match["k"] or ""
    same = kind == "S" or match["h"] == "e"
    step = {"L": -1, "N": 1}.get(kind, 0) - is_before_last(reader, match)
    first, last = span_of(match)
    anchor = reader.anchor
    if unit == "k":
        return [reader.mention(first, last, None, None, relative=True)]
    if unit == "A":
        if _is_adjective(reader.tokens, match):
            return []
        year = reader.year if same else anchor.year + step if anchor else None
        value = f"{year:04}" if year and 1 <= year <= 9999 else None
        return [reader.mention(first, last, value, "year", relative=not same)]
    if same and match["pk"]:  # "الشهر نفسه من العام الماضي"
        year = anchor.year + (1 if match["pk"] == "N" else -1) if anchor else None
        number = reader.month or (anchor.month if anchor else None)
        value = f"{year:04}-{number:02}" if year and number and 1 <= year <= 9999 else None
        return [reader.mention(first, last, value, "month", relative=True)]
    if same:
        value = f"{reader.year:04}-{reader.month:02}" if reader.year and reader.month else None
        return [reader.mention(first, last, value, "month")]
    month = calendar.add_months(anchor, step) if anchor else None
    return [reader.mention(first, last, month.isoformat()[:7] if month else None, "month", relative=True)]


def _is_adjective(tokens: Tokens, match: Match) -> bool:
    """Say whether "العام" is "general" ("الأمين العام السابق")."""
    before = tokens.form_before(match.start())
    return match[0][0] in "A" and before.lstrip("وفبلك") in NEVER_YEAR_AFTER


def year(reader: Reader, match: Match) -> list[DateMention]:
    """ "عام 2003", "أواخر العام 2019", "سنة 1422هـ"."""
    token = reader.at(match, "y")
    if token is None or not isinstance(token.value, int):
        return []
    if token.kind in "nw" and not 100 <= token.value <= 999:
        return []
    at = match.start("y")
    if "i" in match[0] and token.kind != "y":
        return []
    sure = token.kind == "y" and token.value in _USUAL_YEARS and match[0].lstrip("r")[0] in "aA"
    if context.is_counted_number(reader.tokens, at) and not (sure and reader.tokens.form(at + 1)[-1:] != "ا"):
        return []  # "خلال عام 2014 شخصا", but "أطلقت في عام 2013 مبادرة"
    if "," in match[0] and reader.tokens.start(at) != reader.tokens.end(at - 1):
        return []  # "هذا العام، 2014 …", but "عام ،2014"
    first, last = span_of(match)
    if match[0].endswith("H") or (token.value in HIJRI_YEARS and token.kind == "y" and "G" not in match[0]):
        return [reader.mention(first, last, None, None, flag="hijri_year")]
    return [reader.mention(first, last, f"{token.value:04}", "year")]


_YEAR_WORDS = frozenset(
    {"في", "خلال", "منذ", "بحلول", "حتي", "قبل", "بعد", "لغايه", "بين", "وفي", "ومنذ", "since", "in", "مواليد"}
)


def bare_year(reader: Reader, match: Match) -> list[DateMention]:
    """ "منذ 2014", "انتخابات 2021"; a number that counts something is none."""
    tokens = reader.tokens
    at = match.start("y")
    token = tokens.tokens[at]
    before = tokens.form_before(match.start())
    hijri = match[0].endswith("H") and token.value in HIJRI_YEARS
    if hijri:
        return [reader.mention(*span_of(match), None, None, flag="hijri_year")]
    gregorian = match[0].endswith("G") and token.value in _SPOKEN_YEARS
    opens = before[:1] in ("", "\n") and tokens.kind(at + 1) in ("-", ":")  # "2008 - توقيف الزعيم": a chronology
    part = before == "من" and tokens.form_before(match.start(), 3) in PARTS  # "الربع الأول من 2023"
    told = part or before in _YEAR_WORDS or _is_year_noun(before) or _follows_year_noun(tokens, match.start(), before)
    if not (gregorian or opens or told or match["r"]):
        return []
    if token.kind == "u" and (before not in _YEAR_WORDS or tokens.kind(at + 1) == "_"):
        return []
    if (token.kind == "y" and token.value not in _SPOKEN_YEARS) or context.is_counted_number(tokens, at):
        return []
    if tokens.kind(at + 1) in ("w", "u"):
        return []
    return [reader.mention(*span_of(match), f"{token.value:04}", "year")]


def _is_year_noun(form: str) -> bool:
    """Whether a noun, with what is written onto it, is one that a year follows: "لاتفاقية 2008"."""
    return any(form.removeprefix(prefix).removeprefix("ال") in YEAR_NOUNS for prefix in ("", "و", "ل", "ب", "لل", "ول"))


def _follows_year_noun(tokens: Tokens, at: int, before: str) -> bool:
    """Whether definite words or adjectives lead back to such a noun: "الانتخابات النيابية 2021"."""
    for back in (2, 3):
        if not before.startswith("ال"):
            return False
        before = tokens.form_before(at, back)
        if _is_year_noun(before):
            return True
    return False


def years(reader: Reader, match: Match) -> list[DateMention]:
    """ "بين عامي 2003 و2011", "2014-2018": one mention for each year."""
    tokens = reader.tokens
    marked = match[0][0] in "aAP" or tokens.kind(match.start() - 1) in ("Z", "f", "g", "(", "k", "s")
    if match["q"]:
        at = match.start("q")
        first, last = tokens.tokens[at].value
        if last - first > 100 or context.is_counted_number(tokens, at):
            return []
        low, high = reader.halves(at)
        return [
            reader.mention(at, at, f"{first:04}", "year", span=low),
            reader.mention(at, at, f"{last:04}", "year", span=high),
        ]
    one, two = match.start("y"), match.start("y2")
    values = (tokens.tokens[one].value, tokens.tokens[two].value)
    if not marked or any(value not in _SPOKEN_YEARS for value in values):
        return []
    if context.is_counted_number(tokens, two) or context.is_counted_number(tokens, one):
        return []
    return [reader.mention(at, at, f"{value:04}", "year") for at, value in zip((one, two), values, strict=True)]


def decade(reader: Reader, match: Match) -> list[DateMention]:
    """ "ثمانينيات القرن الماضي": a mention without a value, as a decade has none here."""
    tokens = reader.tokens
    named = len(match[0]) > 1 and tokens.form_before(match.end() - 1) == "القرن"
    if not named and tokens.kind(match.start() - 1) not in ("g", "s", "r"):
        return []
    last = match.end() - 1 if named else match.start()
    if not named and tokens.kind(match.start() + 1) == "f":
        return []
    return [reader.mention(match.start(), last, None, None)]


def year_month(reader: Reader, match: Match) -> list[DateMention]:
    """ "في 3/2015": not after "القرار" and the like, and the month first only after a preposition."""
    tokens, at = reader.tokens, match.start()
    if tokens.form_before(at) in NUMBERED:
        return []
    if tokens.form(at)[:4].isdecimal() is False and tokens.kind(at - 1) not in ("g", "s", "q", "b"):
        return []
    number, month = reader.tokens.tokens[match.start()].value
    return [reader.mention(*span_of(match), f"{number:04}-{month:02}", "month")]
