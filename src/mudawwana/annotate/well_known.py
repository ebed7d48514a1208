"""Organisations, places and people known everywhere: where the model misses one, or takes it for something else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from mudawwana.annotate.gazetteer import find_names
from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.name_tables import Gazetteer, Hit, build
from mudawwana.annotate.ner.words import Words

_LISTS: tuple[tuple[str, Literal["ORG", "LOC", "PER"]], ...] = (
    ("organisations.txt", "ORG"),
    ("places.txt", "LOC"),
    ("people.txt", "PER"),
)


class _Name(NamedTuple):
    """A name of the lists; it is safe wherever it stands."""

    id: str
    label: Literal["ORG", "LOC", "PER"]
    name: str
    safe: tuple[str, ...]
    short: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _names() -> Gazetteer:
    """The lists; a name in two of them is what the first says."""
    seen: dict[str, Literal["ORG", "LOC", "PER"]] = {}
    for file, label in _LISTS:
        lines = (Path(__file__).parent / "ner" / file).read_text(encoding="utf-8").splitlines()
        for name in (name for line in lines if line and line[0] != "#" for name in line.split("، ")):
            seen.setdefault(name, label)
    return build(_Name(f"name_{at}", label, name, (name,)) for at, (name, label) in enumerate(seen.items()))


def with_well_known(words: Words, tagged: list[Mention]) -> list[Mention]:
    """The model's names, corrected by the lists."""
    kept: list[Mention] = []
    place = 0
    for hit in find_names(words, _names()):
        while place < len(tagged) and tagged[place].last <= hit.first:
            kept.append(tagged[place])
            place += 1
        end = place
        while end < len(tagged) and tagged[end].first < hit.last:
            end += 1
        inside = tagged[place:end]
        if len(inside) == 1 and _stays(hit, inside[0]):
            continue
        kept.append(Mention(hit.first, hit.last, hit.entity.label, hit.cut))
        place = end
    return kept + tagged[place:]


def _stays(hit: Hit, mention: Mention) -> bool:
    """Whether the model's name stays: a longer one ("البنك الدولي للإنشاء والتعمير"), or the team of a country."""
    if mention.first > hit.first or mention.last < hit.last:
        return False
    size = hit.last - hit.first
    if hit.entity.label == "PER" and size == 1:
        return True
    if mention.last - mention.first == size:
        return hit.entity.label == "LOC" and mention.label == "ORG"
    return mention.label == hit.entity.label or size == 1 or hit.entity.label == "LOC"
