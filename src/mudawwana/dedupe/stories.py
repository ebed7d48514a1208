"""The wire tree of a story: who had the words first, who printed them again, and how much of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mudawwana.dedupe.agencies import agencies_of, agency_of_outlet
from mudawwana.dedupe.cluster import instant
from mudawwana.dedupe.settle import Member, election, member_of
from mudawwana.records import Article

JOINS = 0.25
"""An article belongs to the story of an earlier one where this part of the shorter of both stands in both."""
COPIES = 0.5
"""It is a copy, not a source of its own, where this part of it stands in the earlier one."""
TOLD = 125
"""Less than a copy must share this many characters: a person with all titles has up to 20 words and tells no story."""
_OWN_WORDS = ("verbatim", "edited")


class _Node(NamedTuple):
    order: tuple[int, str]
    id: str
    title: str | None
    source: str | None
    published: str | None
    agencies: tuple[str, ...]
    length: int
    cluster: str | None
    member: Member | None
    shared: dict[str, int]


class _Link(NamedTuple):
    parent: str | None
    coverage: float
    containment: float


def stories(records: Iterable[Article]) -> Iterator[dict[str, Any]]:
    """The stories that two or more articles tell, by their earliest article; only what shares words is kept in memory.

    Quotations of one speech and templates do not make a story.
    """
    nodes = _nodes(records)
    links, home = _trees(nodes)
    members: dict[str, list[_Node]] = {}
    for node in sorted(nodes.values()):
        members.setdefault(home[node.id], []).append(node)
    clusters: dict[str, list[_Node]] = {}
    for node in nodes.values():
        if node.cluster:
            clusters.setdefault(node.cluster, []).append(node)
    for group in members.values():
        if len(group) > 1:
            yield _story(group, links, clusters)


def graph(records: Iterable[Article]) -> dict[str, Any]:
    """All articles that share words, and every pair of them: from the earlier one to the later."""
    nodes = _nodes(records, every_kind=True)
    edges = []
    for node in sorted(nodes.values()):
        for other_id, shared in sorted(node.shared.items()):
            other = nodes.get(other_id)
            if other is not None and other.order < node.order:
                back = max(other.shared.get(node.id, 0), 1)
                edges.append(
                    {
                        "from": other.id,
                        "to": node.id,
                        "characters": shared,
                        "share_of_from": _share(back, other.length),
                        "share_of_to": _share(shared, node.length),
                    }
                )
    keys = ("id", "title", "source", "published", "agencies", "cluster")
    return {
        "nodes": [{key: getattr(node, key) for key in keys} for node in sorted(nodes.values())],
        "edges": edges,
    }


def covered(article: Article, kinds: Sequence[str] = _OWN_WORDS) -> dict[str, int]:
    """How many characters of an article stand in each other one, in passages of these kinds."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage in article.reuse:
        if passage.kind in kinds:
            spans.setdefault(passage.other, []).append((passage.start, passage.end))
    total: dict[str, int] = {}
    for other, pieces in spans.items():
        reached = count = 0
        for start, end in sorted(pieces):
            count += max(0, end - max(start, reached))
            reached = max(reached, end)
        total[other] = count
    return total


def _nodes(records: Iterable[Article], every_kind: bool = False) -> dict[str, _Node]:
    kinds = (*_OWN_WORDS, "shared_quote", "template") if every_kind else _OWN_WORDS
    nodes = {}
    for article in records:
        shared = covered(article, kinds)
        if shared or article.cluster:
            agencies = dict.fromkeys(agencies_of(article.credit))
            own = agency_of_outlet(article.source)
            nodes[article.id] = _Node(
                (instant(article.published), article.id),
                article.id,
                article.title,
                article.source,
                article.published,
                tuple(dict.fromkeys([own, *agencies])) if own else tuple(agencies),
                len(article.text),
                article.cluster,
                member_of(article) if article.cluster else None,
                shared,
            )
    return nodes


def _trees(nodes: dict[str, _Node]) -> tuple[dict[str, _Link], dict[str, str]]:
    """For every article the earlier one it takes most from, and the first of its story.

    Copies follow what they copy. Whoever nobody copied joins with a smaller share; an article that was copied itself
    only where a part of it stands in the earlier one: else a round-up of the day would tie all its stories together.
    """
    links = {node.id: _link(node, nodes) for node in nodes.values()}
    copied = {link.parent for link in links.values() if link.parent and link.coverage >= COPIES}
    home: dict[str, str] = {}
    for node in sorted(nodes.values()):
        link = links[node.id]
        if link.parent and node.id in copied and link.coverage < JOINS:
            link = links[node.id] = _Link(None, 0.0, 0.0)
        home[node.id] = home[link.parent] if link.parent else node.id
    return links, home


def _link(node: _Node, nodes: dict[str, _Node]) -> _Link:
    """The earlier article that this one shares most with."""
    best: tuple[int, tuple[int, str]] | None = None
    link = _Link(None, 0.0, 0.0)
    for other_id, shared in node.shared.items():
        other = nodes.get(other_id)
        if other is None or other.order >= node.order:
            continue
        containment = _share(shared, min(node.length, other.length))
        if containment < COPIES and shared < TOLD:
            continue
        if containment >= JOINS and (best is None or (-shared, other.order) < best):
            best = (-shared, other.order)
            link = _Link(other_id, _share(shared, node.length), containment)
    return link


def _share(part: int, whole: int) -> float:
    return round(min(1.0, part / max(1, whole)), 3)


def _story(group: list[_Node], links: dict[str, _Link], clusters: dict[str, list[_Node]]) -> dict[str, Any]:
    first = group[0]
    sources = [node for node in group if links[node.id].coverage < COPIES]
    return {
        "id": first.id,
        "title": first.title,
        "first": first.id,
        "published": first.published,
        "last_published": group[-1].published,
        "agencies": sorted({agency for node in group for agency in node.agencies}),
        "article_count": len(group),
        "outlet_count": len({node.source or node.id for node in group}),
        "independent_source_count": _independent(sources),
        "canonical": [_canonical(clusters[cluster]) for cluster in _clusters_of(group)],
        "members": [_member(node, links[node.id]) for node in group],
    }


def _independent(sources: list[_Node]) -> int:
    """How many agencies and outlets speak for themselves: one agency printed by two outlets is one."""
    return max(1, len({node.agencies[0] if node.agencies else node.source or node.id for node in sources}))


def _clusters_of(group: list[_Node]) -> list[str]:
    return list(dict.fromkeys(node.cluster for node in group if node.cluster))


def _canonical(cluster: list[_Node]) -> dict[str, str]:
    """The canonical record of a cluster, and the rule that chose it."""
    members = [node.member for node in cluster if node.member]
    id, rule = election(members)
    return {"id": cluster[0].cluster or id, "rule": rule}


def _member(node: _Node, link: _Link) -> dict[str, Any]:
    role = "first" if link.parent is None else "copy" if link.coverage >= COPIES else "part"
    return {
        "id": node.id,
        "source": node.source,
        "published": node.published,
        "agencies": list(node.agencies),
        "role": role,
        "from": link.parent,
        "coverage": link.coverage,
        "containment": link.containment,
    }
