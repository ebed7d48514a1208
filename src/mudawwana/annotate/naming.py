"""Words before marks that announce a name in them: صحيفة «…», بعنوان «…», ما يسمى «…»."""

from __future__ import annotations

from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.quote_tokens import MARKS, Tokens, key_set

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
HEADS = key_set(
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
_HEADS_ALL = HEADS | {prefix + head for prefix in ("ل", "ب", "و", "ف", "ول", "وب", "ك") for head in HEADS}
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
