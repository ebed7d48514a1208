"""What lines are: every example of lines.toml, a table of cases, and the outlets."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mudawwana.extract.bylines import byline, split_authors
from mudawwana.extract.credits import find_credit, find_dateline, split_credit
from mudawwana.extract.lines import classify
from mudawwana.extract.outlets import agencies, name_key, outlet_for, outlets
from mudawwana.extract.tags import split_tags
from mudawwana.extract.visible_dates import read_date, read_dated_line

GROUPS: list[dict[str, Any]] = tomllib.loads(
    (resources.files("mudawwana.extract") / "lines.toml").read_text(encoding="utf-8")
)["group"]
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "lines.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("line, group", [(e, g["name"]) for g in GROUPS for e in g["examples"]])
def test_example(line: str, group: str) -> None:
    verdict = classify(line)
    assert verdict is not None and verdict.rule == group


@pytest.mark.parametrize("line", [e for g in GROUPS for e in g.get("not_examples", ())])
def test_counter_example(line: str) -> None:
    assert classify(line) is None


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_group_says_why(group: dict[str, Any]) -> None:
    assert group["reason"] and group["examples"]


@pytest.mark.parametrize("case", CASES["kind"], ids=lambda case: case["line"])
def test_kind(case: dict[str, Any]) -> None:
    verdict = classify(case["line"], place=case.get("place"))
    assert (verdict.kind if verdict else "") == case["kind"], verdict
    if "value" in case:
        assert verdict is not None and verdict.value == case["value"]


@pytest.mark.parametrize("case", CASES["dateline"], ids=lambda case: case["text"][:40])
def test_dateline(case: dict[str, Any]) -> None:
    found = find_dateline(case["text"])
    assert (found.text if found else "") == case["dateline"]


@pytest.mark.parametrize("case", CASES["trailer"], ids=lambda case: case["text"][-40:])
def test_trailer(case: dict[str, Any]) -> None:
    found = find_credit(case["text"])
    assert (list(found.names) if found else []) == case["credit"]


@pytest.mark.parametrize("case", CASES["date"], ids=lambda case: case["line"])
def test_date_line(case: dict[str, Any]) -> None:
    dated = read_dated_line(case["line"])
    found = read_date(case["line"]) or (dated.date if dated else None)
    assert (found.published.value if found and found.published else "") == case["published"]
    if "modified" in case:
        assert found is not None and found.modified is not None and found.modified.value == case["modified"]


@pytest.mark.parametrize("case", CASES["authors"], ids=lambda case: case["text"])
def test_authors(case: dict[str, Any]) -> None:
    assert split_authors(case["text"]) == case["authors"]


@pytest.mark.parametrize("case", CASES["tags"], ids=lambda case: case["text"])
def test_tags(case: dict[str, Any]) -> None:
    assert split_tags(case["text"], context=case.get("context", "")) == case["tags"]


def test_byline_without_name() -> None:
    assert byline("كتب:") == ""


def test_credit_with_a_joined_and() -> None:
    assert split_credit("رويترز ووكالات") == ("رويترز", "وكالات")


def test_outlet_ids_and_domains_are_unique() -> None:
    table = outlets()
    domains = [domain for outlet in table for domain in outlet.domains]
    assert len({outlet.id for outlet in table}) == len(table) >= 60
    assert len(set(domains)) == len(domains)


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.id)
def test_outlet(outlet: Any) -> None:
    assert outlet.id.isascii() and outlet.id == outlet.id.lower() and outlet.names
    assert outlet.months in (None, "levant", "egypt", "dual", "maghreb_fr", "maghreb_ma")
    assert outlet.tz is None or ZoneInfo(outlet.tz)
    assert outlet_for(url=f"https://www.{outlet.domains[0]}/news/1") == outlet
    assert outlet_for(name=outlet.id) == outlet


def test_agency_variants_do_not_collide() -> None:
    assert agencies()[name_key("أ.ف.ب")] == "فرانس برس" != agencies()[name_key("أ ب")]


@pytest.mark.parametrize(
    "url", ["https://notabbc.com/arabic/1", "https://example.org/bbc.com/arabic", "::", "http://[", ""]
)
def test_unknown_outlet(url: str) -> None:
    assert outlet_for(url=url) is None
