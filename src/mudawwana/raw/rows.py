"""Tables of already-extracted articles: JSON Lines, JSON, CSV, TSV. One document a row."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson

from mudawwana.raw.encodings import decoded
from mudawwana.raw.streams import CHUNK, Chunks, check
from mudawwana.records import RawDocument

if TYPE_CHECKING:
    from mudawwana.raw.readers import Item, Source

_SAYS = re.compile(r'"?sep=([,;|\t])"?\s*', re.I)  # Excel's first line
_QUOTED = re.compile(r'"[^"]*"')
_OLD_ENDS = re.compile(r"(?<=\r)(?!\n)(?=.)", re.S)
_LONG_NUMBER = 19


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
    content = plain.read(source.max_document + 1)
    check(plain)
    if not content.strip():
        return
    try:
        if len(content) > source.max_document:
            raise ValueError
        value = parse_json(content.removeprefix(codecs.BOM_UTF8))
    except ValueError:  # too large to be held, broken, or lines
        yield from _streamed(content, plain, source)
        return
    if isinstance(value, dict):
        arrays = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(row, dict) for row in v)]
        value = arrays[0] if len(arrays) == 1 and len(value) <= 5 and not source_text(value) else [value]
    for number, row in enumerate(value if isinstance(value, list) else [value]):
        yield _element(row, number, source)


def _streamed(head: bytes, plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """JSON Lines under the name of JSON, or elements one after the other, up to where the file is damaged."""
    from mudawwana.raw.json_stream import elements
    from mudawwana.raw.readers import Problem

    if is_row(head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0]):
        yield from read_jsonl(io.BufferedReader(Chunks(chain([head], iter(lambda: plain.read(CHUNK), b"")))), source)
        return
    number = -1
    try:
        for number, row in enumerate(elements(head, plain, source.max_document)):
            yield _element(clean(row), number, source)
    except (ValueError, RecursionError) as problem:
        why = "nested too deeply" if isinstance(problem, RecursionError) else str(problem)[:200]
        yield Problem("bad_json", f"element {number + 1}: {why}", number + 1)


def _element(row: Any, number: int, source: Source) -> Item:
    row = shallow(row) if isinstance(row, dict) else row
    content = orjson.dumps(row, option=orjson.OPT_NON_STR_KEYS) if isinstance(row, dict) else b""
    return _row(row, number, f"element {number}", source, content)


def shallow(row: dict[Any, Any]) -> dict[Any, Any]:
    """A row without the fields that are nested more deeply than any writer of JSON bears."""
    try:
        orjson.dumps(row, option=orjson.OPT_NON_STR_KEYS)
        return row
    except TypeError:
        return {key: value for key, value in row.items() if not isinstance(value, dict | list)}


def is_row(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def source_text(row: dict[str, Any]) -> bool:
    """Whether an object has a text of its own."""
    return any(isinstance(row.get(key), str) for key in ("text", "content", "full_text", "body", "maintext", "html"))


def read_csv(plain: io.BufferedReader, source: Source) -> Iterator[Item]:
    """One document a row below the header, whose names are the fields."""
    from mudawwana.raw.readers import Problem

    csv.field_size_limit(source.max_document)
    lines = _text_lines(plain, source.max_document)
    header, mark, above = _header(lines, source.kind)
    reader, number = csv.reader(lines, delimiter=mark), -1
    for row in _whole(reader):
        number, where = number + 1, f"line {reader.line_num + above}"
        if isinstance(row, csv.Error):
            yield Problem("bad_csv", f"{where}: {row}", number)
        elif len(row) > len(header):
            yield Problem("bad_csv", f"{where}: {len(row)} fields under {len(header)} names", number)
        else:
            fields = {key.strip().lower(): value for key, value in zip(header, row, strict=False) if value.strip()}
            yield _row(fields, number, where, source, orjson.dumps(clean(fields)))


def _whole(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """The rows that hold anything, and what is wrong with those that cannot be read."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield problem
            continue
        if row:
            yield row


def _text_lines(plain: io.BufferedReader, limit: int) -> Iterator[str]:
    """The lines of a table, whatever ends them, none longer than a document may be."""
    first = True
    while line := plain.readline(limit):
        line = line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = decoded(line)
        if "\r" in text:
            yield from _OLD_ENDS.split(text)
        else:
            yield text


def _header(lines: Iterator[str], kind: str) -> tuple[list[str], str, int]:
    """The names of the fields, what stands between fields, and how many lines the table has down to the names."""
    above, line, told = 0, "", None
    for line in lines:
        above += 1
        told = _SAYS.fullmatch(line) or told
        if line.strip() and not _SAYS.fullmatch(line):
            break
    bare = _QUOTED.sub("", line)
    mark = told[1] if told else "\t" if kind == ".tsv" and "\t" in bare else max(",;\t|", key=bare.count)
    try:
        return next(csv.reader([line], delimiter=mark), []), mark, above
    except csv.Error:
        return [], mark, above


def _from_json(line: bytes, start: int, where: str, source: Source) -> Item:
    from mudawwana.raw.readers import Problem

    try:
        value = parse_json(line)
    except ValueError as problem:
        bare = line.strip().strip(b"[],")  # a line of an array that was broken into lines
        if not is_row(bare):
            return Problem("bad_json", f"{where}: {str(problem)[:200]}", start)
        value = orjson.loads(bare)
    return _row(shallow(value) if isinstance(value, dict) else value, start, where, source, line.strip())


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
        return clean(json.loads(decoded(content), parse_int=whole_number))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def whole_number(digits: str) -> int | str:
    """A whole number; one beyond what a record can hold stays as it is written."""
    return int(digits) if len(digits) <= _LONG_NUMBER else digits


def clean(value: Any) -> Any:
    """A JSON value without lone surrogates and numbers beyond 64 bits."""
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return str(value)
    if isinstance(value, str):
        try:
            value.encode()
            return value
        except UnicodeEncodeError:
            return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value
