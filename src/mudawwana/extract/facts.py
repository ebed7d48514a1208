"""What the lines round a pasted text say of it: dates, people, credits, tags, section, sub-title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mudawwana.arabic.fold import fold
from mudawwana.extract.bylines import byline, split_authors
from mudawwana.extract.credits import bare_credit, find_credit, labelled_credit, split_credit
from mudawwana.extract.data import read_data
from mudawwana.extract.lines import classify, key
from mudawwana.extract.outlets import Outlet, agencies, name_key
from mudawwana.extract.tags import split_tags
from mudawwana.extract.visible_dates import DatedLine, Moment, VisibleDate, day_in, read_date, read_dated_line
from mudawwana.extract.zones import Row, Zones, is_dateline, stems
from mudawwana.records import DateEvidence, Precision, RejectedDate

HOME = frozenset(map(key, ("الرئيسية", "الصفحة الرئيسية", "الرئيسة", "home", "الأولى")))
_PARTS = re.compile(r"\s+[-–—|•·/\\]+\s+|\s*[|•·»›]\s*|\s{2,}")
_CRUMBS = re.compile(r"\s*[/\\>»›«|←]+\s*")
TAIL_ROWS = 8
_GIVEN = frozenset(map(fold, read_data("words.toml")["bylines"]["given"]))
_QUIET = frozenset(("address", "marks_only", "end_mark", "author_note"))
MOST_TAGS = 20


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


def parts_of(line: str) -> list[str]:
    """The parts of a line such as "كتب: فلان | السبت 27 يناير 2024"."""
    return [part.strip() for part in _PARTS.split(line) if part.strip()]


def date_in(row: Row, *, plain: bool = False) -> VisibleDate | None:
    """The date of a line that is one, or has one and something short beside it."""
    if row.kind != "date" and not (plain and row.verdict is None):
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
    return [dated for _, dated in sorted(found, key=lambda entry: entry[0])]


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


def authors_of(rows: Sequence[Row], zones: Zones) -> list[str]:
    """The people that lines near the text name as its authors."""
    people: list[str] = []
    for row in near_rows(rows, zones):
        if row.kind == "byline" and row.verdict and row.verdict.value:
            people += split_authors(row.verdict.value)
        elif row.kind == "date" and row.verdict and row.verdict.rule == "date_and_more":
            people += _dated_people(row.verdict.value or "")
        elif is_dateline(row) and ":" in row.text:
            people += split_authors(row.text)
        elif row.kind is None and not row.prose and row.words <= 22:
            dated = read_dated_line(row.text) or read_dated_line(row.text, plain=True)
            people += _dated_people(dated.rest) if dated else []
            for part in parts_of(row.text):
                who = byline(part)
                people += split_authors(who) if who else []
    if not people:
        people = _bare_names(rows, zones)
    return list(dict.fromkeys(people))


def _dated_people(text: str) -> list[str]:
    """The people on the date's line: signed, or a name of two to four words and nothing else."""
    who = byline(re.sub(r"^\s*(?:أرسلت?|أضيفت?|نشرت?|submitted|posted)\s+", "", text))
    if who is not None:
        return split_authors(who)
    plain = 1 <= text.count(" ") <= 3 and not text.startswith("ال") and classify(text) is None
    return split_authors(text) if plain and not any(map(str.isascii, text.replace(" ", "").replace(".", ""))) else []


def _bare_names(rows: Sequence[Row], zones: Zones) -> list[str]:
    """A line of two to four words that is a name: beside the line of the date, or else by its first word."""
    if zones.title is None:
        return []
    for at in range(zones.top + 1, zones.start):
        row = rows[at]
        if row.verdict is not None or not 2 <= row.words <= 4 or row.text.startswith("ال"):
            continue
        dated = any(rows[i].kind == "date" for i in (at - 1, at + 1) if zones.top < i < len(rows))
        names = split_authors(row.text) if dated or fold(row.text.split()[0]) in _GIVEN else []
        if len(names) == 1 and row.text == names[0]:
            return names
    return []


def near_rows(rows: Sequence[Row], zones: Zones) -> list[Row]:
    """The lines right round the text: from the headline to its start, and below it up to the first box."""
    above = [row for row in rows[max(0, zones.top - 2) : zones.start] if not is_title(row, rows, zones)]
    below = []
    above += [row for row in rows[zones.start : zones.start + 4] if row.kind in ("byline", "date")]
    for row in rows[zones.end : zones.end + TAIL_ROWS]:
        if row.kind in ("related", "end"):
            break
        if row.kind != "date":
            below.append(row)
    return above + below


def is_title(row: Row, rows: Sequence[Row], zones: Zones) -> bool:
    """Whether a row is the headline or a copy of it."""
    return zones.title is not None and key(row.text) == key(rows[zones.title].text)


