"""Names of the topic in marks, the word for their kind before them or left out: كتائب "حزب الله", «الشرق الأوسط»."""

from __future__ import annotations

from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.name_tables import Gazetteer, Named, keys_in
from mudawwana.annotate.ner.words import Words

_CLOSES = {"«": "»", "“": "”", '"': '"', "(": ")", "”": "“"}
_MINISTRIES = keys_in("وزارة لوزارة بوزارة ووزارة")
_MINISTRY = 2  # words of a ministry before its country
_SAFE = 0  # the kind of a name that needs no other words near it
_MOST = 4  # words between the marks
# What stands before an outlet of one word, which may be the title of anything else: "مسلسل «العهد»".
_TOLD = keys_in(
    """ل إلى مع عن لدى مصادر مراسل مراسلة وفق بحسب حسب تلقت حصلت علمت نشرت ذكرت قالت أفادت نقلت كتبت أوردت أضافت
    كشفت أكدت سألت"""
)
_OUTLETS = sorted(keys_in("صحيفة قناة وكالة شبكة موقع جريدة"))


def with_ministries(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions, ministries whole where their country alone was found, or apart: "وزارة الدفاع | التركية"."""
    kept: list[Mention] = []
    for mention in mentions:
        first = mention.first - _MINISTRY
        is_country = mention.label == "MISC" and mention.last - mention.first == 1 and first >= 0
        if is_country and words.keys[first] in _MINISTRIES and words.keys[mention.first].endswith("يه"):
            while kept and kept[-1].first >= first:
                kept.pop()
            if not kept or kept[-1].last <= first:
                mention = mention._replace(first=first, label="ORG", cut=words.keys[first].index("وزار"))
        kept.append(mention)
    return kept


def with_marked(words: Words, mentions: list[Mention], names: Gazetteer) -> list[Mention]:
    """The mentions, those in marks replaced by the topic's names that the words in marks are a part of."""
    keys, found = words.keys, {}
    known = {(one.first, one.last): one.id for one in mentions}
    end = outlet_end = 0
    for at in [at for at, key in enumerate(keys) if key in _CLOSES]:
        close, within = _CLOSES[keys[at]], keys[at + 1 : at + 2 + _MOST]
        if at < end or close not in within[1:]:
            continue
        last = at + 2 + within[1:].index(close)
        inside, end = " ".join(keys[at + 1 : last]), last + 1
        behind = _behind_head(keys, at, inside, names)
        if behind is not None and known.get((at + 1, last)) != behind[0].id:
            entity, cut = behind
            found[at - 1] = Mention(at - 1, end, entity.label, cut, entity.id, entity.name)
        elif behind is None and (" " in inside or at - 1 == outlet_end or _is_told(keys, at)):
            outlet = _outlet(inside, names)
            if outlet is not None:
                found[at + 1] = Mention(at + 1, last, outlet.label, 0, outlet.id, outlet.name)
                outlet_end = end
    if not found:
        return mentions
    taken = {place for name in found.values() for place in range(name.first, name.last)}
    kept = [one for one in mentions if taken.isdisjoint(range(one.first, one.last))]
    return sorted([*kept, *found.values()], key=lambda mention: mention.first)


def _is_told(keys: list[str], at: int) -> bool:
    """Whether marks hold whom somebody told or who reports: "لـ«الحرة»", "ذكرت «الأخبار»", "حضرته (المدى)"."""
    before = keys[at - 1 - (at > 1 and keys[at - 1] == "ـ")] if at else ""
    return before in _TOLD or before.removeprefix("و") in _TOLD or before.endswith("ته")


def _behind_head(keys: list[str], at: int, inside: str, names: Gazetteer) -> tuple[Named, int] | None:
    """The name that a word and the marks behind it make up, and the letters before it: وكتائب "حزب الله"."""
    for head, cut in next(names.starts.of(keys[max(0, at - 1) : at]), []):
        for entry in names.names.get(f"{head} {inside}", ()):
            if entry.kind == _SAFE:
                return entry.entity, cut
    return None


def _outlet(inside: str, names: Gazetteer) -> Named | None:
    """The newspaper, channel or agency that is called so where nothing but its name stands in marks."""
    for kind in _OUTLETS:
        for entry in names.names.get(f"{kind} {inside}", ()):
            if entry.kind == _SAFE and entry.entity.label == "ORG":
                return entry.entity
    return None
