"""Boilerplate learned from the corpus itself: a block that stands on many pages of one outlet is not the article.

`learn_boilerplate` makes the table, `format_table` writes it as lines of JSON that a person can read and prune,
`parse_table` reads it back, and `Table.keys_for` gives the extractors what to leave out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import xxhash

from mudawwana.errors import BadInput
from mudawwana.extract.line_tables import key

LEAST_PAGES = 5
"""A block on fewer pages of its outlet is left alone."""
LEAST_SHARE = 0.2
"""A block between paragraphs must stand on this part of the outlet's pages: stories of one affair repeat paragraphs."""
EDGE_SHARE = 0.02
"""A block that always opens or closes the text may be rarer."""
LONGEST = 1500

Place = Literal["first", "last", "within"]


class Block(NamedTuple):
    """One block of one outlet: the key of its words, on how many of how many pages it stood, and where."""

    outlet: str
    key: str
    pages: int
    of: int
    place: Place
    text: str


class Table(NamedTuple):
    """The keys of the blocks to leave out, by outlet."""

    keys: Mapping[str, frozenset[str]]

    def keys_for(self, outlet: str | None, url: str | None = None) -> frozenset[str]:
        """The keys for a page, by its outlet's id or its address."""
        return self.keys.get(outlet or "", frozenset()) or self.keys.get(host_of(url) or "", frozenset())


def block_key(text: str) -> str:
    """The key of a block: 16 hex digits of its folded words.

    >>> block_key("تابعونا على تلغرام!") == block_key("تابعونا  علي تلغرام")
    True
    """
    return xxhash.xxh3_64_hexdigest(key(text[:LONGEST]).encode())


def host_of(url: str | None) -> str | None:
    """The host of an address without www., None where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def blocks_of(record: Mapping[str, Any]) -> tuple[str | None, list[str]]:
    """The outlet of a record (its id, else the host of its address) and the text of its paragraphs."""
    text, spans = record.get("text") or "", record.get("paragraphs") or ()
    outlet = record.get("source") or host_of(record.get("url"))
    return outlet, [text[span["start"] : span["end"]] for span in spans]


def learn_boilerplate(records: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks that repeat on the pages of one outlet, most frequent first; records of unknown outlets teach nothing.

    >>> spans = [{"start": 0, "end": 5}, {"start": 7, "end": 18}]
    >>> pages = [{"source": "x", "text": f"أ ب {n}\\n\\nتابعونا هنا", "paragraphs": spans} for n in range(9)]
    >>> [(block.text, block.pages, block.of, block.place) for block in learn_boilerplate(pages)]
    [('تابعونا هنا', 9, 9, 'last')]
    """
    pages: Counter[str] = Counter()
    stood: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    texts: dict[tuple[str, str], str] = {}
    for record in records:
        outlet, blocks = blocks_of(record)
        if not outlet or not blocks:
            continue
        pages[outlet] += 1
        seen = set()
        for at, text in enumerate(blocks):
            if len(text) > LONGEST or not any(map(str.isalpha, text)):
                continue
            name = (outlet, block_key(text))
            if name not in seen:
                seen.add(name)
                stood[name]["first" if at == 0 else "last" if at == len(blocks) - 1 else "within"] += 1
                texts.setdefault(name, text)
    found = (_judged(name, stood[name], pages[name[0]], texts[name]) for name in stood)
    return sorted(filter(None, found), key=lambda block: (block.outlet, -block.pages, block.text))


def _judged(name: tuple[str, str], stood: Counter[str], of: int, text: str) -> Block | None:
    """A block where it stood often enough to be no part of any article."""
    count = stood.total()
    place: Place = (
        "first" if stood["first"] * 10 >= count * 9 else "last" if stood["last"] * 10 >= count * 9 else "within"
    )
    share = LEAST_SHARE if place == "within" else EDGE_SHARE
    if count < LEAST_PAGES or count < share * of:
        return None
    return Block(name[0], name[1], count, of, place, text)


def format_table(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of the table's file."""
    for block in blocks:
        yield json.dumps(block._asdict(), ensure_ascii=False) + "\n"


def parse_table(lines: Iterable[str], where: str = "boilerplate") -> Table:
    """Read the lines of a table's file; `where` names it in messages."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            keys[entry["outlet"]].add(block_key(entry["text"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadInput(f"{where}:{number}: no block; each line is an object with outlet and text") from None
    return Table({outlet: frozenset(found) for outlet, found in keys.items()})
