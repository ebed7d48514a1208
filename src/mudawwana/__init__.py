"""Turns raw Arabic news pages into a clean, deduplicated, annotated corpus."""
