"""Organisations that are known everywhere: where the model misses one, or takes it for a person or place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mudawwana.annotate.gazetteer import Gazetteer, Hit, build, find_names
from mudawwana.annotate.ner.words import Words
from mudawwana.topics import TopicEntity

if TYPE_CHECKING:
    from mudawwana.annotate.entities import Mention

_FILE = Path(__file__).parent / "ner" / "organisations.txt"


@lru_cache(maxsize=1)
def _organisations() -> Gazetteer:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if line and line[0] != "#" for name in line.split("، ")]
    return build(
        TopicEntity.model_construct(id=f"organisation_{at}", label="ORG", name=name, en=name, short=(), needs=())
        for at, name in enumerate(names)
    )


def with_organisations(words: Words, tagged: list[Mention]) -> list[Mention]:
    """The model's names, corrected by the list of organisations."""
    from mudawwana.annotate.entities import Mention

    hits = find_names(words, _organisations())
    if not hits:
        return tagged
    kept: list[Mention] = []
    place = 0
    for hit in hits:
        while place < len(tagged) and tagged[place].last <= hit.first:
            kept.append(tagged[place])
            place += 1
        end = place
        while end < len(tagged) and tagged[end].first < hit.last:
            end += 1
        inside = tagged[place:end]
        if len(inside) == 1 and _is_part(hit, inside[0]):
            continue  # the longer name stays
        kept.append(Mention(hit.first, hit.last, "ORG", hit.cut))
        place = end
    return kept + tagged[place:]


def _is_part(hit: Hit, mention: Mention) -> bool:
    """Whether an organisation of the list is only a part of the model's name: "البنك الدولي للإنشاء والتعمير"."""
    longer = (
        mention.first <= hit.first and mention.last >= hit.last and mention.last - mention.first > hit.last - hit.first
    )
    return longer and (mention.label == "ORG" or hit.last - hit.first == 1)
