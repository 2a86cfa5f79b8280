"""Classes A to F: who matters, who drifts, and why."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from relkeeper.book import Book
from relkeeper.drafts import InteractionDraft
from relkeeper.rules import segmenting
from relkeeper.rules.dates import Moment
from tests.conftest import NOW, Run
from tests.talks import rhythm, talked
from tests.terminals import terminal

LONG_AGO = "2026-09-01T10:00:00+00:00"
DOC = Path(__file__).parents[2] / "docs" / "segment.md"


@pytest.fixture
def added(run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Adds contacts in the last quarter."""

    def add(*names: str) -> None:
        monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
        for name in names:
            run(f"add '{name}'")
        monkeypatch.setenv("RELKEEPER_NOW", NOW)

    return add


def rows(run: Run, words: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(f"segment {words} --json").json["rows"]
    return found


def classes(run: Run, words: str = "") -> list[tuple[str, str]]:
    return [(row["name"], row["class"]) for row in rows(run, words)]


def test_the_example_of_the_document_is_what_the_program_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = DOC.read_text(encoding="utf-8")
    (typed,) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    (said,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
    for line in typed.splitlines():
        run(line.removeprefix("relkeeper "))
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    assert rows(run) == [{"id": 1} | json.loads(said)]


def test_the_constants_of_the_document_are_those_of_the_program() -> None:
    said = re.findall(r"^\| `([A-Z_]+)` \| ([0-9A-F, ]+) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    known = {
        name: value if isinstance(value, tuple) else (value,)
        for name, value in vars(segmenting).items()
        if name.isupper() and not name.startswith("_") and name not in {"CLASSES", "OUTSIDE", "POINTS", "CROWDED"}
    }
    assert {name: tuple(values.split(", ")) for name, values in said} == {
        name: tuple(map(str, values)) for name, values in known.items()
    }


def test_classes_come_with_their_counts_and_the_rule(run: Run, added: Any) -> None:
    added("Ada Example", "Grace Sampleton", "样张三")
    rhythm(1, 14, 3, times=26, channel="meeting", outcome="she sends seeds", duration_minutes=60)
    talked(2, 100)
    found = run("segment --json").json
    assert [(row["name"], row["class"]) for row in found["rows"]] == [
        ("Ada Example", "A"), ("Grace Sampleton", "E"), ("样张三", "F")
    ]  # fmt: skip
    assert found["counts"] == {"A": 1, "B": 0, "C": 0, "D": 0, "E": 1, "F": 1}
    assert (found["since"], found["as_of_before"], found["window_days"]) == ("2025-11-22", "2026-09-30", 365)
    assert found["rule"].splitlines()[-1].startswith("class: recency + frequency + depth; A from 13, B from 11")
    assert found["rows"][0]["scores"] == {"recency": 5, "frequency": 5, "depth": 5}


def test_text_has_a_line_for_each_and_the_rule_below(run: Run, added: Any) -> None:
    added("Ada Example")
    talked(1, 3)
    said = run("segment").out
    assert (
        "\n  D\tAda Example\t3 days ago\t1\t1\t5+1+1=7\trose from F to D: last contact 3 days ago instead of none"
        in said
    )
    assert "today: A 0, B 0, C 0, D 1, E 0, F 0\n" in said
    assert said.endswith("F after 365 days without contact\n")


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ({"channel": "message"}, 1),
        ({"channel": "letter"}, 2),
        ({"channel": "call"}, 3),
        ({"channel": "meeting"}, 4),
        ({"channel": "call", "duration_minutes": 29}, 3),
        ({"channel": "call", "duration_minutes": 30}, 4),
        ({"channel": "call", "duration_minutes": 90}, 5),
        ({"channel": "message", "outcome": "she sends seeds"}, 2),
        ({"channel": "message", "body": "x" * 399}, 1),
        ({"channel": "message", "body": "字" * 134}, 2),
        ({"channel": "meeting", "outcome": "yes", "duration_minutes": 120, "body": "x" * 400}, 8),
        ({"channel": "meeting", "outcome": "yes", "private": True}, 1),
    ],
)
def test_how_much_an_entry_means(run: Run, said: dict[str, Any], points: int) -> None:
    run("add 'Ada Example'")
    talked(1, 3, **said)
    assert rows(run)[0]["depth"] == points


