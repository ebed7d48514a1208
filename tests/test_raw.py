"""Reading the raw folder: every kind of file, and what is wrong with files."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from conftest import page

from mudawwana.config import InputTable, RawConfig
from mudawwana.raw.readers import ENOUGH, Item, Problem, file_digest, read_file
from mudawwana.raw.scan import scan
from mudawwana.raw.side import read_side
from mudawwana.records import RawDocument

SMALL = RawConfig(max_document_mb=1)


def items(folder: Path, config: RawConfig = SMALL, table: InputTable | None = None) -> list[Item]:
    """Everything that a folder holds."""
    found = [found for found in scan(folder) if not found.problem]
    return [item for f in found for item in read_file(f, config, table, read_side(f.full), file_digest(f.full))]


def reasons(folder: Path) -> list[str]:
    """What is wrong, in order."""
    return [item.reason for item in items(folder) if isinstance(item, Problem)]


def warc(*pages: tuple[str, str, str]) -> bytes:
    """A WARC of (URL, status line and headers, body)."""
    out = b""
    for number, (url, head, body) in enumerate(pages):
        block = head.encode() + b"\r\n\r\n" + body.encode()
        out += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\nWARC-Date: 2021-03-23T00:00:00Z\r\n"
            f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode() + block + b"\r\n\r\n"  # fmt: skip
    return out


OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("name", ["a.html", "a.html.gz", "a.html.zst"])
def test_packing_is_seen_from_the_bytes(tmp_path: Path, name: str, pack: object) -> None:
    (tmp_path / name).write_bytes(pack(b"<html><p>x</p>"))  # type: ignore[operator]
    (document,) = items(tmp_path)
    assert isinstance(document, RawDocument)
    assert (document.content, document.media_type) == (b"<html><p>x</p>", "text/html")
    assert document.sha256 == file_digest(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", b"", "empty"),
        ("a.html", b" \n\t", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.warc", b"", "empty"),
        ("a.html", b"x" * (1 << 21), "too_large"),
        ("a.jsonl.gz", gzip.compress(bytes(50 << 20)), "bomb"),
        ("a.jsonl.zst", zstandard.compress(bytes(50 << 20)), "bomb"),
        ("a.html.gz", gzip.compress(os.urandom(5000))[:-60], "unreadable"),
        ("a.html.zst", zstandard.compress(os.urandom(5000))[:60], "unreadable"),
        ("a.html", b"PK\x03\x04zip", "unsupported"),
        ("a.xyz", b"what is this", "unsupported"),
        ("a.json", b"{", "bad_json"),
        ("a.json", b"5", "bad_record"),
        ("a.csv", b"text,title\na,b,c,d\n", "bad_csv"),
    ],
)
def test_trouble_has_a_name(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reasons(tmp_path)[-1:] == [reason]


def test_json_lines_one_outcome_a_line(tmp_path: Path) -> None:
    lines = [
        '{"text": "أ"}',
        "5",
        "[1]",
        '{"text": ',
        "",
        '{"text": "\\ud800x"}',
        '{"n": 1e999, "m": ' + "9" * 400 + "}",
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    found = items(tmp_path)
    assert [type(item).__name__ for item in found] == ["RawDocument", "Problem", "Problem", "Problem"] + [
        "RawDocument"
    ] * 2
    assert [item.detail.split(":")[0] for item in found if isinstance(item, Problem)] == ["line 2", "line 3", "line 4"]
    documents = [item for item in found if isinstance(item, RawDocument)]
    assert documents[1].fields == {"text": "?x"}
    data = (tmp_path / "a.jsonl").read_bytes()
    assert [data[d.offset or 0 :].lstrip(b"\xef\xbb\xbf")[:1] for d in documents] == [b"{"] * 3


def test_one_long_line_is_dropped_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}) for text in ("a", "b" * (1 << 21), "c")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert [getattr(item, "reason", "ok") for item in items(tmp_path)] == ["ok", "too_large", "ok"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,text\nع,نص\n".encode()),
        ("a.csv", "title;text\r\nع;نص\r\n".encode("utf-8-sig")),
        ("a.tsv", "title\ttext\nع\tنص\n".encode("cp1256")),
        ("a.csv", "title,text\nع,نص\n".encode("utf-16")),
        ("a.json", json.dumps({"articles": [{"title": "ع", "text": "نص"}]}).encode()),
    ],
)
def test_tables(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (document,) = items(tmp_path)
    assert isinstance(document, RawDocument)
    assert document.fields == {"title": "ع", "text": "نص"}


def test_other_field_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("head,story\nع,نص\n", encoding="utf-8")
    table = InputTable(files="*.csv", fields={"title": "head", "text": "story"}, source="x")
    (document,) = items(tmp_path, table=table)
    assert isinstance(document, RawDocument)
    assert document.fields is not None
    assert (document.fields["title"], document.fields["text"], document.source) == ("ع", "نص", "x")


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_warc(tmp_path: Path, pack: object) -> None:
    data = warc(
        ("https://a.example/1", OK, page("ع")),
        ("https://a.example/2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "<p>no"),
        ("https://a.example/3", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "x"),
    )
    (tmp_path / "a.warc.gz").write_bytes(pack(data + b"WARC/1.0\r\nContent-Length: many\r\n\r\n"))  # type: ignore[operator]
    found = items(tmp_path)
    assert isinstance(found[0], RawDocument)
    assert (found[0].url, found[0].offset, found[0].fetched) == ("https://a.example/1", 0, "2021-03-23T00:00:00Z")
    assert [item.reason for item in found[1:3] if isinstance(item, Problem)] == ["http_status", "not_html"]


def test_mhtml(tmp_path: Path) -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset="windows-1256"\n'
    body = "Content-Transfer-Encoding: 8bit\n\n<p>العراق</p>\n--x--\n"
    (tmp_path / "a.mhtml").write_bytes(head.encode() + body.encode("cp1256"))
    (document,) = items(tmp_path)
    assert isinstance(document, RawDocument)
    assert "العراق" in document.content.decode("utf-8-sig")


def test_side_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text("<p>x")
    (tmp_path / "a.html.meta.json").write_text('{"url": "https://a.example/", "fetched": "2021-03-23", "source": 5}')
    (tmp_path / "b.html.url").write_text("[InternetShortcut]\nURL=https://b.example/x?y=1\n")
    (tmp_path / "c.html.meta.json").write_text('{"url": ')
    documents = [item for item in items(tmp_path) if isinstance(item, RawDocument)]
    assert [(d.url, d.fetched, d.source) for d in documents] == [
        ("https://a.example/", "2021-03-23", None),
        ("https://b.example/x?y=1", None, None),
        (None, None, None),
    ]
    assert "c.html.meta.json" in (read_side(str(tmp_path / "c.html")).warning or "")


def test_what_is_not_opened(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (raw / "folder.html").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("x")
    (raw / "out.html").symlink_to(tmp_path / "secret.html")
    (raw / "self.html").symlink_to("self.html")
    (raw / "loop").symlink_to(".")
    (raw / ".hidden").write_text("x")
    os.mkfifo(raw / "pipe.html")
    with open(os.fsencode(raw) + b"/\xff.html", "wb") as stream:
        stream.write(b"<p>x")
    found = {f.path: f.problem[0] if f.problem else None for f in scan(raw)}
    assert found == {
        "\\xff.html": None,
        "loop": "linked",
        "out.html": "outside",
        "pipe.html": "unreadable",
        "self.html": "unreadable",
    }


def test_what_came_before_a_cut_is_kept(tmp_path: Path) -> None:
    data = warc(("https://a.example/1", OK, page("ع")), ("https://a.example/2", OK, page("غ")))
    members = b"".join(gzip.compress(b"WARC/1.0\r\n" + part) for part in data.split(b"WARC/1.0\r\n")[1:])
    (tmp_path / "a.warc.gz").write_bytes(members[:-200])
    found = items(tmp_path)
    assert isinstance(found[0], RawDocument)
    assert [item.reason for item in found if isinstance(item, Problem)][-1] == "unreadable"


def test_a_name_too_long_for_a_side_file(tmp_path: Path) -> None:
    (tmp_path / ("x" * 250 + ".html")).write_text("<p>x")
    assert isinstance(items(tmp_path)[0], RawDocument)


ROWS = "url;title;text\nhttps://a.example/1;ع;نص\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", ROWS.encode("utf-16")),
        ("a.csv", ROWS.encode("utf-16-le")),
        ("a.csv", ("sep=;\n" + ROWS).encode("utf-8-sig")),
        ("a.csv", ("\n\n" + ROWS).encode()),
        ("a.csv", ROWS.replace(";", "\t").encode()),
        ("a.csv", ROWS.replace(";", "|").encode()),
        ("a.tsv", ROWS.replace(";", ",").encode()),
        ("a.csv", ROWS.replace("\n", "\r").encode()),
        ("a.csv", ROWS.encode("cp1256")),
        ("a.jsonl", '{"url": "https://a.example/1", "title": "ع", "text": "نص"}\n'.encode("utf-16")),
        ("a.jsonl", '{"url": "https://a.example/1", "title": "ع", "text": "نص"}\n'.encode("cp1256")),
        ("a.jsonl", '{"url": "https://a.example/1", "title": "ع", "text": "نص"},\n'.encode()),
        ("a.json", '[{"url": "https://a.example/1", "title": "ع", "text": "نص"}]'.encode("utf-16-be")),
        ("a.json", '{"url": "https://a.example/1", "title": "ع", "text": "نص"}\n'.encode()),
    ],
)
def test_tables_however_they_were_saved(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (document,) = items(tmp_path)
    assert isinstance(document, RawDocument)
    assert document.fields == {"url": "https://a.example/1", "title": "ع", "text": "نص"}


def test_a_table_that_begins_in_ascii(tmp_path: Path) -> None:
    rows = "title,text\n" + "x,y\n" * 50_000 + "ع,نص\n"
    (tmp_path / "a.csv").write_bytes(rows.encode("cp1256"))
    last = items(tmp_path)[-1]
    assert isinstance(last, RawDocument)
    assert last.fields == {"title": "ع", "text": "نص"}


def test_json_of_any_size_is_read_one_element_at_a_time(tmp_path: Path) -> None:
    rows = [{"text": f"{number} " + "ن" * 60_000} for number in range(30)]  # over the limit of one document
    for name, value in (("list.json", rows), ("held.json", {"of": ["x"], "articles": rows})):
        (tmp_path / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "lines.json").write_text("\n".join(map(json.dumps, rows)))
    found = [item for item in items(tmp_path) if isinstance(item, RawDocument)]
    assert [item.fields for item in found] == rows * 3


def test_elements_before_a_cut_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "a"}, {"text": "b"}, {"te')
    found = items(tmp_path)
    assert [item.fields for item in found if isinstance(item, RawDocument)] == [{"text": "a"}, {"text": "b"}]
    assert isinstance(found[2], Problem)


def test_what_no_writer_bears_is_left_out_of_a_row(tmp_path: Path) -> None:
    deep = "[" * 900 + "]" * 900
    (tmp_path / "a.jsonl").write_text(f'{{"text": "a", "long": {"9" * 5000}}}\n{{"text": "a", "deep": {deep}}}')
    (tmp_path / "b.json").write_text(f'[{{"text": "a", "deep": {deep}}}]')
    assert [item.fields for item in items(tmp_path) if isinstance(item, RawDocument)] == [
        {"text": "a", "long": "9" * 5000},
        {"text": "a"},
        {"text": "a"},
    ]


def test_broken_rows_without_end_are_not_all_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" + "0," * (ENOUGH + 10) + "0]")
    found = items(tmp_path)
    assert len(found) == ENOUGH + 1
    assert isinstance(found[-1], Problem)


def http(body: bytes, head: str, url: str = "https://a.example/1") -> bytes:
    """A WARC record of one HTTP answer with any bytes."""
    made = warc((url, "HTTP/1.1 200 OK\r\n" + head, "@" * len(body)))
    return made.replace(b"@" * len(body), body)


PAGE = "<p>العراق " * 50


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
        (PAGE.encode(), "Content-Encoding: gzip"),
        (PAGE.encode(), "Content-Encoding: klingon"),
        (PAGE.encode(), "Transfer-Encoding: chunked"),
        (b"5\r\n" + PAGE.encode()[:5] + b"\r\nfff\r\n" + PAGE.encode()[5:], "Transfer-Encoding: chunked"),
        (zlib.compress(PAGE.encode()), "Content-Encoding: deflate"),
        (zlib.compress(PAGE.encode())[2:-4], "Content-Encoding: deflate"),
        (zstandard.compress(PAGE.encode()), "Content-Encoding: zstd"),
        (gzip.compress(PAGE.encode()), "X-Nothing: said"),
        (PAGE.encode(), "Content-Type: text/html; charset=utf-16"),
        (PAGE.encode(), "Content-Type: text/html; charset=unicode_escape"),
        (PAGE.encode(), "Content-Type: text/html; charset=a\0b"),
        (PAGE.encode("cp1256"), "Content-Type: text/html; charset=windows-1256"),
    ],
)
def test_pages_in_a_crawl_however_they_were_stored(tmp_path: Path, body: bytes, head: str) -> None:
    (tmp_path / "a.warc").write_bytes(http(body, head) + http(PAGE.encode(), "X: y", "https://a.example/2"))
    first, second = items(tmp_path)
    assert isinstance(first, RawDocument)
    assert first.content.decode("utf-8-sig") == PAGE
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(os.urandom(3000))[:-900], "gzip", "unreadable"),
        (gzip.compress(bytes(50 << 20)), "gzip", "too_large"),
        (b"\xff\xfe garbage", "br", "unreadable"),
    ],
)
def test_one_broken_answer_leaves_the_others_of_a_crawl(
    tmp_path: Path, body: bytes, encoding: str, reason: str
) -> None:
    broken = http(body, f"Content-Encoding: {encoding}")
    (tmp_path / "a.warc").write_bytes(broken + http(PAGE.encode(), "X: y", "https://a.example/2"))
    first, second = items(tmp_path)
    assert isinstance(first, Problem)
    assert (first.reason, isinstance(second, RawDocument)) == (reason, True)


def test_mhtml_that_no_parser_bears(tmp_path: Path) -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    (tmp_path / "a.mhtml").write_text(f'{head}Content-Type: text/html; charset="a\0b"\r\n\r\n<p>x\r\n--x--')
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(2000))
    (tmp_path / "b.mhtml").write_text(deep + "Content-Type: text/html\r\n\r\n<p>x")
    assert all(isinstance(item, RawDocument) for item in items(tmp_path))


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Folders in folders, more than Python's stack has frames and longer than a path may be, a page on the way."""
    here, top = Path.cwd(), tmp_path / "raw"
    top.mkdir()
    os.chdir(top)
    try:
        for level in range(2500):
            if level == 1100:
                Path("page.html").write_text("<p>x")
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(here)
        yield top
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", str(top)], check=True)  # what Python cannot remove


