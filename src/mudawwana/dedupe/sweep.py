"""One pass over the whole corpus: who is whose near-duplicate, and which passages stand in several articles.

Articles are numbered by publication and id as soon as all are known, so neither the order of the input nor the number
of workers or partitions can show in the result.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import numpy as np
import orjson

from mudawwana.dedupe import align, index, spans
from mudawwana.dedupe.cluster import LOOSE, Rule, components, settle_group
from mudawwana.dedupe.inventory import Entry, Inventory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mudawwana.records import Reuse

__all__ = ["Entry", "PairCache", "Thresholds", "Verdict", "sweep"]

TINY = 15
"""Bodies of fewer words take no part: captions, notices and empty pages resemble each other by chance."""
LEAST_SHARED = 8
"""Containment counts from this many shared 5-grams on, or all of a shorter article's."""
FORM = 5
"""Two articles that share words round so many other numbers, three times those they share, fill in one form."""
LONG = 2
"""A passage with edits in it counts like an unbroken run where it has this many times the words."""
CHANGED = 3
"""Articles of one template differ in at least half of the numbers that they have, and in at least so many, or …"""
APART = 20 * 3600
"""… in any, where one outlet printed them at least this many seconds apart."""
_AT_ONCE = 400  # pairs that the cache is asked about
_FIELDS = ("number", "start", "end", "other", "other_start", "other_end", "similarity", "kind")
_TEMPLATE = len(spans.KINDS)
_JSON = b'{"start":%d,"end":%d,"other":%s,"other_start":%d,"other_end":%d,"similarity":%s,"kind":"%s"}'
_KINDS: tuple[Literal[spans.Kind, "template"], ...] = (*spans.KINDS, "template")


class Verdict(NamedTuple):
    """What the sweep found; `passages` is the JSON of `reuse`, `rule` tells on a canonical record what made it so.

    `words` is how many words of the article were compared.
    """

    cluster: str | None = None
    duplicate_of: str | None = None
    passages: bytes = b"[]"
    rule: Rule | None = None
    words: int = 0

    @property
    def reuse(self) -> tuple[Reuse, ...]:
        """The passages as records."""
        from mudawwana.records import Reuse

        return tuple(Reuse.model_validate(passage) for passage in orjson.loads(self.passages))


class Thresholds(Protocol):
    """What a sweep is told: the section [dedupe] of the configuration."""

    @property
    def cluster_jaccard(self) -> float: ...
    @property
    def min_containment(self) -> float: ...
    @property
    def min_run(self) -> int: ...
    @property
    def partitions(self) -> int: ...


class PairCache(Protocol):
    """Remembers what two texts share, by the digests of both texts in one, the lesser first."""

    def get(self, pairs: Sequence[bytes], /) -> dict[bytes, bytes]:
        """What was put for these pairs, of those that are known."""
        ...

    def put(self, pair: bytes, value: bytes, /) -> None:
        """Remember it."""


def sweep(
    entries: Iterable[Entry],
    text_of: Callable[[int], str],
    config: Thresholds,
    *,
    workdir: Path,
    pairs: PairCache | None = None,
) -> Iterator[tuple[int, Verdict]]:
    """Give the verdict on every entry, in the order they came.

    `text_of` gives the text of an entry by its key; `workdir` takes what does not fit into memory.
    """
    articles = Inventory(entries, workdir)
    try:
        alive = articles.lengths >= TINY
        kin = _Kin(articles, text_of, config, pairs)
        edges = [*articles.copies(alive), *articles.newest.items()]
        rows = array("I")
        for one, two, kinship in kin.of_all(_candidates(articles, alive, config, workdir)):
            template = kin.template(one, two, kinship)
            if kinship.jaccard >= config.cluster_jaccard and not template:
                edges.append((one, two))
            for passage in kinship.passages if kin.told(kinship) else ():
                kind = _TEMPLATE if template else passage.kind
                rows.extend((one, *passage[:2], two, *passage[2:5], kind))
                rows.extend((two, *passage[2:4], one, *passage[:2], passage.similarity, kind))
        clusters = _clusters(articles, edges, kin.near)
        yield from _verdicts(articles, clusters, rows)
    finally:
        articles.store.close()


def _candidates(
    articles: Inventory, alive: NDArray[np.bool_], config: Thresholds, workdir: Path
) -> Iterator[tuple[int, int]]:
    """Pairs of articles that may share something, by number, in order of rank."""
    rows = index.postings(articles.store, articles.starts, articles.rank, alive)
    sizes, outlets = articles.lengths[articles.order], articles.outlets_by_rank()
    total = int(articles.starts[-1]) // 2
    for found in index.candidates(rows, sizes, outlets, workdir, config.partitions, total):
        for low, high in zip(found.low.tolist(), found.high.tolist(), strict=True):
            yield articles.order[low], articles.order[high]


