"""Captions of pictures, known by the picture's source at their end or by the label before them."""

from __future__ import annotations

import re

from mudawwana.extract.credits import bare_credit, is_dateline
from mudawwana.extract.data import read_data
from mudawwana.extract.outlets import is_known_name, name_key, places

LONGEST = 400
_DIGIT = re.compile(r"\d")
_CAPTIONS = read_data("words.toml")["captions"]
_KINDS = "|".join(map(re.escape, _CAPTIONS["pictures"]))
_PICTURE = re.compile(
    rf"(?:صور[ةه]|تصوير|الصور[ةه])\s*(?:{_KINDS})"
    r"|^\W*(?:أرشيفي[ةه]|ارشيفي[ةه]|(?:من ال)?[أا]رشيف|photo|credit|getty)\W*$"
    r"|getty\s?images|غيتي(?:\s?[إا]ميج[يز]*)?\W*$|جيتي\s?[إا]ميج|shutterstock|شاترستوك"
    r"|\b(?:afp|reuters|epa)\b\W*$|\((?:رويترز|الأناضول|الفرنسي[ةه]|[أا][\s.]*ف[\s.]*ب[.\s]*|[أا][\s.]*ب[.\s]*)\)\W*$"
    r"|^\W*(?:صدر الصورة|مصدر الصورة|تعليق على الصورة|التعليق على الصورة|الصورة من|عدسة|تصوير)\b",
    re.I,
)
_SOURCES = "|".join(sorted(map(re.escape, _CAPTIONS["sources"]), key=len, reverse=True))
_SOURCE = re.compile(
    rf"(?:[-–—|/©(]\s*)(?:{_SOURCES}|(?:ال)?وكالة\s[^.،:]{{3,40}}|(?:صفحة|[أا]رشيف)\s[^.،:]{{3,50}}|فيسبوك/\s?[^.،:]{{3,60}}"
    r"|المكتب الإعلامي[^.،:]{0,50})\s*\)?\W*$"
)
_SENTENCE_THEN_SOURCE = re.compile(r"[.؟!»”\"]\s*[-–—]*\s*[(\[][^()\[\]]{2,30}[)\]]\W*$")
# The photographer glued to the caption: "خلال اجتماع سابقReuters / Ahmed".
_GLUED_SOURCE = re.compile(
    r"[\u0620-\u064a](?:Reuters|AFP|AP|EPA|Getty|Sputnik|AA|Anadolu|Shutterstock|Globallookpress)"
    r"(?:\s?[/-]\s?[\w .-]{2,40}|\sImages)?$"
)
_NAMED_IN_BRACKETS = re.compile(r"(?<=[^\W\d_])\s\(([^()]{2,30})\)\.?$")
_STOP_IN = re.compile(r"[.؟!:؛](?=\s)|^[^()]{2,20}\(")
# A source named at the end: "قاعة الاجتماعات (الصورة: المكتب الإعلامي)", "لقاء سابق | المصدر: واع", "الوزيران - AFP".
_CREDITED = re.compile(
    r"\S\s[(\[](?:الصور[ةه]|صور[ةه]|تصوير|عدسة|المصور|photo|credit)\s*[:/–-]\s*[^()\[\]]{2,50}[)\]]\s*$"
    r"|^\D{8,200}\S\s+[|–—-]\s*(?:المصدر|الصور[ةه]|تصوير|عدسة)\s*[:/]\s*[^.:؟!|]{2,40}$"
    r"|[\u0620-\u064a»)]\s+[-–—|/©]\s*(?:AFP|Reuters|AP|EPA|Getty(?: Images)?|AA|Anadolu|Sputnik|DPA)\W*$",
    re.I,
)
# What captions begin with, and what they say of when the picture was taken.
_SHOWS = re.compile(
    r"(?:جانب من|صورة (?:أرشيفية|تعبيرية|توضيحية|متداولة|جماعية|جوية|وزعتها|نشرتها|من)|لقطة (?:من|شاشة)|مشهد من)\s"
    r"|(?:من اليمين|من اليسار|إلى اليمين|إلى اليسار|يمينا?|يسارا?)\W*$"
    r"|[^\W\d_]{2,}(?:\s[^\W\d_]+){0,8}?\s(?:خلال|أثناء|لدى|عقب|على هامش)\s"
    r"(?:وصول|استقبال|لقائ|اجتماع|مؤتمر|زيارت|جلسة|حضور|مشاركت|مراسم|افتتاح|تفقد|توقيع|إلقائ|كلمت|تشييع|تدريب|عرض)"
)
# A headline has a verb before it.
_VERB = re.compile(
    r"(?:^|\s)(?:س?ي(?!وم|مين|سار|د\b)[\u0621-\u064a]{2,}|س?ت(?:علن|كشف|ؤكد|بحث|دعو|طالب|حذر|رفض|نفي|تهم|قول|طلق|شدد|جدد|عرب|توعد)"
    r"|(?:قال|أكد|اكد|أعلن|اعلن|كشف|بحث|دعا|حذر|نفى|شدد|طالب|أعرب|جدد|اتهم|ناقش|وقع|التقى|استقبل|افتتح|تفقد)ت?)(?=\s)"
)
SHOWN_WORDS = 22
CAPTION_WORDS = 45
SENTENCE_WORDS = 12
"""A line of so many words that ends with a stop is a sentence that names a site: "… عبر تغريدات له (تويتر)."."""


