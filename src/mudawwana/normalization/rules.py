"""The rules of normalization: what each changes, why, and an example that the tests run.

Rules of one pass never compete for a character; each pass sees the text that the one before it left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from mudawwana.arabic.strange import CONTROLS, INVISIBLE, STRANGE
from mudawwana.normalization.contexts import LETTER, MARK, compose, final_yeh, find_edges, plain_form, stretched

Replacement = str | Callable[[re.Match[str]], str]
Finder = Callable[[str], Iterable[tuple[int, int, str]]]


class Rule(NamedTuple):
    """What is changed into what, and why. `foreign` rules also hold inside passages in other languages."""

    name: str
    pattern: str | Finder
    to: Replacement
    reason: str
    example: tuple[str, str]
    foreign: bool = True
    hint: str = ""  # a text with none of these characters has nothing for the rule
    sign: str = ""  # nor has one without this string


def _find_mojibake(text: str) -> Iterable[tuple[int, int, str]]:
    """The broken pieces of a text; few builds meet any, and the patterns take long to make."""
    from mudawwana.arabic.mojibake import find_mojibake

    return find_mojibake(text)


def each(new: str) -> Callable[[re.Match[str]], str]:
    """Put `new` for every character of a run: one edit for the run."""
    return lambda match: new * len(match[0])


SPACES = "\t\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdf9\ufe70-\ufefc"

PASSES: tuple[tuple[Rule, ...], ...] = (
    (
        Rule(
            "mojibake",
            _find_mojibake,
            "",
            "the page was decoded with the wrong charset",
            ("ÇáÚÑÇÞ", "العراق"),
            hint=STRANGE,
        ),
    ),
    (
        Rule(
            "surrogate",
            "[\ud800-\udfff][\ud800-\udfff]*",
            each("\ufffd"),
            "half a character cannot be stored",
            ("\ud83d", "\ufffd"),
            hint="\ud800-\udfff",
        ),
        Rule(
            "control",
            f"[{CONTROLS}][{CONTROLS}]*",
            "",
            "control characters and noncharacters show nothing",
            ("الع\x00راق", "العراق"),
            hint=CONTROLS,
        ),
        Rule(
            "invisible",
            f"[{INVISIBLE}][{INVISIBLE}]*",
            "",
            "marks of direction, of zero width and of hyphenation break words in search",
            ("\u200fالع\u200bراق", "العراق"),
            hint=INVISIBLE,
        ),
        Rule(
            "presentation form",
            f"[{FORMS}][{FORMS}]*",
            plain_form,
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
            f"[{SPACES}][{SPACES}]*",
            each(" "),
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
            "\u0640\u0640*",
            stretched,
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
        Rule(
            "kaf",
            "[کڪ][کڪ]*",
            each("ك"),
            "the kaf of Persian, Urdu and Sindhi keyboards",
            ("حکومة", "حكومة"),
            False,
            hint="کڪ",
        ),
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
        Rule(
            "heh", "[ہھە][ہھە]*", each("ه"), "the heh of Urdu and Kurdish keyboards", ("ہذا", "هذا"), False, hint="ہھە"
        ),
        Rule(
            "teh marbuta",
            "[ۃۀۂ][ۃۀۂ]*",
            each("ة"),
            "the teh marbuta of Urdu keyboards, and the Persian heh with hamza in its place",
            ("وزارۃ", "وزارة"),
            False,
            hint="ۃۀۂ",
        ),
    ),
    (
        Rule(
            "hamza",
            "[اويى][\u064b-\u0652\u0670]{0,4}[\u0653-\u0655]",
            compose,
            "a letter and its hamza are one character",
            ("ري\u0654يس", "رئيس"),
            hint="\u0653-\u0655",
        ),
    ),
    (Rule("double space", "  +", " ", "one space between words", ("في  بغداد", "في بغداد"), sign="  "),),
    (
        Rule(
            "space at line end",
            " \n ?",
            "\n",
            "spaces round a line show nothing",
            ("سطر \nسطر", "سطر\nسطر"),
            sign=" \n",
        ),
    ),
    (Rule("indent", "\n ", "\n", "spaces round a line show nothing", ("سطر\n سطر", "سطر\nسطر"), sign="\n "),),
    (Rule("space before comma", " (?=،)", "", "the comma stands at its word", ("نعم ، لا", "نعم، لا"), sign=" ،"),),
    (
        Rule(
            "blank lines",
            "\n\n\n+",
            "\n\n",
            "one empty line between paragraphs",
            ("فقرة\n\n\nفقرة", "فقرة\n\nفقرة"),
            sign="\n\n\n",
        ),
    ),
    (Rule("edge", find_edges, "", "spaces and lines round the text", (" نص\n", "نص")),),
)
