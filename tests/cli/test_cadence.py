"""Cadences from history: proposed, and set on a yes."""

from typing import Any

import pytest

from tests.conftest import Run
from tests.talks import rhythm, talked
from tests.terminals import terminal


def proposed(run: Run, words: str = "") -> list[tuple[str, int]]:
    return [(row["contact"]["name"], row["proposed_days"]) for row in run(f"cadence propose {words} --json").json]


def cadences(run: Run) -> list[int | None]:
    return [row["cadence_days"] for row in run("list --json").json]


@pytest.fixture
def people(once: Run) -> None:
    once("add 'Ada Example'")
    once("add 'Bea Example' --every 2w")
    once("add 'Eve Example' --every 6m")
    for number, every in ((1, 9), (2, 13), (3, 30)):
        rhythm(number, every, silent=3)


@pytest.mark.usefixtures("people")
def test_proposals_have_their_evidence_and_set_nothing(run: Run) -> None:
    result = run("cadence propose")
    assert result.out == "Ada Example (#1)\tevery week\tevery 9 days by 6 days of contact\t18 Nov, 3 days ago\tnone\n"
    assert result.err == ""
    assert cadences(run) == [None, 14, 183]


@pytest.mark.usefixtures("people")
def test_json_has_every_key(run: Run) -> None:
    (row,) = run("cadence propose --json").json
    expected: dict[str, Any] = {
        "contact": {"id": 1, "name": "Ada Example"},
        "proposed_days": 7,
        "usual_days": 9.0,
        "days_of_contact": 6,
        "last_contact_on": "2026-11-18",
        "cadence_days": None,
        "cadence_from": None,
        "cadence_tag": None,
        "applied": False,
    }
    assert row == expected


@pytest.mark.usefixtures("people")
def test_all_has_those_too_who_have_much_another_cadence(run: Run) -> None:
    assert proposed(run, "--all") == [("Ada Example", 7), ("Eve Example", 30)]
    assert "every 6 months" in run("cadence propose --all").out


@pytest.mark.usefixtures("people")
def test_they_are_set_as_one_operation_and_taken_back_as_one(run: Run) -> None:
    assert run("cadence propose --all --set --yes").out == "Set 2 cadences. To take that back: relkeeper undo\n"
    assert cadences(run) == [7, 14, 30]
    assert run("cadence propose --all --set --yes").out == ""
    run("undo")
    assert cadences(run) == [None, 14, 183]


@pytest.mark.usefixtures("people")
def test_json_says_what_was_set(run: Run) -> None:
    (row,) = run("cadence propose ada --set --yes --json").json
    assert (row["proposed_days"], row["applied"]) == (7, True)
    assert cadences(run) == [7, 14, 183]


@pytest.mark.usefixtures("people")
def test_without_anybody_to_agree_nothing_is_set(run: Run) -> None:
    assert (
        "nobody is there to agree; to agree: relkeeper cadence propose --set --yes"
        in run("cadence propose --set", code=1).err
    )
    assert cadences(run) == [None, 14, 183]
    assert "say both" in run("cadence propose --yes", code=2).err


@pytest.mark.usefixtures("people")
def test_a_person_is_asked(run: Run) -> None:
    assert "To set them: relkeeper cadence propose --set" in terminal("cadence", "propose").text
    screen = terminal("cadence", "propose", "--set", typed="n\n")
    assert "Set one cadence? [y/N]" in screen.text
    assert "nothing was changed" in screen.text
    assert cadences(run) == [None, 14, 183]
    assert "Set one cadence. To take that back" in terminal("cadence", "propose", "--set", typed="y\n").text
    assert cadences(run) == [7, 14, 183]


def test_the_cadence_of_a_tag_is_one_and_the_default_is_proposed_away_from(run: Run) -> None:
    run("add 'Ada Example' --tag family")
    rhythm(1, 30, silent=3)
    run("config set default_cadence 1m")
    assert proposed(run) == []
    run("config set default_cadence 1y")
    assert proposed(run) == [("Ada Example", 30)]
    run("tag cadence family 1w")
    assert proposed(run) == []
    assert proposed(run, "--all") == [("Ada Example", 30)]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("contact archive ada", "the contact is archived"),
        ("contact consent ada --no-automation", "no automation is wanted"),
        ("config set me_contact ada", "that is you, by the setting me_contact"),
        ("edit ada --every 1w", "every week holds already, as history has it"),
        ("edit ada --every 10d", "every 10 days holds already; history says every week, which is about the same"),
        ("edit ada --every 2w", "every 2 weeks holds already; history says every week, which --all proposes"),
    ],
)
def test_who_was_named_without_a_proposal_is_told_of(run: Run, command: str, why: str) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, silent=3)
    assert run("cadence propose ada").err == ""
    run(command)
    result = run("cadence propose ada")
    assert result.out == ""
    assert result.err == f"relkeeper: there is nothing to propose for #1 Ada Example: {why}\n"


def test_the_reason_is_said_once(run: Run) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, silent=200)
    text = " ".join(terminal("cadence", "propose", "ada").text.split())
    assert text.count("nothing to propose") == 1
    assert "the rhythm is over: every 9 days once, and then 200 days of silence" in text
    assert run("cadence propose ada --json").json == []
    assert "nothing to propose: it takes 6 days" in " ".join(terminal("cadence", "propose").text.split())


def test_your_own_contact_gets_no_proposal(run: Run) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, silent=3)
    run("config set me_contact '#1'")
    assert proposed(run) == []


def test_the_usual_gap_is_the_same_as_that_of_suggest(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, *(41 + days for days in (0, 9, 19, 28, 38, 47, 57)))
    assert "\tevery 10 days by 7 days of contact\t" in run("cadence propose").out
    assert "you used to talk every 10 days; 41 days now" in run("suggest").out


@pytest.mark.parametrize(("times", "silent"), [(5, 3), (6, 200)])
def test_too_little_history_or_a_rhythm_that_is_over(run: Run, times: int, silent: int) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, silent, times)
    assert proposed(run) == []
