"""A sync that is killed while it writes files: nothing is lost, nothing is settled, and the next one mends it."""

import os
import signal
import sys
import time
from pathlib import Path

from relkeeper.cli import main
from tests.conftest import Run

_MANY = 60
_WAIT = 20


def test_a_kill_between_the_files_and_the_commit(run: Run, home: Path) -> None:
    folder = home / "phone"
    folder.mkdir()
    _import(run, home)
    run("sync vdir phone")
    before = _cards(folder)
    for name in ("00", "01"):
        run(f"edit 'Person {name}' --title Captain")
    for card in _files(folder, ("Person 01", "Person 02")):
        card.write_bytes(card.read_bytes().replace(b"END:", b"NICKNAME:Nick\r\nEND:"))
    new = home / "tablet"
    new.mkdir()
    _killed(f"sync vdir {new}", new)
    assert 0 < len(_cards(new)) < _MANY
    assert run("list --json").json[0]["title"] == "Captain"

    said = run("sync vdir tablet")
    assert said.err == ""
    assert len(_cards(new)) == _MANY == len(run("list --json").json)
    said = run("sync vdir phone")
    assert said.err == ""
    assert len(_cards(folder)) == len(before)
    run("sync vdir tablet")
    assert run("sync vdir phone").out == run("sync vdir tablet").out == ""
    shown = run("show 'Person 01' --json").json
    assert (shown["title"], shown["aliases"]) == ("Captain", ["Nick"])


def test_a_kill_while_both_sides_had_something_to_say(run: Run, home: Path) -> None:
    folder = home / "phone"
    folder.mkdir()
    _import(run, home)
    run("sync vdir phone")
    for card in folder.iterdir():
        card.write_bytes(card.read_bytes().replace(b"END:", b"NICKNAME:Nick\r\nEND:"))
    (home / "titled.vcf").write_text(_text("TITLE:Captain\n"))
    run("import titled.vcf")
    before = _cards(folder)
    _killed("sync vdir phone", folder)
    assert _cards(folder) != before

    said = run("sync vdir phone")
    assert said.err == ""
    people = [run(f"show '#{number}' --json").json for number in range(1, _MANY + 1)]
    assert {(person["title"], person["aliases"][0]) for person in people} == {("Captain", "Nick")}
    assert all(b"TITLE:Captain" in card and b"NICKNAME:Nick" in card for card in _cards(folder).values())
    assert run("sync vdir phone").out == ""


def _text(more: str = "") -> str:
    people = (f"FN:Person {number:02}\nEMAIL:p{number}@example.org\n{more}" for number in range(_MANY))
    return "".join(f"BEGIN:VCARD\nVERSION:3.0\n{person}END:VCARD\n" for person in people)


def _import(run: Run, home: Path) -> None:
    (home / "people.vcf").write_text(_text())
    run("import people.vcf")


def _cards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.vcf")}


def _files(folder: Path, names: tuple[str, ...]) -> list[Path]:
    return [path for path in folder.iterdir() if any(f"FN:{name}\r".encode() in path.read_bytes() for name in names)]


def _killed(line: str, folder: Path) -> None:
    """Run a sync in a child that is killed as soon as it has written something; it must not have ended by then."""
    before = _stamps(folder)
    child = os.fork()
    if not child:
        sys.argv = ["relkeeper", *line.split()]
        try:
            main()
        finally:
            os._exit(0)
    deadline = time.monotonic() + _WAIT
    while _stamps(folder) == before and time.monotonic() < deadline:
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def _stamps(folder: Path) -> set[tuple[str, int]]:
    return {(entry.name, entry.stat().st_ino) for entry in os.scandir(folder) if not entry.name.startswith(".")}