def test_folders_however_deep(deep: Path) -> None:
    closed, found = scan(deep)
    assert found.path.endswith("d/page.html")
    assert closed.problem
    assert closed.problem[0] == "unreadable"


def test_a_page_is_known_without_its_suffix(tmp_path: Path) -> None:
    starts = (
        b"<!-- saved from url=(0014)about:internet -->\n<html>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html>',
        b"\n<HTML lang=ar>",
    )
    for number, start in enumerate(starts):
        (tmp_path / f"page{number}").write_bytes(start + b"<p>x")
    (tmp_path / "wide.php").write_bytes("<html><p>x".encode("utf-16"))
    (tmp_path / "notes").write_bytes(b"about <html>" * 9)
    (tmp_path / "drawing.svg").write_bytes(b'<?xml version="1.0"?><svg>')
    found = {item.path: item.media_type for item in items(tmp_path) if isinstance(item, RawDocument)}
    assert found == dict.fromkeys(["page0", "page1", "page2", "wide.php"], "text/html")


def test_a_side_file_that_no_writer_bears(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x")
    (tmp_path / "a.html.meta.json").write_text('{"source": "\\ud800x", "fetched": "\\udfff"}')
    (document,) = items(tmp_path)
    assert isinstance(document, RawDocument)
    assert (document.source, document.fetched) == ("?x", "?")