class _Kin:
    """What pairs of articles share: asked of the cache, else found by comparing them."""

    def __init__(
        self, articles: Inventory, text_of: Callable[[int], str], config: Thresholds, pairs: PairCache | None
    ) -> None:
        self._articles, self._config, self._pairs = articles, config, pairs
        self._side = lru_cache(512)(articles.side)
        self._page = lru_cache(512)(
            lambda number: spans.Page(text_of(articles.keys[number]), int(articles.lengths[number]))
        )

    def of(self, one: int, two: int) -> spans.Kinship:
        """What two articles share; passages only where they are worth telling."""
        ((_, _, kinship),) = self.of_all([(one, two)])
        return kinship

    def of_all(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, spans.Kinship]]:
        """Every pair with what its articles share; the cache is asked about many at once."""
        pairs = iter(pairs)
        while some := list(islice(pairs, _AT_ONCE)):
            digests = [(self._articles.digest(one), self._articles.digest(two)) for one, two in some]
            kept = self._pairs.get([min(both) + max(both) for both in digests]) if self._pairs else {}
            for (one, two), (first, second) in zip(some, digests, strict=True):
                if first > second:
                    yield one, two, self._of(two, one, second + first, kept).turned()
                else:
                    yield one, two, self._of(one, two, first + second, kept)

    def _of(self, one: int, two: int, pair: bytes, kept: dict[bytes, bytes]) -> spans.Kinship:
        known = spans.unpack(kept[pair]) if pair in kept else None
        if known is not None and (known.passages or not self.told(known)):
            return known
        if self._articles.copies_of(one, two):
            found = align.identical(int(self._articles.lengths[one]))
        else:
            found = align.compare(
                self._side(one),
                self._side(two),
                min_containment=self._config.min_containment,
                min_run=self._config.min_run,
            )
        kinship = spans.bare(found)
        if self.told(kinship):
            kinship = spans.place(found, self._page(one), self._page(two))
        if self._pairs:
            kept[pair] = spans.pack(kinship)
            self._pairs.put(pair, kept[pair])
        return kinship

    def told(self, kinship: spans.Kinship) -> bool:
        """Whether enough is shared to be reported."""
        if kinship.shared < min(LEAST_SHARED, kinship.grams, kinship.other_grams):
            return False
        if not kinship.numbers_changed and kinship.numbers_replaced >= max(FORM, 3 * kinship.numbers_same):
            return False
        long = kinship.run >= self._config.min_run or kinship.longest >= LONG * self._config.min_run
        return long or kinship.containment >= self._config.min_containment

    def template(self, one: int, two: int, kinship: spans.Kinship) -> bool:
        """Whether the two are the same words round other numbers: two days' weather, not one article twice."""
        if not kinship.numbers_changed or kinship.numbers_changed < kinship.numbers_same:
            return False
        articles = self._articles
        apart = abs(articles.when[one] - articles.when[two])
        another_day = articles.outlet(one) == articles.outlet(two) and APART <= apart < 1 << 40
        return another_day or kinship.numbers_changed >= CHANGED

    def near(self, one: int, two: int) -> bool:
        """Whether one of two may stand for the other in a cluster that others joined them in."""
        kinship = self.of(one, two)
        return kinship.jaccard >= LOOSE * self._config.cluster_jaccard and not self.template(one, two, kinship)


def _clusters(
    articles: Inventory, edges: list[tuple[int, int]], near: Callable[[int, int], bool]
) -> dict[int, tuple[int, Rule]]:
    """Article -> canonical article of its cluster, and the rule that chose it."""
    rank = articles.rank
    ranked = sorted({(min(r), max(r)) for one, two in edges for r in ((int(rank[one]), int(rank[two])),)})
    order, tied = articles.order, {int(rank[old]): int(rank[new]) for old, new in articles.newest.items()}
    groups = components(ranked)
    home = {number: place for place, group in enumerate(groups) for number in group}
    inner: list[list[tuple[int, int]]] = [[] for _ in groups]
    for edge in ranked:
        inner[home[edge[0]]].append(edge)
    found: dict[int, tuple[int, Rule]] = {}
    for group, own in zip(groups, inner, strict=True):
        for canonical, rule, members in settle_group(
            group, own, tied, lambda place: articles.seat(order[place]), lambda a, b: near(order[a], order[b])
        ):
            found |= {order[member]: (order[canonical], rule) for member in members}
    return found


def _verdicts(
    articles: Inventory, clusters: dict[int, tuple[int, Rule]], rows: array[int]
) -> Iterator[tuple[int, Verdict]]:
    """Put clusters and passages together, article after article."""
    table = np.frombuffer(rows, np.uint32).reshape(-1, len(_FIELDS)) if rows else np.empty((0, len(_FIELDS)), np.uint32)
    rank, lengths = articles.rank, articles.lengths.tolist()
    table = table[np.lexsort((table[:, 4], rank[table[:, 3]], table[:, 2], table[:, 1], table[:, 0]))]
    edges = np.searchsorted(table[:, 0], np.arange(len(articles) + 1)).tolist()
    for number, key in enumerate(articles.keys):
        first, last = edges[number], edges[number + 1]
        found = table[first:last].tolist() if first < last else []
        passages = b"[%s]" % b",".join([_passage(articles.ids, row) for row in found])
        cluster = clusters.get(number)
        if cluster is None:
            yield key, Verdict(passages=passages, words=lengths[number])
            continue
        canonical, rule = cluster
        id = articles.ids[canonical]
        is_original = canonical == number
        yield key, Verdict(id, None if is_original else id, passages, rule if is_original else None, lengths[number])


def _passage(ids: list[str], row: list[int]) -> bytes:
    """A row as the JSON of a Reuse."""
    _, start, end, other, other_start, other_end, similarity, kind = row
    id, share = orjson.dumps(ids[other]), _similarities()[similarity]
    return _JSON % (start, end, id, other_start, other_end, share, _KINDS[kind].encode())


@cache
def _similarities() -> list[bytes]:
    """Thousandths as JSON."""
    return [orjson.dumps(thousandths / 1000) for thousandths in range(1001)]
