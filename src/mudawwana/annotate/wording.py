"""What the words inside marks look like: a piece of a sentence, a plain phrase, an action."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.marks import Pair
from mudawwana.annotate.quote_tokens import Remembered, Tokens, key_set

MIDDLE = 4
_LONG_VERB = 5
_NO_ARTICLE = key_set(
    """التزام التزاما التزامه التزامها التزامهم التقاء التحاق التفاف التماس إلغاء إلقاء إلزام إلحاق
    إلهام إلحاح آلية آليات آلاف آلام آليا"""
)
# Words of clauses: a name does not hold them.
_CLAUSE = key_set(
    """لا لم لن ليس ليست لسنا قد لقد إن أن إنه أنه إنها أنها إننا أننا إنني أنني كان كانت كنا كنت يكون تكون
    سيكون ستكون هو هي هم نحن أنا هذا هذه ذلك تلك الذي التي الذين لكن ولكن بل سوف يجب ينبغي عندما حتى إذا لو
    لأن كما حيث لماذا كيف ماذا هل أي نعم كلنا لدينا لديه لديها هناك ليسوا لنا لهم ونحن وهو وهي وأن وإن فإن
    ما مما بما وما عما أصبح أصبحت بات باتت يمكن لابد بحيث منذ قبل بعد ربما دائما فقط أيضا جدا تماما أبدا
    جميعا معا حاليا غير دون عدم أكثر كل وكل إلا أما لدي لعل ليت أنتم أنت كلا أيها اننا انني فلا ولا ولن ولم
    فهو وهذا وهذه بأن بأنه مازال ما_زال ولو وقد فقد إذ"""
) - key_set("أي دون")
_COMMON_ADJECTIVES = key_set(
    """أخرى آخر جديد جديدة كبير كبيرة خطير خطيرة مهم مهمة فوري فورية دائم دائمة واضح واضحة سيئ سيئة جيد جيدة
    حقيقي حقيقية تاريخي تاريخية إيجابي إيجابية سلبي سلبية استراتيجي استراتيجية سياسي سياسية محدود محدودة مفتوح
    مفتوحة كاملة كامل شامل شاملة حاسم حاسمة صارم صارمة قوي قوية مباشر مباشرة نهائي نهائية مؤقت مؤقتة مستمر
    مستمرة مرفوض مرفوضة واحد واحدة أجنبي أجنبية وطني وطنية مسبق مسبقة كاذب كاذبة مضلل مضللة بناء بناءة"""
)
_FOREIGN_IN_Y = key_set("تريك جديل برين ستيت تويت مايك فيس دبيل")
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


def has_article(word: str) -> bool:
    """Whether a word has the article; "التزام" and "إلغاء" only begin like one."""
    return word[:2] == "ال" and word not in _NO_ARTICLE


def is_action(word: str) -> bool:
    """Whether a word has the pattern of a verbal noun, with or without the article: "الخروج", "تنفيذ", "إنهاء"."""
    bare = word[2:] if has_article(word) else word
    if len(bare) == MIDDLE and bare[2] == "و":
        return True  # خروج
    if len(bare) == MIDDLE + 1 and bare[0] == "ت" and bare[3] == "ي":
        return True  # تنفيذ
    if bare.endswith("ة") and len(bare) > MIDDLE and (bare[0] == "ا" or (bare[0] == "م" and bare[2] == "ا")):
        return True  # إعادة، مواصلة
    return len(bare) >= MIDDLE and bare[0] == "ا" and bare[-2] == "ا"  # إنهاء، انسحاب، استهداف


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
    return _is_sure_verb(word) if sure else _is_any_verb(word)


def _verb(word: str, sure: bool) -> bool:
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


_is_sure_verb = Remembered(partial(_verb, sure=True)).__getitem__
_is_any_verb = Remembered(partial(_verb, sure=False)).__getitem__


def is_verb_in_t(word: str) -> bool:
    """Whether a word may be a verb of the third person feminine, where a subject stands before it: "تدرس", "تريد".

    >>> is_verb_in_t("تدرس"), is_verb_in_t("تنفيذ"), is_verb_in_t("تجربة")
    (True, False, False)
    """
    if word[0] != "ت" or not MIDDLE <= len(word) <= MIDDLE + 2 or word.endswith(("ة", "ات", "ا")):
        return False
    return not (len(word) == MIDDLE + 1 and word[3] == "ي") and word[2] != "ا"


def is_adjective(word: str, noun: str) -> bool:
    """Whether a word without the article looks like the adjective of the noun before it.

    >>> is_adjective("كبير", "عمل"), is_adjective("عاطفية", "دوافع"), is_adjective("إلكتريك", "جنرال")
    (True, True, False)
    """
    if word in _COMMON_ADJECTIVES:
        return True
    if word.endswith("ة"):
        return noun.endswith(("ة", "ات")) or (len(word) > MIDDLE and (word.endswith("ية") or word[-3:-1] == "يل"))
    if len(word) == MIDDLE and word[2] == "ي":
        return word not in _FOREIGN_IN_Y and not noun.endswith(("ن", "س"))
    return len(word) > MIDDLE and word[0] == "م" and word[-1] == "ا" and noun.endswith("ا")


def is_plain_phrase(tokens: Tokens, pair: Pair, words: list[str]) -> bool:
    """Whether few words are common ones that agree with each other: «ثلاثة عوامل رئيسية», «سيطرة وقيادة»."""
    if has_article(words[0]) or words[0].startswith(("لل", "بال")):
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
        (one[-1] == two[-1] == "ا" and len(one) > MIDDLE and len(two) > MIDDLE)
        or (one.endswith("ة") and two.endswith("ة"))
        or (one.endswith("ين") and two.endswith("ين"))
        for one, two in pairwise(words)
    )
