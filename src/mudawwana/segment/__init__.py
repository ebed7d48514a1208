"""Sentences, tokens and lemmas."""
