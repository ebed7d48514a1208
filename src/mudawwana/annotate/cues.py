"""Words that attribute speech: the table of cues.toml with its inflections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mudawwana.annotate.quote_tokens import key_of
from mudawwana.arabic.tables import read_table

_FILE = Path(__file__).with_name("cues.toml")
Form = Literal["past", "present", "participle", "noun", "phrase"]
_PREFIXES = "وف"
_SHORT = 3  # letters: the dual of such a verb is too often another word ("دانا", "نقلا")
_OBJECTS = ("ه", "ها", "هم", "هما")
_BY_SAYING: tuple[tuple[str, str], ...] = (
    ("بالقول", "m"),
    ("بقوله", "m"),
    ("بقولها", "f"),
    ("بقولهم", "p"),
)  # "اكتفى بالقول"
# "اكتفت السفارة بالتذكير بأن": whoever acts in the sentence
_BY_SAYING += tuple((word, "") for word in ("بالتذكير", "بالتأكيد", "بالتشديد", "بالإشارة", "بالتحذير"))
_JUSSIVE: tuple[tuple[str, str, str, str], ...] = (("يخف", "أخفى", "revealed", "m"), ("تخف", "أخفى", "revealed", "f"))
_JUSSIVE += (("ينف", "نفى", "denied", "m"), ("تنف", "نفى", "denied", "f"))
# "ما قاله", "تغريدة نشرها", "قاطعه النائب", "أجابته الوزيرة"
_WITH_OBJECT = frozenset(("قال", "نشر", "كتب", "أصدر", "قاطع", "أجاب", "سأل", "خاطب", "نصح", "أبلغ", "أخبر", "اتهم"))
# Behind "سارع إلى", "لم يتردد في", "اكتفى بـ": whoever acts in the sentence says it.
_PHASED = (
    *(
        ("قول", "قال", "said"),
        ("تأكيد", "أكد", "stressed"),
        ("تلويح", "لوح", "threatened"),
        ("وصف", "وصف", "described"),
    ),
    *(("تشكيك", "شكك", "denied"), ("تحذير", "حذر", "warned"), ("إعلان", "أعلن", "announced")),
    *(("تذكير", "ذكر", "pointed_out"), ("اعتراف", "اعترف", "admitted"), ("تهديد", "هدد", "threatened")),
)
AFTER_WHAT = frozenset(
    ("رأى", "أكد", "أعلن", "أوضح", "كشف", "ذكر", "ردد", "فسر", "نفى")
)  # only "هذا ما يراه", "وهو ما أكده"
_OWNERS = (("ه", "m"), ("ها", "f"), ("هم", "p"), ("هما", "p"), ("هن", "p"))


class Cue(NamedTuple):
    """One inflected form: the verb it is of, how it presents the words, and which subject it agrees with.

    `agrees` is "m", "f" or "p" (several people); `unsure` forms count only where words or a clause hang on them.
    """

    lemma: str
    stance: str
    form: Form
    agrees: str
    unsure: bool = False
    shadda: bool = False
    has_object: bool = False
    joined: bool = False


@cache
def cue_table() -> dict[str, Cue]:
    """Every inflected form by its key, prefixes left out; where two verbs share a form the first row has it.

    >>> cue_table()["اضافت"].lemma, cue_table()["اضافت"].agrees
    ('أضاف', 'f')
    """
    data = read_table(_FILE)
    unsure, shadda = set(data["unsure"]["verbs"]), set(data["shadda"]["verbs"])
    table: dict[str, Cue] = dict(_phrases(data["phrase"]))
    for word, agrees in _BY_SAYING:
        table[key_of(word)] = Cue("قال", "said", "participle", agrees)
    for word, lemma, stance, agrees in _JUSSIVE:
        table[key_of(word)] = Cue(lemma, stance, "present", agrees)
    forms = [
        (raw, Cue(row[0], stance, form, agrees, row[0] in unsure and form != "participle", False, has_object))
        for stance, entry in data["stance"].items()
        for row in entry["verbs"]
        for raw, form, agrees, has_object in _forms(row, entry.get("object", False))
    ]
    keys = key_of("\n".join(raw for raw, _ in forms)).split("\n")
    for key, (_, cue) in zip(keys, forms, strict=True):
        table.setdefault(key, cue)
    for verb in shadda:
        if (cue := table[key_of(verb)]).lemma == verb:
            table[key_of(verb)] = cue._replace(shadda=True)
    return table


def find_cue(key: str) -> Cue | None:
    """The cue that a word is, with or without "و" or "ف" before it.

    >>> find_cue("وقالت").stance, find_cue("وقالت").joined, find_cue("وزير")
    ('said', True, None)
    """
    return prefixed_table().get(key)


@cache
def prefixed_table() -> dict[str, Cue]:
    """Every inflected form with and without "و" or "ف" before it; present tenses with "ل" too."""
    plain = cue_table()
    after_prefix = {key: Cue(*cue[:-1], joined=True) for key, cue in plain.items()}
    joined = {
        prefix + key: cue for key, cue in after_prefix.items() for prefix in _PREFIXES if prefix + key not in plain
    }
    in_order_to = {
        "ل" + key: cue
        for key, cue in after_prefix.items()
        if cue.form == "present" and key[0] in "يت" and cue.agrees in ("m", "f") and not cue.unsure
    }
    return in_order_to | plain | joined  # "عاد ليقول"


@cache
def noun_table() -> dict[str, Cue]:
    """Bare verbal nouns that a subject follows ("تأكيد الوزير أن"), also behind "و", "ب" and "ل"."""
    data = read_table(_FILE)
    nouns = {
        key_of(row[3]): Cue(row[0], stance, "noun", "")
        for stance, entry in data["stance"].items()
        for row in entry["verbs"]
        if row[3] and not entry.get("object", False)
    }
    return {prefix + key: cue for key, cue in nouns.items() for prefix in ("", "و", "ب", "ل")}


@cache
def event_table() -> dict[str, Cue]:
    """Every form that may attribute: the cues, and verbal nouns where no cue has their form."""
    phased = {key_of("ال" + word): Cue(lemma, stance, "participle", "") for word, lemma, stance in _PHASED}
    return phased | noun_table() | prefixed_table()


def stances() -> dict[str, list[str]]:
    """The verbs of each stance, for docs and tests."""
    data: dict[str, Any] = read_table(_FILE)
    return {name: [row[0] for row in entry["verbs"]] for name, entry in data["stance"].items()}


def _phrases(entries: list[dict[str, Any]]) -> Iterator[tuple[str, Cue]]:
    for entry in entries:
        for word in entry["words"]:
            yield key_of(word), Cue(word, entry["stance"], "phrase", "")


def _forms(row: list[str], takes_object: bool) -> Iterator[tuple[str, Form, str, bool]]:
    """The inflected forms of a row as they are written, whom each agrees with, and whether it has an object."""
    past, present, participle, noun = row
    for raw, agrees in _past(past):
        yield raw, "past", agrees, False
    for raw, agrees in _present(present):
        yield raw, "present", agrees, False
        yield "س" + raw, "present", agrees, False
    if participle:
        stem = participle.removesuffix("ي") + "ي" if participle.endswith("ي") else participle
        for ending, agrees in (("ا", "m"), ("ة", "f"), ("ين", "p")):
            yield stem + ending, "participle", agrees, False
    if takes_object or past in _WITH_OBJECT or past in AFTER_WHAT:
        for raw, agrees in (*_past(past), *_present(present)):
            if not raw.endswith(("وا", "ون", "ان")):
                stem = raw[:-1] + "ا" if raw.endswith("ى") else raw
                yield from ((stem + pronoun, "past", agrees, True) for pronoun in _OBJECTS)
    if noun:
        for ending, agrees in _OWNERS:
            yield noun.removesuffix("ة") + ("ت" if noun.endswith("ة") else "") + ending, "noun", agrees, False


def _past(verb: str) -> list[tuple[str, str]]:
    """The past tense in the third person.

    >>> _past("نفى")
    [('نفى', 'm'), ('نفت', 'f'), ('نفوا', 'p'), ('نفتا', 'p')]
    """
    stem = verb[:-1] if verb.endswith(("ى", "ا")) else verb
    dual = stem + "يا" if verb.endswith("ى") else verb + "ا"
    forms = [(verb, "m"), (stem + "ت", "f"), (stem + "وا", "p"), (stem + "تا", "p")]
    return [*forms, (dual, "p")] if len(verb) > _SHORT or verb == "قال" else forms


def _present(verb: str) -> list[tuple[str, str]]:
    """The present tense in the third person.

    >>> _present("يدعو")
    [('يدعو', 'm'), ('تدعو', 'f'), ('يدعون', 'p'), ('يدعوان', 'p')]
    """
    if not verb:
        return []
    stem = verb[:-1] if verb.endswith(("ى", "ي", "و")) else verb
    return [(verb, "m"), ("ت" + verb[1:], "f"), (stem + "ون", "p"), (verb + "ان", "p")]
