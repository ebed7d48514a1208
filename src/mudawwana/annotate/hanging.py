"""What hangs on a cue: the clause or the marks that it governs, and whether anything must."""

from __future__ import annotations

from bisect import bisect_left

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.attributed import REACH, Event
from mudawwana.annotate.cue_sense import BLAME, NEAR, NEAR_DESCRIBED
from mudawwana.annotate.cues import Cue
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.objects import LONG_NAME
from mudawwana.annotate.parties import Party, skip_marked
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, key_set
from mudawwana.annotate.sources import OWN_WORDS
from mudawwana.annotate.wording import is_verb

_BEFORE = key_set("ثم حيث إذ عندما حين حينما بعدما فيما بينما كما قد وقد فقد لكن الذي التي الذين ما اليوم أمس")
URGED_TO = frozenset(("على", "الى", "إلى", "ب"))
SAYING = frozenset(("قائلا", "قائلة", "قائلين", "بالقول", "بقوله"))
_THUS = key_set("هكذا بهذا بهذه بتلك كما الكلمات العبارة الجملة العبارات")
_OTHER_HEADS = key_set(
    """أي غير إلا بما رغم الرغم قبل بعد منذ دون لدرجة حد كما شأنه شأنها مع بيد يمكن الممكن المقرر المفترض"""
)


def says_more(frame: Frame, events: list[Event], at: int) -> bool:
    """Whether "بالقول" only completes the verb of saying before it."""
    last = events[-1] if events else None
    return (
        last is not None
        and frame.tokens.keys[at][0] == "ب"
        and last.sentence == frame.sentence[at]
        and last.cue.form in ("past", "present")
        and at - last.last <= REACH // 4
    )


def is_attribution(
    frame: Frame, cue: Cue, at: int, last: int, hanging: tuple[int, bool, int], party: Party | None
) -> bool:
    """Whether a form that may mean something else has words or a clause hanging on it; others need none."""
    keys = frame.tokens.keys
    link, is_clause, following = hanging
    if cue.form == "noun":
        return 0 <= link - max(at, last - 1) <= NEAR + 1
    if cue.lemma in ("نقل", "نسب") and party is not None:
        return True
    if party is not None and _is_after_marks(frame, at):
        return True  # "«لن ننتظر»، هكذا رد العامري على السؤال"
    if not cue.unsure and cue.form != "participle":
        return True
    if (
        following < len(keys)
        and following <= last + NEAR + 1
        and (keys[following] in SAYING or keys[following] in OWN_WORDS)
    ):
        return True
    if link < 0 or is_clause or keys[link] == ":" or cue.form == "participle":
        return link >= 0
    if (cue.stance == "described" or cue.lemma == "اتهم") and keys[link - 1] in CLITICS:
        return True  # "وصف رئيس الوزراء نتائج الجولة الأولى بـ«الإيجابية»", "اتهم المندوب واشنطن بـ«الضغط»"
    if cue.stance == "urged" and following > link and (keys[link - 1] in URGED_TO or keys[link - 1] in CLITICS):
        return True  # "ودعا في بيان نشره على المنصة إلى «…»"
    is_long = cue.stance in ("described", "urged") or cue.lemma == "حمل"
    if cue.lemma == "حمل" and keys[link + 1 : link + 2] and keys[link + 1] in BLAME:
        return True  # "حمل التجمع رئيس المجلس «المسؤولية كاملة»"
    return link - last <= (NEAR_DESCRIBED if is_long else NEAR)


def opens_clause(frame: Frame, at: int) -> bool:
    """Whether a verb stands where clauses begin, not behind a noun ("إلغاء طلب المساعدة")."""
    keys = frame.tokens.keys
    before = keys[at - 1] if at else ""
    if at == frame.starts[frame.sentence[at]] or before in _BEFORE or before in COMMAS or keys[at][0] in "وف":
        return True
    return before in w.PLACES or before[:2] == "ال" or before in w.CONNECTIVES


def _is_after_marks(frame: Frame, at: int) -> bool:
    """Whether a verb stands right behind words in marks."""
    keys, before = frame.tokens.keys, at - 1
    while before > 0 and at - before < 4 and (keys[before] in COMMAS or keys[before] in _THUS):
        before -= 1
    return before > 0 and keys[before] in MARKS and bool(frame.inside[before - 1])


def is_inner(events: list[Event], cue: Cue, sentence: int, link: int) -> bool:
    """Whether a verb stands inside a clause that somebody else reports, and nothing hangs on it."""
    is_state = (cue.stance in ("described", "believed") and cue.form == "present") or cue.lemma in ("التزم", "اتفق")
    if cue.joined or (link >= 0 and not is_state):
        return False
    return any(event.is_clause for event in events[-3:] if event.sentence == sentence)


def find_link(frame: Frame, at: int, end: int, describes: bool = False) -> tuple[int, bool]:
    """Where what hangs on a cue begins, and whether it is a clause: أنّ or a colon, else the first opening mark.

    A short name in marks on the way does not count: كتب الوزير على «تويتر»: «…».
    """
    keys, links = frame.tokens.keys, frame.links
    first_mark, passed = -1, at
    for number in range(bisect_left(links, at), len(links)):
        stop = links[number]
        if stop >= end:
            break
        key = keys[stop]
        if stop < passed or (key == "ان" and stop + 1 < end and keys[stop + 1] == "لم"):
            continue  # "هدد بالرد إن لم ينسحبوا"
        if key in w.COMPLEMENTIZERS:
            is_his = describes and key[0] == "ب"  # "واصفا ما يتداول بأنه"
            if stop > at and not is_his and (keys[stop - 1] in _OTHER_HEADS or is_verb(keys[stop - 1], sure=True)):
                break  # "غير أن", "ينبغي أن": the clause hangs on another word
            return (stop, True) if first_mark < 0 or stop - first_mark < LONG_NAME else (first_mark, False)
        if key == ":":
            return stop, False
        if stop + 1 < end and frame.inside[stop + 1]:
            first_mark = stop if first_mark < 0 else first_mark
            passed = skip_marked(frame.tokens, stop, end)
            if passed == stop:
                break
    return first_mark, False
