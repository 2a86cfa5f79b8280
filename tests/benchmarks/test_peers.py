"""What relkeeper is measured beside, without running any of it."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.measure import Command
from benchmarks.peers.all import PEERS
from benchmarks.peers.book import ENTRIES, card, contacts
from benchmarks.peers.environments import Environment, prepared
from benchmarks.peers.measuring import BARE, Cost, in_turns
from benchmarks.peers.narad import NARAD
from benchmarks.peers.peer import GRACE, TASKS, Home, Peer
from benchmarks.peers.running import written
from benchmarks.peers.table import Found, page

TODAY = date(2026, 11, 21)
HERE = Environment(Path("/nowhere/bin"), version="1.0")


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_for_each_task_there_is_a_command_or_a_reason(peer: Peer) -> None:
    assert list(peer.lines) == list(TASKS)
    for line in peer.lines.values():
        assert line.argv or line.nearest
        assert not line.argv or line.argv[0] == peer.program


def test_the_book_is_the_same_each_time_and_lies_in_the_past() -> None:
    book = list(contacts(40, TODAY))
    assert book == list(contacts(40, TODAY))
    assert book[:10] == list(contacts(10, TODAY))
    assert [each.number for each in book if "ada" in each.name.casefold()] == [1]
    for each in book:
        times = [entry.at for entry in each.entries]
        assert len(set(times)) == ENTRIES
        assert times == sorted(times)
        assert times[-1].date() < TODAY


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 22), date(2026, 12, 28)])
def test_grace_is_overdue_and_has_a_birthday_in_a_week(today: date) -> None:
    _, grace = contacts(2, today)
    assert grace.name == GRACE
    days = [entry.at.date() for entry in grace.entries]
    assert days == sorted(days)
    assert days[-1] == today - timedelta(days=200)
    assert grace.cadence < 91
    later = today + timedelta(days=7)
    assert (grace.birthday.month, grace.birthday.day) == (later.month, later.day)


def test_what_cannot_be_had_is_not_looked_for(tmp_path: Path) -> None:
    assert "2026" in prepared(NARAD, tmp_path / "environments").missing
    assert not (tmp_path / "environments").exists()


def test_a_program_of_an_index_is_the_one_that_is_described() -> None:
    assert all(peer.series.startswith("==") for peer in PEERS.values() if peer.source == "PyPI" and peer is not NARAD)


def test_a_book_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    home = tmp_path / "homes" / "khard"
    assert written(home, "khard", 1_000_000, HERE, 1) == "time"
    assert not list(home.parent.iterdir())
    assert not written(home, "khard", 2, HERE, 60)
    assert len(list((home / "book" / "contacts").iterdir())) == 2


def test_what_takes_much_cpu_runs_once_more_and_what_takes_long_as_often_as_all(tmp_path: Path) -> None:
    busy, idle = "while time.process_time() < 0.4: pass", "time.sleep(0.5)"
    programs = {
        name: f"import time; open({str(tmp_path / name)!r}, 'a').write('x')\n{what}"
        for name, what in (("busy", busy), ("idle", idle))
    }
    commands = {
        name: Command(name, lambda _, code=code: (sys.executable, "-c", code), {"HOME": str(tmp_path)})
        for name, code in programs.items()
    }
    found = in_turns(commands, 2, slow=0.3)
    assert [(tmp_path / name).read_text(encoding="ascii") for name in ("busy", "idle")] == ["xx", "xxx"]
    assert [cost.runs for cost in found.values() if isinstance(cost, Cost)] == [1, 2]


def test_a_card_keeps_a_comma_in_its_note() -> None:
    (ada,) = contacts(1, TODAY)
    assert "\r\nNOTE:lunch\\, then tea\r\n" in card(ada._replace(note="lunch, then tea"))


def test_a_home_shows_nothing_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_DB", "/home/ada/own.db")
    environ = Home(tmp_path, tmp_path / "bin").environ
    assert "RELKEEPER_DB" not in environ
    places = [value for name, value in environ.items() if name == "HOME" or name.startswith("XDG_")]
    assert len(places) == 5
    assert all(Path(place).is_relative_to(tmp_path) for place in places)


def test_the_page_tells_costs_limits_and_what_cannot_be_had() -> None:
    costs = {
        task: {
            BARE: Cost(0.02, 0.03, 24_000_000, 24_000_000, 3),
            "relkeeper": Cost(0.2, 0.3, 26_000_000, 24_000_000, 3),
        }
        for task in TASKS
    }
    costs["list"]["khard"] = "output"
    costs["log"]["khard"] = "book: time"
    costs["search"]["khard"] = Cost(12, 13, 30_000_000, 24_000_000, 1)
    costs["overdue"]["khard"] = Cost(0.1, 0.3, 9_000_000, 24_000_000, 3)
    there = {"relkeeper": HERE, "khard": HERE, "narad": Environment(HERE.programs, missing="no such distribution")}
    lines = list(page(Found(there, {1_000: costs}, {1_000: {"relkeeper": 2_000_000}}, 3, "limits")))
    assert "| list | relkeeper | 200 | 300 | 26 |" in lines
    assert "| list | khard | output | output | output |" in lines
    assert "| log | khard | book: time | book: time | book: time |" in lines
    assert "| search | khard | 12,000 (1 run) | 13,000 | 30 |" in lines
    assert "| overdue | khard | ~ 100 | 300 | < 24 |" in lines
    assert "| import | khard | - | - | - |" in lines
    assert "- overdue, 1,000 people: ~ khard 2.0 x" in lines
    assert "| narad (PyPI) | no such distribution | unknown | unknown | - |" in lines
    assert not any("| list | narad" in line for line in lines)
