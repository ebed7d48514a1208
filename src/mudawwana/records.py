"""The values that travel through the pipeline: frozen, typed, and the source of every JSON Schema.

Every span is half-open, in Unicode code points of an article's `text`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1

ParagraphKind = Literal["body", "heading", "caption", "list", "quote", "other"]
EntityLabel = Literal["PER", "ORG", "LOC", "EVENT", "AGREEMENT", "NORP", "MISC", "other"]
QuoteKind = Literal["direct", "phrase", "indirect", "unclosed", "other"]
Precision = Literal["second", "minute", "day", "month", "year"]
Modifier = Literal["approx", "more_than", "less_than", "range"]
FLAGS = ("weekday_mismatch", "hijri_month", "hijri_year")


class Record(BaseModel):
    """The base of every record: immutable, and strict about the names of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Record):
    """A half-open range of code points.

    >>> Span(start=0, end=6).of("العراق يطالب")
    'العراق'
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def of(self, text: str) -> str:
        """The piece of text that the span covers."""
        return text[self.start : self.end]


class Edit(Span):
    """One change that normalization made: text[start:end] stood as `was`."""

    was: str
    rules: tuple[str, ...]


class Paragraph(Span):
    """One paragraph and what it is to the article."""

    kind: ParagraphKind = "body"


class Sentence(Span):
    """One sentence."""


class Token(Span):
    """One token: a word with what is written onto it, a number, an address, or a punctuation mark.

    `clitics` are as written, "و+" before the stem and "+ها" behind it; what they leave is the stem. `upos` is a tag of
    Universal Dependencies, X where the backend does not know.
    """

    clitics: tuple[str, ...] = ()
    lemma: str
    upos: str


class Entity(Span):
    """One mention of a name; `id` and `name` where it is known who or what is meant."""

    label: EntityLabel
    id: str | None = None
    name: str | None = None
    role: str | None = None


class DateMention(Span):
    """One expression of time; `value` is an ISO 8601 day, month or year, null where it cannot be resolved."""

    value: str | None = None
    precision: Precision | None = None
    relative: bool = False
    flag: str | None = Field(default=None, json_schema_extra={"enum": [*FLAGS, None]})


class Speaker(Span):
    """Who is quoted: the words that name the speaker, and the person or institution meant."""

    name: str | None = None
    id: str | None = None


class Quote(Span):
    """One quotation, its marks left out; `cue` is the verb or phrase that attributes it."""

    kind: QuoteKind
    cue: str | None = None
    stance: str | None = None
    speaker: Speaker | None = None


def _units(schema: dict[str, Any]) -> None:
    """Name the units in the JSON Schema; the table of units is read only there."""
    from mudawwana.arabic.units import UNITS

    schema["enum"] = [*UNITS, None]


class Quantity(Span):
    """One number with what it counts; a range has a pair of values."""

    value: int | float | tuple[int | float, int | float]
    unit: str | None = Field(default=None, json_schema_extra=_units)
    modifier: Modifier | None = None


class Evidence(Span):
    """One term that speaks for the article being on the topic."""

    term: str


class Relevance(Record):
    """How surely an article is on the topic, from 0 to 1, and why."""

    topic: str | None = None
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    facets: tuple[str, ...] = ()


class EventMention(Span):
    """A mention of one of the topic's events or agreements."""

    id: str
    date: str | None = None


class Reuse(Span):
    """A passage shared with another article: text[start:end] here, text[other_start:other_end] there."""

    other: str
    other_start: int = Field(ge=0)
    other_end: int = Field(ge=0)
    similarity: float = Field(ge=0, le=1)
    kind: Literal["verbatim", "edited", "shared_quote", "template"] = "verbatim"


class RejectedDate(Record):
    """A date that was on the page and is not the publication date."""

    value: str | None
    from_: str = Field(alias="from")
    why: str

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class DateEvidence(Record):
    """Where a publication date came from and what it beat."""

    from_: str | None = Field(default=None, alias="from")
    text: str | None = None
    rejected: tuple[RejectedDate, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class RawRef(Record):
    """Where a record came from; `path` is relative to the raw folder."""

    path: str
    offset: int | None = None
    media_type: str
    sha256: str


class Stamp(Record):
    """A stage that the record went through."""

    stage: str
    version: str
    config: str | None = None


class CutBlock(Record):
    """A block of the page that is not the article, and the rule that says so."""

    text: str
    why: str


class Extracted(Record):
    """What an extractor read off a page, before normalization: `extract_html` and `extract_text` return it."""

    url: str | None = None
    source: str | None = None
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    published_precision: Precision | None = None
    published_evidence: DateEvidence | None = None
    modified: str | None = None
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    cut: tuple[CutBlock, ...] = ()
    extractor: str | None = None


class Article(Record):
    """One line of the corpus. The order of the fields is the order of the keys."""

    id: str = Field(default="", description="16 hex digits, stable across builds")
    url: str | None = Field(default=None, description="canonical URL")
    source: str | None = Field(default=None, description="outlet id of the outlets table")
    title: str | None = Field(default=None, description="headline without the site's name")
    authors: tuple[str, ...] = Field(default=(), description="people who signed the article")
    credit: tuple[str, ...] = Field(default=(), description="news agencies or desks that the article credits")
    dateline: str | None = Field(default=None, description="place or outlet that opens the text")
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str = Field(default="ar", description="BCP-47 tag of the text's main language")
    published: str | None = Field(default=None, description="ISO 8601 date, or date-time with offset")
    published_precision: Precision | None = None
    published_evidence: DateEvidence | None = Field(
        default=None, description="where the date came from and what it beat"
    )
    modified: str | None = None
    text: str = Field(default="", description="the article, paragraphs parted by an empty line, normalized")
    edits: tuple[Edit, ...] = Field(default=(), description="undoing all of them gives the extracted text")
    folded: str = Field(default="", description="the text for searching: fold(text)")
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    relevance: Relevance = Relevance.model_construct()
    events: tuple[EventMention, ...] = ()
    cluster: str | None = Field(default=None, description="id of the near-duplicate cluster's canonical record")
    duplicate_of: str | None = Field(default=None, description="id of the canonical record")
    reuse: tuple[Reuse, ...] = Field(default=(), description="passages shared with other articles")
    raw: RawRef = Field(description="where the record came from")
    stamps: tuple[Stamp, ...] = ()


class Drop(Record):
    """One input that did not become a line of the corpus."""

    id: str
    path: str
    stage: str
    reason: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    detail: str | None = None


class RawDocument(NamedTuple):
    """One input as found: the bytes of a page, or the fields of an article that somebody extracted before.

    `media_type` is one of text/html, text/plain, application/json (a row of a table or a JSON object).
    `sha256` is of the file's bytes for a file of one document, else of the document's own bytes.
    """

    path: str
    offset: int | None
    media_type: str
    sha256: str
    content: bytes
    fields: dict[str, Any] | None = None
    url: str | None = None
    fetched: str | None = None
    source: str | None = None


def as_date(value: str | None) -> date | None:
    """The day of an ISO date or date-time, None where there is none.

    >>> as_date("2024-01-27T10:00:00+03:00")
    datetime.date(2024, 1, 27)
    """
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
