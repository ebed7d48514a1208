"""The outlets and news agencies that the package knows; a page of an unknown outlet works without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.fold import fold
from mudawwana.extract.data import read_data

_LETTERS = re.compile(r"[\W_]+")


class Outlet(NamedTuple):
    """One publisher; a field is None or empty where it is not surely known."""

    id: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None = None
    months: str | None = None
    tz: str | None = None
    signs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The usual name."""
        return self.names[0]


def name_key(name: str) -> str:
    """A name without blanks, stops and differences of spelling.

    >>> name_key("أ.ف.ب") == name_key("ا ف ب")
    True
    """
    return _LETTERS.sub("", fold(name))


def _name_keys(names: Iterable[str]) -> dict[str, str]:
    """`name_key` of each name, of all at once."""
    return {name: _LETTERS.sub("", folded) for name, folded in fold_all(names).items()}


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets of outlets.toml."""
    return tuple(_outlet(entry) for entry in read_data("outlets.toml")["outlet"])


def _outlet(entry: dict[str, Any]) -> Outlet:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Outlet(**fields)


@cache
def agencies() -> dict[str, str]:
    """The usual name of each news agency and desk, by the key of every way to write it."""
    data = read_data("credits.toml")
    names = [(desk, desk) for desk in data["desks"]]
    names += [(form, entry["name"]) for entry in data["agency"] for form in (entry["name"], *entry["variants"])]
    keys = _name_keys(form for form, _ in names)
    return {keys[form]: name for form, name in reversed(names)}  # of two with one key the first


@cache
def desks() -> frozenset[str]:
    """The keys of collective credits such as "وكالات"."""
    return frozenset(_name_keys(read_data("credits.toml")["desks"]).values())


@cache
def places() -> frozenset[str]:
    """The keys of cities and countries that datelines begin with."""
    return frozenset(_name_keys(read_data("credits.toml")["places"]).values())


@cache
def _by_name() -> dict[str, Outlet | None]:
    """Outlets by the key of a name; None where two of them share it."""
    table: dict[str, Outlet | None] = {}
    keys = _name_keys(name for outlet in outlets() for name in (outlet.id, *outlet.names))
    for outlet in outlets():
        for key in {keys[name] for name in (outlet.id, *outlet.names)}:
            table[key] = None if key in table else outlet
    return table


@cache
def _by_domain() -> dict[str, list[tuple[str, Outlet]]]:
    """(path, outlet) by host, the longest path first."""
    table: dict[str, list[tuple[str, Outlet]]] = {}
    for outlet in outlets():
        for domain in outlet.domains:
            host, _, path = domain.partition("/")
            table.setdefault(host, []).append((path, outlet))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def outlet_for(url: str | None = None, name: str | None = None) -> Outlet | None:
    """The outlet of an address, else of a name, domain or id; None where it is not known.

    >>> outlet_for("https://www.bbc.com/arabic/world-1").id, outlet_for("https://www.bbc.com/news/world-1")
    ('bbc_arabic', None)
    >>> outlet_for(name="اليوم السابع").id, outlet_for(name="youm7.com").id
    ('youm7', 'youm7')
    """
    found = _for_url(url) if url else None
    if found is None and name:
        found = _by_name().get(name_key(name)) or (_for_url(name) if "." in name else None)
    return found


def _for_url(url: str) -> Outlet | None:
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host, path = (parts.hostname or "").rstrip("."), parts.path.strip("/") + "/"
    except ValueError:
        return None
    while host.count(".") >= 1:
        for prefix, outlet in _by_domain().get(host, ()):
            if not prefix or path.startswith(prefix + "/"):
                return outlet
        host = host.partition(".")[2]
    return None


def is_known_name(name: str) -> bool:
    """Whether a text is the name of an outlet, an agency or a desk, and nothing more."""
    key = name_key(name)
    return key in agencies() or key in _by_name()
