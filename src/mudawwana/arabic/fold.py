"""The key for searching and comparing: one form of each family of letters, no diacritics, ASCII digits."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from mudawwana.arabic.strange import may_have_mojibake
from mudawwana.arabic.tables import read_table

_DATA = read_table(Path(__file__).with_name("families.toml"))
_LETTERS: dict[str, str] = {letter: family["to"] for family in _DATA["letters"] for letter in family["from"]}
_HAMZA = "\u0654"  # kept by the table: it joins the letter before it
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")  # "Cf" by Unicode, but visible
_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08ca-\u08e1\u08e3-\u08ff\u180b-\u180f\ufe00-\ufe0f]"
)
_KEPT_SIGNS = "\ufdfa\ufdfb\ufdfd"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028"
_LARGEST_CACHED = 0xFFFF


class _Table(dict[int, str]):
    """What becomes of each code point; filled when a code point is first seen."""

    def __missing__(self, code: int) -> str:
        result = _fold_char(chr(code))
        if code <= _LARGEST_CACHED:
            self[code] = result
        return result


def _fold_char(char: str) -> str:
    """The folded form of one character out of context; the hamza that joins the letter before it stays."""
    if char == _HAMZA or char in _KEPT_SIGNS:
        return char
    if char in _LETTERS:
        return _LETTERS[char]
    if char == "\u2029":
        return "\n\n"
    if char.isspace():
        return "\n" if char in _LINE_ENDS else " "
    category = unicodedata.category(char)
    if _MARKS.match(char) or (category in ("Cf", "Cc") and char not in _SEEN_FORMATS):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Cs":
        return "\ufffd"
    if category == "Cn" and (ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"):
        return ""
    if "\ufb50" <= char <= "\ufefc":
        plain = unicodedata.normalize("NFKC", char)
        return char if plain == char else "".join(map(_fold_char, plain.removeprefix(" ")))
    lower = char.lower() if len(char.lower()) == 1 else char
    latin = lower < "\u0250" or "\u1e00" <= lower <= "\u1eff"
    return unicodedata.normalize("NFD", lower)[0].lower() if latin else lower


def _word_pattern() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    """One pattern for all spellings in words; for each piece that it finds, what may stand before and the new piece.

    A spelling is looked for by the rarest of its letters up to the first that changes, and the letters before that one
    are looked back at: several times as fast as looking for every spelling from its first letter.
    """
    rests: dict[str, list[str]] = {}
    pieces: dict[str, list[tuple[str, str]]] = {}
    forms = [(form, family["to"], family.get("whole")) for family in _DATA["words"] for form in family["from"]]
    for form, to, whole in sorted(forms, key=lambda entry: (-len(entry[0]), entry[0])):
        change = next(
            (i for i, (old, new) in enumerate(zip(form, to, strict=False)) if old != new), min(len(form), len(to))
        )
        anchor = max(range(change + 1), key=lambda place: _BY_RARITY.find(form[place]))
        starts = [f"(?<!{_LETTER}){clitic}" for clitic in _CLITICS] if whole else [""]
        behind = "|".join(f"(?<={start}{form})" for start in starts)
        end = f"(?!{_LETTER})" if whole else ""
        rests.setdefault(form[anchor], []).append(f"{form[anchor + 1 :]}{end}(?:{behind})")
        pieces.setdefault(form[anchor:], []).append((form[:anchor], to[anchor:]))
    return re.compile("|".join(f"{letter}(?:{'|'.join(found)})" for letter, found in rests.items())), pieces


_LETTER = "[\u0621-\u064a]"
_BY_RARITY = "الينمرتوهبعدسفكقحجشطصخذضزءثغظ"
_CLITICS = ("", "[وفبلك]", "(?:[ال]ل|و[بل])", "(?:[وبفك]ال|ولل)", "وبال")  # by their length, as looking back needs it
_TABLE = _Table()
_SEATED = re.compile("[وي]\u0654+|\u0654+")
_SPACES = re.compile(r"[ \n](?:[ \n]+|(?<= )(?=،))")
_SPACE_SIGNS = ("  ", " \n", "\n ", "\n\n\n", " ،")
_ENDS = re.compile(r"\A[ \n]+|[ \n]+\Z")
_WORDS, _FORMS = _word_pattern()

# Nearly all news is written with the 256 characters that follow; the C codecs fold these ten times as fast as a dict.
COMMON = (
    "\0\t\n"  # a codec has a fast table only if it begins with NUL
    + "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0x621, 0x63B)))
    + "".join(map(chr, range(0x640, 0x653)))
    + "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬ٰٱٹپچڈڑژڕڤڵکڪگںھۀہۃۆیێےە«»“”‘’…–—•\xa0"
    + "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    + "".join(map(chr, range(0x653, 0x660)))
    + "".join(map(chr, range(0x610, 0x618)))
    + "".join(map(chr, (*range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5), 0x6E7, 0x6E8, 0x6EA)))
)
COMMON_BYTES = codecs.charmap_build(COMMON)
_DROPPED = bytes(byte for byte, char in enumerate(COMMON) if not _TABLE[ord(char)])
_FOLDED_COMMON = "".join(_TABLE[ord(char)] or char for char in COMMON)


def _seated(match: re.Match[str]) -> str:
    return "ء" if match[0][0] in "وي" else ""


def _space(match: re.Match[str]) -> str:
    if "\n" in match[0]:
        return "\n\n" if match[0].count("\n") > 1 else "\n"
    return "" if match.string.startswith("،", match.end()) else " "


def _nothing(match: re.Match[str]) -> str:
    return ""


def _word(match: re.Match[str]) -> str:
    return next(new for before, new in _FORMS[match[0]] if match.string.endswith(before, 0, match.start()))


def _letters(text: str) -> str:
    """One form of each character."""
    try:
        coded, _ = codecs.charmap_encode(text, "strict", COMMON_BYTES)
    except UnicodeEncodeError:
        if may_have_mojibake(text):
            from mudawwana.arabic.mojibake import repair  # few texts need it, and its patterns take long to make

            text = repair(text)
        key = text.replace("\r\n", "\n").translate(_TABLE)
    else:
        key, _ = codecs.charmap_decode(coded.translate(None, _DROPPED), "strict", _FOLDED_COMMON)
    return _SEATED.sub(_seated, key) if _HAMZA in key else key


def fold(text: str) -> str:
    """The search key of a text.

    >>> fold("الولايات المتحدة الأميركيّة ٢٠٢٠") == fold("الولايات المتحده الامريكية 2020")
    True
    """
    key = _letters(text).strip(" \n")
    if (" " in key or "\n" in key) and any(sign in key for sign in _SPACE_SIGNS):
        key = _SPACES.sub(_space, key)
    return _WORDS.sub(_word, key)


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """The search key of one word, remembered.

    >>> fold_word("مسؤولية") == fold_word("مسئوليه")
    True
    """
    return fold(word)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The search key, and for each of its characters the index in `text` of the one it came from.

    One more entry stands at the end: the length of the text.

    >>> key, home = fold_with_offsets("العـــراق")
    >>> key, home[3], home[-1]
    ('العراق', 6, 9)
    """
    from mudawwana.arabic.mojibake import find_mojibake_rounds

    key, offsets = text, list(range(len(text)))
    for broken in find_mojibake_rounds(text):
        key, offsets = _replace(key, offsets, broken)
    key, offsets = _replace(key, offsets, ((match.start(), match.end(), "\n") for match in re.finditer("\r\n", key)))
    parts = [_TABLE[ord(char)] for char in key]
    offsets = [offset for offset, part in zip(offsets, parts, strict=True) for _ in part]
    key = "".join(parts)
    for pattern, change in ((_SEATED, _seated), (_ENDS, _nothing), (_SPACES, _space), (_WORDS, _word)):
        found = [(match.start(), match.end(), change(match)) for match in pattern.finditer(key)]
        key, offsets = _replace(key, offsets, found)
    return key, [*offsets, len(text)]


def _replace(key: str, offsets: list[int], changes: Iterable[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """Put new pieces into the key, carrying the offsets along."""
    parts: list[str] = []
    moved: list[int] = []
    place = 0
    for start, end, new in changes:
        parts += (key[place:start], new)
        moved += offsets[place:start]
        moved += (offsets[min(start + i, end - 1)] for i in range(len(new)))
        place = end
    return "".join([*parts, key[place:]]), moved + offsets[place:]
