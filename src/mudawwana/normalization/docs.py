"""The documentation of the rules, written from the rules."""

from __future__ import annotations

import tomllib
from importlib import resources

from mudawwana.normalization.explain import visible
from mudawwana.normalization.rules import PASSES

_HEAD = """# Normalization

`normalize` gives a text one spelling and keeps an account: every change is an edit that says what stood there and
which rules changed it, and undoing all edits gives the source text back, exactly. `fold` goes further and loses
things: it makes the key for searching and comparing, and never touches the text.

This page is generated from the rules (`mudawwana.normalization.docs`); change them, not it.

## Rules

In this order; each table is one pass over what the one before it left. Rules marked ° leave passages in Persian,
Kurdish, Urdu, Pashto, Uyghur and Sindhi as they are.
"""

_KEPT = """
## Left alone

Punctuation, quotation marks, digits of every script, the spelling of hamza, of teh marbuta and of ى in sound Arabic,
vowel marks, repeated letters, Latin text and addresses, emoji, ﷺ ﷻ ﷼ ﷽, and letters that Arabic lacks (گ چ پ ڤ ژ).

## Families of `fold`

Beside the rules above `fold` drops vowel marks, tatweel and everything invisible, writes digits as ASCII and Latin
letters small and without accents, and takes these for one:

| family | becomes | from | why | example |
| --- | --- | --- | --- | --- |
"""


def rules_markdown() -> str:
    """The page docs/normalization.md."""
    parts = [_HEAD]
    for number, rules in enumerate(PASSES, 1):
        parts.append(f"\n{number}.\n\n| rule | why | from | to |\n| --- | --- | --- | --- |\n")
        for rule in rules:
            mark = "" if rule.foreign else " °"
            before, after = map(_cell, rule.example)
            parts.append(f"| {rule.name}{mark} | {rule.reason} | {before} | {after} |\n")
    parts.append(_KEPT)
    data = tomllib.loads((resources.files("mudawwana.arabic") / "families.toml").read_text(encoding="utf-8"))
    for family in (*data["letters"], *data["words"]):
        name = family.get("name", "word")
        forms = "، ".join(family["from"]) if name == "word" else " ".join(family["from"])
        example = " = ".join(family["example"])
        parts.append(f"| {name} | {family['to']} | {forms} | {family['reason']} | {example} |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    return f"`{visible(text)}`"
