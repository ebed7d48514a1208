#!/usr/bin/env python3
"""Write the samples of data/raw that are not plain UTF-8 text: a page in windows-1256, a WARC, a broken gzip file.

    python scripts/make_samples.py            writes them; the same bytes every time
    python scripts/make_samples.py --check    says whether the committed ones are these

The articles are composed for this project (data/raw/README.md).
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

# ruff: noqa: E501  (pages keep their lines)

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"

OLD_TABLE = """<HTML DIR="RTL">
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256">
<TITLE>جريدة الرصيف - بايدن والكاظمي يتفقان على إنهاء المهمة القتالية</TITLE>
</HEAD>
<BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="100%" BORDER="0"><TR><TD BGCOLOR="#003366"><FONT COLOR="white" SIZE="5">جريدة الرصيف</FONT></TD>
<TD ALIGN="left"><FONT SIZE="1">الأحد 22 تشرين الثاني 2026</FONT></TD></TR></TABLE>
<TABLE WIDTH="780" BORDER="0" CELLPADDING="4"><TR>
<TD WIDTH="150" VALIGN="top" BGCOLOR="#EEEEEE"><A HREF="index.asp">الصفحة الأولى</A><BR><A HREF="local.asp">محليات</A><BR>
<A HREF="arab.asp">شؤون عربية</A><BR><A HREF="sport.asp">رياضة</A><BR><A HREF="archive.asp">الأرشيف</A></TD>
<TD VALIGN="top">
<FONT SIZE="2" COLOR="#990000">شؤون عربية</FONT><BR>
<FONT SIZE="5"><B>بايدن والكاظمي يتفقان على إنهاء المهمة القتالية</B></FONT><BR>
<FONT SIZE="2">العدد 4117 - الثلاثاء 27 تموز 2021</FONT><BR><BR>
<FONT SIZE="4">
<P>واشنطن - رويترز:</P>
<P>اتفق الرئيس الأميركي جو بايدن ورئيس الوزراء العراقي مصطفى الكاظمي، أمس الاثنين، على إنهاء المهمة القتالية للقوات الأميركية في العراق رسمياً بحلول نهاية عام 2021، بعد أكثر من 18 عاماً على دخولها البلاد.</P>
<P>وقال بايدن للصحافيين في البيت الأبيض: «لن نكون بحلول نهاية العام في مهمة قتالية». وأوضح أن دور القوات سيكون «أن تكون متاحة، وأن تواصل التدريب والمساعدة» والتعامل مع تنظيم داعش متى ظهر.</P>
<P>وصدر عن البلدين بيان مشترك في ختام الجولة الرابعة من الحوار الاستراتيجي، جاء فيه أنه «لن تكون هناك قوات أميركية بدور قتالي في العراق بحلول 31 كانون الأول 2021».</P>
<P>وأضاف البيان أن العلاقة الأمنية ستنتقل بالكامل إلى «التدريب والمشورة والمساعدة وتبادل المعلومات الاستخبارية».</P>
<P>وينتشر في العراق حالياً 2500 جندي أميركي. ولم يحدد أي من الجانبين كم منهم سيبقى، فيما قال دبلوماسي عراقي إن المسألة «تتعلق بالمهام لا بالأعداد».</P>
<P>وكان آخر رتل أميركي قد غادر العراق في 18 كانون الأول 2011، قبل أن تعود القوات عام 2014 على رأس التحالف الدولي ضد داعش.</P>
<P>وتعهدت واشنطن تزويد العراق 500 ألف جرعة من لقاح «فايزر» المضاد لفيروس كورونا، ودعم بعثة الأمم المتحدة لمراقبة الانتخابات المقررة في تشرين الأول المقبل.</P>
</FONT>
<HR><FONT SIZE="1"><A HREF="print.asp?id=88312">طباعة</A> | <A HREF="send.asp?id=88312">أرسل لصديق</A> | عدد القراء: 932</FONT>
</TD></TR></TABLE>
<CENTER><FONT SIZE="1">جميع الحقوق محفوظة لجريدة الرصيف</FONT></CENTER>
</BODY></HTML>
"""

PAGES = (
    (
        "https://bayan-albasra.example/news/2024/09/28/coalition-plan",
        "2024-09-28T09:12:44Z",
        """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>خطة من مرحلتين لإنهاء مهمة التحالف الدولي في العراق - بيان البصرة</title>
