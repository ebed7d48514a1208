"""Words in marks that nobody said: names, titles, nicknames, coined terms; told from speech by what stands around."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.marks import CLITICS, Pair
from mudawwana.annotate.naming import HEADS, names_something
from mudawwana.annotate.parties import kind_of
from mudawwana.annotate.quote_tokens import MARKS, Tokens, key_set
from mudawwana.annotate.setting import Setting
from mudawwana.annotate.wording import (
    MIDDLE,
    has_article,
    has_clause,
    is_action,
    is_adjective,
    is_plain_phrase,
    is_verb,
    is_verb_in_t,
)
from mudawwana.records import QuoteKind

_SAMPLE = 14  # words at the beginning of a quotation that are looked at
_LONG = 8
_NAME_MOST = 7
_FROM = frozenset(("عن", "الى", "إلى", "من", "لدى", "ل"))
_FEWEST_SAID = 2
_INNER = key_set("من في على عن إلى")
_SAID_FIRST = _INNER | key_set("خلال بعد قبل دون بدون حتى منذ ضد بلا")  # no name begins so: "خلال الأشهر المقبلة"
_NEVER_FIRST = key_set("أي كافة عدم ضرورة أهمية مجرد")  # nor so: "أي مماطلة"
_WANTS = key_set("تريد يريد نريد تنوي ينوي تعتزم يعتزم تريدان ترفض يرفض تستهدف تعني يعني تستلزم")
_OWNER = ("ها", "هم", "هما", "نا")
_DURING = key_set("خلال ضمن منذ عقب")
_LETTERS = key_set("إم إكس سي إن بي تي دي آر إس أو جي إف إل كي أن إيه يو دبليو إي")


def judge(tokens: Tokens, pair: Pair, setting: Setting) -> QuoteKind | None:
    """ "direct" or "phrase" for words that somebody said, None for a name, a title or a term."""
    words = [key for key in tokens.keys[pair.first : min(pair.last, pair.first + _SAMPLE)] if key[:1].isalnum()]
    count = len(words) if pair.last - pair.first <= _SAMPLE else pair.last - pair.first - (_SAMPLE - len(words))
    if not any("\u0621" <= key[0] <= "\u064a" for key in words):
        return None
    heading = names_something(tokens, pair.open)
    is_clause = has_clause(words) or (setting.follows_subject and is_verb_in_t(words[0]))
    if heading == "naming" or (heading == "head" and count <= _NAME_MOST):
        return None
    if heading == "the head" and count <= _NAME_MOST and not is_clause:
        return None
    if setting.names_speaker and count < _LONG:
        return None
    if setting.is_chant and count <= MIDDLE:
        return None
    if count <= MIDDLE and _is_known(words) and not setting.is_predicate:
        return None
    if not is_clause and count < _LONG and _is_name(tokens, pair, words, setting):
        return None
    if count >= _LONG:
        accepted = setting.has_cue or has_clause(words, sure=True) or count >= _LONG + MIDDLE
    elif count >= MIDDLE:
        accepted = _middle(tokens, pair, words, setting, is_clause)
    else:
        accepted = _short(tokens, pair, words, setting, is_clause)
    if not accepted:
        return None
    is_direct = (
        count > 5
        or ((setting.is_whole_clause or setting.is_sentence) and count >= MIDDLE - 1)
        or (count >= MIDDLE and is_clause)
        or (setting.after_colon and (is_clause or count > 1))
    )
    return "direct" if is_direct else "phrase"


def _is_known(words: list[str]) -> bool:
    """Whether few words are a place, or letters spelled out: "إسرائيل", "سي أن أن"."""
    is_acting = len(words) > 1 and words[1][0] in "يت" and not words[1].endswith(("ة", "ات"))  # "واشنطن تماطل"
    is_place = len(words) <= 2 and words[0] in w.PLACES and not is_acting
    return (
        is_place
        or sum(word in _LETTERS for word in words) > 1
        or (len(words) == 2 and words[0] in HEADS and not _is_nisba(words[1]))
    )


def _is_name(tokens: Tokens, pair: Pair, words: list[str], setting: Setting) -> bool:
    """Whether words without a verb name a source, a body, an event, or are spelled-out letters."""
    before = tokens.keys[pair.open - 1] if pair.open else ""
    if words[0] in w.ANONYMOUS and before in _FROM:
        return True
    if before in _DURING:
        return True
    if len(words) > _FEWEST_SAID and is_adjective(words[1], words[0]):
        return False  # "قوات قتالية على الأرض"
    if len(words) == _FEWEST_SAID and setting.completes_cue and _is_nisba(words[1]) and not has_article(words[0]):
        return False  # "كشف عن «اتفاق مبدئي»"
    return words[0] in HEADS and not (setting.is_predicate or setting.is_whole_clause or setting.after_colon)


def _middle(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if setting.is_whole_clause or (setting.is_sentence and setting.has_cue):
        return True
    if setting.has_cue and setting.is_near and is_action(words[0]):
        return True
    if setting.is_stressed and setting.is_near and not setting.is_named and words[1] in _INNER:
        return True  # "أكد لأوستن «الحاجة إلى علاقة ثنائية»"
    if setting.has_cue and words[0] in _SAID_FIRST and not (setting.is_named or setting.nested):
        return True  # "وتوعد في خطاب بالرد «في الزمان والمكان المناسبين»"
    if setting.nested or not setting.has_cue:
        return has_clause(words, sure=True) and not setting.repeated and not setting.nested
    if is_clause or setting.after_colon or setting.is_predicate:
        return True
    if words[0][-1] == "ا" and not has_article(words[0]) and words[1] in _INNER and not setting.is_named:
        return True  # why somebody does what he announces: "حفاظا على مياه النهر"
    if setting.touches and kind_of(words[0]) != "name":
        return False  # the speaker himself in marks: قال «رئيس المجلس» فلان
    if not (setting.touches or setting.in_clause or setting.follows_preposition or setting.source_follows):
        return is_plain_phrase(tokens, pair, words)
    if setting.in_clause and not setting.is_named and words[0] not in HEADS and _is_object(tokens, pair):
        return True
    return not has_article(words[0]) or sum(word.startswith("وال") for word in words) > 1


def _short(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if not setting.has_cue or setting.nested:
        return False
    if setting.is_predicate or (setting.is_whole_clause and len(words) > 1):
        return True
    if setting.completes_clause and not has_article(words[0]):
        return True
    if setting.follows_subject and not setting.is_named and _has_object(words):
        return True
    if setting.repeated:
        return False
    if setting.in_clause and len(words) >= _FEWEST_SAID and _is_adverbial(words):
        return True
    if (
        (setting.in_clause or setting.completes_cue or setting.touches)
        and not setting.is_named
        and _is_told(words, setting.in_clause)
    ):
        return True
    if not setting.is_named and _is_said(tokens, pair, words, setting):
        return True
    if setting.completes_cue and len(words) == _FEWEST_SAID and words[0] in HEADS and _is_nisba(words[1]):
        return not has_article(words[0]) and not setting.is_named
    if setting.completes_cue and (len(words) > 2 or (len(words) == 2 and is_action(words[0]))):
        return kind_of(words[0]) == "name" and words[0] not in HEADS
    if len(words) > 1 and (setting.after_colon or (setting.touches and is_action(words[0]))):
        return True
    if len(words) == 1:
        has_tanwin = "\u064b" in tokens.text[tokens.starts[pair.first] : tokens.ends[pair.first]]
        is_adverb = (
            words[0][-1] == "ا"
            and not has_article(words[0])
            and not setting.is_named
            and is_verb(tokens.keys[pair.open - 1])
        )
        return setting.in_clause and (has_tanwin or is_adverb or _is_lone_verb(tokens, pair, words[0]))
    if len(words) == 2 and tokens.keys[pair.open - 1] == "في":
        return is_plain_phrase(tokens, pair, words)
    return is_clause or is_plain_phrase(tokens, pair, words)


def _has_object(words: list[str]) -> bool:
    """Whether words end in an accusative that a verb before it governs: "دفع ثمنا باهظا"."""
    if len(words) < _FEWEST_SAID or has_article(words[0]) or words[-1] in w.PLACES:
        return False
    return all(len(word) > MIDDLE - 1 and word[-1] == "ا" and not has_article(word) for word in words[1:])


def _is_nisba(word: str) -> bool:
    """Whether a word without the article has the ending of "مبدئي" and "أولية"."""
    return len(word) > MIDDLE and word.endswith(("ي", "ية")) and not has_article(word)


def _is_told(words: list[str], in_clause: bool) -> bool:
    """Whether words hold a relative clause or begin as no name does: "نتيجة ترضي الطرفين", "آليات التنفيذ"."""
    if len(words) < _FEWEST_SAID or has_article(words[0]) or words[0] in HEADS or kind_of(words[0]) != "name":
        return False
    if len(words) > _FEWEST_SAID and words[0][-1] == "ة" and is_verb_in_t(words[1]):
        return True
    if len(words) > _FEWEST_SAID and words[0][-1] == "ا" and words[1] in _INNER:
        return True  # "مزيدا من الوقت"
    return in_clause and words[0].endswith("ات") and len(words[0]) > MIDDLE and has_article(words[1])


def _is_adverbial(words: list[str]) -> bool:
    """Whether words tell how something is done, which no name does: "بقرار انفعالي", "نيابة عن العالم"."""
    if len(words) > _FEWEST_SAID and words[1] in _INNER:
        return not has_article(words[0]) and words[0] not in HEADS
    if len(words) > _FEWEST_SAID and words[1][0] in "بل" and has_article(words[2]) and not has_article(words[0]):
        return words[0] not in HEADS  # "مسرحية لكسب الوقت"
    if words[0] == "مجرد":
        return True
    if words[0][0] in "بل" and is_action(words[0][1:]) and words[0] not in w.PLACES:
        return True  # "لمراقبة الحدود"
    is_nisba = words[1][-1] == "ي" and len(words[1]) > MIDDLE and not has_article(words[1])
    return words[0][0] in "بل" and (is_adjective(words[1], words[0]) or is_nisba)


def _is_lone_verb(tokens: Tokens, pair: Pair, word: str) -> bool:
    """Whether a word by itself is what a subject does: "إن الدولة «انهارت»", not "أعضاء «كابينت»"."""
    if word[0] == "و" or not is_verb(word):
        return False
    return is_verb(word, sure=True) or tokens.keys[pair.open - 1][:2] == "ال"


def _is_said(tokens: Tokens, pair: Pair, words: list[str], setting: Setting) -> bool:
    """Whether two or three words that no name covers are somebody's: a noun with its adjective in what he says."""
    if words[0] in _NEVER_FIRST and len(words) > 1:
        return True
    if words[0] in _SAID_FIRST and (len(words) > _FEWEST_SAID or (len(words) > 1 and setting.in_clause)):
        return True  # "في الموعد المحدد": no name begins so
    if len(words) > 1 and (setting.in_clause or setting.completes_cue) and _is_nobodys_name(tokens, pair, words):
        return True
    if len(words) < _FEWEST_SAID or kind_of(words[0]) != "name" or words[0] in HEADS:
        return False
    if tokens.keys[pair.open - 1] in ("و", "،", ",") or tokens.keys[pair.open - 1] in MARKS:
        return False
    if setting.after_pronoun and setting.in_clause:
        return True
    if (setting.is_judged and setting.is_near) or (setting.is_stressed and setting.touches):
        return True
    if setting.in_clause and _is_object(tokens, pair):
        return True
    if not (setting.in_clause or setting.completes_cue) or any(has_article(word) for word in words[:2]):
        return False
    return is_adjective(words[-1], words[-2]) or (len(words) > _FEWEST_SAID and words[1] in _INNER)


def _is_nobodys_name(tokens: Tokens, pair: Pair, words: list[str]) -> bool:
    """Whether words have an owner in front or an adverb at their end: "مهمتها القتالية", "الدفاع السلبي مؤقتا"."""
    if len(words[0]) > MIDDLE and words[0].endswith(_OWNER) and not has_article(words[0]) and has_article(words[1]):
        return True
    return (
        len(words) > _FEWEST_SAID and "\u064b" in tokens.text[tokens.starts[pair.last - 1] : tokens.ends[pair.last - 1]]
    )


def _is_object(tokens: Tokens, pair: Pair) -> bool:
    """Whether a verb, or a participle with its preposition, governs the words: "يعكس «…»", "ملتزم بـ«…»"."""
    before = tokens.keys[pair.open - 1]
    if before in CLITICS:
        governing = tokens.keys[pair.open - 2]
        return is_verb(governing) or (governing[0] == "م" and len(governing) == MIDDLE and governing[-1] != "ا")
    return (
        is_verb(before)
        or before in _WANTS
        or (before[:1] == "ت" and is_verb_in_t(before) and is_action(tokens.keys[pair.first]))
    )
