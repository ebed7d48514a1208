"""Which charset a page is in: what the bytes say comes before what the page says of itself."""

from __future__ import annotations

import codecs
import re
from collections import Counter

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_MARKS = tuple(mark for mark, _ in BOMS[1:])
# Single-byte charsets that Arabic newspapers used, the most common first.
ARABIC_CHARSETS = ("cp1256", "iso-8859-6", "mac_arabic", "cp720")
# What pages call a charset, where Python's name is another one or the browsers' reading is (WHATWG Encoding).
ALIASES = {
    "arabic": "iso-8859-6",
    "asmo-708": "cp720",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "unicode": "utf-16",
    "windows-1256": "cp1256",
    "x-mac-arabic": "mac_arabic",
}
_DECLARED = re.compile(rb"""<\s*(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_BLANKED = bytes(byte if byte > 127 else 32 for byte in range(256))
_MOJIBAKE = re.compile("[\u00d8\u00d9\u00da\u00db][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
# Letters by how often news text has them, the most frequent first: all others of the alphabet weigh less.
_COMMON = "اليمونرتبدعةسفهقكأحجشىصإطخذزضثئءغظؤآ"
_SAMPLE, _PIECE = 4_000, 1 << 14


def decode(page: bytes) -> str:
    """The text of a page; never fails.

    >>> decode("<p>قال الوزير".encode("cp1256"))
    '<p>قال الوزير'
    """
    return decode_as(page)[0]


def as_utf8(page: bytes | str) -> tuple[str, bytes]:
    """The text of a page, and the same in UTF-8, without a byte order mark.

    >>> as_utf8("قال".encode("cp1256") * 20)[1] == ("قال" * 20).encode()
    True
    """
    if isinstance(page, bytes):
        bare = page
        while bare.startswith(codecs.BOM_UTF8):
            bare = bare[len(codecs.BOM_UTF8) :]
        # What may be in another charset, or saved twice in a wrong one (each letter begins with C3), goes the long way.
        if not bare.startswith(_WIDE_MARKS) and b"\0" not in bare[:4096] and not _has_many(bare, b"\xc3"):
            try:
                return bare.decode("utf-8"), bare
            except UnicodeDecodeError:
                pass
        page = decode(page)
    text = page.lstrip("\ufeff")
    return text, text.encode("utf-8", "replace")


def _has_many(page: bytes, byte: bytes, many: int = 50) -> bool:
    """Whether a byte stands in a page so many times; most have few, and finding these is faster than counting all."""
    at = -1
    for _ in range(many):
        at = page.find(byte, at + 1)
        if at < 0:
            return False
    return True


def decode_as(page: bytes) -> tuple[str, str]:
    """The text of a page and the charset it was read in.

    >>> decode_as(b'<meta charset="utf-16"><p>\\xd9\\x82\\xd8\\xa7\\xd9\\x84')[1]
    'utf-8'
    """
    for mark, name in BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace"), name
    if b"\0" in page[:4096] and (wide := _wide(page)):
        return page.decode(wide, "replace"), wide
    try:
        return _unmangled(page.decode("utf-8"))
    except UnicodeDecodeError:
        name = _narrow(page)
    return page.decode(name, "replace"), name


def declared(page: bytes) -> str | None:
    """The charset a page declares, under Python's name; None where it declares none that exists.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    'cp1256'
    """
    found = _DECLARED.search(page[:8192])
    if not found:
        return None
    name = found[1].decode("ascii", "ignore").lower()
    try:
        return codecs.lookup(ALIASES.get(name, name)).name
    except LookupError:
        return None


def _wide(page: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the markup is zero."""
    head = page[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 8:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _unmangled(text: str) -> tuple[str, str]:
    """Undo UTF-8 that was once read as a single-byte charset and saved again: "Ø§Ù„" for "ال"."""
    if text.count("\u00d8", 0, 200_000) + text.count("\u00d9", 0, 200_000) < 50:
        return text, "utf-8"
    if len(_MOJIBAKE.findall(text[:200_000])) < 50 or len(re.findall("[\u0621-\u064a]", text)) > 50:
        return text, "utf-8"
    import ftfy

    return ftfy.fix_encoding(text), "utf-8"


def _narrow(page: bytes) -> str:
    """The charset of a page that is not valid UTF-8."""
    says = declared(page)
    high = _sample(page)
    damaged = high.decode("utf-8", "replace")
    lost, blanks = damaged.count("\ufffd"), damaged.count(" ")
    if lost * 5 < len(damaged) - lost - blanks:  # a few broken bytes in a page that is UTF-8 otherwise
        return "utf-8"
    if len(high) < 2.6 * high.count(b" "):  # one accent here and there: a western page
        return says if says and says != "utf-8" else "cp1252"
    if says and says[:3] != "utf" and arabic_score(high.decode(says, "replace")) > 0.6:
        return says
    scores = {
        name: arabic_score(high.decode(name, "replace")) for name in dict.fromkeys((says or "cp1256", *ARABIC_CHARSETS))
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.3:
        return best
    if says and says != "utf-8":
        return says
    from charset_normalizer import from_bytes

    found = from_bytes(page[:200_000]).best()
    return found.encoding if found else "cp1256"


def _sample(page: bytes) -> bytes:
    """The first runs of bytes above 127, parted by blanks."""
    runs: list[bytes] = []
    for at in range(0, len(page), _PIECE):
        runs += page[at : at + _PIECE].translate(_BLANKED).split()
        if sum(map(len, runs)) > _SAMPLE:
            break
    return b" ".join(runs)[:_SAMPLE]


def arabic_score(text: str) -> float:
    """How much a text looks like Arabic: 1 for running text, below 0 for text read in a wrong charset.

    >>> arabic_score("قال الوزير") > 0.6 > 0 > arabic_score("ظأظئظ")
    True
    """
    weight = total = 0.0
    for char, count in Counter(text).items():
        if char.isspace():
            continue
        total += count
        rank = _COMMON.find(char)
        if rank >= 0:
            weight += count * (1.0 if rank < 14 else 0.5 if rank < 24 else -0.2)
        elif not "\u0600" <= char <= "\u06ff" and char not in "«»“”‘’–—…\u00a0\u200f\u200e":
            weight -= count * 1.5
    return weight / total if total else 0.0
