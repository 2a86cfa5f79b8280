"""contact tidy: proposals, and what becomes of them."""

from io import StringIO

import pytest

from relkeeper.cli import ask
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_PHONE_REGION", "DE")
    once("add 'ADA EXAMPLE' --phone 'work:030 123456' --url ada@example.org --alias 'ada example' --timezone berlin")
    once("add '样张三' --phone '+86 138 0000 0012' --timezone shanghai")
    once("add 'Grace Sampleton' --phone '030 654321' --timezone berlin")


def proposed(run: Run, words: str = "") -> list[tuple[int, str, str, str]]:
    rows = run(f"contact tidy {words} --json").json
    return [(row["contact"]["id"], row["field"], row["before"], row["after"]) for row in rows]


ADA = [
    (1, "name", "ADA EXAMPLE", "Ada Example"),
    (1, "given name and family name", " | ", "Ada | Example"),
    (1, "alias", "ada example", ""),
    (1, "phone (work)", "030 123456", "+49 30 123456"),
    (1, "url", "ada@example.org", "email: ada@example.org"),
]
GRACE = [(3, "phone", "030 654321", "+49 30 654321")]


@pytest.mark.parametrize("words", ["", "--dry-run", "--dry-run --yes"])
def test_proposals_change_nothing(run: Run, words: str) -> None:
    before = run("export json").out
    assert proposed(run, words) == [*ADA, *GRACE]
    said = run(f"contact tidy {words}").out
    assert "ADA EXAMPLE" in said
    assert "Ada Example" in said
    assert "in international form" in said
    assert run("export json").out == before


def test_a_pipe_hears_that_nothing_was_changed(run: Run) -> None:
    said = "nothing was changed. To make it so: relkeeper contact tidy --yes"
    assert said in run("contact tidy").err
    assert said in run("contact tidy --json").err
    assert run("contact tidy --dry-run").err == ""
    assert run("contact tidy --yes").err == ""
    assert run("contact tidy").err == ""


def test_phones_without_a_country_are_counted_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "country" not in run("contact tidy --dry-run").err
    monkeypatch.setenv("RELKEEPER_PHONE_REGION", "")
    run("add 'Eve Sampleton' --phone '030 111222' --phone '030 333444'")
    said = run("contact tidy --dry-run").err
    assert said.count("config set phone_region") == 1
    assert "2 phones have no country code: relkeeper config set phone_region COUNTRY" in said
    assert run("contact tidy 样张三 --dry-run").err == ""
    run("add 'Bea Example' --phone '138 0000 0013' --phone 110")
    assert "a phone has no country code: relkeeper config set phone_region CN\n" in run("contact tidy bea").err


def test_on_a_yes_they_are_made_so_and_undone_as_one(run: Run) -> None:
    before = run("show '#1' --json").json, run("show '#3' --json").json
    assert run("contact tidy --yes").out == "Made 6 changes to 2 contacts. To take that back: relkeeper undo\n"
    ada = run("show '#1' --json").json
    assert (ada["name"], ada["given_name"], ada["family_name"], ada["aliases"]) == ("Ada Example", "Ada", "Example", [])
    assert [(p["kind"], p["label"], p["value"], p["normalized"]) for p in ada["contact_points"]] == [
        ("phone", "work", "+49 30 123456", "+4930123456"),
        ("email", "", "ada@example.org", "ada@example.org"),
    ]
    assert proposed(run) == []
    assert run("contact tidy").out == ""
    run("undo")
    assert (run("show '#1' --json").json, run("show '#3' --json").json) == before


def test_only_who_is_named_is_looked_at(run: Run) -> None:
    assert proposed(run, "grace 样张三") == GRACE
    made = run("contact tidy grace grace --yes --json").json
    assert made == [
        {
            "contact": {"id": 3, "name": "Grace Sampleton"},
            "field": "phone",
            "before": "030 654321",
            "after": "+49 30 654321",
            "reason": "in international form",
            "applied": True,
        }
    ]
    assert proposed(run) == ADA
    run("contact tidy nobody", code=3)