<meta property="og:title" content="خطة من مرحلتين لإنهاء مهمة التحالف الدولي في العراق">
<meta name="author" content="سيف المحمود">
<meta itemprop="datePublished" content="2024-09-28T11:40:00+03:00"></head>
<body><header><a href="/">بيان البصرة</a><nav><a href="/news">أخبار</a> <a href="/opinion">رأي</a></nav></header>
<article itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">خطة من مرحلتين لإنهاء مهمة التحالف الدولي في العراق</h1>
<p class="meta">سيف المحمود | السبت 28 أيلول/سبتمبر 2024</p>
<div itemprop="articleBody">
<p>أعلن العراق والولايات المتحدة، أمس الجمعة 27 أيلول/سبتمبر، خطة من مرحلتين لإنهاء المهمة العسكرية للتحالف الدولي في العراق، تنتهي أولاهما في موعد أقصاه نهاية أيلول/سبتمبر 2025.</p>
<p>وبموجب البيان المشترك، تُنهى المهمة في المواقع التي يتفق عليها الطرفان داخل العراق، فيما يستمر استخدام بعضها لدعم عمليات مكافحة "داعش" في سوريا حتى أيلول/سبتمبر 2026.</p>
<p>وجاءت الخطة حصيلة عمل اللجنة العسكرية العليا التي بدأت اجتماعاتها في بغداد في 27 كانون الثاني/يناير الماضي.</p>
<p>وقال مسؤول أميركي كبير في إحاطة للصحافيين: "الولايات المتحدة لن تنسحب من العراق، بل تنتقل إلى شراكة أمنية ثنائية". ورفض الكشف عن عدد القوات التي ستبقى.</p>
<p>وتقدر وزارة الدفاع الأميركية عدد جنودها في العراق بنحو 2500 جندي، وكان عددهم قد تجاوز 160 ألفاً في ذروة الوجود الأميركي عام 2007.</p>
<p>ورحب الإطار التنسيقي بالإعلان، وقال في بيان إن "العراق قادر على حفظ أمنه بقواته". في المقابل، أبدى مسؤولون في إقليم كردستان قلقهم من فراغ أمني، مذكرين بأن التنظيم لا يزال ينشط في المناطق المتنازع عليها.</p>
</div></article>
<footer>بيان البصرة 2026 - اتصل بنا - من نحن</footer></body></html>
""",
    ),
    (
        "https://bayan-albasra.example/files/sofa-explained",
        "2024-09-28T09:12:51Z",
        """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>ملف: ما اتفاقية الإطار الاستراتيجي؟ - بيان البصرة</title>
<meta itemprop="datePublished" content="2023-11-17T08:00:00+03:00"></head>
<body><header><a href="/">بيان البصرة</a><nav><a href="/news">أخبار</a> <a href="/opinion">رأي</a></nav></header>
<article itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">ملف: ما اتفاقية الإطار الاستراتيجي؟</h1>
<p class="meta">قسم الملفات | 17 نوفمبر 2023</p>
<div itemprop="articleBody">
<p>تمر اليوم خمسة عشر عاماً على توقيع العراق والولايات المتحدة اتفاقيتين رسمتا علاقة البلدين بعد الحرب: اتفاقية الإطار الاستراتيجي، واتفاقية سحب القوات المعروفة باسم "صوفا".</p>
<p>وقّع الاتفاقيتين في بغداد، في 17 نوفمبر 2008، وزير الخارجية العراقي هوشيار زيباري والسفير الأميركي رايان كروكر، وصادق عليهما مجلس النواب العراقي في 27 من الشهر نفسه، ودخلتا حيز التنفيذ في الأول من يناير 2009.</p>
<h2>ماذا بقي منهما؟</h2>
<p>نصت اتفاقية سحب القوات على انسحاب جميع القوات الأميركية من الأراضي العراقية في موعد لا يتعدى 31 ديسمبر 2011، وهو ما تم قبل الموعد بنحو أسبوعين. أما اتفاقية الإطار فما زالت سارية، وتغطي الدفاع والاقتصاد والطاقة والثقافة والتعليم والصحة والبيئة.</p>
<p>وتقول الباحثة في العلاقات الدولية هالة الربيعي: "كل جولة من جولات الحوار تستند إلى هذه الوثيقة، لكن بنودها غير العسكرية ظلت حبراً على ورق سنوات طويلة".</p>
<p>وتتولى لجنة التنسيق العليا المشتركة متابعة التنفيذ. وقد عقدت آخر اجتماعاتها في واشنطن في 9 فبراير 2023، وتركز على الطاقة والإصلاح المصرفي والتغير المناخي.</p>
<p>ويمكن لأي من الطرفين إنهاء الاتفاقية بإشعار خطي قبل عام واحد.</p>
</div></article>
<footer>بيان البصرة 2026 - اتصل بنا - من نحن</footer></body></html>
""",
    ),
)


def warc_record(kind: str, uri: str, day: str, content_type: str, body: bytes) -> bytes:
    """One WARC 1.0 record; its id comes from its content, so that the bytes are the same every time."""
    digest = hashlib.sha1(uri.encode() + body).hexdigest()
    uuid = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid}>",
        f"WARC-Date: {day}",
        *([f"WARC-Target-URI: {uri}"] if uri else []),
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def warc() -> bytes:
    """A WARC file of two pages."""
    records = [warc_record("warcinfo", "", PAGES[0][1], "application/warc-fields", b"software: composed by hand\r\n")]
    for uri, day, page in PAGES:
        body = page.encode()
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        records.append(warc_record("response", uri, day, "application/http; msgtype=response", http.encode() + body))
    return b"".join(records)


def cut_off(content: bytes, kept: int) -> bytes:
    """A gzip file that breaks off after `kept` bytes; stored, not deflated: zlib's versions deflate differently."""
    size = len(content)
    block = b"\x01" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + content
    return (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + block)[:kept]


def samples() -> dict[str, bytes]:
    """The files by their paths below data/raw."""
    return {
        "old/table-layout.htm": OLD_TABLE.encode("cp1256").replace(b"\n", b"\r\n"),
        "archive/crawl-2024-09-28.warc": warc(),
        "archive/interrupted-download.html.gz": cut_off(OLD_TABLE.encode("cp1256"), 700),
        "wordpress/copy-of-strategic-dialogue.html": (
            RAW / "wordpress/2020-06-12-strategic-dialogue.html"
        ).read_bytes(),
    }


def main() -> int:
    """Write the files, or compare them."""
    check = "--check" in sys.argv[1:]
    wrong = 0
    for name, content in samples().items():
        path = RAW / name
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.is_file() or path.read_bytes() != content:
            print(f"{name} differs: run python scripts/make_samples.py", file=sys.stderr)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
