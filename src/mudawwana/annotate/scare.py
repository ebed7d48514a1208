"""Words in marks that nobody said: names, titles, nicknames, coined terms; told from speech by what stands around."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.marks import CLITICS, Pair
from mudawwana.annotate.parties import kind_of
from mudawwana.annotate.quote_tokens import MARKS, Tokens, key_set
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
# After these words marks hold a name or a title, however long: بعنوان «…», ما يسمى «…».
_NAMING = key_set(
    """بعنوان عنوان عنوانه عنوانها شعار شعاره شعارها بشعار اسم باسم اسمه اسمها باسمه وسم هاشتاغ هاشتاق هشتاق
    لقب لقبه بلقب مصطلح مصطلحات مفهوم يسمى تسمى يسمي تسمي يسمونه سمي سميت تسمية تسميته المسمى المسماة
    والمسمى يدعى تدعى المدعو المدعوة الموسوم الموسومة الموسومه وسما المعنون المعنونة معنون ملقب الملقب
    الملقبة المعروف المعروفة يعرف تعرف عرف عرفت والمعروف والمعروفة يطلق أطلق بـ يسميه يسميها تسميه بمسمى
    مسمى كلمة كلمتي لفظ لفظة مفردة ماركة هاشتاج بوسم تعبير أسماء عناوين شعارات شعاري عبارة مقولة قصيدة أغنية
    أنشودة رواية كتاب كتابه كتابها فيلم مسلسل مسرحية ديوان سورة آية مثل"""
) - key_set("مثل بـ")
_HIS_NAME = key_set("اسمه اسمها اسمهم اسميهما باسمه باسمها")
_WITHHELD = key_set("عدم كشف الكشف ذكر نشر الإفصاح إيراد")  # "طلب عدم نشر اسمه"
_KNOWN_AS = key_set(
    """المعروف المعروفة والمعروف والمعروفة يعرف تعرف عرف عرفت الملقب الملقبة ملقب يلقب لقب المسمى المسماة
    الموسوم الموسومة المعنون المعنونة سمي سميت يسمى تسمى"""
)
# Heads of names: صحيفة «…», عملية «…», فندق «…».
_HEADS = key_set(
    """صحيفة الصحيفة جريدة مجلة وكالة قناة شبكة إذاعة موقع تلفزيون محطة برنامج تطبيق منصة شركة مؤسسة مجموعة
    مصنع بنك مصرف فندق مطعم مقهى مستشفى جامعة مدرسة معهد مركز مجمع سوق متجر نادي فريق لاعب ملعب بطولة كأس
    دوري منتخب حركة حزب تنظيم جماعة جبهة كتائب كتيبة سرايا لواء فرقة قوات قوة مليشيا ميليشيا فصيل عصابة خلية
    شبكات تحالف ائتلاف كتلة تيار لجنة هيئة منظمة جمعية رابطة اتحاد مجلس عملية معركة حملة مناورة مبادرة مشروع
    خطة اتفاق اتفاقية معاهدة صفقة مؤتمر قمة منتدى ملتقى مهرجان جائزة معرض قانون حرب يوم عاصفة إعصار فيروس
    مرض متحور صاروخ صواريخ قذيفة قذائف دبابة دبابات طائرة طائرات مسيرة مقاتلة مقاتلات سفينة سفن مدمرة غواصة
    ناقلة بارجة حاملة قاعدة ثكنة معسكر مستوطنة مستوطنات كيبوتس بلدة مدينة قرية حي شارع ميدان ساحة مسجد كنيسة
    جسر مطار ميناء معبر سجن منطقة محافظة حقل سد نهر جبل رواية كتاب ديوان فيلم مسلسل مسرحية أغنية لعبة نظام
    منظومة سلسلة جهاز هاتف سيارة طراز نوع نوعية من_طراز طرازي لعائلة قبيلة عائلة دار بيت مبنى برج قصر متحف
    حديقة شاعر صفحة حساب مقاتلي عناصر مسلحي مسلحو إرهابيي داعش متطرفي أنصار مقاتلو قيادات زعيم قائد رئيس
    صندوق مؤشر شركتي قناتي صحيفتي صحيفتا وكالتي موقعي منصتي تطبيقي كتيبتي لواءي صحف مواقع قنوات شركات
    تنظيمات حركات أحزاب جريدتا جريدتي محطتي وكالات مجلتي تنظيما مستشفيات جائزتي لجائزة درع لقاح عقار دواء
    حبوب مادة نجم نجوم محل محلات أسواق مصانع مدارس فئة بند خيار سهم أسهم عربة مركبة سماعة جبهات محاور بلدات
    مدن قرى محافظات مناطق عملة علامة المسماه مجزرة مذبحة معتقل مخيم فوج لوائي فرقتي مدفعية منطقتي ثنائي قطار
    محرك القطار برامج خدمة صنف قضية ملف هجوم نداء عضو كوماندوس"""
)
_HEADS_ALL = _HEADS | {prefix + head for prefix in ("ل", "ب", "و", "ف", "ول", "وب", "ك") for head in _HEADS}
_THE_HEADS = frozenset(
    prefix + head
    for prefix in ("ال", "وال", "لل", "بال")
    for head in key_set(
        """صحيفة جريدة مجلة وكالة قناة شبكة موقع شركة حركة حزب تنظيم جماعة عملية فريق نادي مسلسل فيلم برنامج كتاب
    رواية كتيبة صاروخ منصة تطبيق جبهة مسرحية أغنية معركة حملة مبادرة سفينة مدمرة حاملة طائرة مستوطنة قاعدة
    بطولة"""
    )
)
_TALKED_TO = frozenset(("الى", "إلى", "مع", "ل"))
_TALK = key_set("حديث حديثه حديثها حديثهم تصريح تصريحه تصريحات تصريحاته تصريحاتها مقابلة حوار لقاء مقابلته")
_ON_IT = frozenset(("عليه", "عليها", "عليهم"))
_NAMED = key_set("أطلق أطلقت أطلقوا يطلق تطلق يطلقون وأطلق وأطلقت وأطلقوا ويطلق وتطلق نطلق")
_FAMOUS = key_set("المشهور المشهورة الأخير الأخيرة الجديد الجديدة الشهير الشهيرة الأول الأولى")
_FROM = frozenset(("عن", "الى", "إلى", "من", "لدى", "ل"))
_FEWEST_SAID = 2
_INNER = key_set("من في على عن إلى")
_SAID_FIRST = _INNER | key_set("خلال بعد قبل دون بدون حتى منذ ضد بلا")  # no name begins so: "خلال الأشهر المقبلة"
_WANTS = key_set("تريد يريد نريد تنوي ينوي تعتزم يعتزم تريدان ترفض يرفض تستهدف تعني يعني تستلزم")
_OWNER = ("ها", "هم", "هما", "نا")
_DURING = key_set("خلال ضمن منذ عقب")
_LETTERS = key_set("إم إكس سي إن بي تي دي آر إس أو جي إف إل كي أن إيه يو دبليو إي")


class Setting(NamedTuple):
    """What surrounds words in marks: how closely a cue governs them."""

    has_cue: bool = False
    after_colon: bool = False
    touches: bool = False  # the cue or its speaker stands right before the mark
    in_clause: bool = False  # a clause of أنّ lies between
    is_whole_clause: bool = False  # the marks hold all that أنّ must be followed by: subject and predicate
    is_sentence: bool = False  # the marks open a sentence
    is_predicate: bool = False  # the words are what something is called or described as
    repeated: bool = False  # the same words stand in the text once more
    nested: bool = False
    completes_cue: bool = False  # a preposition joins the words to the cue: دعا إلى «الخروج الفوري»
    is_near: bool = False  # few words stand between the cue and the marks
    follows_subject: bool = False  # a noun of the reported clause stands before the words, no preposition
    completes_clause: bool = False  # the words are the predicate of a clause of nouns: أن الحوار «مضيعة للوقت»
    source_follows: bool = False
    follows_preposition: bool = False
    names_speaker: bool = False  # the words stand between a cue and its clause
    is_judged: bool = False  # what somebody condemns, welcomes or calls for: أدان «الاعتداء الإرهابي»
    is_named: bool = False  # a name found by others covers the words
    is_chant: bool = False  # what many people shout: رددوا «كلا كلا»
    after_pronoun: bool = False  # "هو" or "هي" stands before the mark
    is_stressed: bool = False  # what somebody stresses or announces, himself named before: مؤكدا «الشراكة الدائمة»


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
    is_place = len(words) <= 2 and words[0] in w.PLACES
    return is_place or sum(word in _LETTERS for word in words) > 1 or (len(words) == 2 and words[0] in _HEADS)


def _is_name(tokens: Tokens, pair: Pair, words: list[str], setting: Setting) -> bool:
    """Whether words without a verb name a source, a body, an event, or are spelled-out letters."""
    before = tokens.keys[pair.open - 1] if pair.open else ""
    if words[0] in w.ANONYMOUS and before in _FROM:
        return True
    if before in _DURING:
        return True
    if len(words) > _FEWEST_SAID and is_adjective(words[1], words[0]):
        return False  # "قوات قتالية على الأرض"
    return words[0] in _HEADS and not (setting.is_predicate or setting.is_whole_clause or setting.after_colon)


def _middle(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if setting.is_whole_clause or (setting.is_sentence and setting.has_cue):
        return True
    if setting.has_cue and setting.is_near and is_action(words[0]):
        return True
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
    if setting.in_clause and not setting.is_named and words[0] not in _HEADS and _is_object(tokens, pair):
        return True
    return not has_article(words[0]) or sum(word.startswith("وال") for word in words) > 1


def _short(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if not setting.has_cue or setting.nested:
        return False
    if setting.is_predicate or (setting.is_whole_clause and len(words) > 1):
        return True
    if setting.completes_clause and not has_article(words[0]):
        return True
    if setting.repeated:
        return False
    if setting.in_clause and len(words) >= _FEWEST_SAID and _is_adverbial(words):
        return True
    if (setting.in_clause or setting.completes_cue or setting.touches) and not setting.is_named and _is_told(words):
        return True
    if not setting.is_named and _is_said(tokens, pair, words, setting):
        return True
    if setting.completes_cue and (len(words) > 2 or (len(words) == 2 and is_action(words[0]))):
        return kind_of(words[0]) == "name" and words[0] not in _HEADS
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


def _is_told(words: list[str]) -> bool:
    """Whether words hold a relative clause or begin as no name does: "نتيجة ترضي الطرفين", "آليات التنفيذ"."""
    if len(words) < _FEWEST_SAID or has_article(words[0]) or words[0] in _HEADS or kind_of(words[0]) != "name":
        return False
    if len(words) > _FEWEST_SAID and words[0][-1] == "ة" and is_verb_in_t(words[1]):
        return True
    if len(words) > _FEWEST_SAID and words[0][-1] == "ا" and words[1] in _INNER:
        return True  # "مزيدا من الوقت"
    return words[0].endswith("ات") and len(words[0]) > MIDDLE and has_article(words[1])


def _is_adverbial(words: list[str]) -> bool:
    """Whether words tell how something is done, which no name does: "بقرار انفعالي", "نيابة عن العالم"."""
    if len(words) > _FEWEST_SAID and words[1] in _INNER:
        return not has_article(words[0]) and words[0] not in _HEADS
    if len(words) > _FEWEST_SAID and words[1][0] in "بل" and has_article(words[2]) and not has_article(words[0]):
        return words[0] not in _HEADS  # "مسرحية لكسب الوقت"
    if words[0] == "مجرد":
        return True
    is_nisba = words[1][-1] == "ي" and len(words[1]) > MIDDLE and not has_article(words[1])
    return words[0][0] in "بل" and (is_adjective(words[1], words[0]) or is_nisba)


def _is_lone_verb(tokens: Tokens, pair: Pair, word: str) -> bool:
    """Whether a word by itself is what a subject does: "إن الدولة «انهارت»", not "أعضاء «كابينت»"."""
    if word[0] == "و" or not is_verb(word):
        return False
    return is_verb(word, sure=True) or tokens.keys[pair.open - 1][:2] == "ال"


def _is_said(tokens: Tokens, pair: Pair, words: list[str], setting: Setting) -> bool:
    """Whether two or three words that no name covers are somebody's: a noun with its adjective in what he says."""
    if words[0] in _SAID_FIRST and (len(words) > _FEWEST_SAID or (len(words) > 1 and setting.in_clause)):
        return True  # "في الموعد المحدد": no name begins so
    if len(words) > 1 and (setting.in_clause or setting.completes_cue) and _is_nobodys_name(tokens, pair, words):
        return True
    if len(words) < _FEWEST_SAID or kind_of(words[0]) != "name" or words[0] in _HEADS:
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


