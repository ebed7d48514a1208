"""Words in marks that nobody said: names, titles, nicknames, coined terms; told from speech by what stands around."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.marks import CLITICS, Pair
from mudawwana.annotate.quote_tokens import MARKS, Tokens, key_set
from mudawwana.annotate.speakers import kind_of
from mudawwana.records import QuoteKind

_SAMPLE = 14  # words at the beginning of a quotation that are looked at
_LONG = 8
_MIDDLE = 4
_LONG_VERB = 5
_NAME_MOST = 7


# After these words marks hold a name or a title, however long: بعنوان «…», ما يسمى «…».
_NAMING = key_set(
    """بعنوان عنوان عنوانه عنوانها شعار شعاره شعارها بشعار اسم باسم اسمه اسمها باسمه وسم هاشتاغ هاشتاق هشتاق
    لقب لقبه بلقب مصطلح مصطلحات مفهوم يسمى تسمى يسمي تسمي يسمونه سمي سميت تسمية تسميته المسمى المسماة
    والمسمى يدعى تدعى المدعو المدعوة الموسوم الموسومة الموسومه وسما المعنون المعنونة معنون ملقب الملقب
    الملقبة المعروف المعروفة يعرف تعرف عرف عرفت والمعروف والمعروفة أسماه أسماها سماه سماها أسموه أسمته سمته
    يطلق أطلق بـ يسميه يسميها تسميه بمسمى مسمى كلمة كلمتي لفظ لفظة مفردة ماركة هاشتاج بوسم تعبير أسماء
    عناوين شعارات شعاري عبارة مقولة قصيدة أغنية أنشودة رواية كتاب كتابه كتابها فيلم مسلسل مسرحية ديوان سورة
    آية مثل"""
) - key_set("مثل بـ")
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
    حبوب مادة نجم نجوم محل محلات أسواق مصانع مدارس فئة بند خيار سهم أسهم عربة مركبة عملة علامة المسماه مجزرة
    مذبحة معتقل مخيم فوج لوائي فرقتي مدفعية منطقتي ثنائي قطار محرك القطار برامج خدمة صنف قضية ملف هجوم نداء
    عضو كوماندوس"""
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

_ON_IT = frozenset(("عليه", "عليها", "عليهم"))
_NAMED = key_set("أطلق أطلقت أطلقوا يطلق تطلق يطلقون وأطلق وأطلقت وأطلقوا ويطلق وتطلق نطلق")
_FAMOUS = key_set("المشهور المشهورة الأخير الأخيرة الجديد الجديدة الشهير الشهيرة الأول الأولى")
_NO_ARTICLE = key_set(
    """التزام التزاما التزامه التزامها التزامهم التقاء التحاق التفاف التماس إلغاء إلقاء إلزام إلحاق إلهام إلحاح"""
)
_FROM = frozenset(("عن", "الى", "إلى", "من", "لدى", "ل"))
_DURING = key_set("خلال ضمن منذ عقب")
_LETTERS = key_set("إم إكس سي إن بي تي دي آر إس أو جي إف إل كي أن إيه يو دبليو إي")

# Words of clauses: a name does not hold them.
_CLAUSE = key_set(
    """لا لم لن ليس ليست لسنا قد لقد إن أن إنه أنه إنها أنها إننا أننا إنني أنني كان كانت كنا كنت يكون تكون
    سيكون ستكون هو هي هم نحن أنا هذا هذه ذلك تلك الذي التي الذين لكن ولكن بل سوف يجب ينبغي عندما حتى إذا لو
    لأن كما حيث لماذا كيف ماذا هل أي نعم كلنا لدينا لديه لديها هناك ليسوا لنا لهم ونحن وهو وهي وأن وإن فإن
    ما مما بما وما عما أصبح أصبحت بات باتت يمكن لابد بحيث منذ قبل بعد ربما دائما فقط أيضا جدا تماما أبدا
    جميعا معا حاليا غير دون عدم أكثر كل وكل إلا أما لدي لعل ليت أنتم أنت كلا أيها اننا انني فلا ولا ولن ولم
    فهو وهذا وهذه بأن بأنه مازال ما_زال ولو وقد فقد إذ"""
) - key_set("أي دون")
_WEAK = key_set("""قبل بعد منذ غير دون عدم أكثر كل وكل ما مما بما وما عما فقط جدا معا كما حيث بحيث جميعا أما إلا""")
_FIRST_PERSON = "نا"  # "our", "us", "we did"
_NOT_FIRST_PERSON = key_set(
    """سينا هنا فيينا مينا أثينا دينا لينا كارولينا صوفيانا غيانا رنا تشاينا بوتشيتسيلينا حنا يوحنا مهنا"""
)
_NOUNS_IN_Y = key_set(
    """يوم يد يمين يسار يوسف ياسر ياسين يحيى يونيو يوليو يناير يورو يهود يهودي يديعوت يوتيوب يونيسف يونس يعقوب
    ياهو يافا يثرب يامال ينبع يمن يافع ياسمين يقين يأس يسرى يونايتد يورونيوز ياما يوبي"""
)
_NOUNS_IN_S = key_set(
    """ستة ستين ستون ستار ستاد ستراتيجية ستيفن ستيت سيد سيدة سيارة سيارات سيناريو سيناء سينا سيول سيدني سيف
    سيطرة سياسة سيادة سيبراني سيلفي سياسي سياسية سيرة سير سيزر سيمنز سيسي ستيني سنة سنوات سناب سني سنوي سيدي
    سيما سيمون ستاندرد ستريت ستوديو سيتي سينغ سينما سياج سيئ سيئة سنغافورة سندات سندس سناء سنابل سنجار
    ستالين"""
)
_PAST_F = ("تا", "وا")
_NOUNS_IN_T = key_set(
    """بيت وقت صوت موت كويت إنترنت زيت بنت سبت بريكست أحرونوت أحرنوت حوت كبريت تكريت قوت نبت نت غارديان ست توت
    يخت تحت ثابت سوت صامت شات تابلت كريات بوت نحت سمت كونكريت وست بوست واشنطن إكسبرت"""
)


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
    completes_clause: bool = False  # the words are the predicate of a clause of nouns: أن الحوار «مضيعة للوقت»
    source_follows: bool = False
    follows_preposition: bool = False
    names_speaker: bool = False  # the words stand between a cue and its clause


