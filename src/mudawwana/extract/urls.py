"""One spelling for each URL."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid|igshid|mc_[ce]id|ocid|ref_src)=[^&]*", re.I)
_LONGEST = 2048
_SPACES = re.compile(r"[\s\x00-\x20\x7f\"<>\\^`{|}]+")


@lru_cache(maxsize=1024)
def canonical_url(url: str | None) -> str | None:
    """A web address without fragment and tracking parameters, its host in lower case; None for anything else.

    >>> canonical_url("HTTPS://News.Example:443/a b?utm_source=x&id=7#top")
    'https://news.example/a%20b?id=7'
    >>> canonical_url("javascript:alert(1)") is None
    True
    """
    if not url or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or _SPACES.search(host):
        return None
    scheme = parts.scheme.lower()
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    path = _SPACES.sub("%20", parts.path) or "/"
    query = _SPACES.sub("%20", _TRACKING.sub("", parts.query)).lstrip("&")
    return urlunsplit((scheme, host, path, query, ""))
