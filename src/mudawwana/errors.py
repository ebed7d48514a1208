"""What can go wrong, with the exit code of each and what to type next."""

from __future__ import annotations


class CorpusError(Exception):
    """The base of every error meant for a user: one clear line, and an exit code."""

    exit_code = 1


class BadInput(CorpusError):
    """Input data cannot be read; the message names file:line: field."""

    exit_code = 3


class BadConfig(CorpusError):
    """The configuration is wrong; the message names the file and the key."""

    exit_code = 4


class Missing(CorpusError):
    """Something needed is not there; the message says what to type."""

    exit_code = 5


class TooManyBroken(CorpusError):
    """The build finished, but more inputs were broken than allowed."""

    exit_code = 6


class Reject(Exception):
    """A stage's verdict that a document is not to become a record: a short code and a detail."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail
