"""From the raw folder to tasks: what is new is read, what is known is taken from the cache without opening a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from mudawwana.config import Config
from mudawwana.pipeline.cache import Cache, Head
from mudawwana.pipeline.rows import Row
from mudawwana.pipeline.state import RACY_NS
from mudawwana.pipeline.work import Task
from mudawwana.raw.readers import Problem, file_digest, read_file
from mudawwana.raw.scan import Found
from mudawwana.raw.side import read_side
from mudawwana.records import RawDocument

STAGE = "raw"
AT_ONCE = 200
"""Files that the cache is asked about in one query."""
Items = list[list[object]]


class Intake:
    """The raw folder of one build."""

    def __init__(
        self, found: Iterator[Found], config: Config, cache: Cache, chain: bytes, warn: Callable[[str], None]
    ) -> None:
        self.config, self.cache, self.chain, self.warn = config, cache, chain, warn
        self.found = list(found)
        self.count = len(self.found)
        self.files: dict[str, tuple[str, int]] = {}
        self.warnings: list[str] = []
        self._fresh: list[tuple[Found, str, Items]] = []
        self.settings = hashlib.blake2b(repr((config.raw, config.inputs)).encode(), digest_size=4).hexdigest()

    @property
    def paths(self) -> set[str]:
        """Every path of the raw folder."""
        return {found.path for found in self.found}

    def tasks(self, rows: list[Row], advance: Callable[[int], None]) -> Iterator[Task]:
        """Append a row for every input, in order, and yield a task for each that has no valid result yet."""
        for start in range(0, len(self.found), AT_ONCE):
            files = self.found[start : start + AT_ONCE]
            kept = self.cache.files([found.path for found in files])
            marks = [f"{found.signature} {found.side} {self.settings}" for found in files]
            known = {f.path: kept[f.path][1] for f, mark in zip(files, marks, strict=True)
                     if f.path in kept and kept[f.path][0] == mark}  # fmt: skip
            docs = [bytes.fromhex(str(item[3])) for items in known.values() for item in items[1:] if item[3]]
            heads = self.cache.heads(docs, self.chain)
            for found, mark in zip(files, marks, strict=True):
                if found.problem:
                    rows.append(_dropped(found.path, None, *found.problem))
                    advance(1)
                elif found.path in known and self._all_known(found, known[found.path], heads, rows):
                    advance(1)
                else:
                    yield from self._file(found, mark, rows)

    def _file(self, found: Found, mark: str, rows: list[Row]) -> Iterator[Task]:
        try:
            sha256 = file_digest(found.full)
        except OSError as problem:
            rows.append(_dropped(found.path, None, "unreadable", problem.strerror or str(problem)))
            return
        self.files[found.path] = (sha256, found.size)
        items: Items = [[sha256, found.size]]
        yield from self._read(found, sha256, items, rows)
        self._fresh.append((found, mark, items))

    def _all_known(self, found: Found, known: Items, heads: dict[bytes, Head], rows: list[Row]) -> bool:
        """Take all documents of an unchanged file from the cache, or none."""
        fresh: list[Row] = []
        for item in known[1:]:
            offset, first, second, third, fetched = item
            if third is None:
                fresh.append(_dropped(found.path, offset, str(first), str(second)))  # type: ignore[arg-type]
                continue
            row = Row(found.path, offset, str(first), str(second), bytes.fromhex(str(third)), fetched)  # type: ignore[arg-type]
            head = heads.get(row.doc)
            if head is None:
                return False
            row.set_head(head)
            fresh.append(row)
        sha256, size = known[0]
        self.files[found.path] = (str(sha256), int(str(size)))
        rows += fresh
        return True

    def _read(self, found: Found, sha256: str, items: Items, rows: list[Row]) -> Iterator[Task]:
        table = self.config.table(found.path)
        side = read_side(found.full)
        if side.warning:
            self.warnings.append(f"{found.path}: {side.warning}")
            self.warn(self.warnings[-1])
        for item in read_file(found, self.config.raw, table, side, sha256):
            if isinstance(item, Problem):
                rows.append(_dropped(found.path, item.offset, item.reason, item.detail))
                items.append([item.offset, item.reason, item.detail, None, None])
                continue
            row = Row(item.path, item.offset, item.media_type, item.sha256, document_key(item), item.fetched)
            items.append([row.offset, row.media_type, row.sha256, row.doc.hex(), row.fetched])
            rows.append(row)
            head = self.cache.head(row.doc, self.chain)
            if head is None:
                yield Task(len(rows) - 1, item, self.cache.any_body(row.doc))
            else:
                row.set_head(head)

    def remember(self, started_ns: int) -> None:
        """Note what the files that were read hold, those left out that changed too shortly before they were read."""
        for found, mark, items in self._fresh:
            _, modified, changed, _ = (int(part) for part in found.signature.split("-"))
            if max(modified, changed) < started_ns - RACY_NS:
                self.cache.put_file(found.path, mark, items)


def document_key(doc: RawDocument) -> bytes:
    """The cache key of a document: its bytes and what else its extraction looks at."""
    import orjson

    fields = orjson.dumps(doc.fields, option=orjson.OPT_NON_STR_KEYS) if doc.fields is not None else b""
    parts = (doc.sha256, doc.media_type, doc.url or "", doc.fetched or "", doc.source or "")
    return hashlib.blake2b("\0".join(parts).encode() + b"\0" + fields, digest_size=16).digest()


def _dropped(path: str, offset: int | None, reason: str, detail: str) -> Row:
    row = Row(path, offset)
    row.drop = (STAGE, reason, detail)
    return row
