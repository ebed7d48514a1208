"""Names met in an article: a bare surname or a bare office leads back to the full name given elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.quote_tokens import MARKS, Tokens, key_of
from mudawwana.annotate.speakers import Party, read_party
from mudawwana.records import Speaker

_LONGEST = 6


class Registry:
    """The full names of an article by each of their words, and who held which office when last named."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._offices: dict[str, str] = {}

    def add_name(self, keys: tuple[str, ...], name: str) -> None:
        """Remember a name of two words or more."""
        if not 2 <= len(keys) <= _LONGEST:
            return
        for key in {_bare(key) for key in keys}:
            known = self._names.setdefault(key, [])
            if (keys, name) not in known and len(known) < _LONGEST:
                known.append((keys, name))

    def add_people(self, tokens: Tokens, names: Iterable[str] = ()) -> None:
        """Remember the names that follow an office anywhere in the text, and names found by others."""
        for name in names:
            self.add_name(tuple(key_of(word) for word in name.split()), name)
        done = 0
        for at, key in enumerate(tokens.keys):
            if key in w.ROLES and at >= done:
                party = read_party(tokens, at, len(tokens.keys))
                done = party.last if party is not None else at + 1
                if party is not None and party.has_name:
                    self.add_name(_name_keys(tokens, party), _name(tokens, party))

    def fullest(self, keys: tuple[str, ...], name: str) -> str:
        """The longest known name that has all words of a name, the name itself where there is none."""
        if not 1 <= len(keys) <= 2:
            return name
        wanted = {_bare(key) for key in keys}
        best, longest = name, len(keys)
        for known, full in self._names.get(_bare(keys[-1]), ()):
            if len(known) > longest and wanted <= {_bare(key) for key in known}:
                best, longest = _up_to(full, known, keys[-1]), len(known)
        return best

    def speaker(self, tokens: Tokens, party: Party) -> Speaker:
        """The speaker that a party is, with the fullest name of the person, or the words themselves."""
        if tokens.keys[party.first] in MARKS and tokens.keys[party.last - 1] in MARKS and party.last - party.first > 2:
            party = party._replace(first=party.first + 1, last=party.last - 1)
        start, end = tokens.starts[party.first] + party.skip, tokens.ends[party.last - 1]
        words = tokens.text[start:end]
        if party.skip == 2:
            words = "ال" + words  # "للصحيفة"
        if party.has_name:
            keys = _name_keys(tokens, party)
            name = self.fullest(keys, _name(tokens, party))
        else:
            name = self._known_office(tokens, party) or words
        head = tokens.keys[party.first]
        if party.kind in ("role", "anonymous", "body") and party.last > party.first + (0 if party.has_name else 1):
            self._offices[_bare(head)] = name
        return Speaker(start=start, end=end, name=name)

    def _known_office(self, tokens: Tokens, party: Party) -> str | None:
        """Whose office a bare "المتحدثة" or "المصدر" is, by the last one named."""
        key = tokens.keys[party.first]
        if party.last - party.first > 1 or not key.startswith("ال") or party.kind not in ("role", "anonymous", "body"):
            return None
        return self._offices.get(_bare(key))


def _up_to(full: str, keys: tuple[str, ...], surname: str) -> str:
    """A full name up to the surname asked for: what follows it may be the next word of a sentence."""
    place = next((n for n in range(len(keys) - 1, 0, -1) if _bare(keys[n]) == _bare(surname)), 0)
    words = full.split()
    return " ".join(words[: place + 1]) if place and len(words) == len(keys) else full


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def _name(tokens: Tokens, party: Party) -> str:
    skip = party.skip if party.name_first == party.first else 0
    article = "ال" if skip == 2 else ""  # "للسوداني"
    return article + tokens.text[tokens.starts[party.name_first] + skip : tokens.ends[party.name_last - 1]]


def _name_keys(tokens: Tokens, party: Party) -> tuple[str, ...]:
    return tuple(key for key in tokens.keys[party.name_first : party.name_last] if key[:1].isalpha())
