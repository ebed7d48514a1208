"""What one visible line of a news page is: a button, a date, a credit, a caption … Shared by page and scrape.

The phrases stand in lines.toml; a line is compared by its key: folded, words only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from mudawwana.extract.bylines import byline
from mudawwana.extract.captions import is_caption, is_picture_label, is_picture_source
from mudawwana.extract.credits import bare_credit, initialled_credit, labelled_credit
from mudawwana.extract.line_phrases import by_phrase, is_menu, related_link
from mudawwana.extract.line_tables import LONGEST, Verdict, begins, key, line_tables
from mudawwana.extract.tags import tag_line
from mudawwana.extract.visible_dates import read_date, read_dated_line

PROSE_LENGTH, PROSE_WORDS = 110, 18
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
_END_MARK = re.compile(
    r"[\s/(]*(?:انته[ىي]|النهاي[ةه]|نهاي[ةه] الخبر)"
    r"(?:\s*(?:[/.)(]+|\*\*)\s*[\w.]{0,5}|\s?\d{1,5}|\s[^\W\d_]{1,2}(?![^\W\d_])){0,4}\s*/?$"
)
# The page's own title or summary with its day and outlet: "أعلن الوزير موعدا جديدا... 15.08.2024, نهر عربي".
_WINDOW = re.compile(r"\s\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d,\s[^\W\d_]+(?:\s[^\W\d_]+){0,2}$")
# Who wrote and who checked it, in initials alone: "م ع / ا ب خ", "ع.ج/ف.ي".
_INITIALS = re.compile(r"[^\W\d_](?:[\s.]{1,2}[^\W\d_]){0,3}\.?\s*/\s*[^\W\d_](?:[\s.]{1,2}[^\W\d_]){0,3}\.?$")
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
    if is_menu(text, words):
        return Verdict("chrome", "menu")
    if text[-1].isdigit() and _TEASER.search(text) and words.count(" ") >= 6 and not text[:1].isdigit():
        return Verdict("related", "teaser_with_date")
    if is_picture_label(text):
        return Verdict("caption", "picture_label")
    if is_picture_source(text):
        return Verdict("caption", "picture_source")
    if _RELATIVE_TIME.match(text):
        return Verdict("chrome", "relative_time")
    if _END_MARK.match(text) or (len(text) < 30 and "/" in text and _INITIALS.match(text)):
        return Verdict("chrome", "end_mark")
    if words.count(" ") >= 6 and _WINDOW.search(text, max(0, len(text) - 50)):
        return Verdict("chrome", "window_title")
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
        or by_phrase(text, words)
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
    for start, within, group in line_tables().starts.get(words.split(" ", 1)[0], ()):
        if count <= within and begins(words, start):
            return Verdict(group.kind, group.name)
    if related := related_link(text):
        return related
    tags = tag_line(text)
    if tags is not None:
        return Verdict("tags", "tag_label", tags)
    if text.lstrip(" (")[:2] in _DESK_STARTS and _DESK_NOTE.match(text):
        return Verdict("chrome", "desk_note")
    return Verdict("caption", "picture_credit") if is_caption(text) else None


def _long_line(text: str) -> Verdict | None:
    words = key(text[:LONGEST])
    tables = line_tables()
    for start, _, group in tables.starts.get(words.split(" ", 1)[0], ()):
        if group.name in ("cookies", "comments") and begins(words, start):
            return Verdict(group.kind, group.name)
    return None


def _is_bar(text: str) -> bool:
    """Whether a line is buttons, sections and dates in a row: "أرسل لصديق | طباعة | عدد القراءات 1322"."""
    if _BAR_MARK.search(text) is None:
        return False
    parts = _BAR.split(text[:300]) if _BAR.search(text) else []
    return len(parts) > 1 and all(_is_button(part.strip()) for part in parts)


def _is_button(part: str) -> bool:
    words = key(part)
    found = by_phrase(part, words) if words else None
    return not words or (found is not None and found.kind != "related") or read_date(part) is not None


def _by_date(text: str) -> Verdict | None:
    date = read_date(text)
    return Verdict("date", date.role, date.text) if date else None


def _section_and_date(text: str) -> Verdict | None:
    """A section with the date glued to it: "كوردستان13-01-2024"."""
    if len(text) > 60 or not text[-1].isdigit() or not _WORDS_THEN_DIGIT.match(text):
        return None
    dated = read_dated_line(text)
    section = line_tables().whole.get(key(dated.rest)) if dated else None
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
