"""The annotate stage: annotators one after another, and the verdict on the topic."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from mudawwana.config import AnnotateConfig
from mudawwana.errors import BadConfig, Reject
from mudawwana.records import Article, Quote, as_date
from mudawwana.topics import Topic, load_topic

Annotator = Callable[[Article, Topic], dict[str, Any]]
FIELDS = ("entities", "dates", "quotes", "quantities", "relevance", "events")


def step(article: Article, config: AnnotateConfig) -> Article:
    """Run the annotators in their order; an article that turns out to be off the topic is rejected at once."""
    topic = load_topic(config.topic)
    for name in config.annotators:
        article = article.model_copy(update=annotator(name, config.entities)(article, topic))
        if name == "relevance" and not config.keep_off_topic and article.relevance.score < topic.threshold:
            raise Reject(
                "off_topic", f"score {article.relevance.score:.2f}, the topic's threshold is {topic.threshold:g}"
            )
    return article


def ahead(articles: Sequence[Article], config: AnnotateConfig) -> None:
    """Look for the names of several articles at once, of those alone that will be kept."""
    before, names, _ = ",".join(config.annotators).partition("entities")
    if not names or config.entities != "model":
        return
    from mudawwana.annotate.tagging import tag_ahead

    _SCORED.clear()
    if "relevance" in before and not config.keep_off_topic:
        topic = load_topic(config.topic)
        _SCORED.update((id(article), (article, _relevance(article, topic))) for article in articles)
        articles = [one for one, found in _SCORED.values() if found["relevance"].score >= topic.threshold]
    tag_ahead([article.text for article in articles])


_SCORED: dict[int, tuple[Article, dict[str, Any]]] = {}  # what `ahead` found; each article asks for its own


@lru_cache(maxsize=64)
def annotator(name: str, entities: str = "model") -> Annotator:
    """The annotator behind a name of the table, or behind "module:function"."""
    if name == "entities":
        return _entities(entities)
    if name in ANNOTATORS:
        return ANNOTATORS[name]
    module, mark, function = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), function) if mark else None
    except (ImportError, AttributeError) as problem:
        raise BadConfig(f"[annotate] annotators: {name}: {problem}") from None
    if not callable(found):
        raise BadConfig(f"[annotate] annotators: {name!r} is neither one of {', '.join(NAMES)} nor module:function")
    return _checked(name, found)


def _checked(name: str, function: Annotator) -> Annotator:
    def run(article: Article, topic: Topic) -> dict[str, Any]:
        update = function(article, topic)
        if not isinstance(update, dict) or not update.keys() <= set(FIELDS):
            raise BadConfig(f"annotator {name} must return a dict with some of {', '.join(FIELDS)}")
        return update

    return run


def _dates(article: Article, topic: Topic) -> dict[str, Any]:
    from mudawwana.arabic.dates import find_dates

    return {"dates": tuple(find_dates(article.text, anchor=as_date(article.published)))}


def _quotes(article: Article, topic: Topic) -> dict[str, Any]:
    from mudawwana.annotate.quotes import find_quotes

    found = find_quotes(
        article.text, paragraphs=article.paragraphs, sentences=article.sentences, entities=article.entities
    )
    return {"quotes": tuple(_identified(quote, article) for quote in found)}


def _identified(quote: Quote, article: Article) -> Quote:
    """A quote with its speaker's id, where a name that the topic knows stands in the speaker's words or is the name."""
    speaker = quote.speaker
    if speaker is None:
        return quote
    known = [entity for entity in article.entities if entity.id]
    inside = [entity for entity in known if speaker.start <= entity.start and entity.end <= speaker.end]
    person = next((entity for entity in inside if entity.label == "PER"), None)
    named = next((entity for entity in known if speaker.name and entity.name == speaker.name), None)
    whole = next((entity for entity in inside if entity.end - entity.start >= speaker.end - speaker.start - 2), None)
    entity = person or named or whole
    return quote.model_copy(update={"speaker": speaker.model_copy(update={"id": entity.id})}) if entity else quote


def _quantities(article: Article, topic: Topic) -> dict[str, Any]:
    from mudawwana.annotate.quantities import find_quantities

    return {"quantities": tuple(find_quantities(article.text, anchor=as_date(article.published)))}


def _entities(backend: str) -> Annotator:
    def run(article: Article, topic: Topic) -> dict[str, Any]:
        from mudawwana.annotate.entities import find_entities

        return {"entities": tuple(find_entities(article.text, topic=topic, backend=backend))}

    return run


def _relevance(article: Article, topic: Topic) -> dict[str, Any]:
    known, found = _SCORED.pop(id(article), (None, {}))
    if known is article:
        return found
    from mudawwana.annotate.relevance import score_relevance

    return {"relevance": score_relevance(article, topic)}


def _events(article: Article, topic: Topic) -> dict[str, Any]:
    from mudawwana.annotate.events import find_events

    return {"events": tuple(find_events(article, topic))}


ANNOTATORS: dict[str, Annotator] = {
    "relevance": _relevance,
    "dates": _dates,
    "quotes": _quotes,
    "quantities": _quantities,
    "events": _events,
}
NAMES = ("relevance", "dates", "entities", "quotes", "quantities", "events")
