"""Whom a card is taken for: a wrong merge distorts everything, so what contradicts is asked about, and never taken."""

from pathlib import Path

import pytest

from tests.conftest import Result, Run

PHONE = "TEL:+1 212 555 0101"
OFFICE = "TEL:+1 212 555 0100"
UUID = "UID:urn:uuid:11111111-2222-4333-8444-555555555555"


def card(*lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))


@pytest.fixture
def take(run: Run, home: Path):  # type: ignore[no-untyped-def]
    """Imports cards one after the other, each as a file of its own; returns what the last one said."""

    def take(*cards: str) -> Result:
        for text in cards:
            (home / "card.vcf").write_text(text)
            said = run("import card.vcf --json")
        return said

    return take


TWO_PEOPLE = {
    "father and son on one phone": (
        card("FN:John Muster", PHONE, "BDAY:1950-01-01"),
        card("FN:John Muster", PHONE, "BDAY:1985-06-07"),
    ),
    "junior and senior": (
        card("FN:John Muster Sr.", "NICKNAME:John Muster", PHONE),
        card("FN:John Muster Jr.", "NICKNAME:John Muster", PHONE),
    ),
    "a firm and a person": (
        card("FN:Hans Muster", PHONE),
        card("FN:Hans Muster GmbH", "NICKNAME:Hans Muster", "ORG:Hans Muster GmbH", PHONE),
    ),
    "a bare name in another firm": (
        card("FN:Wei Sample", "ORG:Alpha Ltd", PHONE),
        card("FN:Wei Sample", "ORG:Beta Inc", "TITLE:Dentist"),
    ),
    "a bare name, born otherwise": (
        card("FN:王样", "BDAY:1950-01-01", PHONE),
        card("FN:王样", "BDAY:1990-02-02"),
    ),
    "the UUID of nobody": (
        card("FN:Ada Example", "UID:00000000-0000-0000-0000-000000000000", PHONE),
        card("FN:Bob Muster", "UID:00000000-0000-0000-0000-000000000000", "TEL:+1 212 555 0102"),
    ),
    "the UUID of nobody, and no number": (
        card("FN:Ada Example", "UID:00000000-0000-0000-0000-000000000000", PHONE),
        card("FN:Bob Muster", "UID:00000000-0000-0000-0000-000000000000"),
    ),
    "one UUID, nothing else": (
        card("FN:Ada Example", UUID, PHONE),
        card("FN:Bob Muster", UUID, "TEL:+1 212 555 0102"),
    ),
}


@pytest.mark.parametrize("cards", TWO_PEOPLE.values(), ids=TWO_PEOPLE)
def test_who_contradicts_is_somebody_else(cards: tuple[str, str], take, run: Run) -> None:  # type: ignore[no-untyped-def]
    assert take(*cards).json["contacts"] == {"created": 1, "updated": 0, "unchanged": 0}
    assert len(run("list --json").json) == 2


ONE_PERSON = {
    "name and phone": (card("FN:Ada Example", PHONE), card("FN:Ada Example", PHONE, "TITLE:Analyst")),
    "UUID, name changed": (card("FN:Ada Example", UUID, PHONE), card("FN:Ada Muster", UUID, PHONE)),
    "a bare name": (card("FN:Ada Example", PHONE), card("FN:Ada Example", "TITLE:Analyst")),
    "birthday without a year": (
        card("FN:Ada Example", PHONE, "BDAY:1985-12-10"),
        card("FN:Ada Example", PHONE, "BDAY:--1210"),
    ),
    "another firm, own phone": (
        card("FN:Ada Example", PHONE, "ORG:Alpha Ltd"),
        card("FN:Ada Example", PHONE, "ORG:Beta Inc"),
    ),
}


@pytest.mark.parametrize("cards", ONE_PERSON.values(), ids=ONE_PERSON)
def test_who_is_certain_is_updated(cards: tuple[str, str], take, run: Run) -> None:  # type: ignore[no-untyped-def]
    take(*cards)
    assert len(run("list --json").json) == 1