def names_something(tokens: Tokens, at: int) -> str:
    """ "naming" or "head" where the words before a mark announce a name, "" where they do not.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> names_something(tokenize('ذكرت صحيفة "المدى" أن'), 2)
    'head'
    """
    keys = tokens.keys
    before = at - 1
    if before >= 0 and keys[before] in CLITICS:
        before -= 1
        if before >= 0 and keys[before] in _KNOWN_AS:
            return "naming"
    while before >= 0 and keys[before] in ("(", "[", ":") and at - before < 4:
        before -= 1
    if before < 0 or (
        keys[before] in _HIS_NAME and (keys[at - 1] == ":" or _WITHHELD & {*keys[max(0, before - 3) : before]})
    ):
        return ""  # "رفض الكشف عن اسمه: «…»", "طالبا عدم كشف اسمه «…»"
    if any(key in _ON_IT for key in keys[max(0, before - 2) : before + 1]) and any(
        key in _NAMED for key in keys[max(0, before - 5) : before + 1]
    ):
        return "naming"  # "أطلق عليه التحالف «…»"
    is_adjective = before == at - 1 > 0 and (keys[before] in _FAMOUS or keys[before][:2] + keys[before][-2:] == "الية")
    if is_adjective and (keys[before - 1] in _NAMING or keys[before - 1] in _HEADS_ALL):
        return "head"  # "كتابه الأخير «…»"
    if keys[before] in _TALKED_TO and keys[before - 1] in _TALK:
        return "head"  # "في حديثه إلى «اندبندنت عربية»"
    if keys[before] in _NAMING or (keys[before][0] == "و" and keys[before][1:] in _NAMING):
        return "naming"
    if before == at - 1 - (keys[at - 1] in CLITICS):
        if keys[before] in _HEADS_ALL:
            return "head"
        if keys[before] in _THE_HEADS:
            return "the head"
    if keys[before] in ("و", "،", ",") or (keys[before] in MARKS and keys[at - 1] != ":"):
        return _listed(tokens, before)  # not "على منصة «إكس»: «…»"
    return ""


def _listed(tokens: Tokens, at: int) -> str:
    """A name in a row of names: صحيفتا «…» و«…»."""
    keys = tokens.keys
    closing = at
    while closing > 0 and keys[closing] not in MARKS and at - closing < 3:
        closing -= 1
    if keys[closing] not in MARKS:
        return ""
    for opening in range(closing - 2, max(closing - 7, 0), -1):
        if keys[opening] in MARKS:
            before = opening - 1
            return "head" if keys[before] in _HEADS_ALL else "naming" if keys[before] in _NAMING else ""
    return ""
