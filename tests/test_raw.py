"""Reading the raw folder: every kind of file, and what is wrong with files."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
import zstandard
from conftest import page

from mudawwana.config import InputTable, RawConfig
from mudawwana.raw.readers import Item, Problem, file_digest, read_file
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
