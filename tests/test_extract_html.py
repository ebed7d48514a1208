"""Reading pages: charsets, dates, titles, names of elements, hostile input, and laws that hold for any page."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.extract import charset, jsonld, moments, signs, title
from mudawwana.extract.page import extract_html

HERE = Path(__file__).parent
SOURCE = Path(signs.__file__).parent
BODY = (
    "<p>أعلنت وزارة الخارجية أن الجولة المقبلة من المباحثات ستعقد في العاصمة بغداد، وأن الوفد الفني سيصل قبلها بيومين.</p>"
    "<p>وقال المتحدث باسم الوزارة إن جدول الأعمال يشمل ملفات الطاقة والتعليم والمياه، وإن البيان الختامي سيعلن لاحقا.</p>"
)


def cases(name: str) -> list[dict[str, Any]]:
    lines = (HERE / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def page(head: str = "", above: str = "", below: str = "", body: str = BODY) -> str:
    return (
        f'<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset="utf-8">{head}</head><body><h1>موعد الجولة المقبلة</h1>'
        f"{above}<article>{body}</article>{below}</body></html>"
    )


@pytest.mark.parametrize("case", cases("charset"), ids=lambda c: f"{c['encode']} says {c['declare'] or 'nothing'}")
def test_charset(case: dict[str, Any]) -> None:
    declared = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={case["declare"]}">' if case["declare"] else ""
    )
    content = f"<html><head>{declared}</head><body><p>{case['text']}</p></body></html>"
    text, name = charset.decode_as(content.encode(case["encode"], "xmlcharrefreplace"))
    assert name == case["reads"]
    assert text == content or "&#" in text


def test_a_few_broken_bytes_do_not_change_the_charset() -> None:
    broken = page().encode().replace(b"</p>", b"\xff\xc3</p>", 1)
    assert charset.decode_as(broken)[1] == "utf-8"


def test_text_saved_twice_in_the_wrong_charset_is_read_back() -> None:
    text = "قال المتحدث باسم الوزارة إن الاجتماع ناقش ملف الطاقة في العاصمة بغداد أمس"
    assert charset.decode(text.encode().decode("cp1252", "replace").encode()).startswith("قال المتحدث")


@pytest.mark.parametrize("case", cases("moments"), ids=lambda c: c["text"])
def test_moment(case: dict[str, Any]) -> None:
    found = moments.parse_moment(case["text"])
    if case["day"] is None:
        assert found is None
        return
    assert found is not None
    assert found.day.isoformat() == case["day"]
    assert found.clock == (tuple(case["clock"]) if case["clock"] else None)
    assert found.offset == case["offset"]


@pytest.mark.parametrize("case", cases("titles"), ids=lambda c: c["title"][:40])
def test_title_without_site_name(case: dict[str, Any]) -> None:
    assert title.strip_site(case["title"], {title.plain(name) for name in case["names"]}) == case["want"]


@pytest.mark.parametrize("case", cases("published"), ids=lambda c: c["why"][:60])
def test_published(case: dict[str, Any]) -> None:
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in case.get("meta", {}).items())
    head += f'<script type="application/ld+json">{case["ld"]}</script>' if "ld" in case else ""
    line = f'<div class="x1">{case["line"]}</div>' if "line" in case else ""
    line += f'<meta itemprop="datePublished" content="{case["itemprop"]}">' if "itemprop" in case else ""
    found = extract_html(page(head, line), url=case.get("url"), fetched=case.get("fetched"))
    assert found is not None and found.published_evidence is not None
    assert found.published == case["published"]
    assert found.published_evidence.from_ == case["origin"]
    if case["published"] is None:
        assert all(rejected.why for rejected in found.published_evidence.rejected)


@pytest.mark.parametrize("kind", ["zone", "role"])
def test_every_word_of_signs_has_its_example(kind: str) -> None:
    for entry in tomllib.loads((SOURCE / "signs.toml").read_text(encoding="utf-8"))[kind]:
        for example in entry["examples"]:
            assert getattr(signs.read_names(example), kind) == entry["name"], example


@pytest.mark.parametrize(
    "names",
    ["entry-content", "article-body", "field-name-body", "story__body", "post-content", "news-details", "articleBody"],
)
def test_names_of_bodies(names: str) -> None:
    sign = signs.read_names(names)
    assert sign.body and not sign.zone


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"خبر",}',
        '<!-- {"@type":"NewsArticle","headline":"خبر"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"خبر"}\n//]]>',
        '{"@type":"NewsArticle"\n"headline":"خبر"}',
        '{"@type":"NewsArticle","headline":"خبر","description":"سطر\nوسطر"}',
        '{"@type":"NewsArticle","headline":"خبر","author":{"name":',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;خبر&quot;}",
        '{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["Thing","NewsArticle"],"headline":"خبر"}]}',
    ],
)
def test_broken_json_ld_is_repaired(script: str) -> None:
    assert jsonld.read_json_ld([script])[0].data["headline"] == "خبر"


SECRET = "سر لا يجوز أن يظهر في النص"
HOSTILE = {
    "nested divisions": "<div>" * 30_000 + "كلمة " * 50,
    "open bold and italic": "<p><b><i>x" * 8_000,
    "attributes": "<p " + " ".join(f"a{k}=1" for k in range(50_000)) + ">" + "كلمة " * 50,
    "long attribute": f'<p class="{"x" * 2_000_000}">' + "كلمة " * 50,
    "entities": '<!DOCTYPE html [<!ENTITY a "ها"><!ENTITY b "' + "&a;" * 50 + '">]><p>' + "&b;" * 500,
    "one word": "<p>" + "ا" * 1_000_000,
    "brackets": "<p>" + "(" * 300_000,
    "digits and points": "<p>" + "1." * 150_000,
    "open quotes": "<p>" + "«وقال " * 50_000,
    "marks": "<p>ب" + "\u064e" * 100_000,
    "spaces": "<p>كلمة" + " " * 1_000_000 + "كلمة",
    "breaks": "<div>" + "كلمة ثم كلمة أخرى<br>" * 20_000,
    "JSON-LD": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    "JSON-LD quotes": '<script type="application/ld+json">{"@type":"NewsArticle",'
    + '"headline":"' * 20_000
    + "</script>",
    "bad URLs": '<base href="javascript:x"><link rel=canonical href="http://[::1/x"><meta property="og:url" content="//[">',
    "class names": "<p class='" + "a-b_c " * 100_000 + "'>" + "كلمة " * 50,
    "title": "<title>" + "عنوان - " * 50_000 + "</title>",
    "og:title": f'<meta property="og:title" content="{"عنوان - " * 50_000}">',
    "h1": "<h1>" + "عنوان - " * 50_000 + "</h1>",
    "clocks": "<p>" + "12:30 2020/01/02 | " * 20_000,
    "keywords": f'<meta name="keywords" content="{"وسم، " * 50_000}">',
    "authors": f'<meta name="author" content="{"فلان الفلاني و" * 20_000}">',
    "comments never closed": "<!--" * 100_000,
    "headlines": "<h2>خبر آخر من الأخبار</h2>" * 20_000,
    "links": "<a href=/x>خبر آخر</a> " * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_takes_bounded_time_and_leaves_the_article(name: str) -> None:
    begin = time.process_time()
    extract_html(HOSTILE[name])
    found = extract_html(page(below=HOSTILE[name]))
    assert time.process_time() - begin < 8
    assert found is not None and "وأن الوفد الفني سيصل" in found.text


@pytest.mark.parametrize(
    "box",
    [
        '<div style="display: none">{}</div>',
        '<div style="VISIBILITY:hidden">{}</div>',
        "<p hidden>{}</p>",
        '<p aria-hidden="true">{}</p>',
        '<p class="screen-reader-text">{}</p>',
        "<script>document.write('<p>{}</p>')</script>",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
    ],
)
@pytest.mark.parametrize("engine", ["own", "trafilatura"])
def test_hidden_and_written_text_never_appears(box: str, engine: Any) -> None:
    if engine == "trafilatura" and ("noscript" in box or "screen" in box):
        pytest.skip("that library's own reading of it")
    hidden = box.format((SECRET + " وهو كلام طويل لا يراه أحد من القراء على الشاشة. ") * 2)
    found = extract_html(page(body=BODY + hidden + BODY.replace("الخارجية", "الداخلية")), engine=engine)
    assert found is not None and SECRET not in found.text


@pytest.mark.parametrize("head", ["open comment: <!-- x", "<script>var a = '", "<plaintext></p></p>"])
def test_what_is_left_open_below_keeps_the_article(head: str) -> None:
    found = extract_html(page(below=head))
    assert found is not None and "سيعلن لاحقا" in found.text


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\0" * 5000, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300, b"<p>", b"<"]
)
def test_what_is_no_page_has_no_article(content: bytes) -> None:
    assert extract_html(content) is None


@pytest.mark.parametrize(
    ("canonical", "url", "wanted"),
    [
        ("/content/story-1", "https://x.example/node/7?utm_source=a", "https://x.example/content/story-1"),
        ("https://x.example/", "https://x.example/node/7", "https://x.example/node/7"),
        ("http://[::1/x", "https://x.example/node/7", "https://x.example/node/7"),
        ("javascript:x", None, None),
        ("https://X.example/story#top", None, "https://x.example/story"),
    ],
)
def test_canonical_address(canonical: str, url: str | None, wanted: str | None) -> None:
    found = extract_html(page(f'<link rel="canonical" href="{canonical}">'), url=url)
    assert found is not None and found.url == wanted


def test_an_element_whose_name_speaks_against_it_may_hold_the_article() -> None:
    text = BODY + BODY.replace("الخارجية", "الداخلية")
    teasers = '<div class="x"><p>خبر آخر قصير لا علاقة له بما فوقه من الأخبار.</p></div>'
    found = extract_html(
        f'<html><body><div class="sidebar-left"><div class="b">{text}</div></div>{teasers}</body></html>'
    )
    assert found is not None and "وأن الوفد الفني" in found.text


def test_json_ld_of_another_article_is_forgotten() -> None:
    head = (
        "<title>موعد الجولة المقبلة من المباحثات - نهر</title>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "افتتاح معرض الزهور السنوي",'
        '"datePublished": "2024-05-01", "author": {"@type": "Person", "name": "كريم فتحي"}}</script>'
    )
    above = "<h2>موعد الجولة المقبلة من المباحثات</h2><span class=byline>سعاد الراوي</span><p>12-3-2024</p>"
    found = extract_html(page(head, above))
    assert found is not None
    assert (found.published, found.authors) == ("2024-03-12", ("سعاد الراوي",))
    assert found.title is not None and "الزهور" not in found.title


def test_people_that_page_and_meta_name_beside_the_one_of_json_ld() -> None:
    head = (
        '<meta name="author" content="سعاد الراوي, كريم فتحي">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Person", "name": "سعاد الراوي"}}</script>'
    )
    shown = "<h4 class=byline><a href=/author/1>سعاد الراوي</a>, <a href=/author/2>كريم فتحي</a></h4>"
    both = extract_html(page(head, shown))
    one = extract_html(page(head, "<h4 class=byline><a href=/author/1>سعاد الراوي</a></h4>"))
    assert both is not None and both.authors == ("سعاد الراوي", "كريم فتحي")
    assert one is not None and one.authors == ("سعاد الراوي",)


def test_an_author_in_the_window_title_stays_an_author() -> None:
    head = "<title>في مديح البطء | عبدالرحيم الراوي</title><meta property=og:title content='في مديح البطء'>"
    card = "<div class=writer-card__name><a href=/writers/212>عبدالرحيم الراوي</a></div><h1>في مديح البطء</h1>"
    found = extract_html(page(head, card))
    assert found is not None
    assert (found.title, found.authors) == ("في مديح البطء", ("عبدالرحيم الراوي",))


def test_an_outlet_in_marks_is_no_author() -> None:
    found = extract_html(page(above="<ul><li class=entry-author>بغداد: <span>«المشرق الجديد»</span></li></ul>"))
    assert found is not None and found.authors == ()


def test_labelled_spans_in_a_row_are_lines_of_their_own() -> None:
    above = (
        '<span class="newsStoryDate">الإثنين، 24 سبتمبر 2018 02:40 م</span> <img src=a.jpg>'
        '<span class="img-cap">جانب من الجولة</span> <span class="writeBy">كتبت سعاد الراوي</span>'
    )
    found = extract_html(page(above=above))
    assert found is not None
    assert (found.published, found.authors) == ("2018-09-24", ("سعاد الراوي",))


def test_templates_that_nobody_filled_in_say_nothing() -> None:
    found = extract_html(page('<meta property="og:title" content="%%title%% %%sep%% %%sitename%%">'))
    assert found is not None and found.title == "موعد الجولة المقبلة"


def test_the_elements_of_a_page_builder_are_no_sidebars() -> None:
    box = '<div class="elementor-element elementor-widget elementor-widget-{}"><div class="elementor-widget-container">{}</div></div>'
    parts = '<span class="elementor-post-info__item--type-author">سعاد الراوي</span> <time>26 أكتوبر، 2019</time>'
    found = extract_html(page(above=box.format("post-info", parts), body=box.format("theme-post-content", BODY)))
    assert found is not None
    assert (found.published, found.authors) == ("2019-10-26", ("سعاد الراوي",))


def test_the_foot_of_an_article_has_its_tags() -> None:
    foot = '<footer><div>كلمات: <a rel="tag" href="/1">المباحثات</a>، <a rel="tag" href="/2">الطاقة</a></div></footer>'
    found = extract_html(page(body=BODY * 2 + foot))
    assert found is not None and found.tags == ("المباحثات", "الطاقة")


def test_the_headline_between_the_outlet_and_the_section_in_the_window() -> None:
    window = "<title>NAHR : وفد الأمم المتحدة يصل إلى بغداد لبحث المشاريع - السياسة - 07/04/2021</title>"
    shown = '<div><span id="lblTitle">وفد الأمم المتحدة يصل إلى بغداد لبحث المشاريع</span></div>'
    found = extract_html(f"<html><head>{window}</head><body><form>{shown}<div>{BODY}</div></form></body></html>")
    assert found is not None and found.title == "وفد الأمم المتحدة يصل إلى بغداد لبحث المشاريع"


def test_a_date_in_the_article_s_own_bar() -> None:
    bar = '<div class="item-nav"><ul><li>١٢\u200f/٠٤\u200f/٢٠٢١, ٣:١٥ م</li><li>رمز الخبر: 842</li></ul></div>'
    clock = '<div class="top-nav"><span>٠١ آب ٢٠٢٢</span></div>'
    content = f"{clock}<article>{bar}<h1>موعد الجولة المقبلة</h1>{BODY}</article>"
    found = extract_html(f"<html><head><title>موعد الجولة المقبلة</title></head><body>{content}</body></html>")
    assert found is not None and found.published == "2021-04-12"


def test_a_lead_set_as_a_heading_that_the_text_takes_up() -> None:
    lead = "قال وزير الخارجية إن على الجميع حماية الاجتماعات المقبلة، مضيفا أن موعدها لم يحدد بعد."
    for body, kept in ((f"<p>وذكر في تصريح للصحفيين أن الوفود مستعدة للعمل.</p>{BODY}", True), (BODY, False)):
        found = extract_html(page(above=f'<div class="x"><h2>{lead}</h2></div>', body=body))
        assert found is not None and found.text.startswith(lead) is kept


def test_a_last_paragraph_on_the_author_is_not_the_text() -> None:
    note = "<p>سعاد الراوي: كاتبة وصحفية عراقية، صدرت لها روايتان ومجموعة من القصص القصيرة.</p>"
    found = extract_html(page(body=BODY + note))
    assert found is not None and "روايتان" not in found.text


def test_the_line_that_announces_the_list_a_text_opens_with() -> None:
    items = "<ul><li>تنتقل العلاقة إلى دور التدريب والمشورة بالكامل.</li><li>لا قوات قتالية بحلول نهاية العام الحالي</li></ul>"
    found = extract_html(page(body=f"<p>فيما يلي أبرز ما ورد:</p>{items}<p>وأكد الطرفان التزامهما بالاتفاق.</p>"))
    assert found is not None and found.text.startswith("فيما يلي أبرز ما ورد:")


def test_paragraphs_in_wrappers_of_their_own_outweigh_a_notice_on_privacy() -> None:
    notice = "أدخلنا تعديلات مهمة على سياستنا الخاصة بالخصوصية، ونريدك أن تكون ملما بما قد تعنيه هذه التغييرات. " * 2
    body = "".join(f"<div><div>{part}</p></div></div>" for part in BODY.split("</p>")[:-1])
    found = extract_html(page(above=f"<div><p>{notice}</p></div>", body=body))
    assert found is not None and found.text.startswith("أعلنت وزارة") and "تعديلات" not in found.text


def test_a_day_in_a_caption_is_not_the_article_s() -> None:
    box = '<div class="fimg"><img src="1.jpg"><p>عناصر من الجهاز- 10 من كانون الثاني 2025 (واع)</p></div>'
    found = extract_html(page('<meta property="article:published_time" content="2025-03-14T18:20:00+00:00">', box))
    assert found is not None and found.published == "2025-03-14T18:20:00+00:00"


def test_the_clock_above_the_headline_loses_to_a_day_among_other_words_below_it() -> None:
    clock, line = (
        '<div class="col-date">الأربعاء 24 تموز 2024</div>',
        "<div>سياسة 2024/03/03 12:24 3127 المحرر: hh</div>",
    )
    content = f"{clock}<h3>موعد الجولة المقبلة</h3>{line}<div>{BODY}</div>"
    found = extract_html(f"<html><head><title>موعد الجولة المقبلة</title></head><body>{content}</body></html>")
    assert found is not None and found.published == "2024-03-03"


def test_the_link_to_the_section_is_no_tag() -> None:
    above = '<div>في <a rel="category tag" href="/c">تقارير</a></div>'
    found = extract_html(page(above=above, body=BODY * 2 + '<div><a rel="tag" href="/1">الطاقة</a></div>'))
    assert found is not None and (found.section, found.tags) == ("تقارير", ("الطاقة",))


def test_an_article_that_only_json_ld_has_is_read_from_there() -> None:
    text = "أعلنت الوزارة موعد الجولة المقبلة من المباحثات في العاصمة. " * 6
    data = {"@type": "NewsArticle", "headline": "موعد الجولة", "articleBody": f"{text}\n\n<p>وانتهى البيان.</p>"}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = extract_html(f"<html><head>{script}</head><body><div id=root></div></body></html>")
    assert found is not None and found.extractor == "json_ld" and found.title == "موعد الجولة"
    assert [p.of(found.text) for p in found.paragraphs] == [text.strip(), "وانتهى البيان."]


def test_boilerplate_of_the_outlet_is_left_out() -> None:
    line = "<p>هذه الصحيفة تصدر عن مؤسسة النخيل وتعبر عن رأي كتابها لا عن رأي المؤسسة وحدها.</p>"
    found = extract_html(page(body=BODY + line), boilerplate=lambda text: "مؤسسة النخيل" in text)
    assert found is not None and "النخيل" not in found.text
    assert any(block.why == "on_many_pages" for block in found.cut)


WORDS = st.sampled_from(["قال", "الوزير", "إن", "بغداد", "<b>", "</b>", "<br>", "<p>", "</p>", "<div class=ads>", "</div>", "&nbsp;", ".", "«", "2020",
                         "<ul><li>", "</ul>", "<table><tr><td>", "<h2>", "</h2>", "<a href=/x>", "</a>", "\u200f", "<article>", "<!--", "-->"])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=120))
def test_any_markup_gives_paragraphs_that_tile_the_text(words: list[str]) -> None:
    found = extract_html(page(body=BODY + " ".join(words)))
    assert found is not None
    pieces = [paragraph.of(found.text) for paragraph in found.paragraphs]
    assert "\n\n".join(pieces) == found.text
    assert all(piece == " ".join(piece.split()) != "" for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(content: bytes) -> None:
    assert isinstance(charset.decode(content), str)
    extract_html(b"<html><p>" + content)
