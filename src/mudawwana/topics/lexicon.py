"""A pack's phrases, ready for looking up: built once for a topic, used for every article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mudawwana.arabic.bulk import fold_all
from mudawwana.topics.phrases import Table, phrase_table, spellings

if TYPE_CHECKING:
    from mudawwana.topics.pack import Facet, Side, TermGroup, Topic, TopicEvent, Trap


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


class Lexicon:
    """The look-up tables of one topic, each made when it is first asked for: most articles need few of them."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic

    @cached_property
    def terms(self) -> Table[Term]:
        """Terms and traps; a trap wins over a term of the same words."""
        topic = self._topic
        traps = [
            (form, Term(form, 0, penalty=trap.penalty, trap=True)) for trap in topic.traps for form in _forms(trap)
        ]
        terms = [(form, Term(form, group.weight, group.alone)) for group in topic.groups for form in _forms(group)]
        return phrase_table(traps + terms)

    @cached_property
    def parties(self) -> Table[Party]:
        """The names of the sides, those of their people among them."""
        topic, parties = self._topic, []
        by_id = {entity.id: entity for entity in topic.entities}
        for index, side in enumerate(topic.sides):
            parties += [(form, Party(index, form)) for form in _forms(side)]
            for entity in (by_id[name] for name in side.entities):
                parties += [(form, Party(index, entity.name, entity.id)) for form in _spelled(entity.safe)]
                parties += [(form, Party(index, entity.name, entity.id, short=True)) for form in _spelled(entity.short)]
        return phrase_table(parties)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words that a phrase of any table but the facets' begins with."""
        return frozenset().union(self.terms, self.parties, self.rivals, self.events)

    @cached_property
    def rivals(self) -> Table[Party]:
        """What a term may be about in place of a side."""
        sides = enumerate(self._topic.sides)
        return phrase_table((form, Party(index, form)) for index, side in sides for form in _spelled(side.rivals))

    @cached_property
    def facets(self) -> tuple[tuple[str, int, Table[None]], ...]:
        """Each facet with how many of its terms it needs."""
        return tuple(
            (facet.id, facet.at_least, phrase_table((form, None) for form in _forms(facet)))
            for facet in self._topic.facets
        )

    @cached_property
    def events(self) -> Table[str]:
        """The phrases of events, as keys of `namings`."""
        return phrase_table((phrase, phrase) for phrase in self.namings)

    @cached_property
    def namings(self) -> dict[str, Naming]:
        """What each phrase of events means."""
        namings: dict[str, Naming] = {}
        keys = fold_all(form for event in self._topic.events for form in _spelled((*event.names, *event.terms)))
        for event in self._topic.events:
            for key in map(keys.__getitem__, _spelled(event.names)):
                known = namings.get(key, _NOTHING)
                namings[key] = known._replace(named=known.named or event)
            for key in map(keys.__getitem__, _spelled(event.terms)):
                known = namings.get(key, _NOTHING)
                if event not in known.meant:
                    namings[key] = known._replace(meant=(*known.meant, event))
        return namings


_NOTHING = Naming(None, ())


def _forms(part: Side | TermGroup | Trap | Facet) -> Iterator[str]:
    return _spelled(part.terms)


def _spelled(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield from spellings(phrase)
