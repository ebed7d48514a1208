"""A name in a text while it is being found: the words that it is made of."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.records import EntityLabel


class Mention(NamedTuple):
    """words[first:last] of a text, the first one without its first `cut` letters, as a name."""

    first: int
    last: int
    label: EntityLabel
    cut: int = 0
    id: str | None = None
    name: str | None = None
