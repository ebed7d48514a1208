"""How surely an article is on the topic, and why: terms of the topic pack with every side named near them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mudawwana.records import Article, Evidence, Relevance
from mudawwana.topics.lexicon import Party, Term
from mudawwana.topics.pack import Scoring, Topic
from mudawwana.topics.phrases import Hit, Words, find_phrases, words_in

_ANYWHERE = 1 << 30


class _Found(NamedTuple):
    """The evidence in a stretch of words: terms that count, the names of the sides that back them, names of all sides
    side by side (where each such group begins), and traps."""

    terms: list[Hit[Term]]
    backing: list[Hit[Party]]
    pairs: list[int]
    traps: list[Hit[Term]]

    def weight(self, pair: float, before: int = _ANYWHERE) -> float:
        """Weight of the terms and pairs that begin before a word."""
        terms = sum(hit.value.weight for hit in self.terms if hit.first < before)
        return terms + pair * sum(first < before for first in self.pairs)


def score_relevance(article: Article, topic: Topic) -> Relevance:
    """Score an article from 0 to 1, from its title and text alone.

    A term counts where every side is named within the window. Title, lead and the density in the whole text each give a
    part of the score; a trap in the title or lead lowers it (docs/relevance.md tells how).
    """
    title, text, lexicon = words_in(article.title or ""), words_in(article.text, article.folded), topic.lexicon
    terms = find_phrases(title, lexicon.terms, lexicon.firsts), find_phrases(text, lexicon.terms, lexicon.firsts)
    if not topic.scoring.pair and all(hit.value.trap for hits in terms for hit in hits):
        return Relevance(topic=topic.id)
    names = find_phrases(title, lexicon.parties, lexicon.firsts), find_phrases(text, lexicon.parties, lexicon.firsts)
    full = {hit.value.entity for hits in names for hit in hits if not hit.value.short}
    head = _find(title, topic, terms[0], _usable(names[0], full), _ANYWHERE - 1)
    body = _find(text, topic, terms[1], _usable(names[1], full), topic.scoring.window)
    if not (head.terms or body.terms or head.pairs or body.pairs):
        return Relevance(topic=topic.id)
    doubt = _doubt(head, body, _is_elsewhere(title, names[0], topic), topic.scoring)
    score = round(_evidence_score(head, body, len(text.keys), topic.scoring) * (1 - doubt), 3)
    return Relevance(
        topic=topic.id,
        score=score,
        evidence=_evidence(text, body)[: topic.scoring.max_evidence],
        facets=_facets((title, text), topic) if score >= topic.threshold else (),
    )


def _evidence_score(head: _Found, body: _Found, words: int, scoring: Scoring) -> float:
    """Title, lead and whole text as three independent pieces of evidence."""
    title = scoring.title * min(1.0, head.weight(scoring.pair_title) / scoring.title_full)
    lead = scoring.lead * min(1.0, body.weight(scoring.pair, scoring.lead_words) / scoring.lead_full)
    whole = scoring.body * min(1.0, body.weight(scoring.pair) * 100 / max(words, 100) / scoring.body_full)
    return 1 - (1 - title) * (1 - lead) * (1 - whole)


def _doubt(head: _Found, body: _Found, elsewhere: bool, scoring: Scoring) -> float:
    """The largest doubt: a trap in title or lead, or a title about another place."""
    traps = head.traps + [hit for hit in body.traps if hit.first < scoring.lead_words]
    return max([scoring.elsewhere * elsewhere, *(hit.value.penalty for hit in traps)])


def _is_elsewhere(title: Words, names: list[Hit[Party]], topic: Topic) -> bool:
    """Whether a title names a rival of some side and not that side."""
    rivals = {hit.value.side for hit in find_phrases(title, topic.lexicon.rivals, topic.lexicon.firsts)}
    return bool(rivals - {hit.value.side for hit in names})


def _usable(hits: list[Hit[Party]], full: set[str | None]) -> list[Hit[Party]]:
    """The names of sides, without short ones whose full name is nowhere in the article."""
    return [hit for hit in hits if not hit.value.short or hit.value.entity in full]


def _find(words: Words, topic: Topic, hits: list[Hit[Term]], names: list[Hit[Party]], window: int) -> _Found:
    """The terms that count in a stretch of words: each with every side near, and no rival nearer."""
    traps = [hit for hit in hits if hit.value.trap]
    found = _Found([], [], [], traps)
    trapped = {index for hit in traps for index in range(hit.first, hit.last)}
    parties = _by_side((hit for hit in names if hit.first not in trapped), topic)
    if not all(parties) and not any(hit.value.alone for hit in hits):
        return found
    rivals = _by_side(find_phrases(words, topic.lexicon.rivals, topic.lexicon.firsts), topic)
    for hit in (hit for hit in hits if not hit.value.trap):
        near = [_nearest(hit, side) for side in parties]
        limits = [min(window, _gap(hit, _nearest(hit, side)) + topic.scoring.rival_slack) for side in rivals]
        if hit.value.alone or all(_gap(hit, name) <= limit for name, limit in zip(near, limits, strict=True)):
            found.terms.append(hit)
            found.backing.extend(name for name in near if name and _gap(hit, name) <= window)
    if all(parties) and topic.scoring.pair:
        for group in _pairs(parties, rivals, topic.scoring):
            found.pairs.append(min(name.first for name in group))
            found.backing.extend(group)
    return found


def _pairs(
    parties: list[list[Hit[Party]]], rivals: list[list[Hit[Party]]], scoring: Scoring
) -> Iterator[list[Hit[Party]]]:
    """Names of all sides near one another, with no rival of a side clearly nearer; each name in one group at most."""
    free = 0
    for name in parties[-1]:
        group = [near for side in parties[:-1] if (near := _nearest(name, side))]
        if min(near.first for near in group) < free or name.first < free:
            continue
        limits = [min(scoring.pair_window, _gap(name, _nearest(name, side)) + scoring.rival_slack) for side in rivals]
        if all(_gap(name, near) <= limit for near, limit in zip(group, limits, strict=False)):
            yield [*group, name]
            free = max(hit.last for hit in (*group, name))


def _by_side(names: Iterable[Hit[Party]], topic: Topic) -> list[list[Hit[Party]]]:
    sides: list[list[Hit[Party]]] = [[] for _ in topic.sides]
    for hit in names:
        sides[hit.value.side].append(hit)
    return sides


def _nearest(hit: Hit[Term] | Hit[Party], names: list[Hit[Party]]) -> Hit[Party] | None:
    """The name nearest to a term, None where there is none."""
    place = bisect_left(names, hit.first, key=lambda name: name.first)
    return min(names[max(0, place - 1) : place + 1], key=lambda name: _gap(hit, name), default=None)


def _gap(hit: Hit[Term] | Hit[Party], name: Hit[Party] | None) -> int:
    """Words from a term to a name; none where one holds the other."""
    return _ANYWHERE if name is None else max(0, hit.first - name.last, name.first - hit.last)


def _evidence(words: Words, found: _Found) -> tuple[Evidence, ...]:
    """The terms that count and the names that back them from outside, in order of the text, each place once."""
    inside = {index for hit in found.terms for index in range(hit.first, hit.last)}
    hits: list[Hit[Term] | Hit[Party]] = [*found.terms, *(name for name in found.backing if name.first not in inside)]
    spans = {words.span(hit.first, hit.last): hit.value.name for hit in hits}
    return tuple(Evidence(start=start, end=end, term=term) for (start, end), term in sorted(spans.items()))


def _facets(parts: tuple[Words, Words], topic: Topic) -> tuple[str, ...]:
    """Facets whose terms stand often enough in title and text together."""
    return tuple(
        facet
        for facet, at_least, table in topic.lexicon.facets
        if sum(len(find_phrases(words, table)) for words in parts) >= at_least
    )