@pytest.mark.parametrize(("people", "points"), [(4, 4), (5, 2)])
def test_a_meeting_of_many_means_less(run: Run, people: int, points: int) -> None:
    for number in range(people):
        run(f"add 'Sample{number} Example'")
    with Book().writing("log") as write:
        moment = Moment(Book().now, "day")
        write.interactions.add(InteractionDraft(moment, "a party", channel="meeting"), range(1, people + 1))
    assert {row["depth"] for row in rows(run)} == {points}


def test_only_the_deepest_four_count_and_a_day_counts_once(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 1, 1, 1, 2, 2, channel="call")
    talked(1, 2, channel="meeting")
    (row,) = rows(run)
    assert (row["days_in_window"], row["depth"]) == (2, 13)


def test_the_window_has_its_first_day_and_not_the_one_before(run: Run) -> None:
    for name in ("Ada Example", "Grace Sampleton"):
        run(f"add '{name}'")
    talked(1, 364)
    talked(2, 365)
    assert [(row["class"], row["days_in_window"], row["recency_days"]) for row in rows(run)] == [
        ("E", 1, 364), ("F", 0, 365)
    ]  # fmt: skip
    assert [row["class"] for row in rows(run, "--window 2y")] == ["E", "E"]
    assert [row["days_in_window"] for row in rows(run, "--window 30d")] == [0, 0]


