"""How surely an article is on the topic, and why: terms of the topic pack with every side named near them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from mudawwana.records import Article, Evidence, Relevance
from mudawwana.topics.lexicon import Lexicon, Party, Term
from mudawwana.topics.pack import Topic
from mudawwana.topics.phrases import Hit, Words, find_phrases

_ANYWHERE = 1 << 30


class _Found(NamedTuple):
    """The evidence in a stretch of words: terms that count, the names of the sides that back them, and traps."""

    terms: list[Hit[Term]]
    backing: list[Hit[Party]]
    traps: list[Hit[Term]]

    def weight(self, before: int = _ANYWHERE) -> float:
        """Weight of the terms that begin before a word."""
        return sum(hit.value.weight for hit in self.terms if hit.first < before)


def score_relevance(article: Article, topic: Topic) -> Relevance:
    """Score an article from 0 to 1, from its title and text alone.

    A term counts where every side is named within the window. Title, lead and the density in the whole text each give a
    part of the score; a trap in the title or lead lowers it (docs/relevance.md tells how).
    """
    scoring, lexicon = topic.scoring, topic.lexicon
    title, text = Words(article.title or ""), Words(article.text)
    names = find_phrases(title, lexicon.parties), find_phrases(text, lexicon.parties)
    full = {hit.value.entity for hits in names for hit in hits if not hit.value.short}
    sides = len(topic.sides)
    head = _find(title, lexicon, _usable(names[0], full), sides, _ANYWHERE)
    body = _find(text, lexicon, _usable(names[1], full), sides, scoring.window)
    parts = (
        scoring.title * min(1.0, head.weight() / scoring.title_full),
        scoring.lead * min(1.0, body.weight(scoring.lead_words) / scoring.lead_full),
        scoring.body * min(1.0, body.weight() * 100 / max(len(text.keys), 100) / scoring.body_full),
    )
    penalties = [hit.value.penalty for hit in head.traps]
    penalties += [hit.value.penalty for hit in body.traps if hit.first < scoring.lead_words]
    doubt = max(penalties, default=0.0)
    score = round((1 - (1 - parts[0]) * (1 - parts[1]) * (1 - parts[2])) * (1 - doubt), 3)
    return Relevance(
        topic=topic.id,
        score=score,
        evidence=_evidence(text, body)[: scoring.max_evidence],
        facets=_facets((title, text), lexicon) if score >= topic.threshold else (),
    )


def _usable(hits: list[Hit[Party]], full: set[str | None]) -> list[Hit[Party]]:
    """The names of sides, without short ones whose full name is nowhere in the article."""
    return [hit for hit in hits if not hit.value.short or hit.value.entity in full]


def _find(words: Words, lexicon: Lexicon, names: list[Hit[Party]], sides: int, window: int) -> _Found:
    hits = find_phrases(words, lexicon.terms)
    traps = [hit for hit in hits if hit.value.trap]
    trapped = {index for hit in traps for index in range(hit.first, hit.last)}
    names = [hit for hit in names if hit.first not in trapped]
    by_side = [[hit for hit in names if hit.value.side == side] for side in range(sides)]
    found = _Found([], [], traps)
    for hit in hits:
        if hit.value.trap:
            continue
        near = [_nearest(hit, party, window) for party in by_side]
        if hit.value.alone or None not in near:
            found.terms.append(hit)
            found.backing.extend(name for name in near if name)
    return found


def _nearest(hit: Hit[Term], names: list[Hit[Party]], window: int) -> Hit[Party] | None:
    """The name nearest to a term, None where none is within the window."""
    place = bisect_left(names, hit.first, key=lambda name: name.first)
    best = min(
        names[max(0, place - 1) : place + 1],
        key=lambda name: max(hit.first - name.last, name.first - hit.last),
        default=None,
    )
    if best is None or max(hit.first - best.last, best.first - hit.last) > window:
        return None
    return best


def _evidence(words: Words, found: _Found) -> tuple[Evidence, ...]:
    """The terms that count and the names that back them, in order of the text, each place once."""
    hits: Iterable[Hit[Term] | Hit[Party]] = [*found.terms, *found.backing]
    spans = {words.span(hit.first, hit.last): hit.value.name for hit in hits}
    return tuple(Evidence(start=start, end=end, term=term) for (start, end), term in sorted(spans.items()))


def _facets(parts: tuple[Words, Words], lexicon: Lexicon) -> tuple[str, ...]:
    """Facets whose terms stand often enough in title and text together."""
    return tuple(
        facet
        for facet, at_least, table in lexicon.facets
        if sum(len(find_phrases(words, table)) for words in parts) >= at_least
    )
