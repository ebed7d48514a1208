"""What becomes of clusters and passages when some of their articles are dropped later on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from mudawwana.dedupe.cluster import Rule, Seat, elect, instant, seat
from mudawwana.dedupe.fingerprint import word_count
from mudawwana.records import Article


class Member(NamedTuple):
    """What an election looks at in one article of a cluster."""

    id: str
    url: str | None
    source: str | None
    published: str | None
    modified: str | None
    words: int


def member_of(article: Article) -> Member:
    """An article as a member of its cluster."""
    words = word_count(article.text, article.folded or None)
    return Member(article.id, article.url, article.source, article.published, article.modified, words)


def election(members: Sequence[Member]) -> tuple[str, Rule]:
    """The id of the canonical member and the rule that set it apart; older versions of one URL stand back.

    >>> rows = [("b", None, None, "2024-01-03", None, 90), ("a", None, None, "2024-01-02", None, 80)]
    >>> election([Member(*row) for row in rows])
    ('a', 'earliest')
    """
    newest: dict[str, tuple[int, int, str]] = {}
    for member in members:
        if member.url:
            newest[member.url] = max(newest.get(member.url, (0, 0, "")), _age(member))
    best, rule = elect([_seat(member, newest) for member in members])
    return members[best].id, rule


def _age(member: Member) -> tuple[int, int, str]:
    changed = instant(member.modified) if member.modified else instant(member.published)
    return changed, instant(member.published), member.id


def _seat(member: Member, newest: dict[str, tuple[int, int, str]]) -> Seat:
    outdated = member.url is not None and bool(member.url) and newest[member.url] != _age(member)
    return seat(member.id, member.source, member.published, member.words, outdated)


def rehouse(left: Iterable[Article], gone: Container[str]) -> dict[str, str | None]:
    """The new id of every cluster that needs one, None where one article is left; `left` are those not dropped."""
    sizes: Counter[str] = Counter()
    orphans: dict[str, list[Member]] = {}
    for article in left:
        if article.cluster is not None:
            sizes[article.cluster] += 1
            if article.cluster in gone:
                orphans.setdefault(article.cluster, []).append(member_of(article))
    homes: dict[str, str | None] = {cluster: election(members)[0] for cluster, members in orphans.items()}
    return homes | {cluster: None for cluster, size in sizes.items() if size == 1}


def settle(article: Article, homes: dict[str, str | None], gone: Container[str]) -> Article:
    """The article without references to dropped ones; `homes` is what `rehouse` gave for all that are left.

    >>> from mudawwana.records import RawRef
    >>> raw = RawRef(path="a.txt", media_type="text/plain", sha256="")
    >>> settle(Article(id="b", cluster="a", duplicate_of="a", raw=raw), {"a": None}, {"a"}).cluster is None
    True
    """
    reuse = tuple(passage for passage in article.reuse if passage.other not in gone)
    cluster = homes.get(article.cluster, article.cluster) if article.cluster else None
    duplicate_of = cluster if cluster != article.id else None
    if (reuse, cluster, duplicate_of) == (article.reuse, article.cluster, article.duplicate_of):
        return article
    return article.model_copy(update={"reuse": reuse, "cluster": cluster, "duplicate_of": duplicate_of})
