"""Lines that name who wrote an article, with or without a label: "بغداد – سعاد الراوي", "سعاد الراوي + وكالات"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mudawwana.arabic.fold import fold, fold_word
from mudawwana.extract.bylines import (
    OUTLET_ENDS,
    PHOTOGRAPHER,
    TRANSLATOR,
    byline,
    from_place,
    is_role,
    person,
    split_authors,
    tight,
    unjoin,
    without_and,
)
from mudawwana.extract.data import read_data
from mudawwana.extract.lines import classify
from mudawwana.extract.names import is_given, likeness
from mudawwana.extract.outlets import agencies, is_known_name, name_key, places
from mudawwana.extract.site_names import is_site_name, plain
from mudawwana.extract.visible_dates import read_date, read_dated_line

_WORDS = read_data("words.toml")["signatures"]
LONGEST, MOST_WORDS = 120, 16
LABELLED, PLACED, PLAIN, WEAK = 4, 3, 2, 1
"""How sure a signature is: by a label, by what stands beside the name, by the name alone, hardly."""

_PARTS = re.compile(r"\s*[|/:•·،,؛;+&()\[\]<>\\]+\s*|\s+[-–—\u0640]+\s*|\s*[-–—]+\s+|\s*[–—]\s*|\s+\u0640+\s*|\s+مع\s+")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " \t\u00a0.-–—_/|:*•·()[]{}\"'،,«»“”\u200e\u200f\u200b\u0640"
# Stars, pens and other pictures before a name: "✍ سعاد الراوي".
_DECORATION = re.compile(r"^[^\w(«\"“]+|[^\w)».:\"”@]+$")
_CORRESPONDENT = re.compile(
    r"(?:ال)?(?:مراسل|مراسلة|موفد|موفدة|مندوب|مندوبة|مراسلنا|مراسلتنا|موفدنا|موفدتنا)(?:\s[^\s:/–—-]+){0,5}?\s*(?:[:/،]|\s[-–—]|[–—])\s*(?P<who>.+)$"
)
_BEHIND = re.compile(r"(?P<who>[^:؟!]{5,50}?)\s+(?:كتبت?|يكتب|تكتب|تقرير|إعداد)\s*:?$")
_OF = re.compile(r"(?:مقالة?|زاوية|تقرير|تحقيق|حوار|بقلم|ريشة)\s(?:(?:ال|لل)كاتبة?|لـ|ل)\s?(?P<who>\S+(?:\s\S+){1,4})$")
# What stands between a byline's label and the day: "أضيفت بواسطة سعاد الراوي يوم السبت, 27/1/2024".
_SENT = re.compile(
    r"^\s*(?:أرسلت?|أضيفت?|اضيفت?|نشرت?|كتبت?|أدرجت?|submitted|posted|published|written)\s+(?=بواسطة|by\b|من قبل)", re.I
)
_UNTIL_DAY = re.compile(r"\s+(?:يوم|في|بتاريخ|on|at)?\s*(?:(?:ال\w+)\s*[,،]?\s*)?\d.*$")
_NAMED_DAY = re.compile(
    r"(?<=\S)\s*[|–—-]?\s*(?:ال[^\W\d_]{3,7}\s?[,،]?\s)?\d{1,2}\s[^\W\d_]{3,8}(?:\s?/\s?[^\W\d_]+(?:\s[^\W\d_]{4,6})?)?[,،]?\s(?:19|20)\d\d\b.*$"
)
_FIGURES = re.compile(
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:صباحا|مساء|am|pm|[صم])\b)?|\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b", re.I
)
_PHOTO = re.compile(r"(?:تصوير|عدسة|رسوم?|ريشة|كاريكاتي?[رو]ر?|[إا]خراج|مونتاج|صور|photos?)\b", re.I)
# The name of an account: "@suad", and as right-to-left pages turn it, "suad@".
_ACCOUNT = re.compile(r"(?:^|(?<=\s))(?:@\w{2,30}|\w{2,30}@)(?=\s|$)")
_INITIALS = re.compile(r"[^\W\d_](?:\.\s?[^\W\d_]){1,3}\.?")  # "ق.و": who at the desk, and no more
_DESKS = frozenset(map(fold, _WORDS["desks"]))
_OUTLET_STARTS = tuple(_WORDS["outlet_starts"])


class Signature(NamedTuple):
    """Who a line says wrote the article and for which agency, and how sure that is; 0 where it only names places."""

    people: tuple[str, ...]
    agencies: tuple[str, ...]
    sure: int


@lru_cache(maxsize=2048)
def read_signature(line: str, site: frozenset[str] = frozenset()) -> Signature | None:
    """Read a line that is nothing but a signature; `site` has the site's names in their plain form.

    >>> read_signature("بغداد – سعاد الراوي وكمال الساعدي").people
    ('سعاد الراوي', 'كمال الساعدي')
    >>> read_signature("كتبت: سعاد الراوي – رويترز")
    Signature(people=('سعاد الراوي',), agencies=('رويترز',), sure=4)
    >>> read_signature("بغداد تستضيف الجولة الثالثة") is None
    True
    """
    if len(line) > LONGEST or line.count(" ") >= MOST_WORDS or line.endswith((".", "؟", "!", "…")):
        return None
    plain_line = _DECORATION.sub("", line)
    dayless = _without_day(plain_line)
    text = _ACCOUNT.sub(" ", dayless)
    text = TRANSLATOR.sub("", PHOTOGRAPHER.sub("", text)).strip()
    if not text:
        return None
    who, labelled = _labelled(text)
    found = _parted(who, site, labelled=labelled)
    if found and found.sure in (WEAK, PLAIN) and dayless != plain_line:  # beside a date
        return found._replace(sure=PLACED)
    return found


def _without_day(text: str) -> str:
    """A line without the date on it."""
    if not any(map(str.isdigit, text)):
        return text
    dated = read_dated_line(text) or read_dated_line(text, plain=True)
    if dated:
        return _FIGURES.sub(" ", dated.rest)
    if byline(_SENT.sub("", _UNTIL_DAY.sub("", text))):
        return _UNTIL_DAY.sub("", text)
    return _FIGURES.sub(" ", _NAMED_DAY.sub("", text))


def _labelled(text: str) -> tuple[str, bool]:
    """What stands behind the label of a byline, or the whole line."""
    text = _SENT.sub("", text)
    for pattern in (_CORRESPONDENT, _OF, _BEHIND):
        found = pattern.match(text)
        if found and (pattern is _CORRESPONDENT or likeness(found["who"].strip(_EDGES))):
            return found["who"], True
    who = byline(text)
    return (who, True) if who else (text, False)


def _parted(text: str, site: frozenset[str], *, labelled: bool) -> Signature | None:
    """Judge the parts of a line: people, agencies, places, outlets; None where one of them is something else."""
    people: list[str] = []
    credit: list[str] = []
    beside = unknown = 0
    least = 2
    for part in (part.strip(_EDGES) for piece in _PARTS.split(text) for part in tight(piece)):
        if not part or _PHOTO.match(part):
            continue
        found = _people(part, labelled)
        if found:
            people += found
            least = min(least, *map(likeness, found))
        elif name_key(part) in agencies():
            credit.append(part)
        elif _is_beside(part, site):
            beside += 1
        elif part.count(" ") == 0 and part.isalpha() and (len(part) > 2 or labelled):
            unknown += 1
        elif labelled and part.startswith(("في ", "من ")):
            beside += 1
        elif labelled:
            return None if not people else Signature(tuple(people), tuple(credit), LABELLED)
        else:
            return None
    if not people and not credit:
        return Signature((), (), 0) if beside and not unknown else None
    if unknown and not labelled and (unknown > 1 or least < 2 or not people):
        return None
    beside += unknown + len(credit)
    sure = LABELLED if labelled else PLACED if beside and least else PLAIN if least == 2 else WEAK
    return Signature(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(credit)), sure)


def _people(part: str, labelled: bool) -> list[str]:
    """The people that a part of a line names, all of them or none."""
    bare = from_place(part)
    bare = bare[3:] if bare.startswith("من ") else bare
    if name_key(bare) in places() or is_known_name(bare):
        return []
    if labelled:
        return split_authors(bare)
    names = [name for piece in re.split(r"\s+و\s+", bare) for name in unjoin(without_and(piece))]
    found = [person(name) for name in names]
    return [name for name in found if name] if all(name and likeness(name) for name in found) else []


def _is_beside(part: str, site: frozenset[str]) -> bool:
    """Whether a part of a signature is a place, an outlet, a desk, a section, a date, initials, what the author is."""
    key = fold(part)
    if name_key(part) in places() or is_known_name(part) or key in _DESKS or is_role(part):
        return True
    if len(part) < 9 and _INITIALS.fullmatch(part):
        return True
    if part.count(" ") < 3 and (part.endswith(OUTLET_ENDS) or part.startswith(_OUTLET_STARTS)):
        return True
    if site and is_site_name(part, set(site)):
        return True
    found = classify(part)
    return (found is not None and found.kind in ("section", "chrome")) or read_date(part) is not None


def opening_signature(paragraph: str, site: frozenset[str] = frozenset()) -> Signature | None:
    """The signature that a text opens with, before its first sentence: "بغداد – سعاد الراوي: أعلنت …".

    >>> opening_signature("بغداد/ سعاد الراوي: أعلنت الوزارة موعد الجولة").people
    ('سعاد الراوي',)
    >>> opening_signature("بغداد – النهر: أعلنت سعاد الراوي موعد الجولة") is None
    True
    """
    head = paragraph[:90]
    if not any(is_given(fold_word(word)) for word in _WORD.findall(head)):
        return None
    best = None
    for mark in list(re.finditer(r"\s*(?:[:/|]|\s[-–—\u0640]+|[-–—]\s|[–—])\s*", head))[:6]:
        found = read_signature(head[: mark.start()], site)
        if found and found.people and found.sure >= PLACED:
            best = found
    return best


_RIGHT_WORDS = ("حقوق", "©", "opyright", "OPYRIGHT", "ights", "(c)", "(C)")
_RIGHTS = re.compile(
    r"(?:(?:جميع|كافة|كل)?\s*(?:ال)?حقوق(?:\s(?:ال)?(?:النشر|الطبع|الملكية|الفكرية|طبع|نشر))*\s*(?:محفوظ[ةه])?"
    r"|copyright|all rights reserved|©|\(c\))",
    re.I,
)
_NO_NAME = re.compile(r"[\d©®|:.,،–—-]+|\b(?:لدى|لصالح|لموقع|لشبكة|لوكالة|لصحيفة|لقناة|محفوظ[ةه]|ل|لـ|by|the)\b", re.I)


def rights_holder(line: str) -> str:
    """The name of the site in the line of its rights, in its plain form; "" where the line is none.

    >>> rights_holder("جميع الحقوق محفوظة © نهر الأخبار 2024") == plain("نهر الأخبار")
    True
    """
    if len(line) > 120 or not any(word in line for word in _RIGHT_WORDS) or not _RIGHTS.search(line):
        return ""
    name = " ".join(_NO_NAME.sub(" ", _RIGHTS.sub(" ", line)).split())
    return plain(name) if 0 < name.count(" ") + 1 <= 4 else ""
