"""A pack's phrases, ready for looking up: built once for a topic, used for every article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mudawwana.arabic.fold import fold
from mudawwana.topics.phrases import Table, phrase_table, spellings

if TYPE_CHECKING:
    from mudawwana.topics.pack import Topic, TopicEvent


class Term(NamedTuple):
    """A term of a group, or a trap: then its weight is 0 and its penalty is what it takes from the score."""

    name: str
    weight: float
    alone: bool = False
    penalty: float = 0.0
    trap: bool = False


class Party(NamedTuple):
    """A name of a side, or of a rival of it; a short one counts where the entity's full name is in the article."""

    side: int
    name: str
    entity: str | None = None
    short: bool = False


class Naming(NamedTuple):
    """A phrase of events: the one that it names, and those that it may mean when a date of theirs is near."""

    named: TopicEvent | None
    meant: tuple[TopicEvent, ...]


class Lexicon(NamedTuple):
    """The look-up tables of one topic."""

    terms: Table[Term]
    parties: Table[Party]
    rivals: Table[Party]
    facets: tuple[tuple[str, int, Table[None]], ...]
    events: Table[str]
    namings: dict[str, Naming]


def build(topic: Topic) -> Lexicon:
    """The look-up tables of a pack."""
    terms = [(form, Term(form, group.weight, group.alone)) for group in topic.groups for form in _forms(group.terms)]
    traps = [
        (form, Term(form, 0, penalty=trap.penalty, trap=True)) for trap in topic.traps for form in _forms(trap.terms)
    ]
    facets = tuple(
        (facet.id, facet.at_least, phrase_table((phrase, None) for phrase in facet.terms)) for facet in topic.facets
    )
    rivals = [(form, Party(index, form)) for index, side in enumerate(topic.sides) for form in _forms(side.rivals)]
    namings = _namings(topic)
    return Lexicon(
        phrase_table(traps + terms),
        phrase_table(_parties(topic)),
        phrase_table(rivals),
        facets,
        phrase_table((phrase, phrase) for phrase in namings),
        namings,
    )


def _forms(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield from spellings(phrase)


def _parties(topic: Topic) -> list[tuple[str, Party]]:
    by_id = {entity.id: entity for entity in topic.entities}
    parties = []
    for index, side in enumerate(topic.sides):
        parties += [(form, Party(index, form)) for form in _forms(side.terms)]
        for entity in (by_id[name] for name in side.entities):
            parties += [(form, Party(index, entity.name, entity.id)) for form in entity.safe]
            parties += [(form, Party(index, entity.name, entity.id, short=True)) for form in entity.short]
    return parties


def _namings(topic: Topic) -> dict[str, Naming]:
    namings: dict[str, Naming] = {}
    for event in topic.events:
        for phrase in event.names:
            for key in map(fold, spellings(phrase)):
                known = namings.get(key, Naming(None, ()))
                namings[key] = known._replace(named=known.named or event)
        for phrase in event.terms:
            for key in map(fold, spellings(phrase)):
                known = namings.get(key, Naming(None, ()))
                if event not in known.meant:
                    namings[key] = known._replace(meant=(*known.meant, event))
    return namings
