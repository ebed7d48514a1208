"""The elements of a JSON array one after the other, without ever holding more than one."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from mudawwana.raw.encodings import decoded
from mudawwana.raw.rows import whole_number
from mudawwana.raw.streams import CHUNK, check

_ROWS = re.compile(r"\[\s*\{")
_SPACE = re.compile(r"[ \t\r\n]*")


class _Window:
    """The part of a JSON text that is being read."""

    def __init__(self, head: bytes, plain: io.BufferedReader, limit: int) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._plain, self._limit = plain, limit
        self.text, self.at, self.whole = self._first(head.removeprefix(codecs.BOM_UTF8)), 0, False
        self._parse = json.JSONDecoder(parse_int=whole_number).raw_decode

    def _first(self, head: bytes) -> str:
        text = self._decode(head)
        return decoded(head) if "\ufffd" in text else text

    def fill(self, size: int = CHUNK) -> bool:
        """Read on, and drop what is behind; False at the end."""
        data = self._plain.read(size)
        if not data:
            check(self._plain)
        self.text, self.at, self.whole = self.text[self.at :] + self._decode(data), 0, not data
        return bool(data)

    def peek(self) -> str:
        """The next character that is no white space, or nothing at the end."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) or not self.fill():
                return self.text[self.at : self.at + 1]

    def value(self) -> Any:
        """The next value, however much has to be read for it, up to the limit."""
        while True:
            try:
                found, end = self._parse(self.text, self.at)
            except ValueError:
                if self.whole or len(self.text) - self.at > self._limit:
                    raise
                end = -1
            if self.whole or -1 < end < len(self.text):  # a number at the edge may have more digits
                self.at = end
                return found
            self.fill(max(CHUNK, len(self.text) - self.at))


def elements(head: bytes, plain: io.BufferedReader, limit: int) -> Iterator[Any]:
    """Every element of an array, or of the first array of objects in an object; ValueError where it is broken.

    >>> list(elements(b'[{"a": 1}, 2', io.BufferedReader(io.BytesIO(b'3]')), 99))
    [{'a': 1}, 23]
    >>> list(elements(b'{"of": ["x"], "all": [{"a": 1}]}', io.BufferedReader(io.BytesIO()), 99))
    [{'a': 1}]
    """
    window = _Window(head, plain, limit)
    if window.peek() == "{":
        _enter(window)
    if window.peek() != "[":
        raise ValueError("neither an array nor an object with an array of objects")
    window.at += 1
    while (mark := window.peek()) != "]":
        if not mark:
            raise ValueError("the array is cut off")
        yield window.value()
        if window.peek() == ",":
            window.at += 1
        elif window.peek() != "]":
            raise ValueError("no comma between two elements")


def _enter(window: _Window) -> None:
    """Go to the array that an object larger than a document holds, as in `{"articles": [...]}`."""
    window.at += 1
    while (mark := window.peek()) not in ("", "}"):
        if mark in ",:":
            window.at += 1
        elif mark == "[" and _ROWS.match(window.text, window.at):
            return
        else:
            window.value()
