"""The normalize stage: one spelling of everything, every change on record, articles in other languages out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mudawwana.arabic.fold import fold
from mudawwana.arabic.language import identify
from mudawwana.config import NormalizeConfig
from mudawwana.errors import Reject
from mudawwana.normalization.engine import normalize
from mudawwana.records import Article, Edit, Paragraph


def step(article: Article, config: NormalizeConfig) -> Article:
    """Normalize the text and the fields, set the search key and the language; reject other languages."""
    text, edits = normalize(article.text)
    language, score = ("ar", 1.0) if _is_plainly_arabic(text) else identify(text)
    if language not in config.languages:
        raise Reject("not_arabic", f"{language} {score:.2f}")
    return article.model_copy(
        update={
            "title": _field(article.title),
            "authors": _fields(article.authors),
            "credit": _fields(article.credit),
            "dateline": _field(article.dateline),
            "section": _field(article.section),
            "tags": _fields(article.tags),
            "language": language,
            "text": text,
            "edits": edits,
            "folded": fold(text),
            "paragraphs": tuple(_paragraphs(text, article.paragraphs, edits)),
        }
    )


_NEIGHBOURS = re.compile("[\u0679-\u06d5]")  # letters of Persian, Urdu, Kurdish and their kin
_SAMPLE, _LEAST_WORDS = 3000, 40


def _is_plainly_arabic(text: str) -> bool:
    """Whether articles and particles alone tell that a text is in Arabic, as they do of nearly all news.

    >>> _is_plainly_arabic("قال الوزير في بيان من العاصمة " * 9), _is_plainly_arabic("این مذاکرات مهم است " * 20)
    (True, False)
    """
    sample = text[:_SAMPLE]
    words = sample.count(" ")
    told = sample.count(" ال") + sample.count(" في ") + sample.count(" من ") + sample.count(" على ")
    return words >= _LEAST_WORDS and told * 5 > words and len(_NEIGHBOURS.findall(sample)) < 5


def _field(value: str | None) -> str | None:
    return " ".join(normalize(value)[0].split()) or None if value else None


def _fields(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean for value in values if (clean := _field(value))))


def _paragraphs(text: str, before: Sequence[Paragraph], edits: Sequence[Edit]) -> Iterator[Paragraph]:
    """The pieces between empty lines, each of the kind of the extracted paragraph that it begins in."""
    starts = [place for place, _ in zip(_moved([p.start for p in before], edits), before, strict=True)]
    place = 0
    for piece in text.split("\n\n"):
        end = place + len(piece)
        if piece:
            found = bisect_right(starts, place) - 1
            yield Paragraph(start=place, end=end, kind=before[found].kind if found >= 0 else "body")
        place = end + 2


def _moved(places: Sequence[int], edits: Sequence[Edit]) -> Iterator[int]:
    """Where places of the extracted text, in order, lie in the normalized text."""
    count, shift = 0, 0
    for place in places:
        while count < len(edits) and edits[count].start - shift + len(edits[count].was) <= place:
            shift += edits[count].end - edits[count].start - len(edits[count].was)
            count += 1
        inside = count < len(edits) and edits[count].start - shift < place
        yield edits[count].end if inside else place + shift
