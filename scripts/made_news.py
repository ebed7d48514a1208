"""Made-up Arabic news for measurements, as rows of JSON or as pages: the words of data/raw in another order.

    python scripts/made_news.py rows 1000 rows.jsonl
    python scripts/made_news.py pages 400 folder

A sentence is put together from pieces of two to four words of the samples, with words changed by particles and
suffixes, names, numbers, dates and quotations between them. One article in five repeats an earlier one, whole with some
words exchanged or in part. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# ruff: noqa: E501  (pages keep their lines)

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"
NEAR, REPEATED = 2_000, 0.2
BEFORE = ("", "", "", "و", "ال", "بال", "لل", "وال", "ف", "ب")
BEHIND = ("", "", "", "", "ها", "هم", "ين", "ات", "ية", "نا")
OUTLETS = ("sahifa", "rased", "manbar", "nahr", "mirsad", "jisr", "diwan", "afaq")
CUES = ("وقال", "وأكد", "وأضاف", "وذكر", "وصرح", "وأعلن", "وأوضح")
OFFICES = ("رئيس الوزراء", "وزير الخارجية", "المتحدث باسم الوزارة", "مدير المركز", "النائب", "السفير")
NAMES = (
    "سامر",
    "خالد",
    "نادية",
    "مصطفى",
    "هدى",
    "ياسر",
    "البياتي",
    "الجنابي",
    "الراوي",
    "الموسوي",
    "العاني",
    "التميمي",
)
MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول")
COUNTED = ("جندي", "شخصا", "مليون دولار", "في المئة", "مدرسة", "كيلومترا", "موظف")


class News(NamedTuple):
    """One made-up article."""

    url: str
    title: str
    text: str
    published: str


class Words:
    """The words of the samples: in pieces as they stand there, and changed."""

    def __init__(self, samples: Path = SAMPLES) -> None:
        texts = []
        for path in sorted(samples.rglob("*")):
            if path.suffix in (".html", ".htm", ".txt") and path.is_file():
                plain = re.sub(r"(?is)<(script|style).*?</\1>|<[^>]*>", " ", path.read_text("utf-8", "ignore"))
                texts.append(re.findall(r"[\u0621-\u064a]{2,}", html.unescape(plain)))
        self.pieces = [text[at : at + size] for text in texts for size in (2, 3, 4) for at in range(len(text) - size)]
        self.types = sorted({word for text in texts for word in text if len(word) > 3})
        if len(self.types) < 200:
            sys.exit(f"{samples}: too few Arabic words there")

    def changed(self, rng: random.Random) -> str:
        """A word of the samples with other particles and suffixes."""
        word = rng.choice(self.types).removeprefix("ال").removesuffix("ة")
        return rng.choice(BEFORE) + word + rng.choice(BEHIND)

    def sentence(self, rng: random.Random) -> str:
        """One sentence of 12 to 40 words."""
        words: list[str] = []
        for _ in range(rng.randint(4, 9)):
            words += [*rng.choice(self.pieces), self.changed(rng)]
        spice = rng.random()
        if spice < 0.25:
            words.insert(rng.randrange(len(words)), f"{rng.randint(2, 9000)} {rng.choice(COUNTED)}")
        elif spice < 0.4:
            words.insert(
                rng.randrange(len(words)), f"في {rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2003, 2025)}"
            )
        elif spice < 0.55:
            who = f"{rng.choice(OFFICES)} {rng.choice(NAMES)} {rng.choice(NAMES)}"
            return f"{rng.choice(CUES)} {who}: «{' '.join(words)}»."
        return " ".join(words) + rng.choice((".", ".", "،", ".")).replace("،", "، " + self.changed(rng) + ".")


def articles(count: int, seed: int = 1) -> Iterator[News]:
    """Made-up articles of 60 to 900 words, one in five of them repeating an earlier one."""
    rng, words = random.Random(seed), Words()
    recent: list[list[str]] = []
    for number in range(count):
        body = [words.sentence(rng) for _ in range(min(30, 3 + int(rng.lognormvariate(1.9, 0.6))))]
        if recent and rng.random() < REPEATED:
            old = rng.choice(recent)
            body = (
                [edited(s, words, rng) for s in old]
                if rng.random() < 0.5
                else body[: len(body) // 2] + old[: len(old) // 2 + 1]
            )
        recent.append(body)
        del recent[:-NEAR]
        yield _news(number, body, words, rng)


def edited(sentence: str, words: Words, rng: random.Random) -> str:
    """A sentence with one word in twenty exchanged."""
    return " ".join(words.changed(rng) if rng.random() < 0.05 else word for word in sentence.split(" "))


def _news(number: int, body: list[str], words: Words, rng: random.Random) -> News:
    paragraphs, at = [], 0
    while at < len(body):
        size = rng.randint(1, 3)
        paragraphs.append(" ".join(body[at : at + size]))
        at += size
    title = " ".join([*rng.choice(words.pieces), words.changed(rng), *rng.choice(words.pieces)])
    when = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return News(f"https://{rng.choice(OUTLETS)}.example/news/{number:07}", title, "\n\n".join(paragraphs), when)


# --- pages


def _list(kind: str, titles: list[str]) -> str:
    items = "".join(
        f'<li class="item item-{n % 7}"><a href="/n/{n}" data-id="{n}"><img src="/t/{n}.jpg" alt=""><span>{html.escape(t)}</span></a></li>'
        for n, t in enumerate(titles)
    )
    return f'<div class="{kind}"><ul>{items}</ul></div>'


def page(news: News, others: list[str], layout: int) -> str:
    """A page of some tens of kilobytes: head, scripts, menus, teasers, and the article in one of three layouts."""
    title, body = html.escape(news.title), "".join(f"<p>{html.escape(p)}</p>\n" for p in news.text.split("\n\n"))
    meta = f'<meta property="og:title" content="{title}"><link rel="canonical" href="{news.url}">'
    day = f'<time datetime="{news.published}T10:00:00+03:00">{news.published}</time>'
    if layout == 0:
        main = f'<article class="post"><h1>{title}</h1>{day}<div class="entry-content">{body}</div></article>'
    elif layout == 1:
        meta += f'<meta property="article:published_time" content="{news.published}T10:00:00+03:00">'
        main = f'<div id="content"><h1 class="headline">{title}</h1><div class="story"><div class="text">{body}</div></div></div>'
    else:
        lines = body.replace("<p>", "").replace("</p>", "<br><br>")
        main = f'<table width="780"><tr><td><h2>{title}</h2>{day}<font size="4">{lines}</font></td></tr></table>'
    script = "<script>" + "".join(f"var v{n}={{a:{n},b:'x{n * 7}'}};" for n in range(400)) + "</script>"
    menu, side = _list("main-menu nav", others[:40]), _list("sidebar related", others[40:])
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - صحيفة</title>{meta}{script}'
        f"</head><body><header>{menu}</header>{main}<aside>{side}</aside>{script}<footer>{menu}</footer></body></html>\n"
    )


def write_pages(folder: Path, count: int, seed: int = 1) -> None:
    """Write pages in folders of 500."""
    rng, news = random.Random(seed), list(articles(count, seed))
    titles = [n.title for n in news]
    for number, item in enumerate(news):
        path = folder / f"{number // 500:04}" / f"{number:06}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(item, rng.choices(titles, k=rng.randint(80, 160)), number % 3), encoding="utf-8")


def write_rows(path: Path, count: int, seed: int = 1) -> None:
    """Write rows of JSON."""
    with path.open("w", encoding="utf-8") as out:
        for item in articles(count, seed):
            out.write(json.dumps(item._asdict(), ensure_ascii=False) + "\n")


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("rows", "pages"))
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    {"rows": write_rows, "pages": write_pages}[args.kind](args.target, args.count, args.seed)


if __name__ == "__main__":
    main()
