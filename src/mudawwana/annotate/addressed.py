"""People behind a verb who are not its subject: its object, and those who are urged."""

from __future__ import annotations

from mudawwana.annotate.attributed import Event, only_reports
from mudawwana.annotate.cues import Cue
from mudawwana.annotate.hanging import URGED_TO
from mudawwana.annotate.parties import Party, gender_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import Tokens

_TO_HIM = frozenset(("على", "عليه", "عليها", "عليهم"))
_TO_PEOPLE = frozenset(("urged", "warned", "criticised", "welcomed", "rejected", "threatened", "asked"))


def is_plural(cue: Cue, key: str) -> bool:
    """Whether a verb has the ending of many: its subject stood before it.

    >>> from mudawwana.annotate.cues import find_cue
    >>> is_plural(find_cue("قالوا"), "قالوا"), is_plural(find_cue("قال"), "قال")
    (True, False)
    """
    return cue.form in ("past", "present") and cue.agrees == "p" and key.endswith(("وا", "ون"))


def is_its_object(tokens: Tokens, cue: Cue, at: int, party: Party) -> bool:
    """Whether who is named after a verb does not agree with it and so is its object: "دعا دول العالم", "حثت العراق"."""
    if cue.form not in ("past", "present") or party.first <= at or cue.agrees not in ("m", "f"):
        return False
    if cue.stance == "urged" and tokens.keys[party.first] in ("كل", "جميع") and tokens.keys[party.first + 1] != "من":
        return True
    takes_people = cue.stance in _TO_PEOPLE or cue.lemma in ("أبلغ", "أخبر", "خاطب", "حمل", "وصف")
    gender = gender_of(tokens, party)
    return takes_people and gender in ("m", "f") and gender != cue.agrees


def is_addressed(frame: Frame, events: list[Event], at: int, cue: Cue, party: Party) -> bool:
    """Whether who is named after a verb of urging is urged: "وحثت قادة العراق على", "بلاده تحث الحكومة على"."""
    keys = frame.tokens.keys
    if party.last >= len(keys) or keys[party.last] not in URGED_TO or party.last <= at:
        return False
    before = keys[at - 1] if at else ""
    if cue.form == "present" and len(before) > 4 and before.endswith(("ه", "ها", "هم", "نا")):
        return True
    if cue.agrees == "f" and gender_of(frame.tokens, party) == "m" and party.kind == "role":
        return True
    last = next((event for event in events[-3:][::-1] if event.speaker and not only_reports(event)), None)
    same = last is not None and last.sentence == frame.sentence[at] and last.agrees == cue.agrees
    return cue.joined and same and last is not None and last.is_explicit


def answers(tokens: Tokens, at: int) -> bool:
    """Whether "ورد" is "and he answered": "ورد عليه فلان", "وردّ حسين بأن", not "ورد في البيان"."""
    is_doubled = "\u0651" in tokens.text[tokens.starts[at] : tokens.ends[at]]
    return is_doubled or tokens.keys[at + 1] in _TO_HIM or at + 1 in tokens.people
