"""What the words round an expression say: is it a date at all, and does it lie ahead?"""

from __future__ import annotations

from mudawwana.arabic.dates import lexicon
from mudawwana.arabic.dates.tokens import Token, Tokens
from mudawwana.arabic.units import is_counted, is_counted_by

_LOOK_BACK = 14
_SENTENCE_ENDS = frozenset(".؟!?\n")
_EVIDENCE_BEFORE = "gfszZvVbrRh"
_LETTERS_AFTER_FUTURE = "يتن"


def is_month(tokens: Tokens, at: int, begin: int, *, dated: bool) -> bool:
    """Say whether a month name means the month; `dated`: a year, a day or "الماضي" stands with it.

    `begin` is the first token of the whole expression.
    """
    token = tokens.tokens[at]
    month: lexicon.Month = token.value
    before, after = tokens.form_before(begin), tokens.form(at + 1)
    if month.marked and "آ" not in tokens.source(at) and not dated:
        return False
    if not dated and (before in month.never_after or after in month.never_before):
        return False
    numbered = tokens.kind(begin - 1) in ("d", "o")
    if not dated and (tokens.form_before(begin, 2) if numbered else before) in lexicon.NAMED_AFTER:
        return False
    if month.plain or dated:
        return True
    return tokens.kind(at - 1) in tuple(_EVIDENCE_BEFORE) or _has_clitic(tokens, token)


def _has_clitic(tokens: Tokens, token: Token) -> bool:
    """Say whether a preposition is written together with the word ("بآذار")."""
    return token.skipped > 0 and tokens.words.forms[token.first][token.skipped - 1] in "بل"


def is_weekday(tokens: Tokens, at: int) -> bool:
    """Say whether the name of a weekday means one day, not all such days, a prayer or a surname."""
    before = tokens.form_before(at, 2 if tokens.kind(at - 1) == "q" else 1)
    if tokens.form(at + 1).startswith("عشر"):
        return False  # "الأحد عشر"
    return before not in lexicon.NEVER_WEEKDAY_AFTER and tokens.form(at + 1) not in lexicon.NEVER_WEEKDAY_BEFORE


def is_today(tokens: Tokens, at: int) -> bool:
    """Say whether "اليوم" means the day of publication, not a newspaper ("المصري اليوم") or "the seventh day"."""
    if tokens.form_before(at) in lexicon.NEVER_TODAY_AFTER or tokens.form(at + 1) in lexicon.NEVER_TODAY_BEFORE:
        return False
    if tokens.kind(at + 1) in ("S", "o", "l") or tokens.form_before(at, 2) == "مثل":
        return False  # "في مثل هذا اليوم من عام 1991"
    if tokens.words.forms[tokens.tokens[at].first].endswith("لليوم") and tokens.kind(at + 1) in ("d", "n"):
        return False  # "لليوم 82"
    text, start, end = tokens.words.text, tokens.start(at), tokens.end(at)
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    if around in ("()", "«»", '""', "“”"):
        return False
    return not any(tokens.form_before(at, back) in lexicon.OUTLET_WORDS for back in (1, 2, 3))


def is_counted_number(tokens: Tokens, at: int) -> bool:
    """Say whether a noun after a number is counted by it ("2014 شخصا"), so that it is no year."""
    after = at + 1
    if tokens.kind(after) in ("i", "I"):
        return True
    form, value = tokens.form(after), tokens.tokens[at].value
    if tokens.kind(after) not in ("_", "|"):
        return False
    return is_counted(form) if not isinstance(value, int) else is_counted_by(form, value)


def is_over(tokens: Tokens, first: int) -> bool:
    """Whether the words before a day say that it is over: "منذ 7 أكتوبر", "أحداث 7 أكتوبر", "ما بعد 7 أكتوبر"."""
    before = tokens.form_before(first)
    if before in lexicon.ATTACKS or before.removeprefix("و") == "منذ":
        return True
    return before in ("قبل", "بعد") and tokens.form_before(first, 2) == "ما"


def tense(tokens: Tokens, begin: int, end: int) -> str:
    """ "N" where a verb in the future is nearer before an expression (or right after it) than a verb of reporting.

    Looks back over one sentence, at most 14 words.
    """
    if _is_future(tokens.form(end)):
        return "N"
    place = tokens.tokens[begin].first - 1
    for form in reversed(tokens.words.forms[max(place - _LOOK_BACK, 0) : place + 1]):
        if form[0] in _SENTENCE_ENDS or form in lexicon.REPORTING:
            return ""
        if _is_future(form):
            return "N"
    return ""


def _is_future(form: str) -> bool:
    if form in lexicon.FUTURE:
        return True
    word = form[1:] if form[:1] in ("و", "ف") else form
    return (
        len(word) > 4
        and word[0] == "س"
        and word[1] in _LETTERS_AFTER_FUTURE
        and not word.startswith(lexicon.NOT_FUTURE)
        and not word.endswith(("ه", "ات"))
    )
