"""What a date looks like: patterns over the class letters of `lexicon`, tried in this order at each place."""

from __future__ import annotations

import re
from typing import NamedTuple

_DAY = "(?P<d>l?[dp]|o)"
_YEAR = "[.,/-]?f?[aA]?(?P<y>[yu])[HG]?"
_PERIOD = "f?(?P<ph>[he]?)(?P<pu>A)(?P<pk>[SLNC])|f?(?P<ph2>[he])A"
_TAIL = f"(?:{_YEAR}|{_PERIOD}|(?P<k>[LNCS])(?:{_YEAR.replace('<y>', '<y2>')})?|H)?"
_WEEKDAY = r"(?:(?P<w>W)[LN]?[,jgq(/-]{0,2})?"


class Rule(NamedTuple):
    """One kind of expression and its pattern over class letters; an example shows it."""

    name: str
    pattern: str
    example: str


RULES = (
    Rule(
        "relative",
        rf"(?P<e>[Et])(?:\((?P<w2>W)\)|[,/-]?f?(?P<w>W))?(?:[,jq(/-]{{0,2}}{_DAY}[/-]?f?b?(?P<m>[MJ]){_TAIL})?",
        "أمس الجمعة",
    ),
    Rule("day_month", rf"{_WEEKDAY}{_DAY}[./,-]?f?[bq]?(?P<m>[MJ]){_TAIL}", "السبت 27 كانون الثاني 2024"),
    Rule("month_day", rf"{_WEEKDAY}(?P<m>M)(?P<d>[do])(?:{_YEAR})?", "يناير 25, 2024"),
    Rule("month", rf"(?P<r>r[bf]?)?b?(?P<m>[MJ]){_TAIL}", "منتصف أكتوبر الماضي"),
    Rule(
        "numeric", rf"{_WEEKDAY}(?:(?P<t>T)|(?P<n>d[/.-]d[/.-]y|y[/-]d[/-]d|p[/.,-]y))[HG]?", "الثلاثاء ١ / ١٢ / ٢٠٢٠"
    ),
    Rule(
        "day_of_month", rf"{_WEEKDAY}{_DAY}[fg]?(?:(?P<h>[he])b?m|b?m(?P<k>[LNCS])|(?P<c>C))", "العشرين من الشهر المقبل"
    ),
    Rule("week_day", r"(?:(?P<h>h)k(?P<k>[LNC]?)|k(?P<k2>[LNC]))[,]?q?(?P<w>W)", "الأسبوع القادم يوم الأحد"),
    Rule("day_week", r"(?P<w>W)f?(?:(?P<h>h)k|k(?P<k>[LNC]))", "الجمعة من الأسبوع الماضي"),
    Rule("weekday_number", r"(?P<w>W)g?(?P<d>[do])", "الجمعة 22"),
    Rule("weekday", r"(?P<h>hq?)?(?P<w>W)(?P<k>[LNC])?", "الثلاثاء الماضي"),
    Rule("since_now", r"(?:&?[dw]?[iqbaI],?){1,4}fO", "2 سنة و1 شهر و21 يوما من الآن"),
    Rule(
        "ago",
        r"(?P<v>[vVs])(?P<about>_)?(?:(?P<n>[dnwo])?(?P<u>[iqba])(?![MJyuWdoEtLNC])|(?P<two>I))",
        "قبل ثلاثة أيام",
    ),
    Rule("decade", r"D(?:f?_[oL])?", "ثمانينيات القرن الماضي"),
    Rule("years", r"(?:[aAP]?(?P<y>y)(?:z[aA]?|[-/,]|,?&[aA]?)(?P<y2>y)|[aAPi]?(?P<q>Q))", "بين عامي 2003 و2011"),
    Rule("year", r"(?P<r>r)?[aAi],?(?P<y>[yunw])[HG]?", "عام 2003"),
    Rule(
        "period",
        r"(?P<r>rf?)?(?:(?P<h>[he])(?P<u>[mAk])|(?P<u2>[mAk])(?P<k>[LNCS]))(?:f?A(?P<pk>[LN]))?|(?P<r3>r)(?P<u3>[mA])",
        "الشهر المقبل",
    ),
    Rule("bare_year", r"(?P<r>r)?(?P<y>[yu])[HG]?", "منذ 2014"),
    Rule("year_month", r"(?P<x>X)", "في 3/2015"),
    Rule("pair", r"(?P<p>p)", "في 22/4"),
)
# What follows a date without a year and lends it its own: "نيسان وأيار 2021", "28 يناير حتى 4 فبراير 2024".
SHARED_YEAR = re.compile(r"[z&-]?(?:l?[do][./-]?f?)?b?(?P<m>[MJ])(?:[.,/-]?f?[aA]?(?P<y>y)|f?A(?P<pk>[LN]))")
_STARTS = "[EtWldpoMrbJTykh&wiqaIsvVDAPQemuX]"  # the letters that a rule can begin with: a quick look before all rules
_RULES = "|".join(f"(?P<{rule.name}>{re.sub('[?]P<[a-z]+[0-9]?>', '?:', rule.pattern)})" for rule in RULES)
MASTER = re.compile(f"(?={_STARTS})(?:{_RULES})")


class _Patterns(dict[str, re.Pattern[str]]):
    """The pattern of each rule with its groups, compiled when a text first has such an expression."""

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(next(rule.pattern for rule in RULES if rule.name == name))
        return self[name]


PATTERNS = _Patterns()