def test_what_lies_after_today_does_not_count_yet(run: Run, added: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    added("Ada Example", "Grace Sampleton", "样张三")
    talked(1, 100, channel="call")  # 13 August
    talked(1, 5, 6, channel="meeting")
    talked(2, 5, channel="meeting")
    talked(3, 30, channel="call")  # 22 October
    monkeypatch.setenv("RELKEEPER_NOW", "2026-10-22T10:00:00+00:00")
    assert [(row["name"], row["days_in_window"], row["depth"], row["last_contact_on"]) for row in rows(run)] == [
        ("样张三", 1, 3, "2026-10-22"), ("Ada Example", 1, 3, "2026-08-13"), ("Grace Sampleton", 0, 0, None)
    ]  # fmt: skip
    assert [row["movement"] for row in rows(run)] == ["rose from F to D", "", ""]
    assert [row["name"] for row in run("list --class F --json").json] == ["Grace Sampleton"]


def test_windows_that_do_not_touch_are_kept_apart(run: Run, added: Any) -> None:
    added("Ada Example")
    talked(1, 40, channel="meeting")  # behind the quarter, before the window
    talked(1, 5, 5, 5, channel="meeting")
    talked(1, 55, channel="letter")  # 27 September
    (row,) = rows(run, "--window 30d")
    assert (row["days_in_window"], row["depth"], row["was"]) == (1, 12, "C")
    assert (row["class"], row["changed"]) == ("B", ["depth 12 instead of 2"])


def test_who_fell_and_who_rose_is_told_with_what_changed(run: Run, added: Any) -> None:
    added("Ada Example", "Grace Sampleton", "Eve Example", "样张三")
    rhythm(1, 30, 140, channel="meeting", outcome="yes")
    rhythm(2, 4, 1, times=12, channel="meeting", outcome="yes")
    rhythm(3, 14, 1, times=26, channel="meeting", outcome="yes", duration_minutes=60)
    moved = rows(run, "--moved")
    assert [(row["name"], row["movement"]) for row in moved] == [
        ("Ada Example", "fell from B to C"),
        ("Grace Sampleton", "rose from F to A"),
    ]
    assert moved[0]["changed"] == ["last contact 140 days ago instead of 88"]
    assert moved[1]["changed"] == [
        "last contact 1 day ago instead of none in the window",
        "12 days of contact in the window instead of 0",
        "depth 20 instead of 0",
    ]
    assert {row["name"]: row["movement"] for row in rows(run)}["Eve Example"] == ""


def test_who_fell_the_most_from_the_highest_comes_first(run: Run, added: Any) -> None:
    added("Ada Example", "Grace Sampleton", "Eve Example")
    talked(1, 80)  # D, then E
    rhythm(2, 14, 120, times=15, channel="meeting", outcome="yes", duration_minutes=60)
    talked(3, 360 + 52 - 1, channel="call")  # in the window of the quarter alone
    assert [row["movement"] for row in rows(run, "--moved")] == [
        "fell from A to B", "fell from D to E", "fell from E to F"
    ]  # fmt: skip


def test_who_was_added_since_is_new_and_did_not_move(run: Run) -> None:
    run("add 'Ada Example'")
    run("add 'Grace Sampleton'")
    talked(1, 10)
    talked(2, 100)  # brought in with what was said before
    (ada, grace) = sorted(rows(run), key=lambda row: row["id"])
    assert (ada["was"], ada["movement"], ada["changed"]) == (None, "new", [])
    assert (grace["was"], grace["movement"]) == ("E", "")
    assert rows(run, "--moved") == []


def test_who_was_close_and_is_silent_is_in_no_better_class_than_c(run: Run, added: Any) -> None:
    added("Ada Example", "Grace Sampleton")
    rhythm(1, 7, 200, times=20, channel="meeting", outcome="yes", duration_minutes=60)
    rhythm(2, 7, 150, times=20, channel="meeting", outcome="yes", duration_minutes=60)
    assert [(row["name"], row["class"], row["total"]) for row in rows(run)] == [
        ("Grace Sampleton", "B", 12), ("Ada Example", "C", 11)
    ]  # fmt: skip


def test_a_class_depends_on_nobody_else(run: Run) -> None:
    run("add 'Ada Example'")
    rhythm(1, 30, 10, channel="call")
    (alone,) = rows(run)
    for number in range(2, 7):
        run(f"add 'Sample{number} Example'")
        rhythm(number, number, 1, times=20, channel="meeting")
    assert alone in rows(run)


@pytest.mark.parametrize(
    "command", ["contact archive ada", "contact consent ada --no-automation", "config set me_contact 'Ada Example'"]
)
def test_who_is_to_be_left_alone_has_no_class(run: Run, command: str) -> None:
    run("add 'Ada Example'")
    run("add 'Grace Sampleton'")
    talked(1, 1)
    run(command)
    assert classes(run) == [("Grace Sampleton", "F")]
    assert run("list --class D --json").json == []


def test_a_note_is_no_contact(run: Run) -> None:
    run("add 'Ada Example'")
    run("note ada --kind likes jazz")
    assert classes(run) == [("Ada Example", "F")]


def test_classes_are_chosen_and_the_first_are_shown(run: Run) -> None:
    for name in ("Ada Example", "Grace Sampleton", "样张三"):
        run(f"add '{name}'")
    talked(2, 1)
    assert classes(run, "--class d --class F") == [("Grace Sampleton", "D"), ("Ada Example", "F"), ("样张三", "F")]
    assert classes(run, "--class ｄ") == [("Grace Sampleton", "D")]
    assert "the first 1 of 2 (--limit shows more)" in run("segment --class F --limit 1").out
    assert classes(run, "--class d,F") == classes(run, "--class D、f --class F") == classes(run)
    assert "is no span of time; 3m, 1y" in run("segment --window soon", code=2).err


def test_a_class_is_written_alike_in_options_and_queries(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 1)
    assert [row["name"] for row in run("list --class B,d --json").json] == ["Ada Example"]
    assert [row["contact"]["name"] for row in run("search class:B,ｄ kind:contact --json").json] == ["Ada Example"]
    for line in ("list --class G", "list --class A,G", "search class:G"):
        assert "there is no class 'G'; known are A, B, C, D, E, F" in run(line, code=2).err, line


def test_every_command_that_knows_tags_knows_classes(run: Run, home: Path) -> None:
    for name in ("Ada Example", "Grace Sampleton"):
        run(f"add '{name}' --every 1w --birthday 1990-11-24")
    talked(1, 20)
    talked(2, 200)
    for command in ("list", "overdue", "suggest"):
        assert [row["name"] for row in run(f"{command} --class D --json").json] == ["Ada Example"]
        assert run(f"{command} --class A --json").json == []
    assert [row["participants"][0]["name"] for row in run("timeline --class E --json").json] == ["Grace Sampleton"]
    for kind in ("csv", "vcard", "json", "ics"):
        said = run(f"export {kind} --class D").out
        assert ("Ada Example" in said, "Grace Sampleton" in said) == (True, False), kind
    assert run("export json --class D --no-attachments --reveal --everyone").json["complete"] is False
    assert "no contact is in class A or B" in run("export csv --class A --class B").err
    assert run("export csv --class D --who grace").out.count("\n") == 1


def test_what_is_due_is_asked_of_a_class(run: Run) -> None:
    for name in ("Ada Example", "Grace Sampleton"):
        run(f"add '{name}' --every 1w --birthday 1990-11-21")
    run("follow-up add grace seeds --due today")
    talked(1, 20)
    talked(2, 200)
    for command in ("agenda --days 3", "remind --lead 3d"):
        assert {row["contact"]["name"] for row in run(f"{command} --json").json} == {"Ada Example", "Grace Sampleton"}
        shown = run(f"{command} --class A,E --json").json
        assert {row["contact"]["name"] for row in shown} == {"Grace Sampleton"}
        assert {row["what"] for row in shown} == {"occasion", "follow-up", "overdue"}
        assert run(f"{command} --class A").out == ""
    assert run("remind --class A --exit-code").code == 0


def test_tab_offers_the_letters(run: Run) -> None:
    run("add 'Ada Example'")
    for typed, offered in (("", "A B C D E F"), ("b", "b"), ("A,", "A,A A,B A,C A,D A,E A,F"), ("z", "")):
        line = {"COMP_WORDS": f"relkeeper\nlist\n--class\n{typed}", "COMP_CWORD": "3"}
        assert terminal(_RELKEEPER_COMPLETE="complete_bash", **line).text.split() == offered.split()


def test_a_class_and_a_limit_are_applied_in_this_order(run: Run) -> None:
    for name in ("Ada Example", "Grace Sampleton", "样张三"):
        run(f"add '{name}'")
    talked(2, 1)
    assert [row["name"] for row in run("list --class D --limit 1 --json").json] == ["Grace Sampleton"]


def test_the_text_fits_a_terminal_with_chinese_names(run: Run, added: Any) -> None:
    added("Ada Example", "欧阳样张三" * 4, "Grace Sampleton")
    rhythm(1, 30, 140, channel="meeting", outcome="yes")
    rhythm(2, 4, 1, times=12, channel="meeting", outcome="yes")
    shown = terminal("segment")
    assert shown.code == 0
    assert "\x1b[1;32mA" in shown.raw
    assert "fell from B to C" in " ".join(shown.text.split())
    assert all(len(line) + sum(char > "\u2e7f" for char in line) <= 80 for line in shown.lines)


def test_where_there_is_nobody_it_says_so(run: Run) -> None:
    assert "begin with: relkeeper add NAME" in run("segment", code=3).err
    run("add 'Ada Example'")
    assert classes(run) == [("Ada Example", "F")]
    assert terminal("segment", "--class", "A").text.endswith("\nNobody is in class A.\n")
    assert terminal("segment", "--class", "A,B", "--moved").text.endswith(
        "\nNobody in class A or B moved since the last quarter.\n"
    )
    assert terminal("segment", "--moved").text.endswith("\nNobody moved since the last quarter.\n")
    for line in ("segment --class A", "segment --moved"):
        said = run(line).out
        assert said.startswith("Classes by contact from 22 Nov 2025 to 21 Nov\n"), line
        assert "today: A 0, B 0, C 0, D 0, E 0, F 1\n" in said
        assert "Contacts" not in said
        assert said.endswith("F after 365 days without contact\n")
    run("contact archive ada")
    assert "there is no active contact" in terminal("segment").text
