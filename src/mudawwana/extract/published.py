"""When an article was published: every date on the page is a candidate, one wins, the others say what they lost to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mudawwana.extract.body import Body
from mudawwana.extract.candidates import META_MODIFIED, Candidate, candidates
from mudawwana.extract.jsonld import strings
from mudawwana.extract.layout import Layout
from mudawwana.extract.metadata import Head
from mudawwana.extract.moments import Moment, parse_moment
from mudawwana.extract.outlets import Outlet
from mudawwana.extract.visible_dates import read_date
from mudawwana.records import DateEvidence, Precision, RejectedDate


class Dates(NamedTuple):
    """What a page says of its time, as Extracted has it."""

    published: str | None
    published_precision: Precision | None
    published_evidence: DateEvidence
    modified: str | None


_FIRST_YEAR = 1994
_FAMILY = {
    "json_ld": "declared",
    "meta": "declared",
    "itemprop": "declared",
    "time_tag": "shown",
    "line": "shown",
    "url": "url",
}
_MAX_REJECTED = 40


def find_published(
    head: Head,
    layout: Layout,
    body: Body,
    url: str | None,
    outlet: Outlet | None,
    title_orders: set[int],
    fetched: str | None,
) -> Dates:
    """Judge all dates of a page."""
    limit = parse_moment(fetched) if fetched else None
    found = [_plausible(candidate, limit) for candidate in candidates(head, layout, body, url, title_orders)]
    valid = sorted((c for c in found if not c.against), key=lambda c: -c.rank)
    winner, doubt = _choose(valid, head)
    winner = _true_clock(winner, valid, outlet) if winner else None
    zone = _zone(outlet, winner, valid) if winner else None
    rejected = [
        RejectedDate(value=_iso(c, None)[0], from_=c.origin, why=c.against or doubt or _lost(c, winner))
        for c in found
        if winner is None or c.text != winner.text or c.origin != winner.origin
    ][:_MAX_REJECTED]
    evidence = DateEvidence(
        from_=winner.origin if winner else None, text=winner.text[:200] if winner else None, rejected=tuple(rejected)
    )
    published, precision = _iso(winner, zone) if winner else (None, None)
    return Dates(published, precision, evidence, _modified(head, layout, body, outlet, winner, zone))


def _choose(valid: list[Candidate], head: Head) -> tuple[Candidate | None, str]:
    """The winner; or none and the reason, where what is declared and what is shown exclude each other."""
    if not valid:
        return None, ""
    best = valid[0]
    if best.rank < 45 and any(not _near(c, best) for c in valid if c.origin == "line"):
        return None, "several dates below the text"
    if best.rank < 40:
        return best, ""
    family = _FAMILY[best.origin]
    others = [
        c
        for c in valid
        if _FAMILY[c.origin] != family and c.rank >= 40 and c.moment.precision in ("day", "minute", "second")
    ]
    against = [c for c in others if abs((c.moment.day - best.moment.day).days) > 1]
    agree = [c for c in others if c not in against]
    if against and not agree:
        shown = [c for c in against if c.rank >= 65]
        if shown:
            top = shown[0]
            seconded = any(_FAMILY[c.origin] != _FAMILY[top.origin] and _near(c, top) for c in against)
            if seconded:
                return _sharpest(top, valid), ""
            if family == "declared" and not (top.moment.day > best.moment.day and top.rank < 78):
                if top.moment.day < best.moment.day and top.rank >= 78 and _stamped(best, head):
                    return _sharpest(top, valid), ""
                return None, f"contradiction: {best.origin} says {best.moment.day}, {top.origin} says {top.moment.day}"
    return _sharpest(best, valid), ""


def _stamped(candidate: Candidate, head: Head) -> bool:
    """Whether the page says the same of its last change: then the date may be that of the change, or of the visit."""
    changed = head.all(*META_MODIFIED) + head.said("dateModified")
    return not changed or any(moment == candidate.moment for text in changed if (moment := parse_moment(text)))


def _near(one: Candidate, other: Candidate) -> bool:
    return abs((one.moment.day - other.moment.day).days) <= 1


def _sharpest(best: Candidate, valid: list[Candidate]) -> Candidate:
    """Of candidates for the same day the one that has a clock, then one that has an offset."""
    if best.moment.offset is not None and best.moment.clock != (0, 0, 0):
        return best
    same = [c for c in valid if c.rank >= 60 and _near(c, best) and c.moment.clock not in (None, (0, 0, 0))]
    exact = [c for c in same if c.moment.day == best.moment.day]
    if best.moment.clock in (None, (0, 0, 0)):
        return next(iter(exact), best)
    twins = [
        c
        for c in exact
        if c.moment.offset is not None
        and c.moment.clock
        and best.moment.clock
        and c.moment.clock[:2] == best.moment.clock[:2]
    ]
    return next(iter(twins), best)


def _lost(candidate: Candidate, winner: Candidate | None) -> str:
    if winner is None:
        return "no date is sure enough"
    if candidate.moment.precision == "month" and candidate.moment.day == winner.moment.day.replace(day=1):
        return f"less exact than {winner.origin}"
    if candidate.moment.day == winner.moment.day:
        return f"same day as {winner.origin}"
    if abs((candidate.moment.day - winner.moment.day).days) <= 1:
        return f"a day beside {winner.origin}"
    return f"contradicts {winner.origin}, which is believed more"


def _plausible(candidate: Candidate, limit: Moment | None) -> Candidate:
    if candidate.against:
        return candidate
    day = candidate.moment.day
    if day.year < _FIRST_YEAR:
        return candidate._replace(against="before there were news pages")
    if limit and day > limit.day + timedelta(days=1):
        return candidate._replace(against="after the page was fetched")
    if not limit and day.year > 2100:
        return candidate._replace(against="far in the future")
    return candidate


def _zone(outlet: Outlet | None, winner: Candidate, valid: Iterable[Candidate]) -> ZoneInfo | timezone | None:
    """The zone the outlet's clock is in: from the outlets table, the line itself, or two clocks of the page."""
    for name in (winner.zone, outlet.tz if outlet else None):
        zone = _named_zone(name)
        if zone:
            return zone
    moment = winner.moment
    if moment.clock and moment.offset is None:
        for other in valid:  # the same clock elsewhere on the page, with its offset
            if other.moment.offset and other.moment.clock and other.moment.clock[:2] == moment.clock[:2]:
                return timezone(timedelta(minutes=other.moment.offset))
        return None
    stamp = moment.utc
    if stamp is None:
        return None
    for other in valid:  # a clock that readers see, a whole number of quarters away from UTC
        if other.origin != "line" or not other.moment.clock or other.zone:
            continue
        local = datetime(*other.moment.day.timetuple()[:3], *other.moment.clock[:2])
        minutes = (local - stamp.replace(tzinfo=None, second=0, microsecond=0)).total_seconds() / 60
        if minutes % 15 == 0 and -720 <= minutes <= 840 and minutes:
            return timezone(timedelta(minutes=minutes))
    return None


