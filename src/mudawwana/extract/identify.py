"""The extract stage's sweep: every record gets its id, copies of the same bytes and older versions are told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple


class Identity(NamedTuple):
    """What is known of one extracted document: where it is, what it says of itself."""

    path: str
    offset: int | None
    sha256: str
    url: str | None = None
    modified: str | None = None
    published: str | None = None
    fetched: str | None = None


class Named(NamedTuple):
    """A document's id; `same_as` is the id of an earlier input with the same bytes, `version_of` of a newer version."""

    id: str
    same_as: str | None = None
    version_of: str | None = None


def short_hash(*parts: str) -> str:
    """Sixteen hex digits for some strings."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def identify(documents: Sequence[Identity]) -> list[Named]:
    """Name documents, in the order given.

    The id comes from the URL where there is one, else from the raw bytes. Of several versions of one URL the newest
    (modified, published, fetched, path) has that id; each older one has an id from URL and bytes.

    >>> one, two = Identity("a", None, "11"), Identity("b", None, "11")
    >>> named = identify([one, two])
    >>> named[1].same_as == named[0].id
    True
    """
    first: dict[str, int] = {}
    same = [first.setdefault(doc.sha256, number) for number, doc in enumerate(documents)]
    newest: dict[str, int] = {}
    for number, doc in enumerate(documents):
        if same[number] == number and doc.url:
            best = newest.get(doc.url)
            if best is None or _age(documents[best]) < _age(doc):
                newest[doc.url] = number
    names: list[Named] = []
    for number, doc in enumerate(documents):
        if same[number] != number:
            names.append(Named(_own_id(doc), same_as=_id_of(documents, same[number], newest)))
        else:
            name = _id_of(documents, number, newest)
            head = short_hash(doc.url) if doc.url else None
            names.append(Named(name, version_of=head if head and head != name else None))
    return names


def _age(doc: Identity) -> tuple[str, str, str, str, int]:
    return doc.modified or "", doc.published or "", doc.fetched or "", doc.path, doc.offset or 0


def _own_id(doc: Identity) -> str:
    return short_hash(doc.url, doc.sha256) if doc.url else doc.sha256[:16]


def _id_of(documents: Sequence[Identity], number: int, newest: dict[str, int]) -> str:
    doc = documents[number]
    return short_hash(doc.url) if doc.url and newest[doc.url] == number else _own_id(doc)
