"""The people who signed an article: bylines, and names told apart from outlets, roles and file names."""

from __future__ import annotations

import re
from html import unescape

from mudawwana.arabic.bulk import folded_set
from mudawwana.arabic.fold import fold
from mudawwana.extract.credits import dateline_count, dateline_parts
from mudawwana.extract.data import read_data
from mudawwana.extract.names import is_given, likeness
from mudawwana.extract.outlets import is_known_name, name_key, places

_WORDS = read_data("words.toml")["bylines"]
_LABEL = "(?:" + "|".join(sorted(map(re.escape, _WORDS["labels"]), key=len, reverse=True)) + ")"
_NAMES_ONLY = re.compile(
    rf"\s*\W{{0,2}}(?:{'|'.join(map(re.escape, _WORDS['names_only']))})"
    r"\s*(?:[:/|\\]|\s[-–—]|[-–—]\s|\s(?=\S))\s*(?P<who>.+)$"
)
_OPEN_LABEL = "|".join(sorted(map(re.escape, _WORDS["open"]), key=len, reverse=True))
_BYLINE = re.compile(rf"\s*\W{{0,2}}{_LABEL}\s*(?:[:/|\\]|,(?=\s)|\s[-–—]|[-–—]\s)\s*(?P<who>.+)$", re.I)
_OPEN = re.compile(rf"\s*(?P<label>{_OPEN_LABEL})\s+(?P<who>\S.*)$", re.I)
_BARE = re.compile(rf"\s*{_LABEL}\s*[:/|]?\s*$", re.I)
LONGEST_BYLINE = 90
_HARAKAT = re.compile("[\u064b-\u0652\u0670]")  # "كُتب بواسطة", "أعدّ التقرير"
_SPLIT = re.compile(r"\s*[,،;؛|\n\t&•·/+]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\s+\u0640+\s+|\s+(?:و|and|مع)\s+", re.I)
_NO_NAME = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|com|net|org)\b|https?|www|[@_<>{}=#]|\d|\blogo\b|\badmin|\beditor|\buser\b|\bguest\b|\broot\b",
    re.I,
)
_ROLES = folded_set(_WORDS["roles"])
_LABEL_WORDS = folded_set((*_WORDS["labels"], *_WORDS["open"], *_WORDS["names_only"]))
_WAW_NAMES = folded_set(_WORDS["waw"])
GIVEN = folded_set(_WORDS["given"])
# As agencies sign: "من أحمد رشيد".
_FROM_NAME = re.compile(r"من\s(?P<who>[^\W\d_]+(?:\s[^\W\d_]+){1,5})")
_TITLES = re.compile(
    r"^(?:الدكتور|الدكتورة|الأستاذ|الاستاذ|الأستاذة|السيد|السيدة|الكاتب|الكاتبة|الصحفي|الصحفية|الصحافي|الصحافية|الإعلامي|الزميل|مراسلنا|المحرر|المحررة)\s+"
)
MOST_WORDS = 5
"""A longer one is no name; one with a compound such as "عبد الله" may have this many, any other one less."""
_LONG_NAME = re.compile(r"(?:^|\s)(?:عبد|أبو|ابو|آل|بن|بنت|ابن|الله|الدين|د\.|de|van|von|der|al)\s", re.I)
_NO_PARTICLE = frozenset(("بين", "في", "من", "إلى", "الى", "على", "عن", "مع", "ما", "هل", "إن", "أن", "لا"))


def byline(line: str) -> str | None:
    """Who a line says wrote the article: "" where it names nobody, None where it is no byline.

    >>> byline("بقلم: سعاد الراوي"), byline("كتب رئيس الوزراء رسالة طويلة إلى الشعب."), byline("بواسطة admin")
    ('سعاد الراوي', None, 'admin')
    """
    if len(line) > LONGEST_BYLINE:
        return None
    line = _HARAKAT.sub("", line)
    if _BARE.match(line):
        return ""
    found = _BYLINE.match(line)
    if found:
        who = found["who"].strip()
        named = who.count(" ") < 3 or split_authors(who) or is_known_name(who)
        return who if named and who.count(" ") < 9 and not who.endswith((".", "؟", "!")) else None
    found = _NAMES_ONLY.match(line)
    if found and (people := split_authors(found["who"])) and all(map(likeness, people)):
        return found["who"].strip()
    from_name = _FROM_NAME.fullmatch(line.strip())
    if from_name and is_given(fold(from_name["who"].split()[0])) and split_authors(from_name["who"]):
        return from_name["who"]
    found = _OPEN.match(line)
    if not found or line.rstrip().endswith((".", "؟", "!", ":")) or found["who"].count(" ") > 5:
        return None
    who = found["who"].strip()
    if found["label"] in ("كتب", "كتبت", "ترجمة", "إعداد", "اعداد") and (who.count(" ") > 4 or not split_authors(who)):
        return None
    return who


