"""Shared by the tests: a small raw folder, composed for this project, and ways to build it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A submission must not fail for a case that the change before it had as well: new ones are looked for at the desk.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

SHARED = Path(__file__).resolve().parents[2] / "shared"

BODY = (
    "أعلنت وزارة الخارجية العراقية، الأربعاء، أن بغداد وواشنطن ستعقدان جولة جديدة من الحوار الاستراتيجي في نيسان المقبل.",
    "وقال المتحدث باسم الوزارة سامر البياتي في بيان: «الجولة ستبحث مستقبل القوات الأميركية في العراق وملف التدريب».",
    "وأضاف أن نحو 2500 جندي أميركي ما زالوا في البلاد، وأن الحكومة العراقية تريد جدولا زمنيا واضحا للانسحاب.",
    "ووقع العراق والولايات المتحدة اتفاقية الإطار الاستراتيجي في عام 2008، وتشمل التعاون في الأمن والاقتصاد والتعليم.",
)


def page(title: str, paragraphs: tuple[str, ...] = BODY, head: str = "", charset: str = "utf-8") -> str:
    """A plain news page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}"><title>{title}</title>{head}</head>'
        f"<body><nav><ul><li><a href='/'>الرئيسية</a></li></ul></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def row(number: int, **more: object) -> dict[str, object]:
    """An already-extracted article that shares nothing but its topic with the others."""
    text = (
        f"بحث الوفد العراقي رقم {number} في واشنطن ملف القوات الأميركية والحوار الاستراتيجي بين العراق والولايات المتحدة. "
        f"وأكد رئيس اللجنة {number} أن المحادثات بين بغداد وواشنطن تناولت {number + 3} ملفات في الأمن والطاقة، "
        f"وأن الاجتماع المقبل سيعقد بعد {number + 2} أسابيع في مقر السفارة الأميركية."
    )
    return {
        "url": f"https://news.example/{number}",
        "title": f"خبر عن الحوار {number}",
        "text": text,
        "published": f"2021-03-{number % 28 + 1:02}",
        **more,
    }


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with every kind of trouble in it, small enough to be built in a second."""
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "one.html").write_text(page("بغداد وواشنطن تستأنفان الحوار الاستراتيجي"), encoding="utf-8")
    (folder / "sub" / "copy.html").write_text(page("بغداد وواشنطن تستأنفان الحوار الاستراتيجي"), encoding="utf-8")
    (folder / "two.html.gz").write_bytes(
        gzip.compress(page("جولة جديدة من الحوار بين العراق وأميركا", BODY[::-1]).encode())
    )
    (folder / "old.html").write_bytes(
        page("اتفاق على جدول الانسحاب", BODY[1:], charset="windows-1256").encode("cp1256")
    )
    (folder / "rows.jsonl").write_text(
        "\n".join([*(json.dumps(row(n), ensure_ascii=False) for n in range(12)), '{"text": "لم يكتمل', ""]),
        encoding="utf-8",
    )
    (folder / "empty.html").write_bytes(b"")
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    (folder / "link.html").symlink_to("/etc/passwd")
    return folder


Corpus = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Run the command line in a process of its own, in an empty folder."""

    def run(*arguments: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mudawwana", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, input=stdin, capture_output=True, text=True, timeout=300, check=False
        )

    return run