# One of these a line must have to be judged further: what most paragraphs have not.
_TELLING = re.compile(r"[A-Za-z(\[|©/–—-]|صور|تصوير|عدسة|رشيف|غيتي|جيتي|شاتر|المصدر")


def is_caption(text: str) -> bool:
    """Whether a line is the words below a picture, known by the picture's source at its end or the label before it.

    >>> is_caption("مبنى الوزارة في العاصمة - أرشيف"), is_caption("مبنى الوزارة في العاصمة")
    (True, False)
    """
    if len(text) > LONGEST or text.count(" ") >= CAPTION_WORDS or text.endswith(":"):
        return False
    if text.count(" ") < SHOWN_WORDS and shows_picture(text):
        return True
    if _TELLING.search(text) is None:
        return False
    if (text.count(" ") >= 3 and _GLUED_SOURCE.search(text)) or _CREDITED.search(text):
        return True
    named = _NAMED_IN_BRACKETS.search(text)
    if named and text.count(" ") >= 3 and is_known_name(named[1]) and not _STOP_IN.search(text):
        placed = name_key(re.split(r"[،,(/-]", text, maxsplit=1)[0]) in places()
        return not bare_credit(text) and not placed
    source = _SOURCE.search(text)
    if source and text[: source.start()].count(" ") < 2 and is_known_name(source[0].strip(" -–—|/©()")):
        return False  # "داكار - أ ف ب": where it was filed
    if not (source or (_PICTURE.search(text) and not text.rstrip().endswith((".", "؟", ":")))):
        return False
    if _SENTENCE_THEN_SOURCE.search(text) or (text.endswith(".") and text.count(" ") >= SENTENCE_WORDS):
        return False
    return not bare_credit(text) and not is_dateline(text, placed=True)


def shows_picture(text: str) -> bool:
    """Whether a line without a stop says what a picture shows, by its words.

    >>> shows_picture("جانب من الاجتماع في بغداد"), shows_picture("الوزير خلال مؤتمر صحفي في بغداد")
    (True, True)
    >>> shows_picture("الوزير يكشف خلال مؤتمر صحفي عن موعد الجولة"), shows_picture("الوزير خلال مؤتمر صحفي: لا تأجيل")
    (False, False)
    """
    found = None if text.endswith((".", "؟", "!", "،", ":")) or ":" in text else _SHOWS.match(text)
    return found is not None and not _VERB.search(found[0])


_PICTURE_LABEL = re.compile(
    r"\W*(?:التعليق على الصورة|تعليق على الصورة|صدر الصورة|مصدر الصورة|image source|image caption)\W*$", re.I
)
_PICTURE_SOURCE = re.compile(
    r"\W*(?:(?:صدر|مصدر|حقوق|حقوق نشر) الصورة\s*[،,:]|(?:ال)?صورة من\s*:|image source,|credit:)\s*[^.؟!]{2,80}"
    r"|\W*(?:تصوير|عدسة|بعدسة|المصور|photo(?:\sby)?)\s*[:/–-]\s*[^\W\d_]+(?:\s[^\W\d_]+){0,4}(?:\s*[-–—/(]\s*[^\W\d_]+(?:\s[^\W\d_]+){0,2}\)?)?$",
    re.I,
)
_BEFORE_CAPTION = re.compile(r"\W*(?:التعليق على الصورة|تعليق على الصورة|image caption)\s*[،,:]\s*(?=\S)", re.I)
_PICTURE_SIGN = re.compile(r"\s*(?:©|\u00a9)[^.،؛:]{2,80}$")


def is_picture_label(text: str) -> bool:
    """Whether a line only announces a picture's caption or names its photographer; the next line is the caption.

    >>> is_picture_label("التعليق على الصورة،"), is_picture_label("© REUTERS / POOL"), is_picture_label("© 2024 الموقع")
    (True, True, False)
    """
    signed = _PICTURE_SIGN.match(text) and not _DIGIT.search(text) and "حقوق" not in text
    return bool(_PICTURE_LABEL.match(text) or signed)


def is_picture_source(text: str) -> bool:
    """Whether a line only says whose the picture is.

    >>> is_picture_source("صدر الصورة، Getty Images"), is_picture_source("صورة من: وكالة نهر/أحمد")
    (True, True)
    """
    found = _PICTURE_SOURCE.match(text)
    return found is not None and text.count(" ") < 14 and not text.endswith((".", "؟"))


def without_label(caption: str) -> str:
    """A caption without the words that announce it.

    >>> without_label("التعليق على الصورة، جنود قرب القاعدة")
    'جنود قرب القاعدة'
    """
    found = _BEFORE_CAPTION.match(caption)
    return caption[found.end() :] if found else caption


def names_only_source(caption: str) -> bool:
    """Whether less than two words of a caption are left beside the picture's source.

    >>> names_only_source("(رويترز)"), names_only_source("قاعدة عسكرية - أرشيفية")
    (True, False)
    """
    rest = _SOURCE.sub(" ", _PICTURE.sub(" ", caption))
    return sum(any(map(str.isalpha, word)) for word in rest.split()) < 2
