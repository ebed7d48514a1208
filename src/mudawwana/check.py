"""What must hold for a record and for a file of records, beyond their types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from mudawwana.jsonl import complaint, read_lines
from mudawwana.records import Article, Span

_LAYERS = ("paragraphs", "sentences", "entities", "dates", "quotes", "quantities", "events", "reuse")
_MARKS = '"“”„«»'


def faults(article: Article) -> Iterator[str]:
    """Everything that is wrong with one record, as "field: what"."""
    text = article.text
    if not text.strip():
        yield "text: empty"
    for layer in _LAYERS:
        for number, span in enumerate(getattr(article, layer)):
            yield from _span(f"{layer}.{number}", span, len(text))
    for number, quote in enumerate(article.quotes):
        if quote.speaker:
            yield from _span(f"quotes.{number}.speaker", quote.speaker, len(text))
        if quote.end > quote.start and text[quote.start] in _MARKS and text[quote.end - 1] in _MARKS:
            yield f"quotes.{number}: includes its marks"
    for number, span in enumerate(article.relevance.evidence):
        yield from _span(f"relevance.evidence.{number}", span, len(text))
    yield from _tiling("paragraphs", article.paragraphs, text)
    yield from _tiling("sentences", article.sentences, text)
    yield from _edits(article)
    if (article.published is None) != (article.published_precision is None):
        yield "published: goes with published_precision"
    if article.published is not None and article.published_evidence is None:
        yield "published: without published_evidence"


def _span(where: str, span: Span, size: int) -> Iterator[str]:
    if not span.start < span.end <= size:
        yield f"{where}: {span.start}..{span.end} is empty or beyond the text of {size}"


def _tiling(layer: str, spans: Sequence[Span], text: str) -> Iterator[str]:
    at = 0
    for number, span in enumerate(spans):
        if span.start < at:
            yield f"{layer}.{number}: overlaps the one before"
        elif text[at : span.start].strip():
            yield f"{layer}.{number}: {text[at : span.start].strip()[:30]!r} before it is in none"
        elif layer == "paragraphs" and number and text[at : span.start] != "\n\n":
            yield f"{layer}.{number}: not parted by one empty line from the one before"
        at = span.end
    if text[at:].strip():
        yield f"{layer}: {text[at:].strip()[:30]!r} at the end is in none"


def _edits(article: Article) -> Iterator[str]:
    at = 0
    for number, edit in enumerate(article.edits):
        if not at <= edit.start <= edit.end <= len(article.text):
            yield f"edits.{number}: out of order or beyond the text"
            return
        if article.text[edit.start : edit.end] == edit.was:
            yield f"edits.{number}: changes nothing"
        at = edit.end


def check_file(path: str, complete: bool = True) -> Iterator[str]:
    """Everything that is wrong with a file of records, as "file:line: field: what"; references where it is complete."""
    seen: dict[str, str] = {}
    clusters: dict[str, list[tuple[str, str, bool]]] = {}
    pointers: list[tuple[str, str, str]] = []
    before: tuple[bool, str, str] | None = None
    for where, line in read_lines(path):
        try:
            article = Article.model_validate_json(line)
        except ValidationError as problem:
            yield complaint(where, problem)
            continue
        yield from (f"{where}: {fault}" for fault in faults(article))
        if article.id in seen:
            yield f"{where}: id: {article.id} stands at {seen[article.id]} too"
        seen[article.id] = where
        order = (article.published is None, article.published or "", article.id)
        if complete and before is not None and order < before:
            yield f"{where}: published: lines are not sorted by published, then id"
        before = order
        if article.cluster:
            clusters.setdefault(article.cluster, []).append((where, article.id, article.duplicate_of is None))
        if article.duplicate_of and article.duplicate_of != article.cluster:
            yield f"{where}: duplicate_of: is not the cluster's canonical record"
        pointers += [(where, f"reuse.{n}.other", passage.other) for n, passage in enumerate(article.reuse)]
    if complete:
        yield from (f"{where}: {key}: no record {name}" for where, key, name in pointers if name not in seen)
        yield from _clusters(clusters)


def _clusters(clusters: dict[str, list[tuple[str, str, bool]]]) -> Iterator[str]:
    for name, members in clusters.items():
        heads = [member for _, member, canonical in members if canonical]
        if heads != [name] or len(members) < 2:
            yield f"{members[0][0]}: cluster: {name} must be its one canonical record, and not alone"
