"""What a topic pack holds; the fields described here are the format of its three files."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from mudawwana.topics.lexicon import Lexicon

_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_POINT = r"^\d{4}(-\d\d(-\d\d)?)?$"


class Part(BaseModel):
    """The base of every part of a pack: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Role(Part):
    """An office that somebody held, and who says so."""

    role: str
    from_: str | None = Field(alias="from", pattern=_POINT)
    to: str | None = Field(pattern=_POINT)
    source: str = Field(min_length=1)


class TopicEntity(Part):
    """One line of entities.jsonl.

    `name` and `aliases` are safe wherever they stand; `short` forms (a bare surname; they win over `name`, if it is
    among them) need the full name in the article, or one of `needs` nearby.
    """

    id: str = Field(pattern=_ID)
    label: Literal["PER", "ORG", "LOC", "EVENT", "AGREEMENT", "NORP", "MISC"]
    name: str = Field(min_length=2)
    en: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def safe(self) -> tuple[str, ...]:
        """The forms that are safe wherever they stand."""
        return tuple(form for form in (self.name, *self.aliases) if form not in self.short)


class TopicEvent(Part):
    """One [[event]] of events.toml.

    `names` say on their own which event is meant. `terms` say it where a date of the event stands within the
    sentence (a bare year too, if `by_year`); where none does, they mean the event that has the term and no date.
    """

    id: str = Field(pattern=_ID)
    title: str
    en: str
    date: str | None = Field(default=None, pattern=_POINT)
    end: str | None = Field(default=None, pattern=_POINT)
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    series: str | None = Field(default=None, pattern=_ID)
    by_year: bool = False
    source: str = Field(min_length=1)

    @field_validator("date", "end")
    @classmethod
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None:
            date.fromisoformat((value + "-01-01")[:10])
        return value


class Side(Part):
    """One of the parties that must both be near: words that stand for it, and ids of entities.jsonl.

    `rivals` are what a term may be about instead: it does not count where one stands clearly nearer than the side
    ("American bases in Kuwait").
    """

    id: str = Field(pattern=_ID)
    terms: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class TermGroup(Part):
    """Words that speak for the topic where all sides are near; `alone`: wherever they stand."""

    id: str = Field(pattern=_ID)
    weight: float = Field(gt=0, le=10)
    alone: bool = False
    terms: tuple[str, ...] = Field(min_length=1)


class Trap(Part):
    """Phrases that look like the topic and are not: their words count for nothing, and the score is lowered by
    `penalty` (0 to 1) where one stands in the title or lead."""

    id: str = Field(pattern=_ID)
    penalty: float = Field(default=0, ge=0, le=1)
    terms: tuple[str, ...] = Field(min_length=1)


class Facet(Part):
    """One side of the topic: an article has it that holds its terms `at_least` times."""

    id: str = Field(pattern=_ID)
    title: str
    at_least: int = Field(default=2, ge=1)
    terms: tuple[str, ...] = Field(min_length=1)


class Scoring(Part):
    """How evidence becomes a score; docs/relevance.md tells what each does."""

    window: int = Field(default=20, ge=1)
    """Words on either side of a term within which every side must be named."""
    rival_slack: int = Field(default=3, ge=0)
    """A rival must be nearer than the side by more than this many words to take a term away."""
    pair: float = Field(default=0, ge=0)
    """Weight of names of every side within `pair_window` words of each other, whatever is said of them …"""
    pair_title: float = Field(default=0, ge=0)
    """… and of such names in the title."""
    pair_window: int = Field(default=8, ge=1)
    """Words between names of two sides that make a pair."""
    elsewhere: float = Field(default=0.3, ge=0, le=1)
    """What a title takes from the score that names a rival of a side and not the side."""
    lead_words: int = Field(default=60, ge=1)
    """Length of the lead."""
    title: float = Field(default=0.6, ge=0, le=1)
    """Score of a title that is full of evidence, with nothing else."""
    title_full: float = Field(default=3.0, gt=0)
    """Weight of terms at which a title is full of evidence."""
    lead: float = Field(default=0.5, ge=0, le=1)
    """The same for the lead."""
    lead_full: float = Field(default=5.0, gt=0)
    """The same for the lead."""
    body: float = Field(default=0.6, ge=0, le=1)
    """The same for the whole text …"""
    body_full: float = Field(default=4.0, gt=0)
    """… by weight of terms per hundred words."""
    max_evidence: int = Field(default=32, ge=1)
    """Evidence spans kept in a record."""


class Topic(Part):
    """A topic pack, read and checked."""

    id: str = Field(pattern=_ID)
    title: str
    title_ar: str
    about: str
    threshold: float = Field(default=0.5, gt=0, le=1)
    scoring: Scoring = Scoring.model_construct()
    sides: tuple[Side, ...] = Field(default=(), alias="side")
    groups: tuple[TermGroup, ...] = Field(alias="group", min_length=1)
    traps: tuple[Trap, ...] = Field(default=(), alias="trap")
    facets: tuple[Facet, ...] = Field(default=(), alias="facet")
    entities: tuple[TopicEntity, ...] = ()
    events: tuple[TopicEvent, ...] = ()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The pack's phrases, ready for looking up."""
        return Lexicon(self)

    @model_validator(mode="after")
    def _names_are_known(self) -> Topic:
        known = {entity.id for entity in self.entities}
        for side in self.sides:
            if unknown := [name for name in side.entities if name not in known]:
                raise ValueError(f"side {side.id}: not in entities.jsonl: {', '.join(unknown)}")
        for what, items in (("entity", self.entities), ("event", self.events), ("group", self.groups)):
            ids = [item.id for item in items]
            if twice := sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []:
                raise ValueError(f"{what} ids given twice: {', '.join(twice)}")
        return self
