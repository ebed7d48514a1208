"""Lemmas of words: a backend that always works, and camel-tools' analyzer where its database is installed.

Measured on UD Arabic-PUD: see docs/tokens.md.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from mudawwana.errors import BadConfig
from mudawwana.segment.readings import read

BACKENDS = ("simple", "camel")
VARIABLE = "MUDAWWANA_LEMMAS"


def simple_lemma(word: str) -> str:
    """The lemma of one word, without marks, by the simple backend.

    >>> [simple_lemma(word) for word in ("والمحادثات", "يشكلون", "بأنه", "قدرتها")]
    ['محادثة', 'شكل', 'أن', 'قدرة']
    """
    return read(word).lemma


def lemmatize(words: Sequence[str], *, backend: str | None = None) -> list[str]:
    """The lemma of each word, by the "simple" or the "camel" backend; by default $MUDAWWANA_LEMMAS, or else "simple".

    >>> lemmatize(["اتفاقيات", "2008"])
    ['اتفاقية', '2008']
    """
    backend = backend or os.environ.get(VARIABLE) or "simple"
    if backend == "camel":
        from mudawwana.segment.camel import camel_lemmas

        return camel_lemmas(words)
    if backend != "simple":
        raise BadConfig(f"{backend}: no such backend of lemmas; there are: {', '.join(BACKENDS)}")
    return [simple_lemma(word) for word in words]