def _head_credit(row: Row) -> list[str]:
    """The agencies that a line between headline and text names: "وكالات", "كتب - وكالات:", "المصدر: رويترز"."""
    if row.kind == "byline" and row.verdict:
        named = split_credit(row.verdict.value or "")
        return [name for name in named if name_key(name) in agencies()]
    if row.kind == "credit" and row.verdict:
        return list(split_credit(row.verdict.value or ""))
    if row.kind not in (None, "date") or row.prose or row.words > 14:
        return []
    labelled = [credit for part in parts_of(row.text) if (credit := labelled_credit(part))]
    if labelled:
        return list(split_credit(labelled[0]))
    bare = bare_credit(row.text)
    names = split_credit(bare) if bare and not bare.isascii() else ()
    return list(names) if all(name_key(name) in agencies() for name in names) else []


def own_dateline(rows: Sequence[Row], zones: Zones) -> str | None:
    """A dateline that stands on its own line above the text: "بغداد اليوم - بغداد"."""
    above = (row for row in reversed(rows[zones.top : zones.start]) if is_dateline(row))
    return next((row.text.strip(" -–—/:") for row in above), None)


def credit_of(rows: Sequence[Row], zones: Zones) -> list[str]:
    """The agencies that lines round the text name; a bare name must stand right below it."""
    names = [name for row in rows[zones.top : zones.start] for name in _head_credit(row)]
    adjoining = True
    for at in range(zones.end, min(len(rows), zones.end + TAIL_ROWS)):
        row = rows[at]
        if row.kind in ("related", "end", "tags"):
            break
        if row.kind == "credit" and row.verdict:
            below = rows[at + 1].text if at + 1 < len(rows) and rows[at + 1].words <= 6 else ""
            names += split_credit(row.verdict.value or below)
        elif row.kind == "chrome" and row.verdict and row.verdict.rule not in _QUIET:
            adjoining = False
        elif row.kind is None and adjoining and not names and (bare := bare_credit(row.text)):
            names += split_credit(bare)
        elif row.kind is None and row.words <= 8 and (trailer := find_credit(row.text)):
            names += trailer.names
    return list(dict.fromkeys(names))


def tags_of(rows: Sequence[Row], zones: Zones, text: str) -> list[str]:
    """The tags below the text, or above it."""
    for at, row in enumerate(rows):
        if row.kind != "tags" or not row.verdict or zones.start <= at < zones.end:
            continue
        if row.verdict.value:
            return split_tags(row.verdict.value, context=text)
        listed = []
        for other in rows[at + 1 : at + 1 + MOST_TAGS]:
            if re.match(r"[a-z]+\d*$", other.text, re.I):
                break
            strange = other.words >= 3 and stems(other.text).isdisjoint(stems(text))
            if other.kind not in (None, "section") or other.prose or other.words > 6 or strange:
                break
            listed.append(other.text)
            if len(split_tags(other.text)) > 1:
                break
        return split_tags("\n".join(listed), context=text)
    return _unlabelled_tags(rows, zones, text)


def _unlabelled_tags(rows: Sequence[Row], zones: Zones, text: str) -> list[str]:
    """Two or more short lines right below the text, all of the text's own words, up to the first button or box."""
    listed = []
    for row in rows[zones.end : zones.end + MOST_TAGS]:
        if row.kind not in (None, "section"):
            break
        listed.append(row)
    own = stems(text)
    short = len(listed) >= 2 and all(row.words <= 5 and not row.text.endswith((".", ":", "؟")) for row in listed)
    if not short or sum(stems(row.text) <= own for row in listed) * 5 < len(listed) * 3:
        return []
    return split_tags("\n".join(row.text for row in listed))


def section_of(rows: Sequence[Row], zones: Zones) -> str | None:
    """The section that stands right above the headline, or in the path of links there."""
    labelled = (
        row.verdict.value for row in near_rows(rows, zones) if row.verdict and row.verdict.rule == "section_label"
    )
    if section := next(labelled, None):
        return section
    if zones.title is None or not zones.top:
        return None
    for row in reversed(rows[max(0, zones.top - 3) : zones.top]):
        crumbs = [part.strip() for part in _CRUMBS.split(row.text) if part.strip()]
        if len(crumbs) >= 2 and key(crumbs[0]) in HOME:
            rest = [crumb for crumb in crumbs[1:] if key(crumb) != key(rows[zones.title].text) and crumb.count(" ") < 5]
            return rest[-1] if rest else None
    above = rows[zones.top - 1]
    before = rows[zones.top - 2] if zones.top >= 2 else None
    if key(above.text) in HOME or above.words > 4 or above.kind not in (None, "section"):
        return None
    if before is not None and key(before.text) in HOME:
        return above.text
    return above.text if above.kind == "section" and (before is None or before.kind not in ("section", None)) else None


def subtitle_of(rows: Sequence[Row], zones: Zones) -> str | None:
    """The line between headline and date that is neither."""
    if zones.title is None:
        return None
    head = [row for row in rows[zones.top + 1 : zones.start] if not is_title(row, rows, zones)]
    head = [row for row in head if not is_dateline(row)]
    dated = next((at for at, row in enumerate(head) if row.kind in ("date", "byline")), None)
    lines = head[:dated] if dated is not None else head[:1] if head and head[0].verdict is None else []
    return next(
        (
            row.text
            for row in lines
            if row.verdict is None and row.words >= 4 and key(row.text) != key(rows[zones.title].text)
        ),
        None,
    )
