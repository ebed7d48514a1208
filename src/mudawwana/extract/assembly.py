"""Paragraphs put together as one text."""

from __future__ import annotations

from collections.abc import Sequence

from mudawwana.records import Paragraph, ParagraphKind


def joined(parts: Sequence[tuple[ParagraphKind, str]]) -> tuple[str, tuple[Paragraph, ...]]:
    """Paragraphs as one text, parted by an empty line, and where each lies."""
    spans, at = [], 0
    for kind, text in parts:
        spans.append(Paragraph(start=at, end=at + len(text), kind=kind))
        at += len(text) + 2
    return "\n\n".join(text for _, text in parts), tuple(spans)
