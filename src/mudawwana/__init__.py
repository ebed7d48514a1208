"""Turns raw Arabic news pages into a clean, deduplicated, annotated corpus.

The public functions work on plain values and are loaded when first used, so that importing the package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mudawwana.annotate.entities import find_entities
    from mudawwana.annotate.quantities import find_quantities
    from mudawwana.annotate.quotes import find_quotes
    from mudawwana.arabic.dates import find_dates
    from mudawwana.arabic.fold import fold, fold_with_offsets
    from mudawwana.extract.page import extract_html
    from mudawwana.extract.scrape import extract_text
    from mudawwana.normalization.engine import normalize
    from mudawwana.segment.lemmas import lemmatize
    from mudawwana.segment.sentences import split_sentences

_HOMES = {
    "extract_html": "extract.page",
    "extract_text": "extract.scrape",
    "find_dates": "arabic.dates",
    "find_entities": "annotate.entities",
    "find_quantities": "annotate.quantities",
    "find_quotes": "annotate.quotes",
    "fold": "arabic.fold",
    "fold_with_offsets": "arabic.fold",
    "lemmatize": "segment.lemmas",
    "normalize": "normalization.engine",
    "split_sentences": "segment.sentences",
}

__all__ = [
    "__version__",
    "extract_html",
    "extract_text",
    "find_dates",
    "find_entities",
    "find_quantities",
    "find_quotes",
    "fold",
    "fold_with_offsets",
    "lemmatize",
    "normalize",
    "split_sentences",
]


def __getattr__(name: str) -> Any:
    """Load a public function from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
