"""Contacts that may be one person twice, as the user asks for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from relkeeper.book import Book
from relkeeper.drafts import ContactDraft, PointDraft
from tests.cli.test_start import modules
from tests.conftest import Run
from tests.terminals import terminal

# What compares names is loaded by this one command.
COMPARING = {"rapidfuzz", "relkeeper.rules.likeness", "relkeeper.reports.doubles"}


@pytest.fixture
def twice(once: Run) -> None:
    """Two who are one person, and one who is another."""
    once("add 'Ada Example' --phone '+1 212 555 0123'")
    once("add 'Grace Sampleton' --phone '+1 212 555 0145'")
    once("add 'A. Example' --phone '+1 (212) 555-0123' --yes")


@pytest.mark.usefixtures("twice")
class TestOnePair:
    def test_the_line_says_who_and_why(self, run: Run) -> None:
        result = run("contact duplicates")
        assert result.out == "84\t#1 Ada Example\t#3 A. Example\tsame phone; one name has initials of the other's\n"
        assert result.err == ""

    def test_json_has_every_key(self, run: Run) -> None:
        assert run("contact duplicates --json").json == [
            {
                "score": 84,
                "evidence": ["same phone", "one name has initials of the other's"],
                "against": [],
                "contacts": [
                    {"id": 1, "name": "Ada Example", "archived": False},
                    {"id": 3, "name": "A. Example", "archived": False},
                ],
            }
        ]

    def test_archived_ones_are_looked_at_and_marked(self, run: Run) -> None:
        run("contact archive '#3'")
        assert "#3 A. Example (archived)" in run("contact duplicates").out

    def test_a_pair_that_is_called_distinct_is_left_out(self, run: Run) -> None:
        run("contact distinct '#3' '#1'")
        assert run("contact duplicates").out == ""

    def test_people_who_are_related_are_two(self, run: Run) -> None:
        run("contact relate '#1' spouse '#3'")
        assert run("contact duplicates").out == ""

    def test_a_number_that_three_have_makes_nobody_one(self, run: Run) -> None:
        run("add 'Ada Muster' --phone '+1 212 555 0123' --yes")
        rows = run("contact duplicates").out.splitlines()
        assert [row.split("\t")[1:3] for row in rows] == [["#1 Ada Example", "#3 A. Example"]]
        assert "an office's phone or e-mail in common" in rows[0]

    def test_a_person_is_told_what_to_do(self) -> None:
        shown = terminal("contact", "duplicates", columns=100).text
        assert "#1 Ada Example" in shown
        assert "relkeeper contact merge '#1' '#3'" in shown
        assert "relkeeper contact distinct '#1' '#3'" in shown


def test_best_first_from_a_score_on(run: Run) -> None:
    run("add 张樣本 --org 示例科技有限公司")
    run("add 张样本 --org 示例科技 --yes")
    run("add 'Zhang Yangben' --yes")
    scores = [row["score"] for row in run("contact duplicates --json").json]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
    assert [row["score"] for row in run("contact duplicates --limit 1 --json").json] == scores[:1]
    assert [row["score"] for row in run(f"contact duplicates --least {scores[0]} --json").json] == scores[:1]
    assert run("contact duplicates --least 100").out == ""


def test_below_what_is_likely_more_is_shown(run: Run) -> None:
    run("add 王伟 --phone '+86 138 0000 0001'")
    run("add 王伟 --phone '+86 138 0000 0002' --yes")
    assert run("contact duplicates").out == ""
    assert run("contact duplicates --least 20").out == "30\t#1 王伟\t#2 王伟\tsame name; but phone differs\n"


def test_an_alias_is_a_name(run: Run) -> None:
    run("add 'Ada Example' --alias 小艾 --handle wechat:ada_e")
    run("add 小艾 --handle wechat:ada_e --yes")
    assert "same wechat; same name" in run("contact duplicates").out


def test_nobody_twice(run: Run) -> None:
    result = run("contact duplicates")
    assert (result.out, result.err) == ("", "")
    run("add 'Ada Example'")
    assert run("contact duplicates --json").json == []
    assert "No two contacts look like one person." in terminal("contact", "duplicates").text


def test_a_score_is_from_0_to_100(run: Run) -> None:
    run("contact duplicates --least 101", code=2)


def test_only_this_command_loads_what_compares(run: Run) -> None:
    run("add 'Ada Example' --every 1w")
    run("add 'Ada Exmaple'")
    for words in (["overdue"], ["contact", "archive", "#1"]):
        assert not modules(*words) & COMPARING, words
    assert modules("contact", "duplicates") >= COMPARING


def test_what_compares_is_loaded_where_there_is_something_to_compare(run: Run) -> None:
    run("add 'Ada Example' --org 'Sample Ltd'")
    assert not modules("contact", "duplicates") & {"opencc", "rapidfuzz"}
    run("add 张樣本")
    assert "opencc" in modules("contact", "duplicates")


@pytest.fixture
def namesakes(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make so many who are called Ada Example, each with a number of their own; the first two have one employer."""
    monkeypatch.setenv("RELKEEPER_DB", str(home / "people.db"))

    def add(size: int) -> None:
        with Book(home / "people.db").writing("import") as write:
            for number in range(1, size + 1):
                points = (PointDraft("phone", f"+1 212 555 {number:04}"),)
                employer = "Sample Ltd" if number <= 2 else ""
                draft = ContactDraft("Ada Example", points=points, organization=employer)
                write.contacts.add(draft, namesake_ok=True)

    return add


def test_sixty_of_one_name_are_compared_each_with_each(run: Run, namesakes: Callable[[int], None]) -> None:
    namesakes(60)
    assert len(run("contact duplicates").out.splitlines()) == 60 * 59 // 2
    assert "These are 1,770 pairs; --limit 20 shows" in terminal("contact", "duplicates").text
    shown = terminal("contact", "duplicates", "--limit", "20", columns=100).text
    assert "There are 1,750 more, less likely than these" in shown
    assert "are called" not in shown


@pytest.mark.parametrize("size", [61, 200])
def test_a_crowd_of_namesakes_is_told(run: Run, namesakes: Callable[[int], None], size: int) -> None:
    namesakes(size)
    result = run("contact duplicates --json")
    assert [[one["id"] for one in row["contacts"]] for row in result.json] == [[1, 2]]
    assert result.err == ""
    shown = " ".join(terminal("contact", "duplicates", columns=100).text.split())
    assert f"{size} contacts are called Ada Example or nearly so: of them only those were compared" in shown
    assert "--limit" not in shown
