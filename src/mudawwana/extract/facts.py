"""What the lines round a pasted text say of it: dates, people, credits, tags, section, sub-title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mudawwana.arabic.fold import fold
from mudawwana.extract.bylines import GIVEN, SECOND_HANDS, byline, is_role, split_authors
from mudawwana.extract.credits import bare_credit, find_credit, is_dateline, labelled_credit, split_credit
from mudawwana.extract.headline import HOLDER, stems
from mudawwana.extract.line_tables import key
from mudawwana.extract.lines import classify
from mudawwana.extract.others import is_signed_anew
from mudawwana.extract.outlets import agencies, name_key, places
from mudawwana.extract.signatures import MOST_WORDS, PLAIN, read_signature
from mudawwana.extract.tags import split_tags
from mudawwana.extract.text_dates import HOME
from mudawwana.extract.visible_dates import read_dated_line
from mudawwana.extract.visible_rows import Row
from mudawwana.extract.zones import Zones, is_title

_PARTS = re.compile(r"\s+[-–—|•·/\\]+\s+|\s*[|•·»›]\s*|\s{2,}")
_CRUMBS = re.compile(r"\s*[/\\>»›«|←]+\s*")
TAIL_ROWS = 8
_PLACE_AND_NAME = re.compile(r"([^:]{2,20}?)\s*:\s*(\S+(?:\s\S+){1,3})$")
_QUIET = frozenset(("address", "marks_only", "end_mark", "author_note"))
MOST_TAGS = 20
_TOPICS = frozenset(map(key, ("مواضيع", "المواضيع", "الموضوعات")))


def parts_of(line: str) -> list[str]:
    """The parts of a line such as "كتب: فلان | السبت 27 يناير 2024"."""
    return [part.strip() for part in _PARTS.split(line) if part.strip()]


def authors_of(rows: Sequence[Row], zones: Zones) -> list[str]:
    """The people that lines near the text name as its authors."""
    near = near_rows(rows, zones)
    people = _labelled([row for row in near if not row.text.startswith(SECOND_HANDS)])
    people = people or _unlabelled(rows, zones) or _bare_names(rows, zones)
    return list(dict.fromkeys(people or _labelled(near)))


def _labelled(near: Sequence[Row]) -> list[str]:
    """The people that lines name by a label, a place or the day before or behind them."""
    people: list[str] = []
    for row in near:
        if row.kind == "byline" and row.verdict and row.verdict.value:
            signed = read_signature(row.text)
            people += signed.people if signed and signed.people else split_authors(row.verdict.value)
        elif row.kind == "date" and row.verdict and row.verdict.rule == "date_and_more":
            people += _dated_people(row.verdict.value or "")
        elif row.kind is None and (found := _PLACE_AND_NAME.match(row.text)) and name_key(found[1]) in places():
            people += split_authors(found[2])
        elif row.kind is None and not row.prose and row.words <= 22:
            dated = read_dated_line(row.text) or read_dated_line(row.text, plain=True)
            people += _dated_people(dated.rest) if dated else []
            for part in parts_of(row.text):
                who = byline(part)
                people += split_authors(who) if who else []
    return people


def _unlabelled(rows: Sequence[Row], zones: Zones) -> list[str]:
    """The people on a line round the text that is nothing but their names, where the text does not speak of them."""
    text = fold(" ".join(row.text for row in rows[zones.start : zones.end]))
    behind = rows[zones.end + 1] if zones.end + 1 < len(rows) else None
    below = [] if behind and behind.verdict is None else rows[zones.end : zones.end + 1]  # a reader and his comment
    for row in [*rows[zones.top + 1 : zones.start], *below]:
        found = read_signature(row.text) if row.kind in (None, "date") and row.words <= MOST_WORDS else None
        if found and found.people and found.sure >= PLAIN and not any(fold(name) in text for name in found.people):
            return list(found.people)
    return []


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
        signed = row.text.startswith("من ") or " @" in row.text or HOLDER.match(row.text) is not None
        if row.verdict is not None or not 2 <= row.words <= (6 if signed else 4) or row.text.startswith("ال"):
            continue
        if signed and (people := split_authors(row.text.removeprefix("من "))) and all(" " in who for who in people):
            return people
        beside = [rows[i] for i in (at - 1, at + 1) if zones.top < i < len(rows)]
        dated = any(other.kind == "date" or (other.words <= 6 and is_role(other.text)) for other in beside)
        names = split_authors(row.text) if dated or fold(row.text.split()[0]) in GIVEN else []
        if len(names) == 1 and row.text == names[0]:
            return names
    return []


def near_rows(rows: Sequence[Row], zones: Zones) -> list[Row]:
    """The lines right round the text: from the headline to its start, and below it up to the first box."""
    above = [row for row in rows[max(0, zones.top - 2) : zones.start] if not is_title(row, rows, zones)]
    below = []
    above += [row for row in rows[zones.start : zones.start + 4] if row.kind in ("byline", "date")]
    for at, row in enumerate(rows[zones.end : zones.end + TAIL_ROWS], start=zones.end):
        if row.kind in ("related", "end") or (row.kind == "byline" and is_signed_anew(rows, zones.start, at)):
            break
        if row.kind != "date":
            below.append(row)
    return above + below


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
    signed = read_signature(row.text) if row.words <= MOST_WORDS else None
    if signed and signed.agencies and not signed.people:
        return [name for name in signed.agencies if not name.startswith("متابع") and not name.isascii()]
    bare = bare_credit(row.text)
    names = split_credit(bare) if bare and not bare.isascii() else ()
    return list(names) if all(name_key(name) in agencies() for name in names) else []


def own_dateline(rows: Sequence[Row], zones: Zones) -> str | None:
    """A dateline that stands on its own line above the text: "بغداد اليوم - بغداد"."""
    top = zones.top if zones.title is not None else max(0, zones.start - 1)
    above = (row for row in reversed(rows[top : zones.start]) if opens_text(row))
    return next((row.text.strip(" -–—/:") for row in above), None)


def opens_text(row: Row) -> bool:
    """Whether a line is a dateline and nothing more: "نهر الأخبار/ بغداد"."""
    return (row.verdict is None or row.verdict.rule == "signature") and is_dateline(row.text)


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
    """Two or more short lines below the text and its buttons, of the text's own words, up to the next button or box."""
    listed = []
    tail = range(zones.end, min(len(rows), zones.end + 4))
    below = next((at for at in tail if rows[at].kind != "chrome"), zones.end)
    first = below + (below < len(rows) and key(rows[below].text) in _TOPICS)
    for row in rows[first : first + MOST_TAGS]:
        if row.kind not in (None, "section"):
            break
        listed.append(row)
    own = stems(text)
    short = len(listed) >= 2 and all(row.words <= 5 and not row.text.endswith((".", ":", "؟")) for row in listed)
    most = 1 if first > below else (len(listed) * 3 + 4) // 5
    if not short or sum(stems(row.text) <= own for row in listed) < most:
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
    head = [row for row in head if not opens_text(row)]
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
