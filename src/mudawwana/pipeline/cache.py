"""What earlier builds found out, in one SQLite file: content-addressed, written in batches, safe to lose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

FORMAT = 4
_TABLES = """
create table if not exists files (path text primary key, signature text not null, items blob not null) without rowid;
create table if not exists docs (doc blob not null, chain blob not null, head blob not null, summary blob not null,
                                 body blob not null, primary key (doc, chain));
create table if not exists pairs (pair blob primary key, passages blob not null) without rowid;
"""


_AT_ONCE = 400  # rows asked for in one query
_HEADS = "select doc, head from docs where chain=? and doc in ({})"


class Head(NamedTuple):
    """The few fields of a document that the sweeps and the assembly need at once."""

    verdict: tuple[str, str, str | None] | None
    url: str | None
    source: str | None
    published: str | None
    modified: str | None
    credit: tuple[str, ...]

    def pack(self) -> bytes:
        """As JSON."""
        return orjson.dumps(list(self))

    @staticmethod
    def unpack(data: bytes) -> Head:
        """From JSON."""
        verdict, url, source, published, modified, credit = orjson.loads(data)
        return Head(tuple(verdict) if verdict else None, url, source, published, modified, tuple(credit))


class Stored(NamedTuple):
    """One document's row: packed head, the dedupe summary, the compressed outcome."""

    head: bytes
    summary: bytes
    body: bytes


_OF_THE_DISK = frozenset(
    [
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    ]
)


class Pairs:
    """What pairs of texts share: dedupe's part of the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, pairs: Sequence[bytes]) -> dict[bytes, bytes]:
        """The packed passages of pairs, of those that are known."""
        return dict(self._cache.rows("select pair, passages from pairs where pair in ({})", pairs))

    def put(self, pair: bytes, passages: bytes) -> None:
        """Keep the packed passages of a pair."""
        self._cache.write("insert or replace into pairs values (?,?)", pair, passages)


class Cache:
    """The cache of one output folder. Only the process that builds opens it."""

    def __init__(self, path: Path, *, look_only: bool = False) -> None:
        self.db = _looked_at(path) if look_only else _opened(path)
        self.waiting = 0
        self.pairs = Pairs(self)
        self.once: dict[bytes, Stored] = {}

    def files(self, paths: list[str]) -> dict[str, tuple[str, list[list[object]]]]:
        """What files held when they were last read, and their signatures then."""
        rows = self.rows("select path, signature, items from files where path in ({})", paths)
        return {path: (signature, orjson.loads(items)) for path, signature, items in rows}

    def heads(self, docs: list[bytes], chain: bytes) -> dict[bytes, Head]:
        """The heads of documents under a configuration, of those that are known."""
        return {bytes(doc): Head.unpack(head) for doc, head in self.rows(_HEADS, docs, chain)}

    def rows(self, query: str, keys: Sequence[object], *before: object) -> Iterator[tuple[Any, ...]]:
        """The rows for any number of keys, in queries of bounded size."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            yield from self.db.execute(query.format(",".join("?" * len(some))), (*before, *some))

    def put_file(self, path: str, signature: str, items: list[list[object]]) -> None:
        """Remember what a file holds."""
        self.write("insert or replace into files values (?,?,?)", path, signature, orjson.dumps(items))

    def head(self, doc: bytes, chain: bytes) -> Head | None:
        """The head of a document under a configuration."""
        return self.heads([doc], chain).get(doc)

    def summaries(self, docs: Sequence[bytes], chain: bytes) -> Iterator[bytes]:
        """What dedupe needs to know of documents, one after another."""
        return self._column("summary", docs, chain)

    def bodies(self, docs: Sequence[bytes], chain: bytes) -> Iterator[bytes]:
        """The compressed outcomes of documents, one after another."""
        return self._column("body", docs, chain)

    def _column(self, name: str, docs: Sequence[bytes], chain: bytes) -> Iterator[bytes]:
        """A column of the rows of documents, a few hundred rows at a time."""
        for start in range(0, len(docs), _AT_ONCE):
            some = docs[start : start + _AT_ONCE]
            rows = dict(self.rows(f"select doc, {name} from docs where chain=? and doc in ({{}})", some, chain))
            for doc in some:
                yield getattr(self.once[doc], name) if doc in self.once else rows[doc]

    def body(self, doc: bytes, chain: bytes) -> bytes:
        """The compressed outcome of a document."""
        if doc in self.once:
            return self.once[doc].body
        return bytes(self.db.execute("select body from docs where doc=? and chain=?", (doc, chain)).fetchone()[0])

    def any_body(self, doc: bytes) -> bytes | None:
        """The newest outcome of a document under any configuration: some of its steps may still be valid."""
        row = self.db.execute("select body from docs where doc=? order by rowid desc limit 1", (doc,)).fetchone()
        return bytes(row[0]) if row else None

    def put(self, doc: bytes, chain: bytes, stored: Stored, keep: bool = True) -> None:
        """Keep the outcome of a document; one that no other build may rely on is kept in memory alone."""
        if not keep:
            self.once[doc] = stored
            return
        self.write("insert or replace into docs values (?,?,?,?,?)", doc, chain, *stored)

    def prune(self, used: Iterable[tuple[bytes, bytes]], paths: set[str], keep: int) -> None:
        """Forget what the last builds no longer needed, once the cache has grown well past what this one uses."""
        wanted = set(used)
        if self.db.execute("select count(*) from docs").fetchone()[0] > 3 * len(wanted) + keep:
            rows = self.db.execute("select doc, chain from docs").fetchall()
            self.db.executemany("delete from docs where doc=? and chain=?", [r for r in rows if tuple(r) not in wanted])
            known = [row[0] for row in self.db.execute("select path from files")]
            self.db.executemany("delete from files where path=?", [(p,) for p in known if p not in paths])

    def write(self, query: str, *values: object) -> None:
        """Put a row; many are committed together."""
        self.db.execute(query, values)
        self.waiting += 1
        if self.waiting >= 512:
            self.flush()

    def flush(self) -> None:
        """Commit what was put since the last time."""
        self.db.execute("commit")
        self.db.execute("begin")
        self.waiting = 0

    def close(self) -> None:
        """Commit and close."""
        self.db.execute("commit")
        self.db.close()


def damaged(problem: sqlite3.Error) -> bool:
    """Whether an error speaks of a damaged file, rather than of a full disk or a lacking permission."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF not in _OF_THE_DISK


def _opened(path: Path) -> sqlite3.Connection:
    """The database, made anew where it is damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(str(path))
    except sqlite3.DatabaseError as problem:
        if not damaged(problem):
            raise
        for part in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            part.unlink(missing_ok=True)
        return _connected(str(path))


def _looked_at(path: Path) -> sqlite3.Connection:
    """The database without a change to it or its folder, or an empty one where there is none that can be read so."""
    if path.is_file() and not path.with_name(path.name + "-wal").exists():
        try:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
            if db.execute("pragma user_version").fetchone()[0] == FORMAT:
                db.execute("begin")
                return db
        except sqlite3.DatabaseError:
            pass
    return _connected(":memory:")


def _connected(place: str) -> sqlite3.Connection:
    db = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")
    if db.execute("pragma user_version").fetchone()[0] not in (0, FORMAT):
        db.executescript("drop table if exists files; drop table if exists docs; drop table if exists pairs;")
    db.execute(f"pragma user_version={FORMAT}")
    db.executescript(_TABLES)
    db.execute("begin")
    return db
