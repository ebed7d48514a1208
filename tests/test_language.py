"""Languages: short texts in every keyboard's spelling, and mixed articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from mudawwana.arabic.language import identify, passage_language

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases/languages.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = {tag: " ".join(text for other, text in CASES if other == tag) for tag, _ in CASES}


@pytest.mark.parametrize(("tag", "text"), CASES)
def test_cases(tag: str, text: str) -> None:
    assert identify(text)[0] == tag


@pytest.mark.parametrize("other", ["fa", "ckb", "en", "ur"])
def test_mixed_articles_keep_their_main_language(other: str) -> None:
    arabic = "أعلن رئيس الوزراء أن الحوار مع الولايات المتحدة مستمر وأن القوات ستنسحب من البلاد. " * 6
    assert identify(arabic + TEXTS[other])[0] == "ar"
    assert identify(TEXTS[other] * 8 + arabic[:80])[0] == other


def test_confidence_grows_with_the_evidence() -> None:
    assert identify("بغداد")[1] < identify(TEXTS["ar"])[1] <= 1


def test_passages() -> None:
    assert passage_language("این مذاکرات برای ایران مهم است") == "fa"
    assert passage_language("گلگامش") is None