def test_nothing_is_proposed_where_there_is_no_book(run: Run) -> None:
    assert run("--db none.db contact tidy --json").json == []


def test_each_is_refused_where_nothing_is_asked(run: Run) -> None:
    assert "--each" in run("contact tidy --each --yes", code=2).err
    # Nobody is there to be asked.
    assert "Ada Example" in run("contact tidy --each").out
    assert proposed(run) == [*ADA, *GRACE]


@pytest.mark.parametrize(("answer", "left"), [("y", []), ("n", [*ADA, *GRACE]), ("", [*ADA, *GRACE])])
def test_a_terminal_asks_once_for_all(run: Run, answer: str, left: list[object]) -> None:
    screen = terminal("contact", "tidy", typed=f"{answer}\n", columns=120)
    assert screen.code == 0
    assert "Make 6 changes to 2 contacts?" in screen.text
    assert ("Nothing was changed" in screen.text) is bool(left)
    assert proposed(run) == left


def test_a_terminal_asks_about_each(run: Run) -> None:
    screen = terminal("contact", "tidy", "--each", typed="y\nn\ny\nn\nn\ny")
    assert "'ada example' goes (the contact is called so already)?" in " ".join(screen.text.split())
    assert "Made 3 changes to 2 contacts." in screen.text
    assert proposed(run) == [ADA[1], *ADA[3:]]


@pytest.mark.parametrize(
    ("typed", "made", "left"),
    [
        ("n\na", "Made 5 changes", [ADA[0]]),
        ("y\nq", "Made one change", [*ADA[1:], *GRACE]),
        ("q", "Nothing was changed", [*ADA, *GRACE]),
        ("?\nhm\na", "Made 6 changes", []),
    ],
)
def test_one_answer_may_be_for_all_that_follow(run: Run, typed: str, made: str, left: list[object]) -> None:
    screen = terminal("contact", "tidy", "--each", typed=typed, columns=120)
    assert screen.text.count("a: yes to this and all that follow") == 1 + typed.count("?") + typed.count("hm")
    assert made in screen.text
    assert proposed(run) == left


class Interrupted(StringIO):
    """Somebody who answers with Ctrl-C."""

    def readline(self, size: int | None = -1, /) -> str:
        raise KeyboardInterrupt


def test_what_the_shell_says_after_an_interrupt_has_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        ask.line("Make it so? ")
    assert capsys.readouterr().err == "Make it so? \n"


def test_the_time_zone_of_a_phone_is_proposed_and_taken(run: Run) -> None:
    run("contact tidy --yes")
    run("edit '#2' --timezone none")
    run("add 'Eve Sampleton' --phone '+44 20 7946 0123'")
    run("add 'Lou Example' --phone '+44 20 7946 0123' --phone '+33 1 42 68 53 00'")
    run("add 'Max Example' --phone '+233 30 212 3456'")  # Ghana, whose clocks are those of UTC
    assert proposed(run) == [(4, "timezone", "", "Europe/London"), (2, "timezone", "", "Asia/Shanghai")]
    assert "the phone is there" in run("contact tidy").out
    run("contact tidy --yes")
    assert run("show '#4' --json").json["timezone"] == "Europe/London"
    assert proposed(run) == []


def test_only_a_person_is_told_of_the_zone_of_a_new_phone(run: Run) -> None:
    assert run("add 'Eve Sampleton' --phone '+44 20 7946 0123'").err == ""
    said = terminal("edit", "#4", "--phone", "+44 20 7946 0124").text
    assert "relkeeper edit '#4' --timezone Europe/London" in said
    assert "--timezone" not in terminal("edit", "#4", "--timezone", "paris", "--phone", "+44 20 7946 0125").text
