"""Who a text credits and where it was filed: credit lines, trailing credits, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from mudawwana.extract.data import read_data
from mudawwana.extract.outlets import agencies, is_known_name, name_key, places

_LABEL = re.compile(
    r"\s*\W{0,3}(?:المصدر|المصادر|مصدر الخبر|مصدر|نقلا عن|نقلاً عن|المصدر الأصلي|sources?|via)\s*(?:[:/|]|\.{2,}|…)\s*",
    re.I,
)
_SPLIT = re.compile(r"\s*[+/|،,;؛&]\s*|\s+[-–—]\s*|\s*[-–—]\s+|\s+و\s+")
_EDGES = " \t\u00a0.-–—_/|:*()[]{}«»\"'\u200e\u200f،"
_KINDS = frozenset(
    (
        "وكالة",
        "وكاله",
        "شبكة",
        "قناة",
        "موقع",
        "صحيفة",
        "جريدة",
        "مركز",
        "وكالات",
        "راديو",
        "إذاعة",
        "مجلة",
        "متابعة",
        "متابعات",
    )
)
_ENDINGS = ("نيوز", "برس", "تايمز", "بوست", "نت", "تريبيون", "جورنال")
LONGEST_LABELLED = 9
LONGEST_BARE = 5


class Trailer(NamedTuple):
    """A credit at the end of a paragraph: the names, and where the mark begins."""

    names: tuple[str, ...]
    start: int


class Dateline(NamedTuple):
    """The opener of a text: its words, and where the text proper begins."""

    text: str
    end: int


def split_credit(text: str) -> tuple[str, ...]:
    """The names in a credit, as written.

    >>> split_credit("وكالات - رويترز"), split_credit("وكالة الصحافة المستقلة")
    (('وكالات', 'رويترز'), ('وكالة الصحافة المستقلة',))
    """
    names = (part.strip(_EDGES) for part in _SPLIT.split(text.strip(_EDGES)))
    found = tuple(dict.fromkeys(name for name in names if any(map(str.isalpha, name))))
    return tuple(piece for name in found for piece in _glued_and(name))


def _glued_and(name: str) -> tuple[str, ...]:
    """Two known names joined by a و that is written onto the second one."""
    words = name.split()
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        if second.startswith("و") and is_known_name(first) and is_known_name(second[1:]):
            return first, second[1:]
    return (name,)


def labelled_credit(line: str) -> str | None:
    """What a line names as its source: "" where only the label stands there, None where there is no label.

    >>> labelled_credit("المصدر: وكالات"), labelled_credit("المصادر:"), labelled_credit("المصدر نفسه قال: لا")
    ('وكالات', '', None)
    """
    found = _LABEL.match(line[:200])
    if not found:
        return None
    rest = line[found.end() :].strip(_EDGES)
    if rest.count(" ") >= LONGEST_LABELLED or "." in rest.replace("أ.", ""):
        return None if rest.count(" ") >= LONGEST_LABELLED else rest
    return rest


def bare_credit(line: str) -> str | None:
    """A line that is nothing but the name of an agency or outlet; meant for the line after the last paragraph.

    >>> bare_credit("(رويترز)"), bare_credit("وكالات – فرانس برس"), bare_credit("انتهى الاجتماع")
    ('رويترز', 'وكالات – فرانس برس', None)
    """
    text = line.strip(_EDGES)
    words = text.split()
    if not 1 <= len(words) <= LONGEST_BARE + 3 or line.rstrip().endswith(("؟", "!", ":")):
        return None
    parts = split_credit(text)
    if parts and all(is_known_name(part) for part in parts):
        return text
    own_first = len(parts) == 2 and "/" in text and parts[0].count(" ") < 3 and is_known_name(parts[1])
    if own_first and not is_dateline(text, placed=True):  # the outlet's own name, then the agency: "ليون 24/ أ ف ب"
        return text
    if len(words) <= LONGEST_BARE and (words[0] in _KINDS or (len(words) <= 3 and words[-1].endswith(_ENDINGS))):
        return (
            text if len(words) > 1 or words[0] in ("وكالات", "متابعات", "متابعة") or words[0].endswith("نيوز") else None
        )
    return None


# "ع.ج/ف.ي (د ب أ، رويترز)", "--(بترا) م خ/ن ح": who wrote it, in initials, and for whom.
_INITIALS = r"(?:[^\W\d_]{1,2}[.\s]\s?){0,4}[^\W\d_]{1,2}\.?"
_SIGNED_BEFORE = re.compile(rf"\s*{_INITIALS}(?:\s?/\s?{_INITIALS}){{0,3}}\s*[(\[]([^()\[\]]{{2,60}})[)\]]\s*$")
_SIGNED_BEHIND = re.compile(
    rf"\s*[-–—]{{1,3}}\s*[(\[]([^()\[\]]{{2,40}})[)\]](?:\s*{_INITIALS}(?:\s?/\s?{_INITIALS}){{0,3}})?\s*$"
)


def initialled_credit(line: str) -> str | None:
    """The agencies in a last line of initials and a bracket, None where the line is something else.

    >>> initialled_credit("ع.ج/ف.ي (د ب أ، رويترز)"), initialled_credit("--(بترا) م خ/ن ح")
    ('د ب أ، رويترز', 'بترا')
    >>> initialled_credit("هو (بترا)") is None
    True
    """
    if len(line) > 90 or (not line.rstrip().endswith(")") and "(" not in line[:8]):
        return None
    if found := _SIGNED_BEHIND.match(line):
        return found[1].strip()
    found = _SIGNED_BEFORE.match(line)
    if not found or not any(mark in line[: found.start(1)] for mark in "./"):
        return None
    names = split_credit(found[1])
    return found[1].strip() if names and all(map(is_known_name, names)) else None


_BRACKETS = re.compile(r"[\s\-–—/.،]*[(\[{]\s*([^()\[\]{}]{2,40})\s*[)\]}]\s*[.\-–—]*\s*$")
_AFTER_STOP = re.compile(r"[.!؟…\"”»)]\s*(?:[-–—/]+\s*)?([^.!؟…\"”»()]{2,40}?)\s*[.\-–—]*\s*$")
_DASHED = re.compile(r"\s(?:--+|[–—]|/)\s*([^-–—/()]{2,30})\s*[.]?\s*$")


def find_credit(paragraph: str) -> Trailer | None:
    """The agency that the end of a paragraph names: "--(بترا)", "… . رويترز".

    >>> find_credit("أعلن ذلك مصدر في الوزارة.--(بترا)").names
    ('بترا',)
    >>> find_credit("التقى الوزير سفير روسيا (موسكو)") is None
    True
    """
    offset = max(0, len(paragraph) - 90)
    end = paragraph[offset:]
    for pattern in (_BRACKETS, _AFTER_STOP, _DASHED):
        found = pattern.search(end)
        if found:
            names = split_credit(found[1])
            if names and all(is_known_name(name) for name in names):
                start = found.start() if pattern is not _AFTER_STOP else found.start() + 1
                return Trailer(names, offset + start)
    return None


# A tatweel between blanks is a dash: "بغداد ـ وكالات".
_TERMINATOR = re.compile(
    r"\s*(?:[/:|]+\s*[-–—]+|[-–—]+\s*[/:|]+|:+|//+|/|\s[-–—]+|\s\u0640+\s|[-–—]+\s|[-–—]{2,}|\|)\s*"
)
_OPENER = re.compile(r"\s*[(\[]\s*([^()\[\]]{2,30})\s*[)\]]\s*(?:[-–—/:|]+\s*)?")
_PLACE_SPLIT = re.compile(
    r"\s*[،,/|()\[\]:]\s*|(?<=[^\W\d_])[-–—](?=[^\W\d_])|\s*[-–—]+\s+|\s+[-–—]+\s*|\s+\u0640+\s+|\s+و(?=\S)"
)
_STRONG = re.compile(r"[/:|]\s*[-–—]|[-–—]\s*[/:|]|//")
_CLOSING = re.compile(r"[)\]»}]\s*")
_BRACED = re.compile(r"\s*(?P<text>[{(\[«]\s*(?P<inner>[^{}()\[\]«»]{3,40})\s*[})\]»])\s*(?:[-–—:/]+\s*)?(?=\S)")
_DAY_IN = re.compile(r"\s*(?:في\s+)?\d{1,2}\s+[^\W\d_]+(?:\s+[^\W\d_]+)?(?:\s*/\s*[^\W\d_]+)?(?:\s+\d{4}\s*م?)?")
_VERBS = frozenset(read_data("words.toml")["datelines"]["verbs"])
LONGEST_DATELINE = 60
_JOINED = re.compile(r"(?<![-–—/:|])\sو(?!كالة\s)")
_PICTURES = frozenset(map(name_key, ("أرشيف", "أرشيفية", "إنترنت", "الإنترنت", "فيسبوك", "تويتر")))


def find_dateline(paragraph: str) -> Dateline | None:
    """The place and agency that open a text, known by their names and by what parts them from it.

    >>> find_dateline("بغداد - واع: أعلنت الوزارة").text, find_dateline("دمشق، سوريا (CNN) – قال ناشطون").text
    ('بغداد - واع', 'دمشق، سوريا (CNN)')
    >>> find_dateline("بغداد تستضيف الجولة: ماذا بعد؟") is None
    True
    """
    head = paragraph[: LONGEST_DATELINE + 20]
    braced = _BRACED.match(head)
    inner = _parts(braced["inner"]) if braced else []
    if braced and any(map(_is_known, inner)) and (braced["text"][0] != "«" or len(inner) > 1):
        return Dateline(braced["text"], braced.end())
    best: Dateline | None = None
    at = 0
    while found := _next_terminator(head, at):
        candidate = head[: found[0]].strip()
        if len(candidate) > LONGEST_DATELINE or found[1] >= len(paragraph.rstrip()):
            break
        if _is_opener(candidate, head[found[0] : found[1]]):
            best = Dateline(candidate, found[1])
            if ":" in head[found[0] : found[1]] and not head.startswith("«", found[1]):
                break
        at = found[1]
    return best


def _next_terminator(head: str, at: int) -> tuple[int, int] | None:
    """Where a candidate ends and the text after it begins: at a dash, colon or slash, or behind a closing bracket."""
    mark, bracket = _TERMINATOR.search(head, at), _CLOSING.search(head, at)
    if bracket and (not mark or bracket.start() < mark.start()):
        after = _TERMINATOR.match(head, bracket.start() + 1)
        return bracket.start() + 1, after.end() if after else bracket.end()
    return (mark.start(), mark.end()) if mark else None


def is_dateline(line: str, *, placed: bool = False) -> bool:
    """Whether a line is a dateline and nothing more; with `placed` only one that names a place.

    >>> is_dateline("بغداد اليوم - بغداد"), is_dateline("واشنطن - رويترز:"), is_dateline("الرياض 27 يناير 2024 م واس")
    (True, True, True)
    >>> is_dateline("بغداد - أرشيف"), is_dateline("بغداد وواشنطن: جولة ثالثة")
    (False, False)
    """
    bare = line.strip().rstrip(" -–—/:")
    words = bare.split()
    if not 2 <= len(words) <= 14 or bare.endswith((".", "؟", "!")):
        return False
    if is_known_name(words[-1]) and name_key(words[0]) in places() and any(map(str.isdigit, bare)):
        return True
    if len(words) > 9 or not any(mark in bare for mark in "/-–—:\u0640"):
        return False
    parts = _parts(bare)
    if name_key(words[-1]) in _PICTURES or (placed and not any(name_key(part) in places() for part in parts)):
        return False
    found = find_dateline(bare + " - .")
    return found is not None and found.text == bare


def dateline_count(dateline: str) -> int:
    """How many places, agencies and other names a dateline has."""
    return len(_parts(dateline))


def names_place(dateline: str) -> bool:
    """Whether one of the parts of a dateline is a place."""
    return any(name_key(part) in places() for part in _parts(dateline))


def dateline_agencies(dateline: str, own: Iterable[str]) -> list[str]:
    """The agencies that a dateline names, but for the outlet itself.

    >>> dateline_agencies("واشنطن (وكالات)", ["النهر"]), dateline_agencies("بغداد - رويترز", ["Reuters"])
    (['وكالات'], [])
    """
    usual = agencies()
    mine = {key for name in own for key in (name_key(name), name_key(usual.get(name_key(name), name)))}
    parts = [*_parts(dateline), dateline.split()[-1].strip(_EDGES)]
    found = [part for part in parts if name_key(part) in usual and not part.startswith("متابع")]
    others = (part for part in found if mine.isdisjoint((name_key(part), name_key(usual[name_key(part)]))))
    return list(dict.fromkeys(others))


def dateline_parts(dateline: str) -> list[str]:
    """What a dateline names that is neither a place nor an agency nor an outlet.

    >>> dateline_parts("أحمد علي- سبق- القاهرة")
    ['أحمد علي']
    """
    return [part for part in _parts(dateline) if not is_known_name(part) and name_key(part) not in places()]


def _parts(candidate: str) -> list[str]:
    """The places and names in a candidate, a day among them left out."""
    pieces = (_DAY_IN.sub("", piece).strip(_EDGES) for piece in _PLACE_SPLIT.split(candidate))
    return [piece for piece in pieces if any(map(str.isalpha, piece))]


def _is_known(part: str) -> bool:
    return name_key(part) in places() or (is_known_name(part) and len(name_key(part)) > 2)


def _is_opener(candidate: str, mark: str) -> bool:
    parts = _parts(candidate)
    if candidate[:1] in "*•" or not _VERBS.isdisjoint(candidate.split()):
        return False
    if not parts or len(parts) > 5 or sum(part.count(" ") + 1 for part in parts) > 9:
        return False
    known = list(map(_is_known, parts))
    agency = any(is_known_name(part) for part in parts)
    if (_JOINED.search(candidate) and not agency) or (candidate.endswith("»") and len(parts) < 2):
        return False
    if all(known):
        return True
    bracket = _OPENER.search(candidate)
    signed = bool(bracket and is_known_name(bracket[1].strip()))
    if all(part.count(" ") < 3 for part in parts) and (signed or (any(known) and len(parts) > 1)):
        return True
    strong = bool(_STRONG.search(mark)) and len(parts) == 1 and parts[0].count(" ") < 3
    return strong and not any(map(str.isdigit, candidate))