def judge(tokens: Tokens, pair: Pair, setting: Setting) -> QuoteKind | None:
    """ "direct" or "phrase" for words that somebody said, None for a name, a title or a term."""
    words = [key for key in tokens.keys[pair.first : min(pair.last, pair.first + _SAMPLE)] if key[:1].isalnum()]
    count = len(words) if pair.last - pair.first <= _SAMPLE else pair.last - pair.first - (_SAMPLE - len(words))
    if not any("\u0621" <= key[0] <= "\u064a" for key in words):
        return None
    heading = names_something(tokens, pair.open)
    is_clause = has_clause(words)
    if heading == "naming" or (heading == "head" and count <= _NAME_MOST):
        return None
    if heading == "the head" and count <= _NAME_MOST and not is_clause:
        return None
    if setting.names_speaker and count < _LONG:
        return None
    if count <= _MIDDLE and _is_known(words) and not setting.is_predicate:
        return None
    if not is_clause and count < _LONG and _is_name(tokens, pair, words, setting):
        return None
    if count >= _LONG:
        accepted = setting.has_cue or has_clause(words, sure=True) or count >= _LONG + _MIDDLE
    elif count >= _MIDDLE:
        accepted = _middle(tokens, pair, words, setting, is_clause)
    else:
        accepted = _short(tokens, pair, words, setting, is_clause)
    if not accepted:
        return None
    is_direct = (
        count > 5
        or ((setting.is_whole_clause or setting.is_sentence) and count >= _MIDDLE - 1)
        or (count >= _MIDDLE and is_clause)
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
    return words[0] in _HEADS and not (setting.is_predicate or setting.is_whole_clause or setting.after_colon)


def _has_article(word: str) -> bool:
    """Whether a word has the article; "التزام" and "إلغاء" only begin like one."""
    return word[:2] == "ال" and word not in _NO_ARTICLE


def _is_action(word: str) -> bool:
    """Whether a word has the pattern of a verbal noun, with or without the article: "الخروج", "تنفيذ", "إنهاء"."""
    bare = word[2:] if _has_article(word) else word
    if len(bare) == _MIDDLE and bare[2] == "و":
        return True  # خروج
    if len(bare) == _MIDDLE + 1 and bare[0] == "ت" and bare[3] == "ي":
        return True  # تنفيذ
    if bare.endswith("ة") and len(bare) > _MIDDLE and (bare[0] == "ا" or (bare[0] == "م" and bare[2] == "ا")):
        return True  # إعادة، مواصلة
    return len(bare) >= _MIDDLE and bare[0] == "ا" and bare[-2] == "ا"  # إنهاء، انسحاب، استهداف


def _middle(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if setting.is_whole_clause or (setting.is_sentence and setting.has_cue):
        return True
    if setting.has_cue and setting.is_near and _is_action(words[0]):
        return True
    if setting.nested or not setting.has_cue:
        return has_clause(words, sure=True) and not setting.repeated and not setting.nested
    if is_clause or setting.after_colon or setting.is_predicate:
        return True
    if setting.touches and kind_of(words[0]) != "name":
        return False  # the speaker himself in marks: قال «رئيس المجلس» فلان
    if not (setting.touches or setting.in_clause or setting.follows_preposition or setting.source_follows):
        return is_plain_phrase(tokens, pair, words)
    return not _has_article(words[0]) or sum(word.startswith("وال") for word in words) > 1


def _short(tokens: Tokens, pair: Pair, words: list[str], setting: Setting, is_clause: bool) -> bool:
    if not setting.has_cue or setting.nested:
        return False
    if setting.is_predicate or (setting.is_whole_clause and len(words) > 1):
        return True
    if setting.completes_clause and not _has_article(words[0]):
        return True
    if setting.repeated:
        return False
    if setting.completes_cue and (len(words) > 2 or (len(words) == 2 and _is_action(words[0]))):
        return kind_of(words[0]) == "name" and words[0] not in _HEADS
    if setting.after_colon and len(words) > 1:
        return True
    if (
        setting.in_clause
        and len(words) == 1
        and "\u064b" in tokens.text[tokens.starts[pair.first] : tokens.ends[pair.last - 1]]
    ):
        return True
    if len(words) == 1:
        return setting.in_clause and is_verb(words[0])
    return is_clause or is_plain_phrase(tokens, pair, words)


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
    if keys[at - 1] == ":" and keys[before][:3] in ("اسم", "باس"):
        return ""  # "رفض الكشف عن اسمه: «…»"
    if before < 0:
        return ""
    if any(key in _ON_IT for key in keys[max(0, before - 2) : before + 1]) and any(
        key in _NAMED for key in keys[max(0, before - 5) : before + 1]
    ):
        return "naming"  # "أطلق عليه التحالف «…»"
    is_adjective = before == at - 1 > 0 and (keys[before] in _FAMOUS or keys[before][:2] + keys[before][-2:] == "الية")
    if is_adjective and (keys[before - 1] in _NAMING or keys[before - 1] in _HEADS_ALL):
        return "head"  # "كتابه الأخير «…»"
    if keys[before] in _NAMING or (keys[before][0] == "و" and keys[before][1:] in _NAMING):
        return "naming"
    if before == at - 1 - (keys[at - 1] in CLITICS):
        if keys[before] in _HEADS_ALL:
            return "head"
        if keys[before] in _THE_HEADS:
            return "the head"
    if keys[before] in ("و", "،", ",") or keys[before] in MARKS:
        return _listed(tokens, before)
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


def has_clause(words: list[str], sure: bool = False) -> bool:
    """Whether the words look like part of a sentence: a verb in front, a particle, "we" or "me"."""
    return (
        is_verb(words[0])
        or any(
            (word in _CLAUSE and not (sure and word in _WEAK))
            or (
                len(word) > 4
                and len(words) > 1
                and word.endswith(_FIRST_PERSON)
                and word.removeprefix("و") not in _NOT_FIRST_PERSON
                and word[:2] != "ال"
            )
            for word in words
        )
        or any(is_verb(word, sure=True) for word in words[1:] if word[0] != "و" or len(word) > _LONG_VERB)
    )


def is_verb(word: str, sure: bool = False) -> bool:
    """Whether a word is surely shaped like a finite verb.

    >>> is_verb("سيناقشان"), is_verb("اقتربتا"), is_verb("يورو"), is_verb("تهديد")
    (True, True, False, False)
    """
    bare = word[1:] if word[0] in "وف" and len(word) > 4 and word not in w.ROOT_WAW else word
    if len(bare) < 3 or bare in w.PLACES:
        return False
    if bare[0] == "ي" and len(bare) > 3:
        return (bare not in _NOUNS_IN_Y and not bare.endswith(("ا", "ة", "ي"))) or bare.endswith(("نا", "وا"))
    if bare[0] == "س" and bare[1] in "يتنا" and len(bare) > 4:
        return bare not in _NOUNS_IN_S and not bare.endswith(("ة", "ات", "ية", "ي"))
    if bare.endswith(_PAST_F) and len(bare) > 4:
        return True
    if sure:
        return False
    if (
        bare[0] == "ن"
        and len(bare) > 3
        and bare[1] in "حرعتسقؤطبدشواه"
        and bare.startswith(("نح", "نر", "نع", "نت", "نس", "نق", "نؤ", "نطالب", "ندع", "نوا", "نبح", "نشع", "نشي"))
    ):
        return not bare.endswith(("ة", "ات", "ية", "ام", "وع", "اط", "ين", "ح"))
    if bare.endswith("ت") and not bare.endswith("ات") and len(bare) > 3:
        return bare not in _NOUNS_IN_T and bare[:2] != "ال"
    return False


def is_plain_phrase(tokens: Tokens, pair: Pair, words: list[str]) -> bool:
    """Whether few words are common ones that agree with each other: «ثلاثة عوامل رئيسية», «سيطرة وقيادة»."""
    if _has_article(words[0]) or words[0].startswith(("لل", "بال")):
        return False
    raw = tokens.text[tokens.starts[pair.first] : tokens.ends[pair.last - 1]]
    if words[0] in w.NUMBERS or ("\u064b" in raw and len(words) > 1):
        return True
    if len(words) < 2 or words[1][:2] == "ال":
        return False
    joined = sum(word[0] == "و" and len(word) > 4 and word not in w.ROOT_WAW for word in words[1:])
    if joined:
        return True
    return any(
        (one[-1] == two[-1] == "ا" and len(one) > _MIDDLE and len(two) > _MIDDLE)
        or (one.endswith("ة") and two.endswith("ة"))
        or (one.endswith("ين") and two.endswith("ين"))
        for one, two in pairwise(words)
    )
