"""Names: the topic's in every spelling, the model's, people linked within an article, their offices."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.annotate.entities import find_entities
from mudawwana.annotate.linking import surnames_again, without_and
from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.ner.words import read_words
from mudawwana.errors import Missing
from mudawwana.topics import Topic, load_topic

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "entities.jsonl").read_text(encoding="utf-8").splitlines()
]
LETTERS = "ابتجدرسعفقكلمنهويةىأإآؤئءگپچیکلا وفبل"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic("iraq_us_dialogue")


@pytest.mark.parametrize("backend", ["model", "gazetteer"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_names_of_the_topic(case: dict[str, Any], backend: str, topic: Topic) -> None:
    found = find_entities(case["text"], topic=topic, backend=backend)
    named = [[one.of(case["text"]), one.id] for one in found]
    for wanted in case.get("want", []):
        assert wanted in named
    ids = [name for _, name in named]
    assert not set(case.get("never", [])) & set(ids)
    for name, times in case.get("count", {}).items():
        assert ids.count(name) == times


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("زار الرئيس الفرنسي جاك شيراك القاهرة", "PER", "جاك شيراك"),
        ("زار الرئيس الفرنسي جاك شيراك القاهرة", "LOC", "القاهرة"),
        ("أعلنت شركة مايكروسوفت أرباحها", "ORG", "مايكروسوفت"),
        ("قال كوفي عنان في نيويورك إن مجلس الأمن سيجتمع", "ORG", "مجلس الأمن"),
    ],
)
def test_the_model_finds_names_without_a_topic(text: str, label: str, name: str) -> None:
    assert any(one.label == label and name in one.of(text) for one in find_entities(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وتعاقد بايرن ميونيخ مع حارس جديد", "بايرن ميونيخ"),
        ("ذكرت صحيفة يديعوت احرونوت أمس", "يديعوت احرونوت"),
        ("يبحث البنك الدولي للإنشاء والتعمير القرض", "البنك الدولي"),
        ("وبالناتو بدأت", "الناتو"),
    ],
)
def test_organisations_known_everywhere(text: str, name: str) -> None:
    assert any(one.label == "ORG" and name in one.of(text) for one in find_entities(text))


def test_a_title_is_not_part_of_a_name() -> None:
    text = "وقال الرئيس بيل كلينتون إن الوزير جيمس بيكر وصل."
    assert [one.of(text) for one in find_entities(text) if one.label == "PER"] == ["بيل كلينتون", "جيمس بيكر"]


def test_what_is_no_part_of_a_name(topic: Topic) -> None:
    text = "قال أحمد عباس لرووداو مازحاً إن القائد العام للقوات المسلحة السيد محمد شياع السوداني وصل."
    named = [(one.of(text), one.label) for one in find_entities(text, topic=topic)]
    assert ("أحمد عباس", "PER") in named
    assert ("محمد شياع السوداني", "PER") in named
    assert not [name for name, _ in named if "مازحاً" in name or "السيد" in name or "لرووداو" in name]


def test_a_name_behind_and_is_given_without_it() -> None:
    text = "التقى الوزير دان شابيرو وودي ألن ووليد فياض، وريان الكلداني."
    people = [one.of(text) for one in find_entities(text) if one.label == "PER"]
    assert people == ["دان شابيرو", "وودي ألن", "وليد فياض", "ريان الكلداني"]


def test_a_lone_and_is_borne_as_the_first_word_of_a_name() -> None:
    lone = Mention(0, 2, "PER")
    assert without_and(read_words("و شابيرو"), lone, lambda key: None) == lone


def test_a_ministry_is_whole(topic: Topic) -> None:
    text = "أعلنت وزارة الصحة الفلسطينية ووزارة السياحة اليابانية ذلك."
    named = [(one.of(text), one.label) for one in find_entities(text, topic=topic)]
    assert named == [("وزارة الصحة الفلسطينية", "ORG"), ("وزارة السياحة اليابانية", "ORG")]


def test_a_name_of_rare_words_between_commas_after_an_office() -> None:
    text = "أعلن المتحدث باسم وزارة الصحة، زغلول الصمادعي، الحصيلة."
    assert "زغلول الصمادعي" in [one.of(text) for one in find_entities(text) if one.label == "PER"]
    assert not [one for one in find_entities("أعلن وزير الصحة، مبينا موقفه، الحصيلة.") if one.label == "PER"]


def test_a_surname_gets_the_full_name() -> None:
    text = "وصل وزير الخارجية الأميركي كولن باول إلى القاهرة. وقال باول إن اللقاء جيد."
    people = [one for one in find_entities(text) if one.label == "PER"]
    assert [one.name for one in people] == ["كولن باول", "كولن باول"]


def test_a_rare_surname_is_a_name_wherever_it_stands() -> None:
    words = read_words("اجتمع الوزير زغلول الصمادعي بالوفد. وعلى الهامش الصمادعي وبدونه، والصمادعي شاعر")
    full = Mention(2, 4, "PER")
    found = surnames_again(words, [full], lambda key: None)
    assert [(words.keys[one.first], one.cut) for one in found[1:]] == [("الصمادعي", 0), ("والصمادعي", 1)]
    assert surnames_again(words, [full], lambda key: (True, 2000)) == [full]
    assert surnames_again(words, [full._replace(id="someone")], lambda key: None) == [full._replace(id="someone")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("قالت نائبة المتحدثة باسم وزارة الدفاع سابرينا سينغ للصحفيين", "نائبة المتحدثة باسم وزارة الدفاع"),
        ("قالت سابرينا سينغ، نائبة المتحدثة باسم وزارة الدفاع، إن", "نائبة المتحدثة باسم وزارة الدفاع"),
        ("وأكد وزير الخارجية فؤاد حسين أن", "وزير الخارجية"),
        ("استقبل رئيس الوزراء العراقي، محمد شياع السوداني، الوفد", "رئيس الوزراء العراقي"),
        ("أكد رئيس مجلس الوزراء العراقي مصطفى الكاظمي أن", "رئيس مجلس الوزراء العراقي"),
        ("قال المستشار السياسي لرئيس الوزراء فرهاد علاء الدين إن", "المستشار السياسي لرئيس الوزراء"),
        ("نقل المكتب الإعلامي محمد شياع السوداني إلى", None),
        ("وصل فؤاد حسين أمس", None),
    ],
)
def test_roles(text: str, role: str | None, topic: Topic) -> None:
    person = next(one for one in find_entities(text, topic=topic) if one.label == "PER")
    assert person.role == role


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS + ".،«»()\n\u064b0123", max_size=300))
def test_spans_are_sound(text: str) -> None:
    place = 0
    for one in find_entities(text, topic=load_topic("iraq_us_dialogue")):
        assert place <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        place = one.end


def test_the_same_answer_whatever_was_read_before() -> None:
    text = "قال محمد البرادعي في فيينا إن الوكالة الدولية للطاقة الذرية ستعود"
    alone = find_entities(text)
    find_entities(" ".join(f"كلمة{number}" for number in range(9000)))
    assert find_entities(text) == alone
    assert find_entities(f"نص آخر.\n{text}")[-len(alone) :] == [
        one.model_copy(update={"start": one.start + 8, "end": one.end + 8}) for one in alone
    ]


@pytest.mark.parametrize(
    "text", ["ع" * 1_000_000, "(" * 300_000, "7 " * 150_000, "\u064b" * 100_000, "«" * 5000, "\n" * 100_000, "و" * 99]
)
def test_hostile_texts_take_little_time(text: str, topic: Topic) -> None:
    began = time.process_time()
    find_entities(text, topic=topic)
    assert time.process_time() - began < 8


def test_an_unknown_backend_says_what_there_is() -> None:
    with pytest.raises(Missing, match="model, gazetteer, camel"):
        find_entities("نص", backend="other")


def test_words_keep_their_places() -> None:
    text = "قال: «السّوداني»\nنعم"
    words = read_words(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == [
        "قال", ":", "«", "السّوداني", "»", "\n", "نعم",
    ]  # fmt: skip
