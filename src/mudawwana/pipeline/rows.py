"""What a build keeps in memory of each input: ids and hashes, never its text."""

from __future__ import annotations

from mudawwana.dedupe.sweep import Verdict
from mudawwana.pipeline.cache import Head
from mudawwana.pipeline.chain import Fragments
from mudawwana.pipeline.work import Result
from mudawwana.records import RawRef

BROKEN = frozenset(
    [
        "unreadable",
        "bad_json",
        "bad_csv",
        "bad_record",
        "bad_encoding",
        "too_large",
        "bomb",
        "too_slow",
        "bug",
        "empty",
        "outside",
        "http_status",
    ]
)
"""Reasons that speak of damaged input, not of input that is no article on the topic."""


def broken(reason: str) -> bool:
    """Whether a reason counts against --max-broken."""
    return reason in BROKEN


class Row:
    """One input on its way: where it is, what came of it so far."""

    __slots__ = (
        "doc",
        "drop",
        "fetched",
        "head",
        "id",
        "media_type",
        "offset",
        "path",
        "sha256",
        "sweeps",
        "verdict",
        "version_of",
    )

    def __init__(
        self,
        path: str,
        offset: int | None,
        media_type: str = "",
        sha256: str = "",
        doc: bytes = b"",
        fetched: str | None = None,
    ) -> None:
        self.path, self.offset, self.media_type, self.sha256 = path, offset, media_type, sha256
        self.doc, self.fetched = doc, fetched
        self.head: Head | None = None
        self.drop: tuple[str, str, str | None] | None = None
        self.id = ""
        self.version_of: str | None = None
        self.verdict: Verdict | None = None
        self.sweeps: dict[str, Fragments] = {}

    @property
    def where(self) -> str:
        """Path and offset, for messages."""
        return self.path if self.offset is None else f"{self.path}:{self.offset}"

    def set_head(self, head: Head) -> None:
        """Take over the head of the outcome."""
        self.head, self.drop = head, head.verdict

    def finish(self, result: Result) -> None:
        """Take over a worker's result."""
        self.set_head(Head.unpack(result.stored.head))

    def raw(self) -> RawRef:
        """Where the record came from."""
        return RawRef(path=self.path, offset=self.offset, media_type=self.media_type, sha256=self.sha256)