def _true_clock(winner: Candidate, valid: Iterable[Candidate], outlet: Outlet | None) -> Candidate:
    """Take back a claim of UTC where the page shows its readers the very same clock, and its outlet is not in UTC."""
    moment = winner.moment
    if moment.offset != 0 or not moment.clock or not outlet or not outlet.tz:
        return winner
    shown = (c for c in valid if c.origin == "line" and c.moment.clock and not c.zone and c.moment.day == moment.day)
    if any(c.moment.clock and c.moment.clock[:2] == moment.clock[:2] for c in shown):
        return winner._replace(moment=moment._replace(offset=None))
    return winner


def _named_zone(name: str | None) -> ZoneInfo | timezone | None:
    if not name:
        return None
    if name[0] in "+-":
        return timezone(timedelta(minutes=(1 if name[0] == "+" else -1) * (int(name[1:3]) * 60 + int(name[4:6]))))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _iso(candidate: Candidate, zone: ZoneInfo | timezone | None) -> tuple[str, Precision]:
    """ISO 8601 as exact as is known: a clock without a zone is left out, for it may be another day elsewhere."""
    moment = candidate.moment
    if moment.precision == "month":
        return moment.day.isoformat()[:7], "month"
    stamp = moment.utc
    if moment.clock is None or moment.clock == (0, 0, 0) or (stamp is None and zone is None):
        return moment.day.isoformat(), "day"
    if stamp is not None:
        shown = stamp.astimezone(zone or timezone(timedelta(minutes=moment.offset or 0)))
    else:
        shown = datetime(*moment.day.timetuple()[:3], *moment.clock, tzinfo=zone)
    exact = moment.precision == "second"
    return shown.isoformat(timespec="seconds" if exact else "minutes"), "second" if exact else "minute"


def _modified(
    head: Head,
    layout: Layout,
    body: Body,
    outlet: Outlet | None,
    winner: Candidate | None,
    zone: ZoneInfo | timezone | None,
) -> str | None:
    """When the article was last changed, where that is not before it was published."""
    texts = [text for item in head.items if item.rank >= 4 for text in strings(item.data.get("dateModified"))]
    texts += head.all(*META_MODIFIED)
    texts += [
        m.attributes.get("content") or m.attributes.get("datetime") or ""
        for m in layout.marks
        if "datemodified" in m.attributes.get("itemprop", "").lower()
    ]
    for mark in layout.marks:
        if mark.what == "time" and "updated" in mark.attributes.get("class", "").lower() and not mark.node.zone:
            texts.append(mark.attributes.get("datetime") or "")
    moments = [moment for text in texts[:20] if (moment := parse_moment(text))]
    for block, verdict in body.verdicts:
        found = read_date(block.text) if verdict.kind == "date" else None
        if found and found.modified and (moment := parse_moment(found.modified.value)):
            moments.append(moment)
    zone = zone or _named_zone(outlet.tz if outlet else None)
    for moment in moments:
        if moment.day.year >= _FIRST_YEAR and (winner is None or moment.day >= winner.moment.day):
            return _iso(Candidate(moment, "", "", 0), zone)[0]
    return None
