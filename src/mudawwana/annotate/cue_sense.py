"""Whether a form that may be another word attributes speech where it stands."""

from __future__ import annotations

from itertools import pairwise, takewhile

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.attributed import REACH, SUBJECT
from mudawwana.annotate.cues import AFTER_WHAT, Cue
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import MARKS, STOPS, Tokens, key_set
from mudawwana.annotate.speakers import read_party

NEAR = 2  # words between a verb that may mean something else and the marks it governs
NEAR_DESCRIBED = 6
_PHASES = key_set("سارع بادر عمد لجأ عاد عود اضطر ضطر انتقل نتقل تردد اكتفى ذهب سعى انتهى وصل حرص دأب")
_NOT_SAID = frozenset(("باسم", "شرط", "بشرط", "شريطة"))
_AGAIN = key_set("أعاد أعادت يعيد تعيد معيدا معيدة")
BLAME = key_set("مسؤولية المسؤولية مسئولية المسئولية")
_IT_IS = frozenset(("هذا", "وهذا", "هو", "وهو", "ذلك", "وذلك"))
_DONE = frozenset(("تم", "تمت", "يتم", "سيتم", "جرى", "يجري"))
_JUSSIVE = frozenset(("يخف", "تخف", "ينف", "تنف"))  # "لم يخف خشيته", "لم تنف الوزارة"
RELATIVES = frozenset(("الذي", "التي", "الذين", "والتي", "والذي", "ما"))
_PREPOSITIONS = key_set("على عن في فى من إلى بعد قبل خلال حول بشأن مع دون عدم ضد منذ رغم عند أو")
AFTER_ON = frozenset(("حد", "لسان"))  # "على حد قول", "على لسان"
_OPENING = frozenset(("ما", "حين", "وقت", "الوقت"))  # "في حين كشفت مصادر": a clause begins
_HIDING = key_set("عدم الكشف كشف ذكر الإفصاح نشر")


def phased(tokens: Tokens, at: int, cue: Cue) -> Cue:
    """The cue that a verbal noun is behind a verb of its own: "سارع إلى وصف الكلام بأنه"."""
    if cue.lemma == "وصف" and tokens.keys[at] == "وصف" and _is_phased(tokens, at):
        return cue._replace(form="participle", agrees="", unsure=False, shadda=False)
    return cue


def _is_phased(tokens: Tokens, at: int) -> bool:
    if tokens.keys[at] == "التاكيد" and any(key.lstrip("وف") in _AGAIN for key in tokens.keys[max(0, at - 8) : at]):
        return True  # "وأعاد السفير فلان التأكيد أن"
    if at < NEAR or tokens.keys[at - 1] not in ("الى", "في", "على"):
        return False
    verbs = [key.lstrip("وف") for key in tokens.keys[max(0, at - NEAR_DESCRIBED) : at - 1]]
    return any(verb in _PHASES or verb[1:] in _PHASES or verb.removesuffix("ت") in _PHASES for verb in verbs)


def is_cue(frame: Frame, at: int, cue: Cue) -> bool:
    """Whether a form attributes speech at a token; a bare verbal noun must govern a clause or marks."""
    if cue.form == "noun" and not cue.agrees:
        return _governs(frame, at)
    return _is_possible(frame.tokens, at, cue)


def _governs(frame: Frame, at: int) -> bool:
    """Whether a verbal noun has a subject and a clause or marks right behind: "تأكيد الوزير أن", "قول فلان: «…»"."""
    tokens, end = frame.tokens, min(frame.end_of(at), at + SUBJECT)
    party = read_party(tokens, at + 1, end)
    if party is None or party.last >= end:
        return False
    after = tokens.keys[party.last]
    if party.kind == "name" and party.first not in tokens.people and after not in w.COMPLEMENTIZERS:
        return False
    return after in w.COMPLEMENTIZERS or after == ":" or (after in MARKS and bool(frame.inside[party.last + 1]))