def split_authors(text: str) -> list[str]:
    """The people in a list of authors; outlets, agencies, places, roles, "admin" and file names are none.

    >>> split_authors("بقلم: كمال الساعدي وهدى ناجي"), split_authors("وليد وائل"), split_authors("المدينة نيوز, admin")
    (['كمال الساعدي', 'هدى ناجي'], ['وليد وائل'], [])
    >>> split_authors("لندن: سلوى حمدان"), split_authors("سالم الراوي (بغداد)"), split_authors("Site Logo Png; https")
    (['سلوى حمدان'], ['سالم الراوي'], [])
    """
    text = _HANDLE.sub(" ", " ".join(unescape(text[:1000]).translate(_MARKS).split()))
    text = TRANSLATOR.sub("", PHOTOGRAPHER.sub("", text))
    text = _DAY_BEHIND.sub("", " ".join(_BRACKETED.sub(" ", _BETWEEN.sub("، ", text)).split()))
    found = _BYLINE.match(text) or _OPEN.match(text)
    pieces = [piece.strip() for part in _SPLIT.split(found["who"] if found else text) for piece in part.split(":")]
    pieces = [piece for whole in pieces for piece in tight(whole) if piece]
    people = [name for piece in pieces for part in unjoin(without_and(from_place(piece))) if (name := person(part))]
    if len(pieces) > 1:
        people = [name for name in people if " " in name]
    return list({fold(name): name for name in reversed(people)}.values())[::-1]


_MARKS = {ord("\u200f"): None, ord("\u200e"): None, ord("\u200b"): None, ord("\u202b"): None, ord("\u202c"): None}
# Names in Latin letters beside a date: "Sara Hamid, Omar al-Rawi".
LATIN_NAMES = re.compile(r"[A-Z][\w'’.-]+(?:\s[\w'’.-]+){1,3}(?:\s?,\s?[A-Z][\w'’.-]+(?:\s[\w'’.-]+){1,3}){0,4}$")
# An account's name beside its holder's: "سعاد الراوي @suad".
_HANDLE = re.compile(r"(?:^|(?<=\s))@\w{2,30}")
# "سالم الراوي (بغداد) هدى ناجي (البصرة)".
_BETWEEN = re.compile(r"[(\[][^()\[\]]{2,40}[)\]]\s*(?=\S+\s+\S+\s*(?:$|[(\[]))")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
# Who took the pictures, behind the author: "كتبت: سعاد الراوي – تصوير: علي حسن".
PHOTOGRAPHER = re.compile(
    r"[\s|/،,–—-]*(?:تصوير|عدسة|بعدسة|رسوم|ريشة|كاريكاتي?[رو]ر?|[إا]خراج|مونتاج|صور)\s*[:/–-]\s*[^|/،–—:-]{2,40}$"
)
# Who translated it, behind the author; alone he is the one who signs.
TRANSLATOR = re.compile(
    r"(?<=\S)(?:\s*[|/،,–—-]\s*|\s+)(?:ترجمة|ترجمها|نقلها إلى العربية|ترجمه)\s*[:/]\s*[^|/،:]{2,40}$"
)
# How lines on translators, editors and proof-readers begin.
SECOND_HANDS = ("ترجمة", "نقلها", "ترجمها", "تحرير", "المحرر", "إشراف", "تدقيق", "مراجعة")
_DAY_BEHIND = re.compile(
    r"\s(?:يوم|بتاريخ|التاريخ|تاريخ|عدد|نُ?شرت?|المصدر|القسم|الوقت|(?:ال)?(?:مشاهدات|قراءات)|آخر تحديث)(?:[\s:].*)?$"
)
_FROM = re.compile(r"(\S+(?:\s\S+){1,3})\s+(?:من|في)\s+\S+(?:\s\S+)?$")


def from_place(piece: str) -> str:
    """A name without the place behind it: "هدى ناجي من البصرة"."""
    found = _FROM.match(piece)
    return found[1] if found else piece


_HALVES = ("أبو", "ابو", "عبد", "بن", "آل", "أم")


def tight(piece: str) -> list[str]:
    """The parts of "بغداد-واع": a dash without blanks parts a place or an outlet from the rest."""
    parts = [part.strip() for part in re.split(r"[-–—]", piece)]
    named = any(is_known_name(part) or name_key(part) in places() for part in parts)
    named = named or any(likeness(part) == 2 and not part.endswith(_HALVES) for part in parts)
    return parts if len(parts) > 1 and named else [piece]


# Behind the name of a desk stands an outlet: "متابعة – صدى الوطن".
_DESK = re.compile(r"\s*(?:ال)?(?:متابع[ةه]|متابعات|وكالات|خاص)\b")


OUTLET_ENDS = (
    "برس",
    "نيوز",
    "بوست",
    "اليوم",
    "الآن",
    "ديجيتال",
    "تايمز",
    "نت",
    "الإخبارية",
    "24",
    "عربية",
    "العربية",
    "الأخبار",
    "للأنباء",
)


