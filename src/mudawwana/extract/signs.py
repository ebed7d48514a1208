"""What the names and roles that a page gives its elements say about what stands in them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mudawwana.extract.data import read_data


class Sign(NamedTuple):
    """What a name promises: a zone that is not the article, a role in the article's metadata, or the body itself."""

    zone: str = ""
    role: str = ""
    body: bool = False
    hidden: bool = False


NOTHING = Sign()
HIDDEN = Sign(hidden=True)

_BODY = re.compile(
    r"^(?:article|story|post|entry|news|node|content|page|single|blog|details?|topic|text|main|khabar|the|field|amp|td|jeg|mvp|item|full)?[-_]*"
    r"(?:article|story|post|entry|news|node|content|details?|topic|field-name)?[-_]*"
    r"(?:body|articlebody|content|text|txt|details?|desc|description|fulltext|bodytext|copy|article|story|newsbody|nass|field-name-body)"
    r"(?:[-_]*(?:inner|wrapper|wrap|container|area|content|text|body|full|main|ar))?$"
)
_HIDDEN = re.compile(
    r"^(?:sr-only|visually-?hidden(?:-text)?|screen-reader-text|screen-reader|element-invisible|assistive-text|d-none|hidden|hide|invisible|"
    r"is-hidden|offscreen|off-screen|u-hidden|uk-hidden|print-only|printonly)$"
)
# Hidden on small screens only: Bootstrap's "d-none d-md-block", Tailwind's "hidden lg:flex".
_SHOWN_AGAIN = re.compile(r"\b(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):)(?:block|flex|grid|inline|table|contents)")
# Names that theme engines hang on everything, about the page as a whole and not about this element.
_GLOBAL = re.compile(
    r"^(?:has|no|not|with|without|tag(?![-_](?:list|lists|links|cloud|box|wrap|container|items?)\b)|category|type|format|status|hentry|is|js|term|rtl|node-type)[-_]"
    r"|^views-(?:field|row|element|label)s?(?:-(?:first|last|odd|even|\d+))?$"
    r"|^elementor(?:-(?:widget|element|container|section|column|row|top|inner|location)(?:-(?:wrap|container|populated))?)?$"
)


def _index(kind: str) -> dict[str, str]:
    """What each word of signs.toml means."""
    data = read_data("signs.toml")
    return {word: entry["name"] for entry in data[kind] for word in entry["words"]}


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    return _index("zone"), _index("role")


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "post-comments" and "entry-tags" are comments and tags of a post; but "post-content" is the post.
_OWNER = re.compile(
    r"^(?:post|entry|article|story|news|node|single|td|jeg|mvp|block|box|the|site|page|main|c|b|m|o|el|views-field(?:-field)?)[-_]+"
)
_ARIA = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "search": "tool",
    "dialog": "cookie",
    "alertdialog": "cookie",
    "menu": "nav",
    "menubar": "nav",
    "toolbar": "tool",
}


@lru_cache(maxsize=8192)
def read_names(names: str) -> Sign:
    """What a class attribute or an id says.

    >>> read_names("td-post-sharing top").zone, read_names("entry-content").body, read_names("bbc-x post-date").role
    ('share', True, 'date')
    >>> read_names("post-17 hentry tag-ads category-comments has-sidebar") == NOTHING
    True
    """
    zones, roles = _tables()
    zone = role = ""
    body = hidden = False
    for raw in names[:500].split()[:20]:
        if _GLOBAL.match(raw):
            continue
        name = _CAMEL.sub("-", raw).lower().replace("__", "-")
        hidden = hidden or (bool(_HIDDEN.match(raw)) and not _SHOWN_AGAIN.search(names))
        body = body or bool(_BODY.match(name) and name not in ("text", "content-text", "item-text"))
        bare = _OWNER.sub("", name)
        pieces = re.split(r"[-_]+", bare)
        keys = (name, bare, raw.lower(), pieces[0], pieces[-1], "-".join(pieces[:2]), "-".join(pieces[-2:]))
        zone = zone or next((zones[k] for k in keys if k in zones), "")
        role = role or next((roles[k] for k in keys if k in roles), "")
    if role == "caption" or (body and zone not in ("comments", "related")):
        zone = ""
    return Sign(zone, role, body, hidden) if zone or role or body or hidden else NOTHING


def read_role(role: str, *, labelled: bool = False) -> str:
    """The zone that an ARIA role names; a region with a name of its own can be skipped by the reader."""
    name = role.strip().lower()
    return "region" if name == "region" and labelled else _ARIA.get(name, "")


_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)", re.I)


def hides(style: str) -> bool:
    """Whether a style attribute takes the element off the screen.

    >>> hides("color:red; display: none"), hides("display:block")
    (True, False)
    """
    return bool(_HIDING.search(style))
