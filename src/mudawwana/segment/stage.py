"""The segment stage: sentences, which never cross the end of a paragraph."""

from __future__ import annotations

from mudawwana.config import SegmentConfig
from mudawwana.records import Article
from mudawwana.segment.sentences import split_sentences


def step(article: Article, config: SegmentConfig) -> Article:
    """Find the sentences of the text."""
    return article.model_copy(update={"sentences": tuple(split_sentences(article.text))})