def dateline_people(dateline: str) -> list[str]:
    """The people whom a dateline names: "أحمد علي- سبق- القاهرة"; an unknown outlet's name is told by its words.

    >>> dateline_people("أحمد علي- سبق- القاهرة"), dateline_people("نهر الأخبار/ بغداد")
    (['أحمد علي'], [])
    """
    if _DESK.match(dateline):
        return []
    parts = [part for part in dateline_parts(_BRACKETED.sub(" ", dateline)) if 1 <= part.count(" ") <= 3]
    plain = [part for part in parts if not part.startswith("ال") and not part.endswith(OUTLET_ENDS)]
    if dateline_count(dateline) < 3:  # beside a place alone an unknown name is an outlet's sooner than a man's
        plain = [p for p in plain if not dateline.startswith(p) or fold(p.split()[0]) in GIVEN]
    return [name for part in plain for name in split_authors(part.removeprefix("من "))]


def unjoin(part: str) -> list[str]:
    """Two names joined by a و that is written onto the second; both must have two words at least."""
    words = part.split()
    for at in range(2, len(words) - 1):
        word = words[at]
        if (
            word.startswith("و")
            and len(word) > 3
            and fold(word) not in _WAW_NAMES
            and words[at - 1] not in ("عبد", "أبو", "ابن", "بن")
        ):
            return [" ".join(words[:at]), *unjoin(" ".join([word[1:], *words[at + 1 :]]))]
    return [part]


def is_role(text: str) -> bool:
    """Whether a text says what the author is, and not who: "كاتبة وصحفية", "مراسل النهر".

    >>> is_role("صحفية عراقية"), is_role("سعاد الراوي")
    (True, False)
    """
    words = fold(text).split()
    return 0 < len(words) <= 6 and (words[0] in _ROLES or words[0].removeprefix("ال") in _ROLES)


_NOTE = re.compile(
    r"\W*(?P<who>(?:[دم]\.\s?|(?:ال)?دكتورة?\s)?\S+(?:\s\S+){1,3}?)\s*(?:[:،,]|\s[–-]|\sهو|\sهي)\s*(?P<what>\w+)"
)
MOST_NOTED = 45


def is_author_note(text: str) -> bool:
    """Whether a paragraph says who the author is: "سعاد الراوي: كاتبة عراقية، لها روايتان."; meant for the last one.

    >>> is_author_note("د. سعاد الراوي: أكاديمية عراقية"), is_author_note("سعاد الراوي: لا موعد للجولة")
    (True, False)
    """
    found = _NOTE.match(text) if text.count(" ") < MOST_NOTED else None
    return found is not None and is_role(found["what"]) and likeness(found["who"]) > 0


def without_and(piece: str) -> str:
    """A name without the و that joins it to the one before: "مي الخطيب، وجون هالبرن".

    >>> without_and("وجون هالبرن"), without_and("وليد حسن")
    ('جون هالبرن', 'وليد حسن')
    """
    first = fold(piece.split(" ", 1)[0])
    joined = first.startswith("و") and first not in _WAW_NAMES | _ROLES and not is_given(first) and is_given(first[1:])
    return piece[1:] if joined else piece


def _without_place(words: list[str]) -> list[str]:
    """A name without the place that stood beside it in an element of its own: "سعاد الراوي الناصرية"."""
    if len(words) >= 3 and name_key(words[-1]) in places() and likeness(" ".join(words[:-1])):
        return words[:-1]
    if len(words) >= 3 and name_key(words[0]) in places() and likeness(" ".join(words[1:])) == 2:
        return words[1:]
    return words


def _is_ali(name: str, words: list[str]) -> bool:
    """Whether the only particle in a name is "على", as Egypt writes "علي": "إيمان على"."""
    return {word for word in words if word in _NO_PARTICLE} == {"على"} and likeness(name) == 2


def person(text: str) -> str | None:
    """The name in a text where it is one person's, without titles; None for outlets, places, roles and file names.

    >>> person("الكاتبة سعاد الراوي"), person("هيئة التحرير")
    ('سعاد الراوي', None)
    """
    name = " ".join(text.strip(" .-–—_*()[]\"'«»،").split())
    bare = _TITLES.sub("", name)
    name = bare if " " in bare else name
    words = name.split()
    words = _without_place(words)
    name = " ".join(words)
    most = MOST_WORDS if _LONG_NAME.search(name) else MOST_WORDS - 1
    if (
        not words
        or len(words) > most
        or len(name) < 3
        or max(map(len, re.split(r"[\s./]+", name))) < 2
        or _NO_NAME.search(name)
        or (not _NO_PARTICLE.isdisjoint(words) and not _is_ali(name, words))
    ):
        return None
    role = next((at for at, word in enumerate(fold(name).split()) if word in _ROLES), 0)
    if role >= 2:
        name = " ".join(words[:role])
    if (
        fold(name) in _LABEL_WORDS
        or is_known_name(name)
        or name_key(name) in places()
        or not _ROLES.isdisjoint(fold(name).split())
    ):
        return None
    if fold(words[0]).removeprefix("ال") in _ROLES:
        return None
    if len(words) == 1 and not is_given(fold(name)):
        return None
    return name
