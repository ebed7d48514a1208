"""Captions of pictures, known by the picture's source at their end or by the label before them."""

from __future__ import annotations

import re

from mudawwana.extract.credits import bare_credit
from mudawwana.extract.data import read_data

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
    rf"(?:[-–—|/©(]\s*)(?:{_SOURCES}|(?:ال)?وكالة\s[^.،:]{{3,40}}|صفحة\s[^.،:]{{3,50}}|فيسبوك/\s?[^.،:]{{3,60}}"
    r"|المكتب الإعلامي[^.،:]{0,50})\s*\)?\W*$"
)
_SENTENCE_THEN_SOURCE = re.compile(r"[.؟!»”\"]\s*[-–—]*\s*[(\[][^()\[\]]{2,30}[)\]]\W*$")
CAPTION_WORDS = 45
SENTENCE_WORDS = 12
"""A line of so many words that ends with a stop is a sentence that names a site: "… عبر تغريدات له (تويتر)."."""


def is_caption(text: str) -> bool:
    """Whether a line is the words below a picture, known by the picture's source at its end or the label before it.

    >>> is_caption("مبنى الوزارة في العاصمة - أرشيف"), is_caption("مبنى الوزارة في العاصمة")
    (True, False)
    """
    if len(text) > LONGEST or text.count(" ") >= CAPTION_WORDS or bare_credit(text):
        return False
    if _SENTENCE_THEN_SOURCE.search(text) or (text.endswith(".") and text.count(" ") >= SENTENCE_WORDS):
        return False
    return bool(_SOURCE.search(text) or (_PICTURE.search(text) and not text.rstrip().endswith((".", "؟", ":"))))


_PICTURE_LABEL = re.compile(
    r"\W*(?:التعليق على الصورة|تعليق على الصورة|صدر الصورة|مصدر الصورة|image source|image caption)\W*$", re.I
)
_PICTURE_SIGN = re.compile(r"\s*(?:©|\u00a9)[^.،؛:]{2,80}$")


def is_picture_label(text: str) -> bool:
    """Whether a line only announces a picture's caption or names its photographer; the next line is the caption.

    >>> is_picture_label("التعليق على الصورة،"), is_picture_label("© REUTERS / POOL"), is_picture_label("© 2024 الموقع")
    (True, True, False)
    """
    return bool(_PICTURE_LABEL.match(text) or (_PICTURE_SIGN.match(text) and not _DIGIT.search(text)))
