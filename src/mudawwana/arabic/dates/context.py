"""What the words round an expression say: is it a date at all, and does it lie ahead?"""

from __future__ import annotations

from mudawwana.arabic.dates import lexicon
from mudawwana.arabic.dates.lexer import Token, Tokens
from mudawwana.arabic.units import is_counted

_LOOK_BACK = 14
_SENTENCE_ENDS = frozenset(".؟!?\n")
_EVIDENCE_BEFORE = "gfszZvVbrRh"
_LETTERS_AFTER_FUTURE = "يتن"


def form_at(tokens: Tokens, index: int) -> str:
    """The folded form of a token's first word, "" outside the text."""
    return tokens.words.forms[tokens.tokens[index].first] if 0 <= index < len(tokens.tokens) else ""


def kind_at(tokens: Tokens, index: int) -> str:
    """The class of a token, "" outside the text."""
    return tokens.kinds[index] if 0 <= index < len(tokens.kinds) else ""


def is_month(tokens: Tokens, at: int, begin: int, *, dated: bool) -> bool:
    """Say whether a month name means the month; `dated`: a year, a day or "الماضي" stands with it.

    `begin` is the first token of the whole expression.
    """
    token = tokens.tokens[at]
    month: lexicon.Month = token.value
    before, after = form_at(tokens, begin - 1), form_at(tokens, at + 1)
    if month.marked and "آ" not in tokens.words.text[token.start : token.end] and not dated:
        return False
    if not dated and (before in month.never_after or after in month.never_before):
        return False
    if before in lexicon.NAMED_AFTER and not dated:
        return False
    if month.plain or dated:
        return True
    return kind_at(tokens, at - 1) in tuple(_EVIDENCE_BEFORE) or _has_clitic(tokens, token)


def _has_clitic(tokens: Tokens, token: Token) -> bool:
    """Say whether a preposition is written together with the word ("بآذار")."""
    return tokens.words.starts[token.first] < token.start and tokens.words.forms[token.first][0] in "بل"


def is_weekday(tokens: Tokens, at: int) -> bool:
    """Say whether the name of a weekday means one day, not all such days, a prayer or a surname."""
    before = form_at(tokens, at - 1)
    if kind_at(tokens, at - 1) == "q":
        before = form_at(tokens, at - 2)
    return before not in lexicon.NEVER_WEEKDAY_AFTER


def is_today(tokens: Tokens, at: int) -> bool:
    """Say whether "اليوم" means the day of publication, not a newspaper ("المصري اليوم") or "the seventh day"."""
    if form_at(tokens, at - 1) in lexicon.NEVER_TODAY_AFTER or form_at(tokens, at + 1) in lexicon.NEVER_TODAY_BEFORE:
        return False
    if kind_at(tokens, at + 1) in ("S", "o"):
        return False
    token = tokens.tokens[at]
    text = tokens.words.text
    around = text[max(token.start - 1, 0) : token.start] + text[token.end : token.end + 1]
    if around in ("()", "«»", '""', "“”"):
        return False
    return not any(form_at(tokens, at - back) in lexicon.OUTLET_WORDS for back in (1, 2, 3))


def is_counted_number(tokens: Tokens, at: int) -> bool:
    """Say whether a noun after a number is counted by it ("2014 شخصا"), so that it is no year."""
    after = at + 1
    if kind_at(tokens, after) in ("i", "I"):
        return True
    if after >= len(tokens.tokens) or kind_at(tokens, after) not in ("_", "|"):
        return False
    token = tokens.tokens[after]
    if tokens.words.text[token.start : token.end] in ("%", "٪"):
        return True
    return is_counted(form_at(tokens, after))


def tense(tokens: Tokens, begin: int, end: int) -> str:
    """ "N" where a verb in the future is nearer before an expression (or right after it) than a verb of reporting.

    Looks back over one sentence, at most 14 words.
    """
    following = form_at(tokens, end)
    if _is_future(following):
        return "N"
    for index in range(begin - 1, max(begin - 1 - _LOOK_BACK, -1), -1):
        form = form_at(tokens, index)
        if form in _SENTENCE_ENDS or form in lexicon.REPORTING:
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
        and not word.endswith("ه") | word.endswith("ات")
    )
