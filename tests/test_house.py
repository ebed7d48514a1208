"""What the house promises of itself: layers, stages that keep to their contract, no network, docs that are up to date."""

from __future__ import annotations

import ast
import importlib.util
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BODY, page
from hypothesis import given, settings
from hypothesis import strategies as st

import mudawwana
from mudawwana.config import AnnotateConfig, Config, ExtractConfig
from mudawwana.extract.identify import Identity, identify
from mudawwana.jsonl import article_line
from mudawwana.pipeline.chain import Chain, Outcome, StepResult, pack, unpack
from mudawwana.pipeline.stages import STAGES, Stage
from mudawwana.records import Article, RawDocument, RawRef
from mudawwana.schema import schema

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mudawwana"
LAYERS = {
    "arabic": {"arabic", "records", "errors"},
    "topics": {"topics", "arabic", "records", "errors"},
    "raw": {"raw", "records", "errors", "config"},
    "extract": {"extract", "arabic", "records", "errors", "config"},
    "normalization": {"normalization", "arabic", "records", "errors", "config"},
    "segment": {"segment", "arabic", "records", "errors", "config"},
    "dedupe": {"dedupe", "arabic", "records", "errors", "config", "jsonl"},
    "annotate": {"annotate", "arabic", "topics", "records", "errors", "config"},
}


