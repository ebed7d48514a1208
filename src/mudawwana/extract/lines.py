"""What one visible line of a news page is: a button, a date, a credit, a caption … Shared by page and scrape.

The phrases stand in lines.toml; a line is compared by its key: folded, words only.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from mudawwana.arabic.fold import fold
from mudawwana.extract.bylines import byline, split_authors
from mudawwana.extract.captions import is_caption, is_picture_label, is_picture_source
from mudawwana.extract.credits import bare_credit, find_credit, find_dateline, initialled_credit, labelled_credit
from mudawwana.extract.data import read_data
from mudawwana.extract.tags import split_tags, tag_line
from mudawwana.extract.visible_dates import VisibleDate, read_date, read_dated_line

__all__ = [
    "Kind",
    "Verdict",
    "VisibleDate",
    "bullet",
    "classify",
    "find_credit",
    "find_dateline",
    "is_caption",
    "is_picture_label",
    "key",
    "read_date",
    "split_authors",
    "split_tags",
]

Kind = Literal["chrome", "end", "related", "section", "date", "tags", "byline", "credit", "caption"]
"""chrome: cut wherever it stands; end: neither it nor what follows is the article; related: over or before links to
other articles; section: the name of a section or of a menu item; the others are what they are called."""

PROSE_LENGTH, PROSE_WORDS = 110, 18
LONGEST = 400
"""A longer line is a paragraph, never a button."""

_WORDS = re.compile(r"[^\W_]+(?:[+°℃℉%-](?=\s|$))?|[+-][^\W\d_]\b|[°℃℉©%+]")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
_BULLET = re.compile(r"^\s*(?:[•·●▪■□◾◼►▶➤✓✔*–—-]|\(?\d{1,2}\s?[-.)\u2013])\s+(?=\S)")


_GLUED_CRUMBS = re.compile(r"\W*(?:الصفحة )?(?:الرئيسية|الرئيسيه)(?:[^\W\d_]|\s*[/»>›|«←\\]+\s*\w)")
# A headline with its date glued to its end, as boxes of links give it: "وفاة جندي في غزة26 فبراير/ شباط 2024".
_TEASER = re.compile(r"[^\W\d_]{2}\d{1,2}\s[^\W\d_]{3,8}(?:\s?/\s?[^\W\d_]{2,6}(?:\s[^\W\d_]{4,6})?)?\s\d{4}$")
# Who wrote a post that the article shows: "— السفارة (@embassy) October 1, 2022".
_EMBEDDED = re.compile(r"\s*[—–-]+\s*[^()]{1,60}\(@\w{1,30}\)")
# The outlet speaks of itself: "تصدر النشرة كل يوم على قناتنا في تلغرام". In folded words.
_OWN_VOICE = re.compile(
    r"\b(?:قناتنا|قنواتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|منصاتنا|مجموعتنا|تطبيقنا|تطبيقاتنا|نشرتنا|قاءمتنا|موقعنا)\s(?:\S+\s){0,4}?"
    r"(?:[بل]?ال)?(?:تلغرام|تلجرام|تيليجرام|تليجرام|تيليغرام|تليغرام|واتساب|واتس|فيسبوك|فيس|تويتر|اكس|يوتيوب|انستغرام|انستجرام|بريديه|متجر|متاجر|هواتف)"
)
# "تابع نهر الأخبار على تلغرام", "انضم إلى مجموعة النهر على واتساب". In folded words.
_FOLLOWS = re.compile(
    r"(?:تابع|تابعوا|انضم|انضموا|اشترك|اشتركوا) (?:\S+ ){1,7}(?:في|علي|عبر) (?:تلغرام|تلجرام|تيليجرام|تليجرام"
    r"|تيليغرام|تليغرام|واتساب|فيسبوك|تويتر|اكس|منصه اكس|يوتيوب|انستغرام|انستجرام|نبض|(?:اخبار )?[غج]و[غج]ل(?: نيوز)?)$"
)
# "منذ 3 ساعات": no date, the page does not say when it was looked at.
_RELATIVE_TIME = re.compile(
    r"\s*(?:منذ|قبل|since)\s+(?:\d+\s+)?(?:ثانية|ثوان[ي]?|دقيقة|دقائق|دقيقتين|ساعة|ساعات|ساعتين|يوم|أيام|يومين|[أا]سبوع|[أا]سبوعين|"
    r"[أا]سابيع|شهر|شهرين|أشهر|سنة|سنتين|سنوات|عام|عامين)(?:\s+واحدة?)?\s*$"
    r"|\d+\s+(?:hours?|minutes?|days?|months?|years?) ago\s*$"
)
# What agencies put below a report: "انتهى 29/ع77", "(النهاية)".
_END_MARK = re.compile(r"[\s/(]*(?:انته[ىي]|النهاي[ةه])(?:\s*[/.)(]?\s*[\w.]{0,5}){0,4}\s*/?$")
_BAR_MARK = re.compile(r"[|•·\t\r\v\f]|   ")
_BAR = re.compile(r"\s*[|•·]\s*|\s{3,}")
_SECTION_LABEL = re.compile(
    r"\s*(?:المجموعة|القسم|التصنيف|الفئة|تصنيف|قسم|في قسم|التصنيفات|category|section)\s*:+\s*(\S.{1,60})$", re.I
)
# What the author is, as a note below the text: "* كاتب وأكاديمي عراقي".
_AUTHOR_NOTE = re.compile(
    r"\s*\*+\s*(?:ال)?(?:كاتب|باحث|[أا]كاديمي|صحفي|صحافي|محلل|[إا]علامي|[أا]ستاذ|خبير|محام|سفير|وزير|دبلوماسي|رئيس|مدير|نائب|عضو)"
)
# Who at the desk made the report: "(إعداد فلان للنشرة العربية - تحرير فلانة)".
_DESK_NOTE = re.compile(
    r"\s*\(?\s*(?:(?:[إا]عداد|ترجمة|كتابة)\s[^.:؛()]{3,80}(?:للنشرة العربية|\s[-–—]\s?تحرير\s)[^.:؛()]{0,80}"
    r"|(?:شارك في (?:ال)?(?:تغطية|[إا]عداد)|تغطية صحفية)\s[^.:؛()]{3,120})\)?\s*\.?$"
)
_WORDS_THEN_DIGIT = re.compile(r"[^\W\d_]{2,}(?:\s[^\W\d_]+){0,3}\d")
_DESK_STARTS = ("إع", "اع", "تر", "كت", "شا", "تغ")
_ADDRESS = re.compile(
    r"(?:(?:انسخ الرابط|الرابط المختصر|رابط مختصر)\s*:?\s*)?(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|\[?/?ad_\d+\]?$|spot_img$",
    re.I,
)


class Verdict(NamedTuple):
    """What a line is, the rule that says so, and the part of it that is worth keeping."""

    kind: Kind
    rule: str
    value: str | None = None


class _Group(NamedTuple):
    name: str
    kind: Kind
    words: frozenset[str]
    fill: frozenset[str]
    need_digit: frozenset[str]


class _Tables(NamedTuple):
    whole: dict[str, _Group]
    starts: dict[str, list[tuple[str, int, _Group]]]
    sets: list[_Group]
    leads: frozenset[str]
    longest_lead: int
    slogan: dict[str, frozenset[str]]
    glued: re.Pattern[str]


def key(line: str) -> str:
    """The words of a line, folded, parted by single blanks.

    >>> key("شارك هذا الخبر :"), key("A+ | A-")
    ('شارك هذا الخبر', 'a+ a-')
    """
    return _key(line) if len(line) <= LONGEST else _key.__wrapped__(line)


@lru_cache(maxsize=4096)
def _key(line: str) -> str:
    return " ".join(_WORDS.findall(fold(line)))


@cache
def _tables() -> _Tables:
    groups = read_data("lines.toml")["group"]
    tables = _Tables({}, {}, [], frozenset(), 0, {}, re.compile(""))
    for entry in groups:
        sets = (frozenset(key(word) for word in entry.get(name, ())) for name in ("words", "fill", "need_digit"))
        group = _Group(entry["name"], entry["kind"], *sets)
        for phrase in entry.get("whole", ()):
            tables.whole.setdefault(key(phrase), group)
        for phrase in entry.get("starts", ()):
            start = key(phrase)
            tables.starts.setdefault(start.split(" ", 1)[0], []).append((start, entry.get("within", 40), group))
        if group.words:
            tables.sets.append(group)
        if "leads" in entry:
            leads = frozenset(key(lead) for lead in entry["leads"])
            tables = tables._replace(leads=leads, longest_lead=max(lead.count(" ") + 1 for lead in leads))
        if "first" in entry:
            tables.slogan.update({part: frozenset(map(key, entry[part])) for part in ("first", "traits", "connect")})
    share = next(group for group in tables.sets if group.name == "share_bar")
    names = sorted((word for word in share.words if len(word) > 3 and word.isalpha()), key=len, reverse=True)
    # Possessive, so that a long run of names that ends otherwise is not tried in every other cutting.
    return tables._replace(glued=re.compile(f"(?:{'|'.join(map(re.escape, names))}){{2,}}+"))


def classify(line: str, *, place: Literal["head", "body", "tail"] | None = None) -> Verdict | None:
    """What a line is where it is surely not a paragraph or heading of the article, else None.

    `place` is where it stands: above the text, within it, or after its last paragraph. A bare outlet name is a
    credit in the tail alone.

    >>> classify("شارك القصة").rule
    'share_bar'
    >>> classify("انطلقت اليوم السبت الجولة الأولى للحوار الثنائي بين العراق والولايات المتحدة.") is None
    True
    """
    text = line.strip()
    if not text:
        return None
    if len(text) > LONGEST:
        return _long_line(text)
    found = _classified(text)
    if place == "tail" and (found is None or found.rule == "picture_credit") and (credit := bare_credit(text)):
        return Verdict("credit", "bare_credit", credit)
    return found


@lru_cache(maxsize=4096)
def _classified(text: str) -> Verdict | None:
    """What a line of no more than LONGEST characters is; the pages of an outlet share most of their lines."""
    if len(text) > PROSE_LENGTH and text[-1] == "." and text.count(" ") >= PROSE_WORDS:
        return _prose(text)
    words = key(text)
    if not words:
        return Verdict("chrome", "marks_only")
    if _is_menu(text, words):
        return Verdict("chrome", "menu")
    if text[-1].isdigit() and _TEASER.search(text) and words.count(" ") >= 6 and not text[:1].isdigit():
        return Verdict("related", "teaser_with_date")
    if is_picture_label(text):
        return Verdict("caption", "picture_label")
    if is_picture_source(text):
        return Verdict("caption", "picture_source")
    if _RELATIVE_TIME.match(text) or _END_MARK.match(text):
        return Verdict("chrome", "relative_time" if _RELATIVE_TIME.match(text) else "end_mark")
    if _GLUED_CRUMBS.match(text) and words.count(" ") < 30:
        return Verdict("chrome", "breadcrumb")
    if _ADDRESS.match(text):
        return Verdict("chrome", "address")
    if words.startswith("بودكاست ") and text[7:12].lstrip()[:1] in (":", "|") and words.count(" ") < 16:
        return Verdict("related", "related_inline", text)
    if "pic.twitter.com/" in text or _EMBEDDED.match(text):
        return Verdict("chrome", "embedded_post")
    if _FOLLOWS.match(words):
        return Verdict("chrome", "follow_us")
    if (
        "نا " in words
        and 4 <= words.count(" ") < 25
        and _OWN_VOICE.search(words)
        and not any(mark in text for mark in '«"”')
    ):
        return Verdict("chrome", "follow_us")
    return (
        _by_date(text)
        or _section_and_date(text)
        or _by_phrase(text, words)
        or _by_pattern(text)
        or (Verdict("caption", "picture_credit") if is_caption(text) else None)
    )


def _prose(text: str) -> Verdict | None:
    """What a line as long as a paragraph is, that ends as one: few rules speak of such lines."""
    if "pic.twitter.com/" in text or _EMBEDDED.match(text):
        return Verdict("chrome", "embedded_post")
    words, count = key(text[:PROSE_LENGTH]), text.count(" ") + 1
    if not any(map(str.isalpha, words)):
        return Verdict("chrome", "number_only" if words else "marks_only")
    for start, within, group in _tables().starts.get(words.split(" ", 1)[0], ()):
        if count <= within and _begins(words, start):
            return Verdict(group.kind, group.name)
    if related := _related_link(text):
        return related
    tags = tag_line(text)
    if tags is not None:
        return Verdict("tags", "tag_label", tags)
    if text.lstrip(" (")[:2] in _DESK_STARTS and _DESK_NOTE.match(text):
        return Verdict("chrome", "desk_note")
    return Verdict("caption", "picture_credit") if is_caption(text) else None


def _long_line(text: str) -> Verdict | None:
    words = key(text[:LONGEST])
    tables = _tables()
    for start, _, group in tables.starts.get(words.split(" ", 1)[0], ()):
        if group.name in ("cookies", "comments") and _begins(words, start):
            return Verdict(group.kind, group.name)
    return None


def _by_phrase(text: str, words: str) -> Verdict | None:
    tables = _tables()
    group = tables.whole.get(words)
    if group is None and _DIGIT.search(words):
        group = tables.whole.get(" ".join(_DIGITS.sub(" ", words).split()))
        group = None if group and group.kind == "section" else group  # with a date beside it
    if group:
        return Verdict(group.kind, group.name)
    count = words.count(" ") + 1
    for start, within, group in tables.starts.get(words.split(" ", 1)[0], ()):
        if count <= within and _begins(words, start):
            return Verdict(group.kind, group.name)
    return _by_words(words) or _related_link(text) or (Verdict("chrome", "slogan") if _is_slogan(words) else None)


_MENU_NAMES = 4
_MENU_SHARE = 0.5
_STOPS = re.compile('[:.،؟!«"”]')


def _is_menu(text: str, words: str) -> bool:
    """Whether most of a line is the names of sections: "الرئيسية سياسة اقتصاد رياضة صوت وصورة"."""
    parts = words.split()
    if not _MENU_NAMES < len(parts) <= 60 or _STOPS.search(text):
        return False
    whole = _tables().whole
    names = at = covered = 0
    while at < len(parts):
        size = next((n for n in (3, 2, 1) if _leads_on(whole.get(" ".join(parts[at : at + n])))), 0)
        names, covered, at = names + bool(size), covered + size, at + (size or 1)
    return names >= _MENU_NAMES and covered > _MENU_SHARE * len(parts)


def _leads_on(group: _Group | None) -> bool:
    return group is not None and group.kind in ("section", "related")


def _begins(words: str, start: str) -> bool:
    return words.startswith(start) and (len(words) == len(start) or words[len(start)] == " ")


def _by_words(words: str) -> Verdict | None:
    """A line all of whose words are of one box: a share bar, a row of prayer times, a counter."""
    plain = (_DIGITS.sub(" ", words) if _DIGIT.search(words) else words).split()
    if not plain:
        return Verdict("chrome", "number_only") if len(words) <= 12 else None
    if len(plain) <= 3 and len(words) <= 120 and _tables().glued.fullmatch(words.replace(" ", "")):
        return Verdict("chrome", "share_bar")
    for group in _tables().sets:
        if group.words.isdisjoint(plain) or not all(word in group.words or word in group.fill for word in plain):
            continue
        has_digit = len(plain) < len(words.split())
        if has_digit or group.need_digit.isdisjoint(plain):
            return Verdict("chrome", group.name)
    return None


_AFTER_LEAD = re.compile(r"\s*(?:[:|\u203a\u00bb\u2190\u27a4>-]|\.\.+|…)+\s*(?=\S)")


def _related_link(text: str) -> Verdict | None:
    """A lead such as "اقرأ أيضا" before the headline of another article."""
    found = _AFTER_LEAD.search(text[:60])
    if not found or key(text[: found.start()]) not in _tables().leads:
        return None
    return Verdict("related", "related_inline", text[found.end() :])


def _is_slogan(words: str) -> bool:
    parts, table = words.split(), _tables().slogan
    if not 3 <= len(parts) <= 16 or parts[0] not in table["first"]:
        return False
    traits = sum(part in table["traits"] or part.removeprefix("و") in table["traits"] for part in parts[1:])
    return traits >= 2 or (
        traits == 1 and (len(parts) <= 4 or not table["connect"].isdisjoint(parts)) and _nominal(parts)
    )


def _nominal(parts: list[str]) -> bool:
    return parts[-1] not in ("قال", "تعلن", "تكشف") and not any(part.startswith(("ست", "سي")) for part in parts)


def _is_bar(text: str) -> bool:
    """Whether a line is buttons, sections and dates in a row: "أرسل لصديق | طباعة | عدد القراءات 1322"."""
    if _BAR_MARK.search(text) is None:
        return False
    parts = _BAR.split(text[:300]) if _BAR.search(text) else []
    return len(parts) > 1 and all(_is_button(part.strip()) for part in parts)


def _is_button(part: str) -> bool:
    words = key(part)
    found = _by_phrase(part, words) if words else None
    return not words or (found is not None and found.kind != "related") or read_date(part) is not None


def _by_date(text: str) -> Verdict | None:
    date = read_date(text)
    return Verdict("date", date.role, date.text) if date else None


def _section_and_date(text: str) -> Verdict | None:
    """A section with the date glued to it: "كوردستان13-01-2024"."""
    if len(text) > 60 or not text[-1].isdigit() or not _WORDS_THEN_DIGIT.match(text):
        return None
    dated = read_dated_line(text)
    section = _tables().whole.get(key(dated.rest)) if dated else None
    return Verdict("date", "date_and_more", dated.rest) if dated and section and section.kind == "section" else None


def _by_pattern(text: str) -> Verdict | None:
    """Lines that are known by their form: dates, tags, bylines, credits."""
    dated = read_dated_line(text)
    if dated and not is_caption(text):
        return Verdict("date", "date_and_more", dated.rest)
    if _is_bar(text):
        return Verdict("chrome", "bar")
    section = _SECTION_LABEL.match(text)
    if section and section[1].count(" ") < 5:
        return Verdict("section", "section_label", section[1].strip())
    tags = tag_line(text)
    if tags is not None:
        return Verdict("tags", "tag_label", tags)
    credit = labelled_credit(text)
    if credit is not None:
        return Verdict("credit", "credit_label", credit)
    initialled = initialled_credit(text)
    if initialled is not None:
        return Verdict("credit", "initialled", initialled)
    if text.lstrip(" (")[:2] in _DESK_STARTS and _DESK_NOTE.match(text):
        return Verdict("chrome", "desk_note")
    if _AUTHOR_NOTE.match(text) and text.count(" ") < 10 and not text.endswith((".", ":")):
        return Verdict("chrome", "author_note")
    signed = byline(text)
    return Verdict("byline", "byline_label", signed) if signed is not None else None


def bullet(line: str) -> str | None:
    """The text of a list item without its bullet or number, None where there is none.

    >>> bullet("  • صندوق النقد: تباطؤ النمو"), bullet("-5 درجات")
    ('صندوق النقد: تباطؤ النمو', None)
    """
    found = _BULLET.match(line[:LONGEST])
    return line[found.end() :].strip() if found else None
