"""Mentions of the topic's events and agreements, linked by their names and by the dates that stand near."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from mudawwana.annotate.relevance import score_relevance
from mudawwana.records import Article, DateMention, EventMention
from mudawwana.topics.lexicon import Naming
from mudawwana.topics.pack import Topic, TopicEvent
from mudawwana.topics.phrases import find_phrases, words_in

_BEFORE = 20
_MOST = 5  # dates on either side of a phrase that are asked
_YEAR = len("2020")
_PARAGRAPH_END = re.compile(r"\n\n+")


def find_events(article: Article, topic: Topic) -> tuple[EventMention, ...]:
    """The events that an article mentions, in order of the text.

    A name of an event is enough (of one round of a series: in articles on the topic). A term that several events share
    ("the strategic dialogue") needs, in its sentence, a date that fits one of them alone; without one it means their
    series, where the pack has an event for that. Terms count in articles on the topic alone.
    """
    words = words_in(article.text, article.folded)
    lexicon = topic.lexicon
    hits = find_phrases(words, lexicon.events, lexicon.firsts)
    if not hits:
        return ()
    on_topic = _is_on_topic(article, topic)
    starts = _sentence_starts(article)
    dates: dict[int, list[DateMention]] = {}
    for mention in sorted(article.dates, key=lambda date: date.start):
        dates.setdefault(bisect_right(starts, mention.start), []).append(mention)
    found = []
    for hit in hits:
        start, end = words.span(hit.first, hit.last)
        near = _near(dates.get(bisect_right(starts, start), []), start, end)
        event = _which(lexicon.namings[hit.value], near, on_topic, topic.events)
        if event:
            found.append(EventMention(id=event.id, start=start, end=end, date=event.date))
    return tuple(found)


def _near(dates: list[DateMention], start: int, end: int) -> list[DateMention]:
    """The dates around a phrase, nearest first; one before it counts as farther: dates mostly follow what they date."""
    place = bisect_right(dates, start, key=lambda date: date.start)
    around = dates[max(0, place - _MOST) : place + _MOST]
    return sorted(around, key=lambda date: date.start - end if date.start >= end else _BEFORE + start - date.end)


def _is_on_topic(article: Article, topic: Topic) -> bool:
    relevance = article.relevance if article.relevance.topic == topic.id else score_relevance(article, topic)
    return relevance.score >= topic.threshold


def _sentence_starts(article: Article) -> list[int]:
    """Where sentences begin; paragraphs, where the article has not been split."""
    if article.sentences:
        return [sentence.start for sentence in article.sentences]
    return [0, *(match.end() for match in _PARAGRAPH_END.finditer(article.text))]


def _which(
    naming: Naming, near: Sequence[DateMention], on_topic: bool, events: Sequence[TopicEvent]
) -> TopicEvent | None:
    """The event that a phrase means, None where that is not sure."""
    named = naming.named
    if named and named.date and named.series and not on_topic:
        named = None  # "the third round of the strategic dialogue" may be anybody's
    candidates = [event for event in naming.meant if event.date] if on_topic else []
    if named and not named.date:
        candidates += [event for event in events if event.date and event.series == named.series and named.series]
    dated = _dated(candidates, near)
    if dated or named:
        return dated or named
    return next((event for event in naming.meant if not event.date), None) if on_topic else None


def _dated(candidates: Sequence[TopicEvent], near: Sequence[DateMention]) -> TopicEvent | None:
    """The one event that the nearest fitting date fits; days and months are tried before bare years."""
    values = [date.value for date in near if date.value]
    for value in sorted(values, key=lambda value: len(value) == _YEAR):
        fitting = {event.id: event for event in candidates if _fits(value, event)}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
    return None


def _fits(value: str, event: TopicEvent) -> bool:
    """Whether an ISO day, month or year is one of an event's; a bare year where the pack allows it.

    >>> event = TopicEvent(id="talks", title="", en="", date="2020-08-19", end="2020-08-20", source="a statement")
    >>> [_fits(value, event) for value in ("2020", "2020-08", "2020-08-20", "2020-08-21")]
    [False, True, True, False]
    """
    if len(value) == _YEAR and not event.by_year:
        return False
    first = event.date or ""
    last = event.end or first
    size = min(len(value), len(first))
    return first[:size] <= value[:size] <= last[:size]
