"""Whatever bytes a newspaper or a bad disk holds: a document, a problem or a verdict comes of them, never an exception."""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

import pytest
import zstandard
from conftest import BODY, page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_raw import OK, warc

from mudawwana import extract_html, extract_text
from mudawwana.arabic.units import UNITS
from mudawwana.check import faults
from mudawwana.config import AnnotateConfig, Config, NormalizeConfig, RawConfig
from mudawwana.jsonl import line_of
from mudawwana.pipeline.chain import SUMMARY, Chain
from mudawwana.pipeline.stages import STAGES
from mudawwana.raw.readers import Problem, file_digest, read_file
from mudawwana.raw.scan import Found
from mudawwana.raw.side import Side
from mudawwana.records import FLAGS, Article, RawDocument

SLOW = 5.0  # CPU seconds that one document of a test may take
CONFIG = Config(
    annotate=AnnotateConfig(keep_off_topic=True),
    normalize=NormalizeConfig(languages=("ar", "en", "fa", "ckb", "ur", "tr", "fr", "und")),
)
PAGE = page("بغداد وواشنطن تستأنفان الحوار الاستراتيجي")
ROW = '{"url": "https://news.example/1", "title": "خبر", "text": "' + BODY[0] + '", "published": "2021-03-05"}\n'
MHTML = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    + PAGE + "\r\n--b--\r\n"
)  # fmt: skip
SEEDS = [
    PAGE.encode(),
    page("اتفاق", charset="windows-1256").encode("cp1256", "replace"),
    PAGE.encode("utf-16"),
    "\n\n".join(BODY).encode(),
    (ROW * 3).encode(),
    f"[{ROW},{ROW}]".encode(),
    f'title,text,published\nخبر,"{BODY[0]}",2021-03-05\n'.encode(),
    f"title\ttext\nخبر\t{BODY[1]}\n".encode("utf-16"),
    warc(("https://news.example/1", OK, PAGE), ("https://news.example/2", "HTTP/1.1 404 Not Found", "x")),
    MHTML.encode(),
]
SUFFIXES = (".html", ".htm", ".mhtml", ".txt", ".warc", ".jsonl", ".json", ".csv", ".tsv", ".bin", "")
PACKS = (bytes, gzip.compress, zstandard.compress)


def examples(count: int) -> settings:
    """So many examples, the same ones every time."""
    return settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


