"""The rules of normalization: what each changes, why, and an example that the tests run.

Rules of one pass never compete for a character; each pass sees the text that the one before it left.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from mudawwana.arabic.mojibake import find_mojibake


Replacement = str | Mapping[str, str] | Callable[[re.Match[str]], str]


class Rule(NamedTuple):
    """What is changed into what, and why. `foreign` rules also hold inside passages in other languages."""

    name: str
    pattern: str | Callable[[str], Iterable[tuple[int, int, str]]]
    to: Replacement
    reason: str
    example: tuple[str, str]
    foreign: bool = True
    hint: str = ""  # a text with none of these characters has nothing for the rule; "" means: look


LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c9"
)
MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
SPACES = "\t\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
INVISIBLE = "\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdf9\ufe70-\ufefc"
COMPOSED = {
    "ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ي\u0654": "ئ", "ى\u0654": "ئ",
    "ە\u0654": "ۀ", "ہ\u0654": "ۂ", "ے\u0654": "ۓ",
}  # fmt: skip


def _plain_form(match: re.Match[str]) -> str:
    """The letters that a run of presentation forms shows; NFKC gives marks a space or a tatweel to stand on."""
    plain = (unicodedata.normalize("NFKC", char) for char in match[0])
    return "".join(letters.lstrip(" \u0640") if len(letters) > 1 else letters for letters in plain)


def _compose(match: re.Match[str]) -> str:
    """A base letter and its hamza or madda as one letter, the marks between them behind it."""
    found = match[0]
    letter = COMPOSED.get(found[0] + found[-1])
    return letter + found[1:-1] if letter else found


def _stretched(match: re.Match[str]) -> str:
    """Nothing for a tatweel inside a word or after one, one tatweel after an article, a preposition or هـ."""
    text, start, end = match.string, match.start(), match.end()
    word = _LAST_WORD.search(text, max(0, start - 12), start)
    before = word[0] if word else ""
    if not before:
        return match[0]
    if end < len(text) and _JOINS.match(text[end]):
        return ""
    if before in _PROCLITICS:
        return "\u0640"
    return "" if len(before) > 1 else match[0]


_LAST_WORD = re.compile(f"[{LETTER}{MARK}\u200c\u200d]+\\Z")
_JOINS = re.compile(f"[{LETTER}{MARK}\u200c\u200d]")
_PROCLITICS = frozenset("ال لل ل ب و ف ك ه وال بال فال كال ول وب ولل".split())


@lru_cache(maxsize=1)
def _final_yeh() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = tomllib.loads((resources.files(__package__) / "final_yeh.toml").read_text(encoding="utf-8"))
    words = (word for key in ("particles", "nouns", "verbs") for word in data[key].split())
    maqsura = frozenset(word for word in words if word.endswith("ى"))
    return maqsura, frozenset(data["ali_after"].split()), frozenset(data["ali_before"].split())


_CLITICS = re.compile("(?=(?P<a>[وف]))?(?=(?P<b>[وف]?[بلك]))?(?=(?P<c>[وف]?[بك]?ال))?(?=(?P<d>[وف]?لل))?")
_WORD_BEFORE = re.compile(f"([{LETTER}{MARK}]+)[ ]\\Z")
_WORD_AFTER = re.compile(f"[ ]([{LETTER}{MARK}]+)")
_YEHS = str.maketrans("یک", "يك")


def final_yeh(match: re.Match[str]) -> str:
    """ى where the word is known to end in alef maqsura, else ي."""
    text, end = match.string, match.end()
    word = _LAST_WORD.search(text, max(0, end - 16), end)
    stem = word[0][:-1].translate(_YEHS) if word else ""
    stem = _MARKS.sub("", stem) + "ى"
    maqsura, after, before = _final_yeh()
    clitics = _CLITICS.match(stem)
    ends = [0, *(clitics.end(name) for name in "abcd" if clitics[name])] if clitics else [0]
    if not any(stem[place:] in maqsura for place in ends):
        return "ي"
    if stem == "على":
        last = _WORD_BEFORE.search(text, max(0, word.start() - 20), word.start()) if word else None
        following = _WORD_AFTER.match(text, end)
        if last and last[1].translate(_YEHS) in after or following and following[1].translate(_YEHS) in before:
            return "ي"
    return "ى"


_MARKS = re.compile(f"[{MARK}\u0640\u200c\u200d]")


PASSES: tuple[tuple[Rule, ...], ...] = (
    (Rule("mojibake", find_mojibake, "", "the page was decoded with the wrong charset", ("ÇáÚÑÇÞ", "العراق")),),
    (
        Rule(
            "surrogate",
            "[\ud800-\udfff]",
            "\ufffd",
            "half a character cannot be stored",
            ("\ud83d", "\ufffd"),
            hint="\ud800-\udfff",
        ),
        Rule(
            "control",
            f"[{CONTROLS}]+",
            "",
            "control characters and noncharacters show nothing",
            ("الع\x00راق", "العراق"),
            hint=CONTROLS,
        ),
        Rule(
            "invisible",
            f"[{INVISIBLE}]+",
            "",
            "marks of direction, of zero width and of hyphenation break words in search",
            ("\u200fالع\u200bراق", "العراق"),
            hint=INVISIBLE,
        ),
        Rule(
            "presentation form",
            f"[{FORMS}]+",
            _plain_form,
            "glyphs of letters, as PDF files give them; ﷺ ﷻ ﷼ ﷽ stay",
            ("ﻻ ﺣﻞ", "لا حل"),
            hint=FORMS,
        ),
        Rule(
            "line end",
            "\r\n?|[\x0b\x0c\x85\u2028]",
            "\n",
            "one line end for all systems",
            ("سطر\r\nسطر", "سطر\nسطر"),
            hint="\r\x0b\x0c\x85\u2028",
        ),
        Rule(
            "paragraph end",
            "\u2029",
            "\n\n",
            "a paragraph ends with an empty line",
            ("فقرة\u2029فقرة", "فقرة\n\nفقرة"),
            hint="\u2029",
        ),
        Rule(
            "space",
            f"[{SPACES}]",
            " ",
            "tabs, no-break spaces and spaces of other widths",
            ("في\u00a0بغداد", "في بغداد"),
            hint=SPACES,
        ),
    ),
    (
        Rule(
            "joiner",
            "(?<![\u0900-\u1fff\u2190-\u2bff\u3030-\ufaff\ufe0f\U00010000-\U0010ffff])\u200d+",
            "",
            "a zero-width joiner means something in emoji and Indic scripts only",
            ("ه\u200d", "ه"),
            hint="\u200d",
        ),
        Rule(
            "tatweel",
            "\u0640+",
            _stretched,
            "elongation changes nothing but the width; it stays after ه (1445هـ), and after ال or بـ before a sign",
            ("العـــراق", "العراق"),
            hint="\u0640",
        ),
    ),
    (
        Rule(
            "non-joiner",
            "(?<![\u0900-\u1fff])\u200c+",
            "",
            "a zero-width non-joiner means something in Persian, Kurdish and Indic scripts only",
            ("ال\u200cعراق", "العراق"),
            False,
            hint="\u200c",
        ),
        Rule("kaf", "[کڪ]", "ك", "the kaf of Persian, Urdu and Sindhi keyboards", ("حکومة", "حكومة"), False, hint="کڪ"),
        Rule(
            "yeh",
            f"[یے](?=\u200c{{0,3}}[{LETTER}{MARK}\u0640])",
            "ي",
            "the yeh of Persian and Urdu keyboards inside a word",
            ("بینهما", "بينهما"),
            False,
            hint="یے",
        ),
        Rule(
            "final yeh",
            f"[یے](?!\u200c{{0,3}}[{LETTER}{MARK}\u0640])",
            final_yeh,
            "the same at the end of a word: ى in words known to end so (and in على, but not in the name علي), else ي",
            ("فی", "في"),
            False,
            hint="یے",
        ),
        Rule("heh", "[ہھە]", "ه", "the heh of Urdu and Kurdish keyboards", ("ہذا", "هذا"), False, hint="ہھە"),
        Rule(
            "teh marbuta",
            "[ۃۀۂ]",
            "ة",
            "the teh marbuta of Urdu keyboards, and the Persian heh with hamza in its place",
            ("وزارۃ", "وزارة"),
            False,
            hint="ۃۀۂ",
        ),
    ),
    (
        Rule(
            "hamza",
            f"[اويىەہے][\u064b-\u0652\u0670]{{0,4}}[\u0653-\u0655]",
            _compose,
            "a letter and its hamza are one character",
            ("ري\u0654يس", "رئيس"),
            hint="\u0653-\u0655",
        ),
    ),
    (Rule("double space", "  +", " ", "one space between words", ("في  بغداد", "في بغداد")),),
    (
        Rule(
            "space at line end",
            " \n ?|\n ",
            "\n",
            "spaces at the ends of lines show nothing",
            ("سطر \nسطر", "سطر\nسطر"),
        ),
    ),
    (Rule("space before comma", " (?=،)", "", "the comma stands at its word", ("نعم ، لا", "نعم، لا")),),
    (Rule("blank lines", "\n\n\n+", "\n\n", "one empty line between paragraphs", ("فقرة\n\n\nفقرة", "فقرة\n\nفقرة")),),
    (Rule("edge", "\\A[ \n]+|[ \n]+\\Z", "", "spaces and lines round the text", (" نص\n", "نص")),),
)