def test_a_number_of_the_whole_office_makes_nobody_certain(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    take(*(card(f"FN:{name} Firm", OFFICE) for name in ("Ada", "Bob", "Eve")))
    take(card("FN:样张伟", OFFICE, "EMAIL:wei1@example.org"))
    said = take(card("FN:样张伟", OFFICE, "EMAIL:wei2@example.org", "TITLE:Assistant"))
    assert said.json["contacts"]["created"] == 1


def test_with_a_number_of_the_office_alone_a_name_is_enough(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    take(*(card(f"FN:{name} Firm", OFFICE) for name in ("Ada", "Bob", "Eve")))
    assert take(card("FN:Ada Firm", OFFICE, "TITLE:Analyst")).json["contacts"]["updated"] == 1


def test_a_bare_name_of_two_is_nobodys(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    take(card("FN:Wei Sample", PHONE), card("FN:Wei Sample", "TEL:+1 212 555 0102"))
    assert take(card("FN:Wei Sample", "TITLE:Dentist")).json["contacts"]["created"] == 1


def test_the_best_reason_wins_not_the_oldest(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    run('add "Wei Sample"')
    run('add "Wei Sample" --email wei@example.org --yes')
    take(card("FN:Wei Sample", "EMAIL:wei@example.org", "TITLE:Dentist"))
    assert [run(f"show '#{number}' --json").json["title"] for number in (1, 2)] == ["", "Dentist"]


def test_of_two_whom_the_user_told_apart_none_is_certain(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    run('add "Anna Probe" --phone "+1 212 555 0101"')
    run('add "Anna Probe" --phone "+1 212 555 0102" --yes')
    run("contact distinct '#1' '#2'")
    said = take(card("FN:Anna Probe", PHONE, "TEL:+1 212 555 0102"))
    assert said.json["contacts"]["created"] == 1
    assert {point["value"] for point in run("show '#1' --json").json["contact_points"]} == {"+1 212 555 0101"}


LIKE = {
    "simplified and traditional": ("样张三", "樣張三"),
    "characters and pinyin": ("样张三", "Yangzhang San"),
    "a short form": ("William Example", "Bill Example"),
    "initials": ("Ada Example", "A. Example"),
    "one letter": ("Grace Sampleton", "Grace Samplton"),
}


@pytest.mark.parametrize("called", LIKE.values(), ids=LIKE)
@pytest.mark.parametrize("together", [True, False], ids=["in one import", "in two"])
def test_who_is_alike_by_the_rules_of_duplicates_is_told(
    called: tuple[str, str],
    together: bool,
    take,
    run: Run,  # type: ignore[no-untyped-def]
) -> None:
    cards = [card(f"FN:{name}", phone) for name, phone in zip(called, (PHONE, "TEL:+12125550101"), strict=True)]
    (problem,) = take(*(["".join(cards)] if together else cards)).json["problems"]
    assert "is added, but may be #1" in problem["message"]
    (pair,) = run("contact duplicates --json").json
    assert all(words in problem["message"] for words in pair["evidence"])


def test_of_many_namesakes_a_few_are_named(take, run: Run, home: Path) -> None:  # type: ignore[no-untyped-def]
    many = "".join(card("FN:Ada Example", f"TEL:+1 212 555 {number:04}") for number in range(60))
    problems = take(many).json["problems"]
    assert len(problems) < 60
    assert all(len(problem["message"]) < 300 for problem in problems)


def test_nothing_private_comes_to_somebody_who_wants_none(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    run('add "Dora Sample" --email dora@example.org')
    run("contact consent dora --no-sensitive")
    hush = card("FN:Dora Sample", "EMAIL:dora@example.org", "NOTE;X-RELKEEPER-PRIVATE=true:hush")
    (problem,) = take(hush).json["problems"]
    assert "wants no private notes kept" in problem["message"]
    assert run("show dora --reveal --json").json["private_count"] == 0


def test_a_wish_for_nothing_private_does_not_stand_beside_something_private(take, run: Run) -> None:  # type: ignore[no-untyped-def]
    run('add "Dora Sample" --email dora@example.org')
    run("edit dora --notes hush --private")
    wish = card("FN:Dora Sample", "EMAIL:dora@example.org", "X-RELKEEPER-NO-SENSITIVE:true")
    (problem,) = take(wish).json["problems"]
    assert "contact consent" in problem["message"]
    dora = run("show dora --reveal --json").json
    assert (dora["private_notes"], dora["no_sensitive"]) == ("hush", False)