def imported(path: Path) -> set[str]:
    """The parts of the package that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mudawwana"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_one_way(layer: str) -> None:
    for path in (PACKAGE / layer).rglob("*.py"):
        assert imported(path) <= LAYERS[layer], path


def document() -> RawDocument:
    """A page as a raw document."""
    return RawDocument("a.html", None, "text/html", "0" * 64, page("بغداد وواشنطن تستأنفان الحوار").encode())


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage.step], ids=lambda stage: stage.name)
def test_stages_keep_to_what_they_say(stage: Stage) -> None:
    config = Config(annotate=AnnotateConfig(keep_off_topic=True))
    given: object = document()
    for earlier in STAGES[: STAGES.index(stage)]:
        if earlier.step:
            given = earlier.load(earlier.step)(given, earlier.section(config))
    before = repr(given)
    step = stage.load(stage.step or "")
    once, twice = step(given, stage.section(config)), step(given, stage.section(config))
    assert article_line(once) == article_line(twice), "same in, same out"
    assert repr(given) == before, "the input is unchanged"
    if isinstance(given, Article):
        changed = {name for name in Article.model_fields if getattr(given, name) != getattr(once, name)}
        assert changed <= set(stage.writes)


def test_a_build_opens_no_socket(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.html").write_text(page("بغداد وواشنطن تستأنفان الحوار"), encoding="utf-8")
    code = (
        "import socket, sys\n"
        "def no(*a, **k): raise RuntimeError('a socket was opened')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = no\n"
        "sys.argv = ['corpus', 'build', '--raw', 'raw', '--out', 'out']\n"
        "from mudawwana.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"] == {
        "inputs": 1,
        "articles": 1,
        "dropped": 0,
    }


def test_importing_is_cheap() -> None:
    code = "import sys, mudawwana, mudawwana.__main__; print([m for m in ('pydantic', 'numpy', 'lxml', 'typer') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    code = "import sys, mudawwana.pipeline.build; print([m for m in ('trafilatura', 'camel_tools', 'torch', 'pandas') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_public_names_are_there() -> None:
    for name in mudawwana.__all__:
        assert getattr(mudawwana, name)
    with pytest.raises(AttributeError):
        mudawwana.nothing  # noqa: B018


def test_generated_docs_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "scripts" / "make_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path, content in module.pages().items():
        assert path.read_text(encoding="utf-8") == content, f"{path.name}: run scripts/make_docs.py"


def test_links_of_the_readme_lead_somewhere() -> None:
    import re

    for name in ("README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_records_fit_their_schema() -> None:
    import jsonschema

    article = Article(id="0" * 16, text="نص", raw=RawRef(path="a", media_type="text/plain", sha256="0" * 64))
    jsonschema.validate(json.loads(article_line(article)), schema("article"), jsonschema.Draft202012Validator)
    for what in ("article", "config", "manifest"):
        jsonschema.Draft202012Validator.check_schema(schema(what))


fragments = st.dictionaries(st.sampled_from(("text", "title", "url")), st.binary(max_size=30), max_size=3)
results = st.builds(StepResult, st.just("extract"), st.just("k"), fragments, st.none() | st.just(("no_article", None)))


@given(st.lists(results, min_size=1, max_size=5))
def test_outcomes_survive_packing(made: list[StepResult]) -> None:
    assert unpack(pack(Outcome(tuple(made)))) == Outcome(tuple(made))


identities = st.builds(
    Identity, st.text("ab/", min_size=1, max_size=3), st.none() | st.integers(0, 3), st.sampled_from(("1" * 64, "2" * 64, "3" * 64)),
    st.none() | st.sampled_from(("https://a.example/1", "https://a.example/2")), st.none() | st.just("2021"),
)  # fmt: skip


@given(st.lists(identities, max_size=8))
@settings(max_examples=200)
def test_ids_are_unique_but_for_same_bytes(documents: list[Identity]) -> None:
    names = identify(documents)
    kept = [name.id for name in names if not name.same_as]
    assert len(set(kept)) == len(kept)
    assert all(name.same_as in kept for name in names if name.same_as)
    assert all(name.version_of in kept for name in names if name.version_of and not name.same_as)


def test_steps_are_taken_over_while_what_they_read_is_the_same() -> None:
    first = Chain(STAGES, Config(annotate=AnnotateConfig(keep_off_topic=True)))
    other = Chain(STAGES, Config(annotate=AnnotateConfig(keep_off_topic=True, annotators=("dates",))))
    known = first.run(document())
    again = other.run(document(), known)
    assert [a is b for a, b in zip(known.results, again.results, strict=True)] == [True, True, True, True, False]


def documents() -> list[RawDocument]:
    """Articles on the topic and off it, two with one text, one without an article."""
    walk = tuple(
        f"تنزهت العائلة رقم {number} في حديقة الحيوان وشاهدت الفيلة والزرافات حتى المساء." for number in range(4)
    )
    pages = [
        page("بغداد وواشنطن تستأنفان الحوار"),
        page("نزهة في الحديقة", walk),
        page("عنوان آخر للخبر نفسه"),
        page("وفد عراقي في واشنطن", ("زار وزير الخارجية فؤاد حسين واشنطن، والتقى أنتوني بلينكن.", *BODY[1:])),
        "<html><body><p>لا شيء</p></body></html>",
    ]
    return [RawDocument(f"{at}.html", None, "text/html", f"{at}" * 64, one.encode()) for at, one in enumerate(pages)]


@pytest.mark.parametrize("keep_off_topic", [True, False])
def test_documents_together_give_what_each_gives_alone(keep_off_topic: bool) -> None:
    chain = Chain(STAGES, Config(annotate=AnnotateConfig(keep_off_topic=keep_off_topic)))
    together = chain.run_all((doc, None) for doc in documents())
    assert together == [chain.run(doc) for doc in documents()]
    assert [outcome.verdict is None for outcome in together] == [True, keep_off_topic, True, True, False]
    assert "بلينكن" in together[3].fragments()["entities"].decode()


def test_what_goes_wrong_ahead_is_told_of_the_document_alone() -> None:
    broken = tuple(stage._replace(ahead="mudawwana.no_such_module:ahead") for stage in STAGES)
    expected = Chain(STAGES, Config()).run_all((doc, None) for doc in documents())
    assert Chain(broken, Config()).run_all((doc, None) for doc in documents()) == expected


def test_a_step_that_takes_too_long_is_stopped() -> None:
    before = signal.getsignal(signal.SIGALRM)
    outcome = Chain(STAGES, Config(extract=ExtractConfig(max_seconds=1e-5))).run(document())
    assert outcome.verdict == ("extract", "too_slow", "more than 1e-05 s; see [extract] max_seconds")
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
