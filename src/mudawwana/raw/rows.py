"""Tables of already-extracted articles: JSON Lines, JSON, CSV, TSV. One document a row."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from mudawwana.raw.streams import check
from mudawwana.records import RawDocument

if TYPE_CHECKING:
    from mudawwana.raw.readers import Item, Source

SAMPLE = 1 << 20


def read_jsonl(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """One document a line; blank lines are no inputs, a broken line is a Problem with its number."""
    from mudawwana.raw.readers import Problem

    limit, at, number = source.max_document, 0, 0
    while line := plain.readline(limit + 1):
        start, at, number = at, at + len(line), number + 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := plain.readline(limit)) and not rest.endswith(b"\n"):
                at += len(rest)
            at += len(rest)
            yield Problem("too_large", f"line {number}: over {source.config.max_document_mb} MB", start)
            continue
        line = line.removeprefix(codecs.BOM_UTF8) if start == 0 else line
        if line.decode("utf-8", "replace").strip():
            yield _from_json(line, start, f"line {number}", source)


def read_json(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """One document an element of an array; an object is one document, or holds one array of them."""
    from mudawwana.raw.readers import Problem

    content = plain.read().removeprefix(codecs.BOM_UTF8)
    check(plain)
    if not content.strip():
        return
    try:
        value = parse_json(content)
    except ValueError as problem:
        yield Problem("bad_json", str(problem)[:200])
        return
    if isinstance(value, dict):
        arrays = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(row, dict) for row in v)]
        value = arrays[0] if len(arrays) == 1 and len(value) <= 5 and not source_text(value) else [value]
    for number, row in enumerate(value if isinstance(value, list) else [value]):
        yield _row(row, number, f"element {number}", source, orjson.dumps(row, option=orjson.OPT_NON_STR_KEYS))


def source_text(row: dict[str, Any]) -> bool:
    """Whether an object has a text of its own."""
    return any(isinstance(row.get(key), str) for key in ("text", "content", "full_text", "body", "maintext", "html"))


def read_csv(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """One document a row below the header, whose names are the fields."""
    from mudawwana.raw.readers import Problem

    csv.field_size_limit(source.max_document)
    lines = io.TextIOWrapper(plain, encoding=_encoding(plain), errors="replace", newline="")
    header_line = lines.readline()
    mark = "\t" if source.kind == ".tsv" else ";" if ";" in header_line and "," not in header_line else ","
    header = next(csv.reader([header_line], delimiter=mark), [])
    reader, number = csv.reader(lines, delimiter=mark), 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield Problem("bad_csv", f"line {reader.line_num + 1}: {problem}", number)
            number += 1
            continue
        if not row:
            continue
        if len(row) > len(header):
            yield Problem("bad_csv", f"line {reader.line_num + 1}: {len(row)} fields under {len(header)} names", number)
        else:
            fields = {key.strip().lower(): value for key, value in zip(header, row, strict=False) if value.strip()}
            yield _row(fields, number, f"line {reader.line_num + 1}", source, orjson.dumps(clean(fields)))
        number += 1


def _encoding(plain: io.BufferedReader) -> str:
    """UTF-8 or UTF-16 where the beginning of the file is that, else windows-1256, which Arabic spreadsheets write."""
    head = plain.peek(SAMPLE)[:SAMPLE]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1256"
    return "utf-8-sig"


def _from_json(line: bytes, start: int, where: str, source: Source) -> Item:
    from mudawwana.raw.readers import Problem

    try:
        value = parse_json(line)
    except ValueError as problem:
        return Problem("bad_json", f"{where}: {str(problem)[:200]}", start)
    return _row(value, start, where, source, line.strip())


def _row(value: Any, offset: int, where: str, source: Source, content: bytes) -> Item:
    from mudawwana.raw.readers import Problem

    if not isinstance(value, dict):
        return Problem("bad_record", f"{where}: not an object", offset)
    if len(content) > source.max_document:
        return Problem("too_large", f"{where}: over {source.config.max_document_mb} MB", offset)
    fields = {str(key): item for key, item in value.items()}
    if source.table is not None:
        fields |= {ours: value[theirs] for ours, theirs in source.table.fields.items() if theirs in value}
    digest = hashlib.sha256(content).hexdigest()
    outlet = source.table.source if source.table is not None and source.table.source else source.side.source
    return RawDocument(source.path, offset, "application/json", digest, b"", fields, None, source.side.fetched, outlet)


def parse_json(content: bytes) -> Any:
    """Parse JSON strictly; what only a lenient parser takes (NaN, lone surrogates, bad UTF-8) is taken and cleaned."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        pass
    try:
        return clean(json.loads(content.decode("utf-8", "replace")))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def clean(value: Any) -> Any:
    """A JSON value without lone surrogates and numbers beyond 64 bits."""
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return str(value)
    if isinstance(value, str):
        return (
            value.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in value) else value
        )
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value