PIECES = st.sampled_from(
    [*BODY, "قال ", "«", "»", "\"", "(", ")", "“", "”", "\n", "\n\n", " ", "\u200f", "\u202e", "\u0640" * 9, "\u064b\u0651", "\ufeff", "\x00", "\x1b[2J",
     "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "١٢٣٤٫٥٦", "99999999999999999999", "2021-02-30", "31 شباط 2021", "30 صفر 1442", "ألفي", "مليون",
     "بين 5 و", "%", "ـ", "ﷺ", "ﷲ", "ﻻ", "ی", "ک", "1/1/1", "الأربعاء الماضي", "د. م. ", "؟!", "…", "&#x202e;", "&nbsp;", "\u2028", "\x85", "\U0001d7d8"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sound input with a few bytes cut out, put in, turned or repeated, before or after it was packed."""
    pack, early = draw(st.sampled_from(PACKS)), draw(st.booleans())
    content = draw(st.sampled_from(SEEDS))
    data = bytearray(content if early else pack(content))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["cut", "put", "turn", "again"]))
        if kind == "cut":
            del data[at : at + draw(st.integers(1, 300))]
        elif kind == "put":
            data[at:at] = draw(st.binary(max_size=20))
        elif kind == "turn" and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        else:
            data[at:at] = data[at : at + 50] * draw(st.integers(1, 20))
    return bytes(pack(bytes(data)) if early else data)


def read(folder: Path, suffix: str, content: bytes, config: RawConfig) -> list[RawDocument | Problem]:
    """What the readers make of bytes under a name."""
    path = folder / f"x{suffix}"
    path.write_bytes(content)
    found = Found(path.name, str(path), len(content), "")
    return list(read_file(found, config, None, Side(), file_digest(str(path))))


def run(doc: RawDocument) -> Article | None:
    """A document through all steps: a verdict (None), or a record that breaks no rule."""
    started = time.process_time()
    outcome = Chain(STAGES, CONFIG).run(doc)
    assert time.process_time() - started < SLOW
    if outcome.verdict:
        assert outcome.verdict[1] not in ("bug", "too_slow"), outcome.verdict
        return None
    fragments = outcome.fragments()
    fragments.pop(SUMMARY, None)
    blank = b'{"path":"x","offset":null,"media_type":"text/html","sha256":"' + b"0" * 64 + b'"}'
    article = Article.model_validate_json(line_of({**fragments, "raw": blank, "id": b'"0123456789abcdef"'}))
    assert not list(faults(article))
    assert {quantity.unit for quantity in article.quantities} <= {*UNITS, None}
    assert {mention.flag for mention in article.dates} <= {*FLAGS, None}
    return article


@examples(250)
@given(st.sampled_from(SUFFIXES), st.one_of(mutated(), st.binary(max_size=400)))
def test_readers_bear_everything(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        items = read(Path(folder), suffix, content, RawConfig(max_document_mb=1))
    assert items
    for item in items:
        assert isinstance(item, Problem | RawDocument)
        if isinstance(item, Problem):
            (item.detail or "").encode()
            assert item.reason.replace("_", "").isalpha()


@examples(60)
@given(st.sampled_from([".html", ".txt", ".jsonl", ".csv", ".warc", ".mhtml"]), mutated())
def test_documents_bear_everything(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        items = read(Path(folder), suffix, content, RawConfig(max_document_mb=1))
    for item in items[:3]:
        if isinstance(item, RawDocument):
            run(item)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='content'>", "</div>", "<h1>", "</h1>", "<br>", "<table><tr><td>", "</table>", "<!--", "-->", "<script>", "</script>", "<![CDATA[",
     "<article>", "</article>", "<svg>", "<template>", "<base href='http://['>", "<meta charset=utf-7>", "<meta charset='x\x00'>", "<time datetime='2021-99-99'>",
     '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":', '{"a":[[[[', '"2021-03-05T99:00"}', "<li>", "<a href='//'>", "</a>", "<title>", "<b", "&#1114112;", "<frameset>",
     '<meta property="article:published_time" content="0000-00-00">', '<link rel="canonical" href="https://news.example:99999/a">', '<html lang="\u202e">']
)  # fmt: skip


@examples(120)
@given(st.lists(st.one_of(TAGS, PIECES), max_size=60).map("".join))
def test_pages_bear_everything(content: str) -> None:
    started = time.process_time()
    extract_html(content, url="https://news.example/2021/03/05/a")
    extract_html(content.encode("utf-8", "replace"))
    extract_text(content)
    assert time.process_time() - started < SLOW


@examples(80)
@given(TEXTS, TEXTS)
def test_texts_give_sound_records(text: str, title: str) -> None:
    words = text if len(text.split()) >= 20 else "\n\n".join((*BODY, text))
    fields = {"text": words, "title": title, "published": "2021-03-05"}
    run(RawDocument("x.jsonl", 0, "application/json", "0" * 64, b"", fields))


SCRAPS = st.sampled_from(
    [
        "آل",
        "ال",
        "لل",
        "وال",
        "و",
        "15م",
        "ل",
        "ب",
        "ف",
        "ت",
        "ي",
        "ه",
        "ة",
        "ون",
        "ات",
        "«",
        "»",
        '"',
        ":",
        "،",
        ".",
        "-",
        "قال",
        "إن",
        "الذي",
        "وزير",
        "د.",
        "%",
    ]
)
WORDS = st.sampled_from(" ".join(BODY).split())


@st.composite
def scraped(draw: st.DrawFn) -> str:
    """News of which a scrape has cut words short, torn and glued them, and lost some."""
    words = draw(st.lists(WORDS, min_size=20, max_size=60))
    for _ in range(draw(st.integers(1, 30))):
        at = draw(st.integers(0, len(words) - 1))
        kind, scrap, cut = (
            draw(st.sampled_from(["head", "tail", "scrap", "glue"])),
            draw(SCRAPS),
            draw(st.integers(1, 3)),
        )
        words[at] = {"head": words[at][:cut], "tail": words[at][-cut:], "scrap": scrap, "glue": words[at] + scrap}[kind]
    return " ".join(words)


@examples(150)
@given(scraped())
def test_torn_words_give_sound_records(text: str) -> None:
    run(RawDocument("x.jsonl", 0, "application/json", "0" * 64, b"", {"text": text, "published": "2021-03-05"}))


@examples(80)
@given(
    st.dictionaries(
        st.sampled_from(["url", "title", "text", "html", "published", "authors", "source", "tags", "section", "language"]),
        st.one_of(TEXTS, st.none(), st.integers(), st.floats(), st.booleans(), st.lists(TEXTS, max_size=3),
                  st.dictionaries(st.text(max_size=3), st.text(max_size=9), max_size=2)),
    )
)  # fmt: skip
def test_rows_of_any_shape_bear_everything(fields: dict[str, object]) -> None:
    run(RawDocument("x.jsonl", 0, "application/json", "0" * 64, b"", fields))


HUGE = {
    "one word": "ا" * 100_000,
    "brackets": "([{«" * 15_000,
    "digits": "1234567890" * 8_000,
    "open quotes": "قال: «" * 2_000 + BODY[0],
    "straight quotes": 'قال "نعم ' * 3_000,
    "marks": "ب" + "\u064b\u0650" * 15_000,
    "stops": "." * 30_000,
    "line ends": "\n" * 80_000 + BODY[0],
    "spaces": " " * 80_000 + BODY[0],
    "dates": "5/6/2021 " * 3_000,
    "number words": "ألف مليون وثلاثة " * 2_000,
    "tags": "<div>" * 10_000 + BODY[0],
    "attributes": "<p " + "a=b " * 12_000 + ">" + BODY[0],
    "entities": "&amp;" * 10_000,
    "comment": "<!-- " * 10_000,
    "names": "محمد بن " * 5_000,
    "address": "https://" + "a.b/" * 10_000,
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("media_type", ["text/html", "application/json"])
def test_large_monotonous_input_takes_linear_time(name: str, media_type: str) -> None:
    text = HUGE[name] + " " + "\n\n".join(BODY)
    if media_type == "text/html":
        run(RawDocument("x.html", None, media_type, "0" * 64, page("عنوان", (text,)).encode()))
    else:
        run(RawDocument("x.jsonl", 0, media_type, "0" * 64, b"", {"text": text, "title": text[:2000]}))
