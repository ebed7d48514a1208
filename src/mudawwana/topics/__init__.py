"""Topic packs: everything that is about one topic and nothing else is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from mudawwana.arabic.tables import read_table
from mudawwana.errors import BadConfig, Missing
from mudawwana.topics.pack import Topic, TopicEntity, TopicEvent

__all__ = ["Topic", "TopicEntity", "TopicEvent", "load_topic", "shipped_topics"]

_HOME = Path(__file__).parent
_SETTINGS, _ENTITIES, _EVENTS = "topic.toml", "entities.jsonl", "events.toml"


def shipped_topics() -> tuple[str, ...]:
    """Names of the packs that ship with the package.

    >>> shipped_topics()
    ('iraq_us_dialogue',)
    """
    return tuple(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Path]:
    folders = sorted(path.parent for path in _HOME.glob(f"*/{_SETTINGS}"))
    return {folder.name: folder for folder in folders}


def load_topic(name_or_path: str) -> Topic:
    """The topic pack of a name (one that ships with the package) or of a folder; read once.

    >>> load_topic("iraq_us_dialogue").title
    'Iraq–US strategic dialogue'
    """
    return _load(_shipped().get(name_or_path) or Path(name_or_path).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Topic:
    if not (folder / _SETTINGS).is_file():
        raise Missing(
            f"no topic pack {folder.name!r}: set `[annotate] topic` to one of {', '.join(shipped_topics())}, or to the "
            f"path of a folder that holds {_SETTINGS} (docs/add-a-topic.md tells how to write one)"
        )
    data = _read_toml(folder / _SETTINGS)
    events = _read_toml(folder / _EVENTS) if (folder / _EVENTS).is_file() else {}
    data["entities"] = _read_entities(folder / _ENTITIES) if (folder / _ENTITIES).is_file() else []
    data["events"] = events.pop("event", [])
    if events:
        raise BadConfig(f"{folder / _EVENTS}: unknown key {', '.join(events)}; it holds [[event]] tables alone")
    try:
        return Topic.model_validate(data)
    except ValidationError as problem:
        raise BadConfig("\n".join(_complaint(folder, data, error) for error in problem.errors())) from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return read_table(path)
    except ValueError as problem:
        raise BadConfig(f"{path}: not valid TOML: {problem}; correct that line") from None


def _read_entities(path: Path) -> list[Any]:
    entities = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entities.append(orjson.loads(line))
        except orjson.JSONDecodeError as problem:
            raise BadConfig(f"{path}:{number}: not valid JSON: {problem.msg}; one object a line") from None
    return entities


def _complaint(folder: Path, data: dict[str, Any], error: Any) -> str:
    """One line on one mistake: the file, the entry by its id, the key, what is wrong."""
    place = list(error["loc"])
    file = {"entities": _ENTITIES, "events": _EVENTS}.get(str(place[0]) if place else "", _SETTINGS)
    if len(place) > 1 and isinstance(place[1], int) and isinstance(entries := data.get(str(place[0])), list):
        entry = entries[place[1]]
        place[1] = repr(entry.get("id", place[1])) if isinstance(entry, dict) else place[1] + 1
    key = ".".join(map(str, place))
    what = "unknown key" if error["type"] == "extra_forbidden" else error["msg"].removeprefix("Value error, ")
    return f"{folder / file}: {key + ': ' if key else ''}{what} (docs/add-a-topic.md lists the keys)"
