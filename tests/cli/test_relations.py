"""Relations, said once and seen from both sides."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    for name in ("Ada Example", "Tom Example", "Grace Sampleton", "样张三"):
        once(f"add '{name}'")


def seen(run: Run, who: str) -> list[tuple[str, str]]:
    return [(row["kind"], row["contact"]["name"]) for row in run(f"show {who} --json").json["relations"]]


def kept(book_path: Path) -> list[tuple[int, str, int | None, str]]:
    with sqlite3.connect(book_path) as db:
        return db.execute("SELECT contact_id, kind, other_id, inverse FROM relation ORDER BY id").fetchall()


def test_a_relation_is_kept_once_and_seen_from_both_sides(run: Run, book_path: Path) -> None:
    said = run("contact relate ada child tom").out
    assert said == "Tom Example is a child of Ada Example (and Ada Example is a parent of Tom Example).\n"
    assert kept(book_path) == [(1, "child", 2, "")]
    assert seen(run, "ada") == [("child", "Tom Example")]
    assert seen(run, "tom") == [("parent", "Ada Example")]
    assert "parent: Ada Example (#1)" in " ".join(run("show tom").out.split())


@pytest.mark.parametrize("again", ["ada child tom", "tom parent ada", "ada 孩子 tom"])
def test_what_either_side_says_is_not_said_again(run: Run, book_path: Path, again: str) -> None:
    run("contact relate ada child tom")
    operations = len(run("history list --json").json)
    run(f"contact relate {again}")
    assert kept(book_path) == [(1, "child", 2, "")]
    assert len(run("history list --json").json) == operations


def test_a_mother_is_a_parent_and_is_not_told_twice(run: Run) -> None:
    run("contact relate ada child tom")
    run("contact relate tom mother ada")
    assert seen(run, "tom") == [("mother", "Ada Example")]
    assert seen(run, "ada") == [("child", "Tom Example")]


@pytest.mark.parametrize("line", ["ada child tom", "tom parent ada", "tom 父母 ada"])
@pytest.mark.parametrize("said", ["ada child tom", "tom mother ada"])
def test_a_relation_is_taken_away_from_either_side(run: Run, book_path: Path, said: str, line: str) -> None:
    run(f"contact relate {said}")
    assert "No longer kept" in run(f"contact relate {line} --remove").out
    assert kept(book_path) == []
    run("undo")
    assert seen(run, "tom") != []


@pytest.mark.parametrize(
    ("first", "second", "away"),
    [
        ("ada parent 样张三", "样张三 parent ada", "'#1' 'parent' '#4'"),
        ("ada parent 样张三", "ada child 样张三", "'#4' 'child' '#1'"),
        ("ada mother 样张三", "样张三 父亲 ada", "'#1' 'parent' '#4'"),
        ("ada manager 样张三", "ada report 样张三", "'#4' 'report' '#1'"),
        ("ada introduced_by 样张三", "ada introduced 样张三", "'#4' 'introduced' '#1'"),
    ],
)
def test_nobody_is_parent_and_child_of_one_person(
    run: Run, book_path: Path, first: str, second: str, away: str
) -> None:
    run(f"contact relate {first}")
    before = kept(book_path)
    refused = run(f"contact relate {second}", code=1).err
    assert f"relkeeper contact relate {away} --remove" in refused
    assert kept(book_path) == before
    run(f"contact relate {away} --remove")
    run(f"contact relate {second}")
    assert len(kept(book_path)) == 1


def test_what_can_be_so_both_ways_is_kept_both_ways(run: Run, book_path: Path) -> None:
    for line in ("ada mentor tom", "tom mentor ada", "ada spouse grace", "ada manager grace"):
        run(f"contact relate {line}")
    assert len(kept(book_path)) == 4


@pytest.mark.parametrize("words", ["\x1b[31mred", "a\x9bb"])
def test_a_kind_has_no_control_characters(run: Run, book_path: Path, words: str) -> None:
    for line in (f"ada '{words}' tom", f"ada boss tom --inverse '{words}'"):
        assert "control characters" in run(f"contact relate {line}", code=2).err
    assert kept(book_path) == []


def test_who_it_is_is_said_in_one_way(run: Run) -> None:
    assert "one of the two, not both" in run("contact relate ada spouse tom --name Tom", code=2).err


def test_what_is_not_kept_cannot_be_taken_away(run: Run) -> None:
    run("contact relate ada child tom")
    assert "relkeeper show '#1'" in run("contact relate ada spouse tom --remove", code=3).err
    assert "child" in run("contact relate ada child grace --remove", code=3).err


def test_a_kind_of_ones_own_has_the_inverse_that_was_given(run: Run, book_path: Path) -> None:
    run("contact relate ada 'chess partner' tom --inverse 'chess partner'")
    assert run("contact relate ada Landlady grace").out == "Grace Sampleton is a Landlady of Ada Example.\n"
    assert seen(run, "tom") == [("chess partner", "Ada Example")]
    assert seen(run, "grace") == [("Landlady of", "Ada Example")]
    assert kept(book_path) == [(1, "chess partner", 2, "chess partner"), (1, "Landlady", 3, "")]


def test_who_introduced_whom_is_one_relation_however_it_is_said(run: Run, book_path: Path) -> None:
    run("edit tom --introduced-by grace")
    assert seen(run, "grace") == [("introduced", "Tom Example")]
    run("contact relate ada introduced tom")
    assert kept(book_path) == [(2, "introduced by", 1, "")]
    assert seen(run, "grace") == []
    assert seen(run, "ada") == [("introduced", "Tom Example")]
    assert "Ada Example: introduced Tom Example" in run("contact relate tom 介绍人 ada").out
    run("edit tom --introduced-by ''")
    assert seen(run, "tom") == seen(run, "ada") == []


def test_somebody_who_is_not_in_the_book_is_kept_as_a_name_when_that_is_said(run: Run) -> None:
    refused = run("contact relate ada daughter 'Eve Nobody'", code=3)
    assert "--name 'Eve Nobody'" in refused.err
    assert "kept as a name" in run("contact relate ada daughter --name 'Eve Nobody'").out
    assert run("show ada --json").json["relations"] == [{"kind": "daughter", "name": "Eve Nobody", "contact": None}]
    run("add 'Eve Nobody'")
    run("contact relate ada daughter eve")
    assert seen(run, "ada") == [("daughter", "Eve Nobody")]
    run("contact relate ada daughter --name 'eve nobody' --remove", code=3)


@pytest.mark.parametrize("line", ["ada spouse", "ada spouse tom --name Tom", "ada '' tom", "ada spouse ada"])
def test_what_makes_no_relation_is_refused(run: Run, book_path: Path, line: str) -> None:
    run(f"contact relate {line}", code=2)
    assert kept(book_path) == []


def test_a_new_name_is_shown_and_the_one_that_was_said_stays(run: Run) -> None:
    run("contact relate ada 配偶 样张三")
    run("edit 样张三 --name 样张四")
    (relation,) = run("show ada --json").json["relations"]
    assert relation == {"kind": "spouse", "name": "样张三", "contact": {"id": 4, "name": "样张四"}}
    assert "样张四 (#4)" in run("show ada").out


def test_who_is_erased_is_in_no_relation(run: Run, book_path: Path) -> None:
    run("contact relate ada spouse grace")
    run("contact relate grace manager tom")
    run("contact relate tom friend grace --remove", code=3)
    run("contact erase grace --yes")
    assert seen(run, "ada") == seen(run, "tom") == []
    assert b"Sampleton" not in book_path.read_bytes()


def test_json_is_the_contact(run: Run) -> None:
    said = run("contact relate ada spouse tom --json").json
    assert said["relations"] == [{"kind": "spouse", "name": "Tom Example", "contact": {"id": 2, "name": "Tom Example"}}]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("sp", ["spouse"]), ("Spo", ["Spouse"]), ("introduced_", ["introduced_by"]), ("同事", ["同事"]), ("sp$(ls)", [])],
)
def test_tab_offers_the_known_kinds(typed: str, offered: list[str]) -> None:
    line = {"COMP_WORDS": f"relkeeper\ncontact\nrelate\nada\n{typed}", "COMP_CWORD": "4"}
    said = terminal(_RELKEEPER_COMPLETE="complete_bash", **line).text.split()
    assert [word for word in said if word != "introduced"] == offered


def test_a_kind_that_tab_offered_is_the_one_in_words(run: Run, book_path: Path) -> None:
    run("contact relate ada introduced_by tom")
    assert kept(book_path) == [(1, "introduced by", 2, "")]
