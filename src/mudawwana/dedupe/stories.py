"""The wire tree of a story: who had the words first, who printed them again, and how much of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
OWN_WORDS = ("verbatim", "edited")
EVERY_KIND = (*OWN_WORDS, "shared_quote", "template")


class Node(NamedTuple):
    """An article that shares words with others, as a story sees it; `shared` counts characters by the other's id."""

    order: tuple[int, str]
    member: Member
    title: str | None
    agencies: tuple[str, ...]
    length: int
    cluster: str | None
    shared: dict[str, int]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.member.id


def node_from(
    member: Member,
    title: str | None,
    credit: Sequence[str],
    length: int,
    cluster: str | None,
    passages: Iterable[tuple[int, int, str, str]],
    kinds: Collection[str] = OWN_WORDS,
) -> Node | None:
    """An article's node by its passages (start, end, id of the other article, kind), None where it shares nothing."""
    shared = _covered(passages, kinds)
    if not shared and not cluster:
        return None
    own, agencies = agency_of_outlet(member.source), agencies_of(credit)
    named = tuple(dict.fromkeys([own, *agencies] if own else agencies))
    return Node((instant(member.published), member.id), member, title, named, length, cluster, shared)


def node_of(article: Article, kinds: Collection[str] = OWN_WORDS) -> Node | None:
    """A record's node."""
    if not article.reuse and not article.cluster:
        return None
    passages = ((passage.start, passage.end, passage.other, passage.kind) for passage in article.reuse)
    length, cluster = len(article.text), article.cluster
    return node_from(member_of(article), article.title, article.credit, length, cluster, passages, kinds)


class _Link(NamedTuple):
    parent: str | None
    coverage: float
    containment: float


def stories(sharing: Iterable[Node]) -> Iterator[dict[str, Any]]:
    """The stories that two or more articles tell, by their earliest article.

    Quotations of one speech and templates do not make a story.
    """
    nodes = {node.id: node for node in sharing}
    links, home = _trees(nodes)
    members: dict[str, list[Node]] = {}
    for node in sorted(nodes.values()):
        members.setdefault(home[node.id], []).append(node)
    clusters: dict[str, list[Node]] = {}
    for node in nodes.values():
        if node.cluster:
            clusters.setdefault(node.cluster, []).append(node)
    for group in members.values():
        if len(group) > 1:
            yield _story(group, links, clusters)


def graph(records: Iterable[Article]) -> dict[str, Any]:
    """All articles that share words, and every pair of them: from the earlier one to the later."""
    found = (node_of(record, EVERY_KIND) for record in records)
    nodes = {node.id: node for node in found if node}
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
    return {"nodes": [_shown(node) for node in sorted(nodes.values())], "edges": edges}


def _shown(node: Node) -> dict[str, Any]:
    """A node of the graph as JSON has it."""
    member = node.member
    return {
        "id": member.id,
        "title": node.title,
        "source": member.source,
        "published": member.published,
        "agencies": node.agencies,
        "cluster": node.cluster,
    }


def _covered(passages: Iterable[tuple[int, int, str, str]], kinds: Collection[str]) -> dict[str, int]:
    """How many characters of an article stand in each other one, in passages of these kinds."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for start, end, other, kind in passages:
        if kind in kinds:
            spans.setdefault(other, []).append((start, end))
    total: dict[str, int] = {}
    for other, pieces in spans.items():
        reached = count = 0
        for start, end in sorted(pieces):
            count += max(0, end - max(start, reached))
            reached = max(reached, end)
        total[other] = count
    return total


def _trees(nodes: dict[str, Node]) -> tuple[dict[str, _Link], dict[str, str]]:
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


def _link(node: Node, nodes: dict[str, Node]) -> _Link:
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


def _story(group: list[Node], links: dict[str, _Link], clusters: dict[str, list[Node]]) -> dict[str, Any]:
    first = group[0]
    sources = [node for node in group if links[node.id].coverage < COPIES]
    return {
        "id": first.id,
        "title": first.title,
        "first": first.id,
        "published": first.member.published,
        "last_published": group[-1].member.published,
        "agencies": sorted({agency for node in group for agency in node.agencies}),
        "article_count": len(group),
        "outlet_count": len({node.member.source or node.id for node in group}),
        "independent_source_count": _independent(sources),
        "canonical": [_canonical(clusters[cluster]) for cluster in _clusters_of(group)],
        "members": [_member(node, links[node.id]) for node in group],
    }


def _independent(sources: list[Node]) -> int:
    """How many agencies and outlets speak for themselves: one agency printed by two outlets is one."""
    return max(1, len({node.agencies[0] if node.agencies else node.member.source or node.id for node in sources}))


def _clusters_of(group: list[Node]) -> list[str]:
    return list(dict.fromkeys(node.cluster for node in group if node.cluster))


def _canonical(cluster: list[Node]) -> dict[str, str]:
    """The canonical record of a cluster, and the rule that chose it."""
    id, rule = election([node.member for node in cluster])
    return {"id": cluster[0].cluster or id, "rule": rule}


def _member(node: Node, link: _Link) -> dict[str, Any]:
    role = "first" if link.parent is None else "copy" if link.coverage >= COPIES else "part"
    return {
        "id": node.id,
        "source": node.member.source,
        "published": node.member.published,
        "agencies": list(node.agencies),
        "role": role,
        "from": link.parent,
        "coverage": link.coverage,
        "containment": link.containment,
    }
