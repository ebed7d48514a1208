"""What every rule needs to make mentions: the tokens, the anchor, and what was told before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mudawwana.arabic.dates.grammar import SHARED_YEAR
from mudawwana.arabic.dates.tokens import Token, Tokens
from mudawwana.records import DateMention, Precision

Match = re.Match[str]
_REACH = 8  # pieces from "بين" to "و": "بين يوم السبت 3 آذار 2003 و9 نيسان"
HIJRI_YEARS = range(1300, 1500)


@dataclass
class Reader:
    """What is read so far: the text's tokens, the anchor, and the last day and year told, for "من العام نفسه".

    `by_anchor` is true where it was the anchor that told which words belong to a date.
    """

    tokens: Tokens
    anchor: date | None
    year: int | None = None
    month: int | None = None
    day: date | None = None
    by_anchor: bool = False

    def at(self, match: Match, group: str) -> Token | None:
        """The first token of a group of the match that is a value, past an article before digits."""
        if group not in match.re.groupindex or match[group] is None:
            return None
        index = match.start(group)
        if self.tokens.kinds[index] == "l":
            index += 1
        return self.tokens.tokens[index]

    def halves(self, index: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The places of the two numbers of a token such as "1-5"."""
        words, piece = self.tokens.words, self.tokens.tokens[index].first
        form = words.forms[piece]
        cut = next(place for place, char in enumerate(form) if not char.isdecimal())
        start, end = words.start(piece), words.end(piece)
        return (start, words.end(piece, cut)), (words.start(piece, cut + 1), end)

    def mention(
        self,
        first: int,
        last: int,
        value: date | str | None,
        precision: Precision | None,
        *,
        relative: bool = False,
        flag: str | None = None,
        span: tuple[int | None, int | None] = (None, None),
    ) -> DateMention:
        """A mention over tokens, or over `span` where it is told; remembers what later ones may refer to."""
        text = value.isoformat() if isinstance(value, date) else value
        if isinstance(value, date):
            self.day, self.month, self.year = value, value.month, value.year
        elif text:
            self.year = int(text[:4])
            self.month = int(text[5:7]) if len(text) > 4 else None
        return DateMention.model_construct(
            start=self.tokens.start(first) if span[0] is None else span[0],
            end=self.tokens.end(last) if span[1] is None else span[1],
            value=text,
            precision=precision if text else None,
            relative=relative,
            flag=flag,
        )


def span_of(match: Match) -> tuple[int, int]:
    """The first and last token of a match."""
    return match.start(), match.end() - 1


def year_token(reader: Reader, match: Match) -> Token | None:
    return reader.at(match, "y") or reader.at(match, "y2")


def end_without(match: Match, groups: tuple[str, ...]) -> int:
    """The last token of a match whose year is a count: the token before the year's group."""
    starts = [match.start(group) for group in groups if group in match.re.groupindex and match[group]]
    end = min(starts, default=match.end())
    while end > match.start() and match.string[end - 1] in ".,/-faA":
        end -= 1
    return end - 1


def direction_of(match: Match) -> str:
    """ "L", "N", "C" or "S" from the adjective of a match, "" where there is none."""
    for group in ("k", "k2", "pk"):
        if group in match.re.groupindex and match[group]:
            return match[group]
    return ""


def is_before_last(reader: Reader, match: Match) -> bool:
    """Whether "الماضي" is the one before that: "الشهر قبل الماضي", "الجمعة قبل الماضية"."""
    return bool(match["k"]) and reader.tokens.form(match.start("k")) == "قبل"


def period_year(reader: Reader, match: Match) -> int | None:
    """The year of "من العام الماضي", "من العام نفسه", "هذا العام"."""
    groups = match.re.groupindex
    kind = match["pk"] if "pk" in groups and match["pk"] else ""
    same = kind == "S" or any(group in groups and match[group] == "e" for group in ("ph", "ph2"))
    if same:
        return reader.year
    if reader.anchor is None:
        return None
    return reader.anchor.year + {"L": -1, "N": 1}.get(kind, 0)


def has_period(match: Match) -> bool:
    groups = match.re.groupindex
    return any(group in groups and match[group] for group in ("pk", "ph2"))


def lent_year(reader: Reader, match: Match, month: Token) -> int | None:
    """The year that the date before or after lends, None where none does."""
    return shared_year(reader, match, month) or range_year(reader, match, month)


def shared_year(reader: Reader, match: Match, month: Token) -> int | None:
    """The year that the next date lends: "من 28 ديسمبر حتى 4 يناير 2024", "بين شباط وآذار من العام الماضي"."""
    following = SHARED_YEAR.match(match.string, match.end())
    if following is None:
        return None
    tokens = reader.tokens.tokens
    first = tokens[match.end()]
    joined = first.kind in "z&-" or (first.skipped > 0 and reader.tokens.words.forms[first.first][0] == "و")
    other = tokens[following.start("m")].value
    year = tokens[following.start("y")].value if following["y"] else period_year(reader, following)
    if year is None or not joined or other.hijri != month.value.hijri:
        return None
    return year - int(month.value.number > other.number)


def range_year(reader: Reader, match: Match, month: Token) -> int | None:
    """The year of a range's end, where its beginning tells it: "من 3 آذار 2003 حتى 9 نيسان"."""
    kinds, at = match.string, match.start() - 1
    while at > 0 and kinds[at] in "qrW":
        at -= 1
    joined = at > 0 and (kinds[at] == "z" or (kinds[at] == "&" and "Z" in kinds[max(0, at - _REACH) : at]))
    if not joined or kinds[at - 1] not in "yG" or month.value.hijri:
        return None
    if reader.year is None or reader.month is None:
        return None
    return reader.year + int(month.value.number < reader.month)


def weekday_flag(value: date | None, weekday: int | None) -> str | None:
    return "weekday_mismatch" if value and weekday is not None and value.weekday() != weekday else None
