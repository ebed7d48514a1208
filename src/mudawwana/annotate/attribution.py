"""Every place where a text attributes something to somebody, in order: the cue, the speaker, and what hangs on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise, takewhile
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.actors import actor_in
from mudawwana.annotate.cues import AFTER_WHAT, Cue, event_table, prefixed_table
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, STOPS, Tokens, key_of, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import IN_IT, LONG_NAME, OF_STATEMENTS, OWN_WORDS, read_speaker
from mudawwana.annotate.speakers import Party, gender_of, has_article, kind_of, read_party, skip_marked
from mudawwana.annotate.subjects import before_relative, before_verb, sentence_subject, statement_owner
from mudawwana.annotate.wording import is_verb
from mudawwana.records import Speaker

_SUBJECT = 20  # tokens after a verbal noun in which its subject and clause are looked for
_FRESH = 6  # sentences, line ends counted: a statement is that of who spoke so shortly before
_FEWEST_WORDS = 4  # tokens: a shorter sentence is an empty line or a heading
_NEAR = 2  # words between a verb that may mean something else and the marks it governs
_NEAR_DESCRIBED = 6
_REACH = 40  # tokens between a verb and the clause or the marks that hang on it
_BEFORE = key_set("ثم حيث إذ عندما حين حينما بعدما فيما بينما كما قد وقد فقد لكن الذي التي الذين ما اليوم أمس")
_PHASES = key_set("سارع بادر عمد لجأ عاد عود اضطر ضطر انتقل نتقل تردد اكتفى ذهب سعى انتهى وصل حرص دأب")
_BLAME = key_set("مسؤولية المسؤولية مسئولية المسئولية")
_IT_IS = frozenset(("هذا", "وهذا", "هو", "وهو", "ذلك", "وذلك"))
_DONE = frozenset(("تم", "تمت", "يتم", "سيتم", "جرى", "يجري"))
_TO_PEOPLE = frozenset(("urged", "warned", "criticised", "welcomed", "rejected", "threatened", "asked"))
_JUSSIVE = frozenset(("يخف", "تخف", "ينف", "تنف"))  # "لم يخف خشيته", "لم تنف الوزارة"
_TO_IT = frozenset(("على", "عليه", "عليها", "عليهم"))
_URGED_TO = frozenset(("على", "الى", "إلى", "ب"))
_RELATIVES = frozenset(("الذي", "التي", "الذين", "والتي", "والذي", "ما"))
_SAYING = frozenset(("قائلا", "قائلة", "قائلين", "بالقول", "بقوله"))
_A_STATEMENT = key_set("بيان بلاغ تقرير بيانه بيانها")
_THE_STATEMENT = key_set("البيان البلاغ التقرير التصريحات")
_PREPOSITIONS = key_set("على عن في فى من إلى بعد قبل خلال حول بشأن مع دون عدم ضد منذ رغم عند أو")
_THUS = key_set("هكذا بهذا بهذه بتلك كما الكلمات العبارة الجملة العبارات")
_AFTER_ON = frozenset(("حد", "لسان"))  # "على حد قول", "على لسان"
_HIDING = key_set("عدم الكشف كشف ذكر الإفصاح نشر")
_OTHER_HEADS = key_set(
    """أي غير إلا بما رغم الرغم قبل بعد منذ دون لدرجة حد كما شأنه شأنها مع بيد يمكن الممكن المقرر المفترض"""
)


class Event(NamedTuple):
    """One attribution: tokens at..last-1 are the cue and the words for its speaker; `link` is where the clause or
    the colon begins that hangs on it (-1: none)."""

    at: int
    last: int
    cue: Cue
    words: str
    speaker: Speaker | None
    agrees: str
    link: int
    is_clause: bool
    is_marks: bool
    is_relative: bool
    is_weak: bool
    is_inner: bool
    sentence: int
    is_explicit: bool


def find_events(frame: Frame, registry: Registry, places: Iterable[int]) -> list[Event]:
    """All attributions outside of marks, their speakers known as far as the text tells; `places` are those of cues."""
    tokens, table = frame.tokens, event_table()
    found = [(at, _phased(tokens, at, table[tokens.keys[at]])) for at in places if not frame.inside[at]]
    cues = [(at, cue) for at, cue in found if _is_cue(frame, at, cue)]
    events: list[Event] = []
    for number, (at, cue) in enumerate(cues):
        if events and at < events[-1].last and (events[-1].is_explicit or events[-1].cue.form == "phrase"):
            continue  # a name that looks like a verb: "فرد دياز"
        following = next(
            (place for place, _ in cues[number + 1 : number + 3] if tokens.keys[place] not in _SAYING), len(tokens.keys)
        )  # "خاطبهم بالقول إن": the clause hangs on both
        event = _read_event(frame, registry, events, at, cue, following)
        if event is not None:
            events.append(event)
    return events


def _phased(tokens: Tokens, at: int, cue: Cue) -> Cue:
    """The cue that a verbal noun is behind a verb of its own: "سارع إلى وصف الكلام بأنه"."""
    if cue.lemma == "وصف" and tokens.keys[at] == "وصف" and _is_phased(tokens, at):
        return cue._replace(form="participle", agrees="", unsure=False, shadda=False)
    return cue


def _is_phased(tokens: Tokens, at: int) -> bool:
    if at < _NEAR or tokens.keys[at - 1] not in ("الى", "في", "على"):
        return False
    verbs = [key.lstrip("وف") for key in tokens.keys[max(0, at - _NEAR_DESCRIBED) : at - 1]]
    return any(verb in _PHASES or verb[1:] in _PHASES or verb.removesuffix("ت") in _PHASES for verb in verbs)


def _is_cue(frame: Frame, at: int, cue: Cue) -> bool:
    if cue.form == "noun" and not cue.agrees:
        return _governs(frame, at)
    return _is_possible(frame.tokens, at, cue)


def _governs(frame: Frame, at: int) -> bool:
    """Whether a verbal noun has a subject and a clause or marks right behind: "تأكيد الوزير أن", "قول فلان: «…»"."""
    tokens, end = frame.tokens, min(frame.end_of(at), at + _SUBJECT)
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
    if cue.lemma in _AFTER_ON:
        return before in ("على", "علي", "وعلى")
    if cue.lemma == "بين" and cue.joined and (not at or before in STOPS):
        return any(key in w.COMPLEMENTIZERS for key in tokens.keys[at + 2 : at + 12])
    if cue.lemma == "عقب" and cue.form == "past" and cue.agrees == "m":
        following = list(takewhile(lambda key: key not in MARKS, tokens.keys[at + 2 : at + 8]))
        return any(key in ("على", "قائلا", "بالقول", "بقوله") for key in following)  # else "after"
    if cue.has_object and cue.lemma in AFTER_WHAT:
        return before == "ما" and at > 1 and tokens.keys[at - 2] in _IT_IS
    if before in _DONE or (before in ("جاء", "جاءت") and cue.form == "past" and not cue.joined):
        return False  # "تم نشر الكثير من الصور": the noun
    if cue.form == "noun" and cue.lemma == "تحدث":
        return before not in ("في", "فى")  # "في حديثه إلى الصحيفة"
    if cue.stance == "believed" and cue.form == "phrase":
        return tokens.keys[at][0] == "ب" or before in ("في", "فى", "وجهة", "حسب", "بحسب", "وفق")
    if cue.lemma == "أبلغ" and "\u064f" in tokens.text[tokens.starts[at] : tokens.starts[at] + 2]:
        return False  # "أُبلغ الحزب أن": he was told
    if cue.lemma == "مضى":
        return any(key in ("الى", "قائلا", "قائلة", "يقول", "تقول") for key in tokens.keys[at + 1 : at + 6])
    if cue.lemma == "ذهب":
        following = tokens.keys[at + 1 : at + _REACH // 2]
        return any(one in ("الى", "إلى") and two in w.COMPLEMENTIZERS for one, two in pairwise(following))
    if tokens.keys[at].removeprefix("و") in _JUSSIVE:
        return before in ("لم", "ولم")
    if cue.lemma == "تحدث" and cue.form == "participle" and after == "باسم":
        return False  # "متحدثة باسم الوزارة"
    if cue.lemma == "وثق":
        return before not in _RELATIVES  # "الصور التي توثق"
    if cue.lemma == "حمل":
        return any(key in _BLAME for key in tokens.keys[at + 1 : at + 12])  # "حمل الحكومة مسؤولية", not "carried"
    if cue.lemma == "عبر" and "عن" in tokens.keys[at + 1 : at + 6]:
        return True  # "عبر الوزير عن", not "through"
    if cue.shadda and cue.form == "past":
        return "\u0651" in tokens.text[tokens.starts[at] : tokens.ends[at]] or after in w.COMPLEMENTIZERS
    if cue.lemma == "ذكر" and cue.form == "present" and after in w.COMPLEMENTIZERS:
        return False  # "يذكر أن": it is worth mentioning that
    if after in _HIDING and cue.lemma in ("طلب", "رفض", "اشترط"):
        return False  # "مسؤول طلب عدم ذكر اسمه": his words come later
    if (
        cue.form in ("past", "participle")
        and not (cue.has_object and before == "من")  # "توعدت من سمتهم «عملاء»"
        and (before in _PREPOSITIONS or (cue.unsure and before in w.OCCASIONS and before != "ما"))
    ):
        return False  # "شدد على رفض «…»": the noun; "في مقابلة نشرت أمس أن": of the interview
    is_ordinary = cue.form == "noun" or (cue.form == "past" and cue.unsure)
    return not (is_ordinary and before in w.ROLES and before[:2] != "ال")


def _read_event(
    frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue, following: int
) -> Event | None:
    tokens, end = frame.tokens, frame.end_of(at)
    if cue.lemma == "ورد" and cue.form == "past" and at + 1 < end and tokens.keys[at + 1] in _TO_IT:
        cue = prefixed_table()[tokens.keys[at][1:]]._replace(joined=True)  # "ورد عليه فلان": he answered
    if tokens.keys[at] in _SAYING and cue.joined is False and _says_more(frame, events, at):
        return None  # "رد فلان بالقول": one attribution, the verb's
    party, first, last, is_inherited = read_speaker(frame, at, cue, end)
    if first < 0:
        return None
    if party is not None and party.first > at and registry.is_receiver(tokens, party):
        party, last, is_inherited = None, first + 1, True  # "بحسب ما قاله لرووداو": to whom he said it
    if party is not None and not registry.is_likely(tokens, party):
        party, last = None, first + 1
    elif party is not None:
        party = registry.trimmed(tokens, party)
        last = min(last, party.last) if last > party.first else last
    if party is not None and party.first > at and _is_plural(cue, tokens.keys[at]) and party.kind != "anonymous":
        party, last = None, at + 1  # "قادة الإطار أبلغوا السوداني": a verb before its subject has no plural
    if party is not None and _is_its_object(tokens, cue, at, party):
        party = None
    if party is not None and cue.stance in ("urged", "welcomed") and _is_addressed(frame, events, at, cue, party):
        party, is_inherited = None, True
        cue = cue._replace(agrees="") if cue.form == "present" and not cue.joined else cue  # "بلاده تحث": he
    link, is_clause = _find_link(frame, last, min(end, max(following, last), last + _REACH))
    is_weak = False
    if not _is_attribution(frame, cue, at, last, (link, is_clause, following), party):
        if cue.form not in ("past", "present"):
            return None
        is_open = not cue.unsure or _opens_clause(frame, at)
        if party is None or not is_open:
            party = before_verb(frame, at, cue)
        if party is None or not (is_open or party.last == at):
            return None
        link, is_clause, is_weak = -1, False, True  # "كشف مصدر أمني عن خطة": later "المصدر" and "وأضاف" are he
    is_relative = False
    just_named: Speaker | None = None
    if cue.form in ("past", "present") and not is_inherited:
        is_relative = party is None and at > 1 and tokens.keys[at - 1] in _RELATIVES
        if at > 1 and tokens.keys[at - 1] == "قد" and cue.stance != "quoted":
            subject = before_verb(frame, at, cue)
            if subject is not None and registry.is_likely(tokens, subject):
                party, last = subject, at + 1  # "وكان متحدث قد أبلغ وسائل إعلام": those he told
        if party is not None and party.first > at and (subject := _subject_in_clause(frame, registry, at, cue)):
            party, last = subject, at + 1  # "فإن الكاظمي أبلغ الوفد أن"
        if is_relative and cue.has_object:
            before, is_relative = sentence_subject(frame, at), False  # "القرار الذي وصفه بأنه": not the decision
        elif is_relative and events and events[-1].last >= at - 2:
            before, is_relative = None, False  # "وفقا للسوداني، الذي أكد": he
            just_named = events[-1].speaker if party is None else None
        elif is_relative:
            before, is_inherited = before_relative(tokens, at), True
        elif party is None or (_opens_with_name(frame, at, cue) and cue.lemma not in ("نقل", "نسب")):
            before = before_verb(frame, at, cue)
        else:
            before = None
        if before is not None and registry.is_likely(tokens, before) and (party is None or before.last >= at - 1):
            party, last = before, at + 1 if party is not None else last
    if party is None and cue.form == "participle" and at > 2 and tokens.keys[at - 2] in _RELATIVES:
        party = before_relative(tokens, at - 1)  # "بومبيو، الذي اكتفى بالقول"
    if party is None and cue.form == "participle" and not any(e.sentence == frame.sentence[at] for e in events[-3:]):
        party = sentence_subject(frame, at)
    if party is None and not is_relative and tokens.keys[at + 1 : at + 2] and tokens.keys[at + 1] in IN_IT:
        party = statement_owner(tokens, frame.starts[frame.sentence[at]], at)
    if party is None and not is_relative and just_named is None:
        party = _actor(frame, registry, events, at, cue)
        party = registry.trimmed(tokens, party) if party is not None else None
    if party is None and cue.form == "participle" and cue.agrees != "p" and not _spoke_here(events, frame.sentence[at]):
        party = _last_person(frame, at)
    if party is None and cue.form == "phrase" and is_inherited and not _statement_at(tokens, at, last):
        party = _person_before(frame, registry, events, frame.sentence[at])
    speaker: Speaker | None = None
    agrees = cue.agrees
    if party is not None:
        speaker = registry.speaker(tokens, party)
        if registry.points_back(tokens, party):  # "المسؤول ذاته", "الرجل"
            speaker = _inherit(events, cue, frame.sentence[at]) or speaker
        elif registry.is_somebody_of(tokens, party) and (
            him := _person_before(frame, registry, events, frame.sentence[at])
        ):
            speaker = registry.speaker(tokens, him)  # "صرح المسؤول العراقي"
        if cue.lemma not in ("نقل", "نسب") and _has_statement(tokens, at, party):
            registry.issuer = speaker
        gender = gender_of(tokens, party)
        agrees = gender if gender == "p" or party.last <= at or not cue.agrees else cue.agrees
    else:
        speaker = None if is_relative else just_named or _inherit(events, cue, frame.sentence[at])
        if (
            cue.lemma in ("جاء", "ورد")
            and tokens.keys[last - 1] in IN_IT
            and not _spoke_here(events, frame.sentence[at])
        ):
            speaker = None
        if is_inherited and _statement_at(tokens, at, last):
            if registry.issuer is not None:
                speaker = registry.issuer  # "وأضاف البيان": who issued it
            elif not _is_outlet(speaker) or events[-1].sentence < frame.sentence[at] - _FRESH:
                speaker = None  # "طبقا للبيان المشترك": nobody's own
        begin = frame.starts[frame.sentence[at]]
        if (
            cue.form == "participle"
            and not cue.agrees
            and (place := _statement_at(tokens, max(begin, at - _REACH), at - 1))
        ):
            speaker = registry.issuer or _statement(tokens, place)  # "اكتفى البيان بالتأكيد أن"
        if speaker is None and not is_relative and (place := _statement_at(tokens, at, last)):
            speaker = _statement(tokens, place)  # nobody else is named
    if speaker is not None:
        registry.spoke = speaker.name
    prefix = 1 if cue.joined else 0
    begin = at - 1 if cue.lemma in _AFTER_ON else at
    words = tokens.text[tokens.starts[begin] + prefix : tokens.ends[first]]
    return Event(
        at,
        last,
        cue,
        words,
        speaker,
        agrees or "m",
        link,
        is_clause,
        link >= 0 and tokens.keys[link] in MARKS,
        at > 0 and tokens.keys[at - 1] in _RELATIVES,
        is_weak,
        _is_inner(events, cue, frame.sentence[at], link) and not (at > 0 and _sets_off(frame, at - 1)),
        frame.sentence[at],
        party is not None,
    )


def _actor(frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue) -> Party | None:
    """The subject of a verb that is no cue, where nobody spoke since: "افتخرت شيرمان بدورها، وقالت"."""
    if cue.form == "phrase" and cue.stance == "according_to":
        return None
    contrast = next(
        (n for n in range(at - 1, max(frame.starts[frame.sentence[at]], at - _REACH), -1) if _sets_off(frame, n)), -1
    )
    if cue.form == "participle" and contrast > 0 and not (events and events[-1].at > contrast):
        actor = actor_in(frame, registry, contrast + 1, at)  # "…، فيما قلل المستشار من شأنه، معتبرا"
        if actor is not None and cue.agrees in (actor.agrees, "p"):
            return actor.party
    told = next((event for event in events[-12:][::-1] if event.speaker and not _only_reports(event)), None)
    number = frame.sentence[at]
    if told is not None and told.sentence == number:
        return None
    actor = actor_in(frame, registry, frame.starts[number], at)
    if actor is None and cue.stance != "added" and cue.form in ("past", "present") and number > 0:
        before = number - 1
        while before > 0 and frame.starts[before + 1] - frame.starts[before] < _FEWEST_WORDS:
            before -= 1
        if told is None or told.sentence < before:
            actor = actor_in(frame, registry, frame.starts[before], frame.starts[before + 1])
    if actor is None or (told is not None and actor.at < told.at):
        return None
    return actor.party if cue.agrees in (actor.agrees, "p", "") or actor.agrees in ("", "p") else None


def _sets_off(frame: Frame, at: int) -> bool:
    return frame.tokens.keys[at] in ("فيما", "بينما") and not frame.inside[at]


def _is_outlet(speaker: Speaker | None) -> bool:
    """Whether an institution or outlet spoke, whose report "التقرير" may be."""
    return speaker is not None and bool(speaker.name) and kind_of(key_of((speaker.name or "").split()[0])) == "body"


def _is_statement(key: str) -> bool:
    return key in _THE_STATEMENT or (key[:2] == "لل" and "ال" + key[2:] in _THE_STATEMENT)


def _statement(tokens: Tokens, at: int) -> Speaker:
    """A statement that speaks for itself, with its adjective: "البيان المشترك", "للتقرير"."""
    is_for = tokens.keys[at][:2] == "لل"
    start, last = tokens.starts[at] + 2 * is_for, at + 1
    if last < len(tokens.keys) and tokens.keys[last] in OF_STATEMENTS:
        last += 1
    end = tokens.ends[last - 1]
    return Speaker(start=start, end=end, name="ال" * is_for + tokens.text[start:end])


def _spoke_here(events: list[Event], sentence: int) -> bool:
    return bool(events) and events[-1].sentence == sentence


def _last_person(frame: Frame, at: int) -> Party | None:
    """The person named last in a sentence: "شاطره الرأي زميله فلان بقوله"."""
    people, begin = frame.tokens.people, frame.starts[frame.sentence[at]]
    first = next((n for n in range(at - 1, max(begin, at - _REACH) - 1, -1) if n in people and not frame.inside[n]), -1)
    return Party(first, people[first], first, people[first], "name") if first >= 0 and people[first] <= at else None


def _person_before(frame: Frame, registry: Registry, events: list[Event], number: int) -> Party | None:
    """Who the sentence before is about, where nobody spoke since: "لا يبدو فلان مقتنعا. فالقوات، بحسبه، …"."""
    before = number - 1
    while before > 0 and frame.starts[before + 1] - frame.starts[before] < _FEWEST_WORDS:
        before -= 1
    if before < 0 or (events and events[-1].sentence >= before):
        return None
    people, span = frame.tokens.people, range(frame.starts[before], frame.starts[before + 1])
    first = next((n for n in span if n in people and not frame.inside[n]), -1)
    for at in range(span[0], min(span[-1], span[0] + _SUBJECT) if first < 0 else 0):
        party = read_party(frame.tokens, at, span[-1]) if kind_of(frame.tokens.keys[at]) == "role" else None
        if party is not None and party.has_name and not frame.inside[at]:
            return party
    if first < 0 and registry.knows(frame.tokens.keys[span[0]]) and has_article(frame.tokens, span[0]):
        return Party(span[0], span[0] + 1, span[0], span[0] + 1, "name")  # "الكاظمي، الذي …، بدا مرتاحا"
    return Party(first, people[first], first, people[first], "name") if first >= 0 else None


def _says_more(frame: Frame, events: list[Event], at: int) -> bool:
    """Whether "بالقول" only completes the verb of saying before it."""
    last = events[-1] if events else None
    return (
        last is not None
        and frame.tokens.keys[at][0] == "ب"
        and last.sentence == frame.sentence[at]
        and last.cue.form in ("past", "present")
        and at - last.last <= _REACH // 4
    )


def _statement_at(tokens: Tokens, at: int, last: int) -> int:
    """Where the statement is named that speaks for itself: "جاء في البيان المشترك أن"."""
    return next(
        (stop for stop in range(at + 1, last + 1) if tokens.keys[stop : stop + 1] and _is_statement(tokens.keys[stop])),
        0,
    )


def _has_statement(tokens: Tokens, at: int, party: Party) -> bool:
    """Whether somebody speaks by a statement: "وفق بيان للوزارة", "قال الوزير في بيان"."""
    after = tokens.keys[party.last : party.last + 3]
    if len(after) > 1 and after[0] in COMMAS:
        after = after[1:]
    if len(after) > 1 and after[0] in ("في", "فى") and after[1] in _A_STATEMENT:
        return True
    return at < party.first and any(key in w.STATEMENTS for key in tokens.keys[at + 1 : party.first])


def _opens_with_name(frame: Frame, at: int, cue: Cue) -> bool:
    """Whether the sentence is one of subject and verb: "الحركة تدين …", not "قال الوزير …"."""
    begin = frame.starts[frame.sentence[at]]
    return not cue.joined and begin < at <= begin + _REACH // 2 and kind_of(frame.tokens.keys[begin]) != "name"


def _is_attribution(
    frame: Frame, cue: Cue, at: int, last: int, hanging: tuple[int, bool, int], party: Party | None
) -> bool:
    """Whether a form that may mean something else has words or a clause hanging on it; others need none."""
    keys = frame.tokens.keys
    link, is_clause, following = hanging
    if cue.form == "noun":
        return 0 <= link - max(at, last - 1) <= _NEAR + 1
    if cue.lemma in ("نقل", "نسب") and party is not None:
        return True
    if party is not None and _is_after_marks(frame, at):
        return True  # "«لن ننتظر»، هكذا رد العامري على السؤال"
    if not cue.unsure and cue.form != "participle":
        return True
    if (
        following < len(keys)
        and following <= last + _NEAR + 1
        and (keys[following] in _SAYING or keys[following] in OWN_WORDS)
    ):
        return True
    if link < 0 or is_clause or keys[link] == ":" or cue.form == "participle":
        return link >= 0
    if cue.stance == "described" and keys[link - 1] in CLITICS:
        return True  # "وصف رئيس الوزراء نتائج الجولة الأولى بـ«الإيجابية»"
    if cue.stance == "urged" and following > link and (keys[link - 1] in _URGED_TO or keys[link - 1] in CLITICS):
        return True  # "ودعا في بيان نشره على المنصة إلى «…»"
    is_long = cue.stance in ("described", "urged") or cue.lemma == "حمل"
    return link - last <= (_NEAR_DESCRIBED if is_long else _NEAR)


def _subject_in_clause(frame: Frame, registry: Registry, at: int, cue: Cue) -> Party | None:
    """Who stands between أنّ and the verb, if all the words there name him."""
    tokens, keys = frame.tokens, frame.tokens.keys
    if cue.joined or cue.stance == "quoted":
        return None
    start = next((n + 1 for n in range(at - 2, max(0, at - _SUBJECT // 2), -1) if keys[n] in w.COMPLEMENTIZERS), 0)
    party = read_party(tokens, start, at) if start else None
    if party is None or party.last != at:
        return None
    is_sure = party.kind != "name" or registry.is_named(tokens, party)
    return party if is_sure and gender_of(tokens, party) in ("", cue.agrees) else None


def _is_plural(cue: Cue, key: str) -> bool:
    """Whether a verb has the ending of many: its subject stood before it.

    >>> from mudawwana.annotate.cues import find_cue
    >>> _is_plural(find_cue("قالوا"), "قالوا"), _is_plural(find_cue("قال"), "قال")
    (True, False)
    """
    return cue.form in ("past", "present") and cue.agrees == "p" and key.endswith(("وا", "ون"))


def _is_its_object(tokens: Tokens, cue: Cue, at: int, party: Party) -> bool:
    """Whether who is named after a verb does not agree with it and so is its object: "دعا دول العالم", "حثت العراق"."""
    if cue.form not in ("past", "present") or party.first <= at or cue.agrees not in ("m", "f"):
        return False
    if cue.stance == "urged" and tokens.keys[party.first] in ("كل", "جميع") and tokens.keys[party.first + 1] != "من":
        return True
    takes_people = cue.stance in _TO_PEOPLE or cue.lemma in ("أبلغ", "أخبر", "خاطب", "حمل", "وصف")
    gender = gender_of(tokens, party)
    return takes_people and gender in ("m", "f") and gender != cue.agrees and party.kind != "name"


def _is_addressed(frame: Frame, events: list[Event], at: int, cue: Cue, party: Party) -> bool:
    """Whether who is named after a verb of urging is urged: "وحثت قادة العراق على", "بلاده تحث الحكومة على"."""
    keys = frame.tokens.keys
    if party.last >= len(keys) or keys[party.last] not in _URGED_TO or party.last <= at:
        return False
    before = keys[at - 1] if at else ""
    if cue.form == "present" and len(before) > 4 and before.endswith(("ه", "ها", "هم", "نا")):
        return True
    if cue.agrees == "f" and gender_of(frame.tokens, party) == "m" and party.kind == "role":
        return True
    last = next((event for event in events[-3:][::-1] if event.speaker and not _only_reports(event)), None)
    same = last is not None and last.sentence == frame.sentence[at] and last.agrees == cue.agrees
    return cue.joined and same and last is not None and last.is_explicit


def _opens_clause(frame: Frame, at: int) -> bool:
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


def _is_inner(events: list[Event], cue: Cue, sentence: int, link: int) -> bool:
    """Whether a verb stands inside a clause that somebody else reports, and nothing hangs on it."""
    is_state = cue.stance in ("described", "believed") and cue.form == "present"
    if cue.joined or (link >= 0 and not is_state):
        return False
    return any(event.is_clause for event in events[-3:] if event.sentence == sentence)


def _find_link(frame: Frame, at: int, end: int) -> tuple[int, bool]:
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
            if stop > at and (keys[stop - 1] in _OTHER_HEADS or is_verb(keys[stop - 1], sure=True)):
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


def _only_reports(event: Event) -> bool:
    """Whether a source like "بحسب بيان" tells where the words of another stand."""
    return event.cue.form == "phrase" and event.cue.lemma not in ("نقلا", "لسان")


def _inherit(events: list[Event], cue: Cue, sentence: int) -> Speaker | None:
    """The speaker of the attribution before: in the same sentence any, further back one that the verb agrees with."""
    recent = [event for event in events[-12:][::-1] if not event.is_inner]
    told = {event.sentence for event in recent if event.is_explicit and event.cue.form in ("past", "present")}
    recent = [event for event in recent if not _only_reports(event) or event.sentence not in told]
    if cue.form in ("participle", "noun", "phrase"):
        here = [event for event in recent if event.sentence == sentence and event.speaker]
        agreeing = [event for event in here if event.agrees == cue.agrees]
        for event in [event for event in agreeing if not event.is_relative] or agreeing or here:
            return event.speaker
    for event in recent:
        if event.speaker and event.agrees == cue.agrees:
            return event.speaker
    return next((event.speaker for event in recent if event.speaker), None) if cue.form != "past" else None
