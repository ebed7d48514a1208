"""Clusters of near-duplicates: who belongs together, and who speaks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from mudawwana.dedupe.agencies import agency_of_outlet

Rule = Literal["newest_version", "agency", "earliest", "longest", "id"]
LOOSE = 0.6
"""Who came in through others must share this part of the required Jaccard with the canonical record itself."""
_NEVER = 1 << 62
_LAST = {4: "-12-31T23:59:59", 7: "-28T23:59:59", 10: "T23:59:59"}


class Seat(NamedTuple):
    """What the choice of the canonical record looks at; the best one sorts first."""

    outdated: bool
    agency: bool
    when: int
    length: int
    id: str

    def order(self) -> tuple[bool, bool, int, int, str]:
        """The key of the rule: newest version, agency's own release, earliest, longest, id."""
        return self.outdated, not self.agency, self.when, -self.length, self.id


def seat(id: str, source: str | None, published: str | None, length: int, outdated: bool = False) -> Seat:
    """Prepare a record for the choice; `length` is in words."""
    return Seat(outdated, agency_of_outlet(source) is not None, instant(published), length, id)


def instant(published: str | None) -> int:
    """Seconds since 1970 of a date or date-time, the last second of a bare date; beyond all others where there is none.

    >>> instant("2024-01-27T03:00:00+03:00") < instant("2024-01-27") < instant(None)
    True
    """
    if not published:
        return _NEVER
    try:
        when = datetime.fromisoformat(published + _LAST[len(published)] if len(published) in _LAST else published)
    except ValueError:
        return _NEVER
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())


def elect(seats: Sequence[Seat]) -> tuple[int, Rule]:
    """The number of the canonical one, and the first rule that sets it apart.

    >>> elect([seat("b", None, "2024-01-02", 90), seat("a", None, "2024-01-02", 80), seat("c", "afp", None, 20)])
    (2, 'agency')
    """
    best, second, *_ = [*sorted(range(len(seats)), key=lambda number: seats[number].order()), 0, 0]
    rules: tuple[Rule, ...] = ("newest_version", "agency", "earliest", "longest", "id")
    pairs = zip(rules, seats[best].order(), seats[second].order(), strict=True)
    return best, next((rule for rule, one, two in pairs if one != two), "id")


def components(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected numbers, each group sorted, groups in order of their first.

    >>> components([(5, 3), (1, 2), (3, 4)])
    [[1, 2], [3, 4, 5]]
    """
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = number = parent[parent[number]]
        return number

    for one, two in edges:
        low, high = sorted((root(one), root(two)))
        parent[high] = low
    groups: dict[int, list[int]] = {}
    for number in sorted(parent):
        groups.setdefault(root(number), []).append(number)
    return list(groups.values())


def settle_group(
    members: list[int],
    edges: Sequence[tuple[int, int]],
    tied: dict[int, int],
    seat_of: Callable[[int], Seat],
    near: Callable[[int, int], bool],
) -> list[tuple[int, Rule, list[int]]]:
    """Split a connected group into clusters (canonical, rule, members) whose members are near the canonical one.

    `tied` leads from older versions to the newest: they stay with it. Who is not near becomes a group of its own.
    """
    clusters = []
    direct = {frozenset(edge) for edge in edges}
    rest = [(members, edges)]
    while rest:
        members, edges = rest.pop()
        best, rule = elect([seat_of(number) for number in members])
        canonical = members[best]
        heads = {number: tied.get(number, number) for number in members}
        close = {
            head: head == heads[canonical] or {canonical, head} in direct or near(canonical, head)
            for head in set(heads.values())
        }
        taken = [number for number in members if close[heads[number]]]
        if len(taken) == len(members) > 1:
            clusters.append((canonical, rule, members))
            continue
        if len(taken) > 1:
            clusters.append((canonical, elect([seat_of(number) for number in taken])[1], taken))
        left = {number for number in members if not close[heads[number]]}
        inner = [(one, two) for one, two in edges if one in left and two in left]
        for group in components(inner):
            own = set(group)
            rest.append((group, [(one, two) for one, two in inner if one in own]))
    return sorted(clusters)
