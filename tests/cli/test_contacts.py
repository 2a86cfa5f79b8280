"""add, edit, show, list, and a contact's place in the book."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_contact_added_is_shown_with_all_that_was_said(run: Run) -> None:
    run(
        "add 'Ada Example' --given Ada --family Example --alias Countess --org 'Engines Ltd' --title Analyst"
        " --phone 'work:+44 20 7946 0018' --email home:Ada@Example.org --handle qq:100001 --url blog:https://ada.example"
        " --address 'home:1 Engine Row, London' --tag friends --tag math --field 'coffee=flat white' --pronouns she/her"
        " --met 'at the museum' --notes 'likes tea' --every 2w"
    )
    shown = run("show ada --json").json
    assert shown["name"] == "Ada Example"
    assert (shown["given_name"], shown["family_name"], shown["aliases"]) == ("Ada", "Example", ["Countess"])
    assert (shown["organization"], shown["title"]) == ("Engines Ltd", "Analyst")
    assert [(p["kind"], p["label"], p["value"], p["normalized"]) for p in shown["contact_points"]] == [
        ("phone", "work", "+44 20 7946 0018", "+442079460018"),
        ("email", "home", "Ada@Example.org", "ada@example.org"),
        ("url", "blog", "https://ada.example", "https://ada.example"),
        ("address", "home", "1 Engine Row, London", "1 engine row london"),
        ("qq", "", "100001", "100001"),
    ]
    assert shown["tags"] == ["friends", "math"]
    assert shown["fields"] == [{"name": "coffee", "value": "flat white", "private": False}]
    assert (shown["pronouns"], shown["how_we_met"], shown["notes"]) == ("she/her", "at the museum", "likes tea")
    assert (shown["cadence_days"], shown["cadence_from"]) == (14, "own")
    assert (shown["added_on"], shown["last_contact_on"], shown["due_on"]) == ("2026-11-21", None, "2026-12-05")


def test_add_prints_what_it_made_as_json(run: Run) -> None:
    assert run("add 'Ada Example' --json").json["name"] == "Ada Example"


def test_a_name_that_exists_is_added_only_when_insisted_on(run: Run) -> None:
    run("add 'José Muster'")
    refused = run("add 'jose  MUSTER'", code=1)
    assert "#1 José Muster" in refused.err
    assert "--yes" in refused.err
    run("add 'jose muster' --yes")
    assert [contact["id"] for contact in run("list --json").json] == [1, 2]


def test_an_alias_counts_as_a_name(run: Run) -> None:
    run("add 'Ada Example' --alias Countess")
    run("add Countess", code=1)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("add ''", 2, "empty"),
        ("add '  '", 2, "empty"),
        ("add Ada --email nonsense", 2, "nonsense"),
        ("add Ada --handle 12345", 2, "12345"),
        ("add Ada --field coffee", 2, "NAME=VALUE"),
        ("add Ada --every 0d", 2, "0d"),
        ("add Ada --every often", 2, "often"),
        ("add Ada --tag 'a,b'", 2, "comma"),
        ("show nobody", 3, "relkeeper add"),
        ("edit nobody --org X", 3, "nobody"),
        ("list --sort height", 2, "height"),
        ("list --limit 0", 2, "0"),
        ("contact snooze ada --until yesterday", 2, "yesterday"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(run: Run, book_path: Path, line: str, code: int, said: str) -> None:
    run("add 'Quentin Muster'")
    before = book_path.read_bytes()
    assert said in run(line, code=code).err
    assert book_path.read_bytes() == before


def test_several_matches_are_listed_and_none_is_guessed(run: Run) -> None:
    run("add 'Ada Example' --org 'Engines Ltd'")
    run("add 'Ada Muster'")
    refused = run("edit ada --org X", code=4)
    assert "#1 Ada Example (Engines Ltd)" in refused.err
    assert "#2 Ada Muster" in refused.err
    assert run("list --json").json[0]["organization"] == "Engines Ltd"


def test_a_missing_name_proposes_the_nearest(run: Run) -> None:
    run("add 'Ada Example'")
    assert "Ada Example" in run("show adda", code=3).err


@pytest.mark.parametrize(
    "who",
    [
        "张三",
        "zhangsan",
        "zs",
        "Zhang_San",
        "三",
        "13800000012",
        "'138 0000 0012'",
        "wechat:zsan",
        "zsan",
        "'#1'",
        "1",
        "zs@beispiel.example",
    ],
)
def test_somebody_is_found_by(run: Run, who: str) -> None:
    run("add 张三 --phone '+86 138 0000 0012' --handle 微信:zsan --email zs@beispiel.example")
    run("add 李四")
    assert run(f"show {who} --json").json["name"] == "张三"


def test_an_exact_name_beats_a_part_of_a_longer_one(run: Run) -> None:
    run("add Ada")
    run("add 'Ada Example'")
    assert run("show ada --json").json["id"] == 1


def test_phones_are_normalised_by_the_configured_region(run: Run) -> None:
    run("config set phone_region CN")
    run("add 张三 --phone '手机:138 0000 0000' --phone 12")
    points = run("show 张三 --json").json["contact_points"]
    assert [(p["label"], p["value"], p["normalized"]) for p in points] == [
        ("手机", "138 0000 0000", "+8613800000000"),
        ("", "12", points[1]["normalized"]),
    ]


def test_edit_changes_only_what_was_said(run: Run) -> None:
    run(
        "add 'Ada Example' --org 'Engines Ltd' --phone +442079460018 --tag friends --field tea=green --alias Countess --every 2w"
    )
    run(
        "edit ada --title Analyst --email ada@example.org --tag math --remove-tag FRIENDS --remove-point '+44 20 7946 0018'"
        " --field tea=black --remove-alias countess --every none"
    )
    shown = run("show ada --json").json
    assert (shown["organization"], shown["title"], shown["tags"], shown["aliases"]) == (
        "Engines Ltd",
        "Analyst",
        ["math"],
        [],
    )
    assert [point["value"] for point in shown["contact_points"]] == ["ada@example.org"]
    assert shown["fields"] == [{"name": "tea", "value": "black", "private": False}]
    assert shown["cadence_days"] is None


def test_an_empty_text_empties_a_field(run: Run) -> None:
    run("add 'Ada Example' --org 'Engines Ltd'")
    run("edit ada --org ''")
    assert run("show ada --json").json["organization"] == ""


def test_after_a_new_name_the_old_one_finds_nobody(run: Run) -> None:
    run("add 'Ada Example'")
    run("edit ada --name 'Grace Sample' --given Grace --family Sample")
    run("show ada", code=3)
    assert run("show grace --json").json["id"] == 1


def test_removing_what_is_not_there_is_refused(run: Run) -> None:
    run("add 'Ada Example'")
    assert "no tag 'work'" in run("edit ada --remove-tag work", code=3).err


def test_who_introduced_us_is_a_contact_or_a_name(run: Run) -> None:
    run("add 'Grace Sample'")
    run("add 'Ada Example' --introduced-by grace")
    run("add 'Bob Muster' --introduced-by 'Somebody Unknown'")
    assert run("show ada --json").json["relations"] == [
        {"kind": "introduced by", "name": "Grace Sample", "contact": {"id": 1, "name": "Grace Sample"}}
    ]
    assert run("show bob --json").json["relations"] == [
        {"kind": "introduced by", "name": "Somebody Unknown", "contact": None}
    ]


class TestList:
    @pytest.fixture(autouse=True)
    def people(self, once: Run) -> None:
        once("add 'Ada Example' --org 'Engines Ltd' --tag friends --tag berlin --every 2w")
        once("add 张三 --tag friends --org 示例公司")
        once("add 'Élodie Modèle' --email elodie@example.org")
        once("log ada tea --when 2026-11-01")

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("", ["Ada Example", "Élodie Modèle", "张三"]),
            ("--tag friends", ["Ada Example", "张三"]),
            ("--tag FRIENDS --tag berlin", ["Ada Example"]),
            ("--org engines", ["Ada Example"]),
            ("--never", ["Élodie Modèle", "张三"]),
            ("--archived", []),
            ("elod", ["Élodie Modèle"]),
            ("zhang", ["张三"]),
            ("示例", ["张三"]),
            ("example.org", ["Élodie Modèle"]),
            ("--sort last", ["Ada Example", "Élodie Modèle", "张三"]),
            ("--sort added --limit 2", ["Élodie Modèle", "张三"]),
            ("--sort org", ["Ada Example", "张三", "Élodie Modèle"]),
            ("--sort due --limit 1", ["Ada Example"]),
        ],
    )
    def test_filters_and_order(self, run: Run, words: str, names: list[str]) -> None:
        assert [contact["name"] for contact in run(f"list {words} --json").json] == names

    def test_archived_contacts_are_listed_apart_and_come_back(self, run: Run) -> None:
        run("contact archive 张三")
        assert "张三" not in run("list").out
        assert "张三" in run("list --archived").out
        run("contact restore zs")
        assert "张三" in run("list").out

    def test_plain_lines_are_divided_by_tabs(self, run: Run) -> None:
        assert (
            run("list ada").out == "1\tAda Example\tEngines Ltd\t\tberlin, friends\tevery 2 weeks\t1 Nov, 20 days ago\n"
        )


def test_deleting_needs_a_yes_and_takes_what_nobody_shares(run: Run) -> None:
    run("add Ada")
    run("add Bob")
    run("log ada alone")
    run("log ada together --with bob")
    assert "--yes" in run("contact delete ada", code=1).err
    run("contact delete ada --yes")
    assert [(entry["summary"], len(entry["participants"])) for entry in run("timeline --json").json] == [
        ("together", 1)
    ]


def test_the_number_of_a_deleted_contact_is_not_given_again(run: Run) -> None:
    run("add Ada")
    run("contact delete ada --yes")
    run("add Bob")
    assert run("show bob --json").json["id"] == 2


def test_edit_without_a_terminal_asks_nothing(run: Run) -> None:
    run("add Ada")
    assert "options" in run("edit ada", code=2).err


def test_permissions_keep_the_book_to_its_owner(run: Run, book_path: Path) -> None:
    run("add Ada")
    assert book_path.stat().st_mode & 0o777 == 0o600
    assert book_path.parent.stat().st_mode & 0o777 == 0o700
    assert os.listdir(book_path.parent) == ["relkeeper.db"]


class TestNothingElseIsTouched:
    """Things that look alike to somebody looking people up are still different things."""

    def test_a_point_that_is_removed_takes_no_other_along(self, run: Run) -> None:
        run("add Ada --email a.b@example.org --email a-b@example.org --handle telegram:a_b --handle telegram:a.b")
        run("edit ada --remove-point a.b@example.org --remove-point telegram:a_b")
        assert [p["value"] for p in run("show ada --json").json["contact_points"]] == ["a-b@example.org", "a.b"]

    def test_fields_and_tags_differ_by_their_punctuation(self, run: Run) -> None:
        run("add Ada --field C#=1 --field C++=2 --tag C# --tag c++")
        run("edit ada --remove-field c# --remove-tag c#")
        shown = run("show ada --json").json
        assert (shown["fields"], shown["tags"]) == ([{"name": "C++", "value": "2", "private": False}], ["c++"])
        assert run("list --tag c# --json").json == []

    def test_a_new_name_brings_its_parts_and_keeps_those_that_were_given(self, run: Run) -> None:
        run("add 'Ada Example'")
        run("edit ada --name 'Grace Sample'")
        shown = run("show grace --json").json
        assert (shown["given_name"], shown["family_name"]) == ("Grace", "Sample")
        run("edit grace --given G")
        run("edit grace --name 'Grace Other'")
        assert run("show grace --json").json["given_name"] == "G"


@pytest.mark.parametrize("line", ["add '\u200b'", "add Ada --tag '\u200b'", "add Ada --alias '\u200b'"])
def test_a_name_that_cannot_be_seen_is_refused(run: Run, line: str) -> None:
    assert "empty" in run(line, code=2).err


@pytest.mark.parametrize(
    "line", ["entry show 99999999999999999999", "list --limit 99999999999999999999", "show '#99999999999'"]
)
def test_a_number_too_large_is_a_sentence(run: Run, line: str) -> None:
    run("add Ada")
    assert "should not have happened" not in run(line, code=3 if line.startswith("show") else 2).err


def test_a_region_set_later_reaches_the_numbers_that_stand(run: Run) -> None:
    run("add Ada --phone '030 123456'")
    run("config set phone_region DE")
    assert run("show '+49 30 123456' --json").json["contact_points"][0]["normalized"] == "+4930123456"


def test_a_phone_is_listed_however_it_is_written(run: Run) -> None:
    run("add Ada --phone 138-0000-0012")
    assert len(run("list 13800000012 --json").json) == 1


def test_who_introduced_us_can_be_taken_away_and_is_somebody_else(run: Run) -> None:
    run("add Ada --introduced-by Bob")
    run("edit ada --introduced-by ''")
    assert run("show ada --json").json["relations"] == []
    assert "cannot" in run("edit ada --introduced-by ada", code=2).err


def test_a_silence_is_shown_without_any_cadence(run: Run) -> None:
    run("add Ada")
    run("contact snooze ada --until 2026-12-01")
    assert "silent: until 1 Dec" in run("show ada").out


def test_a_failed_write_makes_no_book(run: Run, book_path: Path) -> None:
    run("log ada tea", code=3)
    run("edit ada --org X", code=3)
    assert not book_path.exists()


@pytest.mark.parametrize("line", ["archive ada", "restore ada", "snooze ada --until 2026-12-01", "delete ada --yes"])
def test_what_was_changed_is_printed_as_json(run: Run, line: str) -> None:
    run("add Ada")
    assert run(f"contact {line} --json").json["name"] == "Ada"


def test_a_number_with_an_extension_is_found_without_it(run: Run) -> None:
    run("add Ada --phone '+49 30 123456 ext. 12'")
    assert run("show '030 123456' --json").json["name"] == "Ada"
