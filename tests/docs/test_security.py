"""What the pages promise is held by tests that are there; and nothing goes out to a network."""

import ast
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import relkeeper
from relkeeper.cli import COMMANDS, app, build
from tests.conftest import Run
from tests.docs.named_tests import missing, named
from tests.docs.pages import ROOT

# Pages whose promises name their tests.
PROMISES = ("docs/security.md", "docs/safety.md", "docs/design/file.md", "docs/design/life.md")
# What can reach another machine. Drivers of the book and of pictures are not among them.
_NETWORKS = {
    "_socket", "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
_DRIVER = """
import json, sys
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.", "imaplib.", "webbrowser.")):
        raise AssertionError(f"{event} {arguments}")
sys.addaudithook(refuse)
from relkeeper.__main__ import main
for words in json.load(sys.stdin):
    sys.argv = ["relkeeper", *words]
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, words
"""
_LINES = (
    "add Ada --email ada@example.org --every 2w --timezone Europe/Paris",
    "log ada https://example.org/tea --when yesterday",
    "import contacts.vcf",
    "search tea",
    "agenda",
    "suggest",
    "stats",
    "report --html people.html",
    "export json book.json",
    "export ics people.ics",
    "db check",
    "contact erase ada --yes --backups",
)


@pytest.mark.parametrize("page", PROMISES)
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    words = (ROOT / page).read_text(encoding="utf-8")
    assert named(words), f"{page} names no test"
    assert not missing(words)


def test_a_test_that_is_not_there_is_noticed() -> None:
    this = "tests/docs/test_security.py"
    assert not missing(
        f"`{this}`, `{this}::test_a_test_that_is_not_there_is_noticed`, `{this}::TestNothing::test_leaves`"
    )
    assert missing(f"`{this}::test_that` `tests/none.py` `{this}::TestNothing::test_that`") == [
        f"{this}::test_that",
        "tests/none.py",
        f"{this}::TestNothing::test_that",
    ]


class TestNothing:
    """Nothing of the book leaves the machine."""

    def test_leaves(self, home: Path) -> None:
        """Python tells its audit hooks of every socket (PEP 578)."""
        (home / "contacts.vcf").write_text(
            "BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sampleton\nURL:https://example.org\n"
            "PHOTO:https://example.org/grace.png\nEND:VCARD\n"
        )
        lines = json.dumps([line.split() for line in _LINES])
        subprocess.run([sys.executable, "-c", _DRIVER], input=lines, text=True, check=True, stdout=subprocess.DEVNULL)

    def test_could_leave(self) -> None:
        for file in Path(relkeeper.__file__).parent.rglob("*.py"):
            assert not _networks(file.read_text(encoding="utf-8")), file

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("import os, socket", {"socket"}),
            ("def f():\n    import ssl", {"ssl"}),
            ("from http.client import HTTPConnection", {"http"}),
            ("from urllib import parse, request", {"urllib.request"}),
            ("import json, urllib.request", {"urllib.request"}),
            ("import _socket", {"_socket"}),
            ("importlib.import_module('socket')", {"socket"}),
            ("from urllib.parse import quote\nimport socketless", set()),
        ],
    )
    def test_the_look_finds_one(self, source: str, found: set[str]) -> None:
        assert _networks(source) == found


def _networks(source: str) -> set[str]:
    """Modules of a network that a source imports, wherever and however it names them."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "import_module":
            named |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return {network for network in _NETWORKS for name in named if f"{name}.".startswith(f"{network}.")}


def test_a_passphrase_is_never_an_argument() -> None:
    for name in COMMANDS:
        for words in _parameters(build(name)):
            assert not {"passphrase", "password", "key"} & set(words.lower().strip("-").split("-")), f"{name} {words}"
    assert "--db" in _parameters(get_command(app))


def _parameters(command: Any) -> list[str]:
    """The names of all options and arguments of a command and those below it."""
    own = [word for each in command.params for word in (*each.opts, *each.secondary_opts)]
    return own + [word for below in getattr(command, "commands", {}).values() for word in _parameters(below)]


@pytest.mark.parametrize("value", ["x'); DROP TABLE contact; --", 'x" OR 1=1 --', "x%_?:id", "NEAR(x y) OR x*"])
def test_no_value_becomes_a_statement(run: Run, value: str) -> None:
    word = shlex.quote(value)
    run("add 'Grace Sampleton'")
    run(f"add {word} --tag {word} --org {word} --field a={word}")
    run(f"log '#2' {word} --outcome {word}")
    assert run(f"show {word} --json").json["organization"] == value
    assert [row["summary"] for row in run(f"timeline {word} --json").json] == [value]
    assert [row["name"] for row in run(f"list --tag {word} --json").json] == [value]
    assert {row["contact"]["id"] for row in run(f"search {shlex.quote(word)} --json").json} <= {2}
    assert len(run("list --json").json) == 2
