"""What a real browser shows of the golden pages, pasted: served over loopback, read by Chromium, given to extract_text."""

from __future__ import annotations

import functools
import html
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest
from test_selectall import CANNOT, FIELDS, PAGES, disagreements

from mudawwana.extract.scrape import extract_text

CHROMIUM = shutil.which("chromium")
FLOOR = 0.93
"""The share of fields that must agree with the page's; it may only rise."""
BROWSER_KNOWS = {("hashed_classes_hidden", "body")}
DRIVER = """<!doctype html><meta charset=utf-8><title>reading</title><pre id=out></pre><script>
(async () => {
  const shown = {};
  for (const name of %s) {
    const frame = document.createElement("iframe");
    frame.width = 1200; frame.height = 900;
    const loaded = new Promise(done => { frame.onload = done; setTimeout(done, 4000); });
    frame.src = name; document.body.append(frame);
    await loaded;
    try { shown[name] = frame.contentDocument.body.innerText; } catch (problem) { shown[name] = ""; }
    frame.remove();
  }
  document.getElementById("out").textContent = JSON.stringify(shown);
})();
</script>"""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--hide-scrollbars",
    "--virtual-time-budget=120000",
    "--dump-dom",
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The text that Chromium shows of each golden page."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    folder = tmp_path_factory.mktemp("pages")
    for path in PAGES:
        shutil.copyfile(path.with_suffix(".html"), folder / f"{path.stem}.html")
    names = json.dumps([f"{path.stem}.html" for path in PAGES])
    (folder / "driver.html").write_text(DRIVER % names, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tmp_path_factory.mktemp("profile")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/driver.html"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    finally:
        server.shutdown()
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.S)
    assert found, done.stderr[-1000:]
    yield json.loads(html.unescape(found[1]))


def test_what_a_browser_shows_gives_what_the_page_gives(shown: dict[str, str]) -> None:
    assert len(shown) == len(PAGES)
    excused = CANNOT.keys() - BROWSER_KNOWS
    found = {}
    for path in PAGES:
        golden = json.loads(path.read_text(encoding="utf-8"))
        page = extract_text(shown[f"{path.stem}.html"], url=golden["given"].get("url"))
        bad = disagreements(golden["answer"], page.model_dump() if page else {})
        if bad := [field for field in bad if (path.stem, field) not in excused]:
            found[path.stem] = bad
    share = 1 - sum(map(len, found.values())) / (len(FIELDS) * len(PAGES))
    assert share >= FLOOR, found