def _is_possible(tokens: Tokens, at: int, cue: Cue) -> bool:
    """Whether a form that may be another word is a cue here."""
    before = tokens.keys[at - 1] if at else ""
    after = tokens.keys[at + 1] if at + 1 < len(tokens.keys) else ""
    if cue.form == "participle" and not cue.agrees and tokens.keys[at][0] != "ب":
        return _is_phased(tokens, at)
    if cue.lemma in AFTER_ON:
        return before in ("على", "علي", "وعلى")
    if cue.lemma == "بين" and cue.joined and (not at or before in STOPS):
        return any(key in w.COMPLEMENTIZERS for key in tokens.keys[at + 1 : at + 12])
    if cue.lemma == "عقب" and cue.form == "past" and cue.agrees == "m":
        following = list(takewhile(lambda key: key not in MARKS, tokens.keys[at + 2 : at + 8]))
        return any(key in ("على", "قائلا", "بالقول", "بقوله") for key in following)  # else "after"
    if cue.has_object and cue.lemma in AFTER_WHAT:
        return before == "ما" and at > 1 and tokens.keys[at - 2] in _IT_IS
    if before in _DONE or (before in ("جاء", "جاءت") and cue.form == "past" and not cue.joined):
        return False  # "تم نشر الكثير من الصور": the noun
    if cue.form == "noun" and before in w.COMPLEMENTIZERS:
        return False  # "حذر من أن رفضه «سيعطي»": what the clause is about
    if cue.form == "noun" and cue.lemma == "تحدث":
        return before not in ("في", "فى")  # "في حديثه إلى الصحيفة"
    if cue.stance == "believed" and cue.form == "phrase":
        return tokens.keys[at].lstrip("وف")[:1] == "ب" or before in ("في", "فى", "وجهة", "حسب", "بحسب", "وفق")
    if cue.lemma == "أبلغ" and "\u064f" in tokens.text[tokens.starts[at] : tokens.starts[at] + 2]:
        return False  # "أُبلغ الحزب أن": he was told
    if cue.lemma == "مضى":
        return any(key in ("الى", "قائلا", "قائلة", "يقول", "تقول") for key in tokens.keys[at + 1 : at + 6])
    if cue.lemma == "ذهب":
        following = tokens.keys[at + 1 : at + REACH // 2]
        return any(one in ("الى", "إلى") and two in w.COMPLEMENTIZERS for one, two in pairwise(following))
    if tokens.keys[at].removeprefix("و") in _JUSSIVE:
        return before in ("لم", "ولم")
    if cue.lemma == "تحدث" and cue.form == "participle" and after in _NOT_SAID:
        return False  # "متحدثة باسم الوزارة", "متحدثا شرط عدم ذكر اسمه"
    if cue.lemma == "أمر" and cue.form == "past":
        return any(key[0] == "ب" for key in tokens.keys[at + 1 : at + NEAR_DESCRIBED])  # "أمر بفتح", not "a matter"
    if cue.lemma == "وثق":
        return before not in RELATIVES  # "الصور التي توثق"
    if cue.lemma == "حمل":
        reach = at + (20 if "\u0651" in tokens.text[tokens.starts[at] : tokens.ends[at]] else 12)
        return any(key in BLAME for key in tokens.keys[at + 1 : reach])  # "حمل الحكومة مسؤولية", not "carried"
    if cue.lemma == "عبر" and "عن" in tokens.keys[at + 1 : at + 6]:
        return True  # "عبر الوزير عن", not "through"
    if cue.shadda and cue.form == "past":
        return "\u0651" in tokens.text[tokens.starts[at] : tokens.ends[at]] or after in w.COMPLEMENTIZERS
    if cue.lemma in ("ذكر", "افترض") and cue.form == "present" and after in w.COMPLEMENTIZERS:
        return False  # "يذكر أن", "يفترض أن": nobody says so
    if after in _HIDING and cue.lemma in ("طلب", "طالب", "رفض", "اشترط"):
        return False  # "مسؤول طلب عدم ذكر اسمه": his words come later
    if (
        cue.form in ("past", "participle")
        and not (cue.has_object and before == "من")  # "توعدت من سمتهم «عملاء»"
        and (before in _PREPOSITIONS or (cue.unsure and before in w.OCCASIONS and before not in _OPENING))
    ):
        return False  # "شدد على رفض «…»": the noun; "في مقابلة نشرت أمس أن": of the interview
    is_ordinary = cue.form == "noun" or (cue.form == "past" and cue.unsure)
    return not (is_ordinary and before in w.ROLES and before[:2] != "ال")
