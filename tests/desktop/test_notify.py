"""Notifications, through a notifier that writes down what it was given."""

import json
import sys
from pathlib import Path

import pytest

from relkeeper.desktop import notify
from relkeeper.errors import RelkeeperError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no notifier of its own")

_NOTES = """#!{python}
import json, os, sys
json.dump([sys.argv[1:], sys.stdin.read(), dict(os.environ)], open({said!r}, "w"))
"""


def notifier(home: Path, monkeypatch: pytest.MonkeyPatch, script: str, name: str = "notify-send") -> Path:
    """A program of that name, first on the PATH; returns where it writes what it was given."""
    (home / "bin").mkdir()
    program, said = home / "bin" / name, home / "said.json"
    program.write_text(script.format(python=sys.executable, said=str(said)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(home / "bin"))
    return said


@pytest.fixture(autouse=True)
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


def test_title_and_body_are_arguments(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = notifier(home, monkeypatch, _NOTES)
    notify.send("--help", "样张三: 5 days late")
    words, _, environ = json.loads(said.read_text())
    assert words == ["--app-name=relkeeper", "--", "--help", "样张三: 5 days late"]
    assert environ["LC_ALL"] == "C.UTF-8"


def test_nothing_in_the_words_acts_on_the_desktop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = notifier(home, monkeypatch, _NOTES)
    notify.send("Ada\x1b[2J", "<b>R&D</b> C:\\new \x07")
    words, _, _ = json.loads(said.read_text())
    assert words[-2:] == ["Ada\\x1b[2J", "&lt;b&gt;R&amp;D&lt;/b&gt; C:\\\\new \\\\x07"]


def test_long_words_are_cut_short_of_what_an_argument_may_be(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = notifier(home, monkeypatch, _NOTES)
    notify.send("Today", "样" * 200_000)
    words, _, _ = json.loads(said.read_text())
    assert words[-1].startswith("样样")


def test_on_a_mac_the_words_are_arguments_of_a_script_that_does_not_change(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    said = notifier(home, monkeypatch, _NOTES, "osascript")
    notify.send('" & (do shell script "id")', "-e 样张三")
    words, script, _ = json.loads(said.read_text())
    assert words == ["-", '" & (do shell script "id")', "-e 样张三"]
    assert "item 2 of argv" in script
    assert "id" not in script


@pytest.mark.parametrize(
    ("platform", "needed"), [("linux", "notify-send.*libnotify-bin"), ("darwin", "osascript")], ids=str
)
def test_without_a_notifier_the_sentence_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str, needed: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(RelkeeperError, match=needed):
        notify.send("Today", "one thing")


def test_a_notifier_that_reaches_no_desktop_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notifier(home, monkeypatch, "#!/bin/sh\necho 'no bus here' >&2\nexit 3\n")
    with pytest.raises(RelkeeperError, match=r"no desktop took the notification: .*no bus here"):
        notify.send("Today", "one thing")


def test_a_notifier_that_does_not_end_is_not_waited_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notifier(home, monkeypatch, "#!/bin/sh\nexec /bin/sleep 20\n")
    monkeypatch.setattr(notify, "_SECONDS", 0.2)
    with pytest.raises(RelkeeperError, match="did not end"):
        notify.send("Today", "one thing")


def test_a_notifier_that_cannot_be_started_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notifier(home, monkeypatch, "#!/nowhere/at/all\n")
    with pytest.raises(RelkeeperError, match="could not be shown"):
        notify.send("Today", "one thing")
