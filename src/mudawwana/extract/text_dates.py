"""When a pasted article was published: its lines of dates, one of which wins, and what the others lost to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mudawwana.extract.line_tables import key
from mudawwana.extract.outlets import Outlet
from mudawwana.extract.visible_dates import DatedLine, Moment, VisibleDate, day_in, read_date, read_dated_line
from mudawwana.extract.visible_rows import Row
from mudawwana.extract.zones import Zones, is_title
from mudawwana.records import DateEvidence, Precision, RejectedDate

HOME = frozenset(map(key, ("الرئيسية", "الصفحة الرئيسية", "الرئيسة", "home", "الأولى")))


class Dated(NamedTuple):
    """A line of dates, and why it is not the publication date ("" where it may be)."""

    date: VisibleDate
    why: str


class Published(NamedTuple):
    """The dates of an article, under the names that records have for them."""

    published: str | None = None
    published_precision: Precision | None = None
    published_evidence: DateEvidence | None = None
    modified: str | None = None


def date_in(row: Row, *, plain: bool = False) -> VisibleDate | None:
    """The date of a line that is one, or has one and something short beside it."""
    if row.kind != "date" and not (plain and row.kind in (None, "byline")):
        return None
    dated = (
        read_date(row.text) or read_dated_line(row.text) or (read_dated_line(row.text, plain=True) if plain else None)
    )
    return dated.date if isinstance(dated, DatedLine) else dated


def dates_of(rows: Sequence[Row], zones: Zones) -> list[Dated]:
    """Every line of dates on the page, those below the headline first."""
    found: list[tuple[tuple[bool, bool, int], Dated]] = []
    for at, row in enumerate(rows):
        date_line = date_in(row, plain=zones.top < at < zones.start and not is_title(row, rows, zones))
        if date_line is None:
            continue
        why = _why_not(rows, zones, at, zones.top, date_line)
        # Below the headline the first line counts, above it the nearest.
        above = at < zones.top
        found.append(((bool(why), above, -at if above else at), Dated(date_line, why)))
    dates = [dated for _, dated in sorted(found, key=lambda entry: entry[0])]
    labelled = [dated for dated in dates if dated.date.text.startswith("تاريخ") and dated.date.role == "published"]
    if len(labelled) == 1 and all(dated.why for dated in dates):  # at the foot of the page, as old systems have it
        return [Dated(labelled[0].date, ""), *(dated for dated in dates if dated is not labelled[0])]
    return dates


def _why_not(rows: Sequence[Row], zones: Zones, at: int, top: int, line: VisibleDate) -> str:
    """Why a line of dates by its place is not the article's own; "" where it may be."""
    english = line.published is not None and line.published.english
    if at < top:
        between = rows[at + 1 : top]
        near = len(between) <= 2 and all(row.kind in ("byline", "section", "date") for row in between)
        near = near and not any(key(row.text) in HOME for row in between)
        return "" if near and not english else "the page's clock: it stands above the headline and apart from it"
    if zones.start <= at < zones.end and (zones.in_box(at) or sum(row.prose for row in rows[zones.start : at]) > 1):
        return "belongs to another article: it stands in a box within the text"
    if at >= zones.end:
        related = any(
            row.kind in ("related", "end", "tags") or (row.kind is None and not row.prose)
            for row in rows[zones.end : at]
        )
        return "belongs to another article: it stands below the text" if related else ""
    return ""


def choose(dates: Sequence[Dated], outlet: Outlet | None, fetched: str | None, address: str | None) -> Published:
    """The publication date among the lines of dates, with what it beat; null where none is plausible."""
    rejected: list[RejectedDate] = []
    chosen: tuple[VisibleDate, Moment] | None = None
    modified: str | None = None
    for dated in dates:
        for moment in filter(None, (dated.date.published,)):
            why = (
                dated.why
                or implausible(moment, fetched)
                or ("a line nearer to the headline was taken" if chosen else "")
            )
            if not why:
                chosen = (dated.date, moment)
            elif chosen is None or moment.value[:10] != chosen[1].value[:10]:
                rejected.append(RejectedDate(value=moment.value[:10], from_="line", why=why))
        if dated.date.modified and not dated.why and modified is None and not implausible(dated.date.modified, fetched):
            modified = finished(dated.date.modified, outlet)[0]
    if chosen is None:
        return _without_line(rejected, modified, address)
    value, precision = finished(chosen[1], outlet)
    return Published(
        value, precision, DateEvidence(from_="line", text=chosen[0].text, rejected=tuple(rejected)), modified
    )


def with_dateline(dates: Published, dateline: str | None, fetched: str | None) -> Published:
    """The dates, the dateline's day taken where no line gives one."""
    day = day_in(dateline) if dateline and (dates.published is None) else None
    if day is None or (fetched and day > fetched[:10]):
        return dates
    rejected = dates.published_evidence.rejected if dates.published_evidence else ()
    evidence = DateEvidence(from_="dateline", text=dateline, rejected=rejected)
    return dates._replace(published=day, published_precision="day", published_evidence=evidence)


_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")


def _without_line(rejected: list[RejectedDate], modified: str | None, address: str | None) -> Published:
    found = _URL_DAY.search(address or "")
    if found:
        try:
            day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            day = ""
        if day:
            return Published(day, "day", DateEvidence(from_="url", text=found[0], rejected=tuple(rejected)), modified)
    return Published(None, None, DateEvidence(rejected=tuple(rejected)) if rejected else None, modified)


def implausible(moment: Moment, fetched: str | None) -> str:
    """Why a moment cannot be when an article was published; "" where it can."""
    if not moment.weekday_fits:
        return "the weekday is not that day's"
    if fetched and moment.value[:10] > fetched[:10]:
        return "after the page was fetched"
    return ""


def finished(moment: Moment, outlet: Outlet | None) -> tuple[str, Precision]:
    """A moment as records have it: with the offset of its zone, or cut down to its day where the zone is not known."""
    zone = moment.zone or (outlet.tz if outlet else None)
    if moment.precision == "day" or zone is None:
        return moment.value[:10], "day"
    if zone.startswith(("+", "-")):
        return moment.value + zone, moment.precision
    try:
        local = datetime.fromisoformat(moment.value).replace(tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.value[:10], "day"
    return local.isoformat(timespec="seconds" if moment.precision == "second" else "minutes"), moment.precision
