"""The pieces of a text that dates are read from, each with its class."""

from __future__ import annotations

from typing import Any, NamedTuple

from mudawwana.arabic.words import Words


class Token(NamedTuple):
    """One piece with a class, or a run of words without one ("_"): its value and the words that it covers.

    `skipped` letters of clitics stand before it in its first word. `open` is true for a month whose second name
    stands in a bracket that is not closed yet.
    """

    kind: str
    value: Any
    first: int
    last: int
    skipped: int = 0
    open: bool = False


class Tokens(NamedTuple):
    """The classes of all pieces as one string, and the token of each."""

    words: Words
    kinds: str
    tokens: list[Token]

    def start(self, index: int) -> int:
        """Where a token starts in the text, without clitics."""
        token = self.tokens[index]
        return self.words.start(token.first, token.skipped)

    def end(self, index: int) -> int:
        """Where a token ends in the text."""
        return self.words.end(self.tokens[index].last)

    def source(self, index: int) -> str:
        """A token as the text has it."""
        return self.words.text[self.start(index) : self.end(index)]

    def form(self, index: int) -> str:
        """The folded form of a token's first word, "" outside the text."""
        return self.words.forms[self.tokens[index].first] if 0 <= index < len(self.tokens) else ""

    def form_before(self, index: int, back: int = 1) -> str:
        """The folded form of a word before a token, "" outside the text."""
        place = self.tokens[index].first - back
        return self.words.forms[place] if place >= 0 else ""

    def only_form(self, index: int) -> str:
        """The only word of a token, "" where it has several."""
        token = self.tokens[index]
        return self.words.forms[token.first] if token.first == token.last else ""

    def kind(self, index: int) -> str:
        """The class of a token, "" outside the text."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""
