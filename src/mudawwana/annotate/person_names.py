"""Where a person's name among the words for a speaker ends."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import find_cue
from mudawwana.annotate.parties import has_article, is_link_word, is_owned, is_verbal_noun, kind_of, stops
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens

LONGEST_NAME = 7
_NAME_PARTS = w.NAME_JOINTS | w.ALSO_NAMES


def person_end(tokens: Tokens, at: int, end: int) -> int:
    """The end of a name that others found, or of the longer one up to the comma or the clause that follows."""
    last = min(tokens.people[at], end)
    longer = read_name(tokens, at, end)
    following = tokens.keys[longer] if longer < len(tokens.keys) else "،"
    is_whole = following in COMMAS or following == ":" or following in w.COMPLEMENTIZERS or following in MARKS
    return longer if longer > last and is_whole and not has_article(tokens, last) else last


def is_first_name(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a word that is an office too is a first name: "المراسل العسكري أمير بوخبوط", not "أمير الكويت"."""
    return (
        at + 1 < end
        and tokens.is_word(at + 1)
        and not stops(tokens, at + 1, has_name=True)
        and (kind_of(tokens.keys[at + 1]) == "name" and not has_article(tokens, at + 1))
    )


def is_ali(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "على" is the name Ali without its dots: a definite name, then the clause, near other such spellings."""
    keys = tokens.keys
    if at + 2 >= end or not has_article(tokens, at + 1) or not (is_link_word(keys[at + 2]) or keys[at + 2] in COMMAS):
        return False
    is_egyptian = any(
        key in ("فى", "التى") or (len(key) > 5 and key[-2:] == "قى") for key in keys[max(0, at - 40) : at + 40]
    )
    return is_egyptian and not is_verbal_noun(keys[at + 1][2:])


def read_name(tokens: Tokens, at: int, end: int) -> int:
    """The end of a person's name, or of another name that no head word tells."""
    stop = at + 1
    closed = has_article(tokens, at)
    starts_closed = closed
    limit = min(end, at + LONGEST_NAME)
    while stop < limit and (not stops(tokens, stop, has_name=True) or _goes_on(tokens, at, stop, limit)):
        if tokens.keys[stop - 1] in ("عبد", "ابو", "ابي", "بن") and tokens.is_word(stop):
            closed, stop = False, stop + 1
            continue
        key, before = tokens.keys[stop], tokens.keys[stop - 1]
        if (
            (kind_of(key) != "name" and key not in _NAME_PARTS)
            or key in w.STATEMENTS
            or key in w.NUMBERS
            or is_owned(key)
        ):
            break
        if key in ("في", "فى", "من"):
            break
        is_definite = has_article(tokens, stop)
        if closed and not is_definite and before not in w.NAME_JOINTS and key not in w.NAME_JOINTS:
            break
        if closed and is_definite and not starts_closed and before not in w.NAME_JOINTS and key[-2:] != "ية":
            break
        closed = is_definite and before not in w.NAME_JOINTS
        stop += 1
    return stop


def _goes_on(tokens: Tokens, at: int, stop: int, limit: int) -> bool:
    """Whether a name goes on over a hyphen ("أرندت-براور") or with a word that only looks joined ("سوزان ورال،")."""
    keys = tokens.keys
    if stop + 1 >= limit:
        return False
    if keys[stop] == "-":
        return tokens.glued(stop) and tokens.glued(stop + 1)
    if keys[stop] in ("لو", "لا", "فان") and tokens.is_word(stop + 1):
        return keys[stop + 1] not in w.STOPWORDS and not has_article(tokens, stop + 1)  # "ستيفان لو فول"
    is_last = keys[stop + 1] in COMMAS or is_link_word(keys[stop + 1])
    if find_cue(keys[stop]) is not None:
        return False  # "نشر مقطعا وعلق:"
    return keys[stop][0] == "و" and stop == at + 1 and is_last and tokens.is_word(stop) and keys[stop][1:3] != "ال"
