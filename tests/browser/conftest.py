"""One browser, and one page of a book that holds what a browser could trip over."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.conftest import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Where the page must have been opened, as in CI, a test that could not do so is no test that passed.
_IS_NEEDED = bool(os.environ.get("RELKEEPER_NEEDS_BROWSER"))
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'
TURNED = "Mal\u202eyrol"

_LINES: tuple[tuple[str, ...], ...] = (
    (
        "add",
        "Ada Example",
        "--org",
        "Example Engines",
        "--tag",
        "friends",
        "--every",
        "2w",
        "--email",
        "Ada@Example.org",
    ),
    (
        "add",
        "样张三",
        "--org",
        "樣本電腦",
        "--tag",
        "同学",
        "--phone",
        "+1 (212) 555-0100",
        "--email",
        "three@example.org",
    ),
    ("add", "Zoë Sämple", "--every", "1m", "--tag", "Música"),
    ("add", HOSTILE, "--org", HOSTILE, "--tag", HOSTILE, "--every", "1w", "--email", "javascript:alert(3)@example.org"),
    ("add", TURNED),
    ("add", f"A name without any blank {'x' * 120}", "--org", "y" * 200, "--every", "1w"),
    ("log", "#1", "tea", "--outcome", "she sends the slides", "--via", "call", "--when", "2026-09-01"),
    ("log", "#2", "毕业二十年聚会", "--when", "2026-11-01", "--via", "wechat"),
    ("log", "#4", HOSTILE, "--outcome", HOSTILE, "--when", "2026-08-01"),
    ("log", "#6", "z" * 300, "--when", "2026-10-01"),
    ("follow-up", "add", "#4", HOSTILE, "--due", "2026-11-25"),
    ("contact", "knows", "#3", "violins, Baroque music"),
    ("occasion", "add", "#3", "birthday", "1980-11-30"),
    ("contact", "relate", "#1", "friend", "#3"),
    ("contact", "relate", "#2", HOSTILE, "#4", "--inverse", "x"),
)
_DRIVER = """
import json, sys
from relkeeper.__main__ import main
for words in json.load(sys.stdin):
    sys.argv = ["relkeeper", *words]
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, words
"""


def needed(module: str) -> Any:
    """A module that not everybody has who runs the tests."""
    try:
        return import_module(module)
    except ImportError:
        _not_to_be_had(f"no {module.partition('.')[0]}: pip install --editable '.[dev]'")


def _not_to_be_had(reason: str) -> NoReturn:
    if _IS_NEEDED:
        pytest.fail(f"{reason} (RELKEEPER_NEEDS_BROWSER is set)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium without a window."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with needed("playwright.sync_api").sync_playwright() as driver:
        if found is None and not Path(driver.chromium.executable_path).exists():
            _not_to_be_had(f"no browser: none of {', '.join(_BROWSERS)} is installed")
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox"] if _is_root() else [])
        yield started
        started.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a book, written by the command."""
    folder = tmp_path_factory.mktemp("page")
    path = folder / "people.html"
    environ = {**os.environ, "HOME": str(folder), "RELKEEPER_NOW": NOW, "TZ": "UTC", "RELKEEPER_BACKUP_DAILY": "0"}
    environ["RELKEEPER_DB"] = str(folder / "book.db")
    lines = json.dumps([*_LINES, ("report", "--html", str(path))])
    subprocess.run(
        [sys.executable, "-c", _DRIVER], input=lines, text=True, check=True, env=environ, stdout=subprocess.DEVNULL
    )
    return path
