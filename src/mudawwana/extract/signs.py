"""What the names and roles that a page gives its elements say about what stands in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Sign(NamedTuple):
    """What a name promises: a zone that is not the article, a role in the article's metadata, or the body itself."""

    zone: str = ""
    role: str = ""
    body: bool = False
    hidden: bool = False


NOTHING = Sign()
HIDDEN = Sign(hidden=True)

# Zone -> words of class names and ids. A word counts where it opens or ends a name: "related-posts", "td-post-sharing".
_ZONES = {
    "comments": "comment comments commentlist commentform respond disqus disqus_thread reply replies discussion taaleq "
    "taleq تعليقات addcomment newcomment livefyre spot-im",
    "related": "related relative relatednews readalso alsoread read-also also-read readmore read-more read_more seealso see-also "
    "more-news morenews more-stories recommended recommend recommendation recommendations recommends suggested suggestions similar trending "
    "popular mostread most-read most-viewed mostviewed most latest recent next-prev prevnext prev-next yarpp outbrain "
    "taboola mgid jp-relatedposts relatedposts recommendedlinks teaser teasers othernews other-news moretopics "
    "inline-related onward zergnet next-post prev-post also-like youmaylike",
    "share": "share shares sharing sharebar sharethis shareicons addthis addtoany a2a social socials socialmedia social-media sharer "
    "sharebox share-buttons sharedaddy followus follow follow-us print printfriendly whatsapp telegram-box googlenews google-news",
    "nav": "nav navbar navigation menu menubar submenu breadcrumb breadcrumbs crumbs pagination pager paging topbar navmenu "
    "skip-link skiplink megamenu sitemap tabs",
    "footer": "footer foot copyright copyrights colophon",
    "sidebar": "sidebar sidebars side-bar aside rightbar leftbar rightcol-widgets widget widgets widgetarea",
    "ad": "ad ads adv advert adverts advertisement advertisements banner banners adsbygoogle adsense dfp sponsor sponsored sponsors promo "
    "promotion promotions gpt-ad adslot ad-slot ad-container",
    "cookie": "cookie cookies consent gdpr cookiebar cookie-notice app-banner smartbanner popup modal dialog overlay lightbox "
    "paywall toast notification notifications push-notification appbanner",
    "newsletter": "newsletter subscribe subscription signup sign-up mailinglist mailing-list nashra",
    "poll": "poll polls vote voting survey estitlaa rating ratings quiz",
    "tags": "tags taglist tag-list tagcloud tag-cloud keywords tags-links post-tags topics-list",
    "author_box": "author-box authorbox author-bio authorbio about-author author-info author-card authorinfo author-details "
    "abh_box saboxplugin-wrap writer-box",
    "tool": "search searchform login register weather prayer prayers prayertimes currency currencies exchange ticker newsticker "
    "breaking breakingnews breaking-news marquee calendar clock datetime-now toolbar font-size fontsize text-size player-controls "
    "loading spinner counter views hits slider carousel slideshow swiper owl-carousel tooltip edit-link editsection toc "
    "read-time reading-time readtime listen-to audio-player",
}
# Role -> words of class names and ids, of elements that hold metadata or a paragraph of a special kind.
_ROLES = {
    "author": "author authors byline by-line writer author-name writer-name post-author entry-author article-author kateb reporter creator editor-name",
    "date": "date dates time pubdate published publish-date pub-date post-date entry-date article-date news-date datetime created "
    "timestamp posted posted-on submitted publishdate newsdate updated update-date dateline post-meta entry-meta article-meta postmeta meta info "
    "news-info article-info story-date tarikh",
    "caption": "caption figcaption wp-caption-text wp-caption image-caption img-caption photo-caption imagecaption imgcaption photocaption "
    "caption-text img-desc image-desc image-credit photo-credit media-caption gallery-caption credit-photo cutline image-title figure-caption",
    "subtitle": "subtitle sub-title subheadline standfirst subhead excerpt lead-in deck dek summary article-summary "
    "article-subtitle entry-summary sous-titre chapeau",
    "title": "headline entry-title post-title article-title news-title story-title page-title articletitle newstitle title-article storytitle",
    "source": "source news-source article-source source-name masdar credit agency",
    "section": "category section kicker section-name article-section post-category cat-links",
}
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
# Names that theme engines hang on everything, about the page as a whole and not about this element.
_GLOBAL = re.compile(r"^(?:has|no|not|with|without|tag|category|type|format|status|hentry|is|js|single|page|term|rtl|col|row|node-type|wp)[-_]")


def _index(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


_ZONE_OF, _ROLE_OF = _index(_ZONES), _index(_ROLES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "post-comments" and "entry-tags" are comments and tags of a post; but "post-content" is the post.
_OWNER = re.compile(r"^(?:post|entry|article|story|news|node|single|td|jeg|mvp|block|box|the|site|page|main|c|b|m|o|el)[-_]+")
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
    zone = role = ""
    body = hidden = False
    for raw in names[:500].split()[:20]:
        if _GLOBAL.match(raw):
            continue
        name = _CAMEL.sub("-", raw).lower().replace("__", "-")
        hidden = hidden or bool(_HIDDEN.match(raw))
        body = body or bool(_BODY.match(name) and name not in ("text", "content-text", "item-text"))
        bare = _OWNER.sub("", name)
        pieces = re.split(r"[-_]+", bare)
        keys = (name, bare, raw.lower(), pieces[0], pieces[-1], "-".join(pieces[:2]), "-".join(pieces[-2:]))
        zone = zone or next((_ZONE_OF[k] for k in keys if k in _ZONE_OF), "")
        role = role or next((_ROLE_OF[k] for k in keys if k in _ROLE_OF), "")
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
