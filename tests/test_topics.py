"""Topic packs: the shipped one is whole and well formed, another is another folder, broken ones are explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mudawwana.annotate.events import find_events
from mudawwana.annotate.relevance import score_relevance
from mudawwana.arabic.fold import fold
from mudawwana.errors import BadConfig, Missing
from mudawwana.records import Article, RawRef
from mudawwana.topics import Topic, load_topic

EXAMPLE = Path(__file__).parent / "topics" / "nile_waters"
TOPIC = load_topic("iraq_us_dialogue")


def test_the_shipped_pack_is_rich() -> None:
    """Enough names and events for the topic, and one copy of them in memory."""
    assert len(TOPIC.entities) >= 250
    assert len(TOPIC.events) >= 20
    assert load_topic("iraq_us_dialogue") is TOPIC


def test_no_safe_name_means_two_entities() -> None:
    """A form that is safe anywhere stands for one entity; what is ambiguous belongs to `short`."""
    owners: dict[str, str] = {}
    for entity in TOPIC.entities:
        for form in entity.safe:
            assert owners.setdefault(fold(form), entity.id) == entity.id, form


def test_short_forms_say_what_they_need() -> None:
    """Every short form has clues that settle it, and every role a source."""
    for entity in TOPIC.entities:
        assert not entity.short or entity.needs, entity.id
        assert all(role.source for role in entity.roles)
        assert all(role.from_ is None or role.to is None or role.from_ <= role.to for role in entity.roles), entity.id


def test_aliases_are_really_other_spellings() -> None:
    """What `fold` joins is listed once."""
    for entity in TOPIC.entities:
        keys = [fold(form) for form in (entity.name, *entity.aliases)]
        assert len(keys) == len(set(keys)), entity.id


def test_another_topic_is_another_folder() -> None:
    """The example of the docs works from its path."""
    topic = load_topic(str(EXAMPLE))
    raw = RawRef(path="a.html", media_type="text/html", sha256="0" * 64)
    text = "استأنفت مصر وإثيوبيا مفاوضات السد، وتطالب القاهرة باتفاق ملزم بعد إعلان المبادئ حول سد النهضة."
    on_topic = Article(title="القاهرة وأديس أبابا تبحثان ملء السد", text=text, raw=raw)
    assert score_relevance(on_topic, topic).score >= topic.threshold
    assert [event.id for event in find_events(on_topic, topic)] == ["dop_2015"]
    assert score_relevance(on_topic, TOPIC).score == 0


def broken(folder: Path, file: str, old: str, new: str) -> Topic:
    """Load the example with a mistake in it."""
    copy = folder / "pack"
    shutil.copytree(EXAMPLE, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_topic(str(copy))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("topic.toml", "threshold = 0.5", "threshold = 5", "topic.toml: threshold"),
        ("topic.toml", "threshold = 0.5", "treshold = 0.5", "topic.toml: treshold: unknown key"),
        ("topic.toml", 'id = "nile', "id = nile", "not valid TOML"),
        ("topic.toml", '"abiy_ahmed"', '"nobody"', "not in entities.jsonl: nobody"),
        ("topic.toml", "weight = 3", "weight = -3", "'talks'"),
        ("entities.jsonl", '{"id": "ren', '{"id: "ren', "entities.jsonl:2: not valid JSON"),
        ("entities.jsonl", '"PER"', '"PERSON"', "entities.jsonl: entities.'abiy_ahmed'.label"),
        ("entities.jsonl", '"renaissance_dam"', '"abiy_ahmed"', "given twice: abiy_ahmed"),
        ("events.toml", "2015-03-23", "2015-03-53", "events.toml: events.'dop_2015'.date"),
        ("events.toml", "[[event]]", "[[events]]", "unknown key events"),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    """A broken pack gives the file, the entry and the key, with the exit code of bad configuration."""
    with pytest.raises(BadConfig) as caught:
        broken(tmp_path, file, old, new)
    assert message in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("name", ["no_such_topic", "./no/such/folder", "../iraq_us_dialogue", ""])
def test_a_missing_pack_says_what_to_type(name: str) -> None:
    """The message names the packs that ship and the docs."""
    with pytest.raises(Missing) as caught:
        load_topic(name)
    assert "iraq_us_dialogue" in str(caught.value)
    assert "add-a-topic" in str(caught.value)
