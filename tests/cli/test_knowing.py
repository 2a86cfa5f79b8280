"""Who knows what: said of people, and found by what was talked about."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_import_chats import qq
from tests.cli.test_merge import tables
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    for name in ("Ada Example", "Grace Sampleton", "样张三"):
        once(f"add '{name}'")


def topics(run: Run, who: str) -> list[str]:
    return [row["topic"] for row in run(f"contact knows '{who}' --json").json]


def experts(run: Run, subject: str, options: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(f"search --who-knows '{subject}' {options} --json").json
    return found


def named(run: Run, subject: str, options: str = "") -> list[str]:
    return [row["contact"]["name"] for row in experts(run, subject, options)]


class TestSaying:
    def test_what_somebody_knows_about(self, run: Run) -> None:
        assert run("contact knows ada 'tax law, Rust'").out == "Ada Example knows about tax law, Rust.\n"
        assert topics(run, "ada") == ["tax law", "Rust"]
        assert "knows about: tax law, Rust\n" in run("show ada").out
        assert run("show ada --json").json["topics"] == ["tax law", "Rust"]

    def test_the_same_again_changes_nothing(self, run: Run, book_path: Path) -> None:
        run("contact knows ada 'tax law, Rust'")
        before = tables(book_path), len(run("history list --json").json)
        said = run("contact knows ada 'RUST、Tax-Law'").out
        assert said == "That is kept of Ada Example already; nothing was changed.\n"
        assert (tables(book_path), len(run("history list --json").json)) == before

    def test_only_what_is_new_is_told(self, run: Run) -> None:
        run("contact knows ada rust")
        assert run("contact knows ada 'Rust, Go'").out == "Ada Example knows about Go.\n"
        assert topics(run, "ada") == ["rust", "Go"]

    def test_topics_are_taken_away_however_they_are_spelled(self, run: Run) -> None:
        run("contact knows 样张三 税法、Rust")
        assert run("contact knows 样张三 --remove 'RUST，稅法'").out == "No longer kept of 样张三: Rust, 税法.\n"
        assert topics(run, "样张三") == []

    def test_one_takes_the_place_of_another(self, run: Run) -> None:
        run("contact knows ada Rust")
        said = run("contact knows ada Go --remove rust").out
        assert said == "Ada Example knows about Go. No longer kept of Ada Example: Rust.\n"
        assert run("contact knows ada C --remove Go --json").json[0]["topic"] == "C"

    @pytest.mark.parametrize(
        ("line", "code", "said"),
        [
            (
                "contact knows ada --remove Go",
                3,
                "'Go' is no topic of #1 Ada Example; see: relkeeper contact knows '#1'",
            ),
            ("contact knows ada '!!!'", 2, "'!!!' is no topic; name it in letters, for example: tax law"),
            ("contact knows ada ' , '", 2, "no topic was named; for example: tax law, Rust"),
            ("contact knows nobody Rust", 3, "nobody"),
            ("search --who-knows '!!!'", 2, "'!!!' is no topic"),
        ],
    )
    def test_what_cannot_be(self, run: Run, book_path: Path, line: str, code: int, said: str) -> None:
        run("contact knows ada Rust")
        before = tables(book_path)
        assert said in run(line, code=code).err
        assert tables(book_path) == before

    def test_in_the_form_of_a_contact(self, run: Run, home: Path) -> None:
        run("contact knows ada 'tax law, Rust'")
        editor = home / "editor"
        editor.write_text("""#!/bin/sh\nsed -i 's/topics = .*/topics = ["tax law", "Go", "go"]/' "$1"\n""")
        editor.chmod(0o700)
        assert terminal("edit", "ada", EDITOR=str(editor)).code == 0
        assert topics(run, "ada") == ["tax law", "Go"]

    def test_beside_what_else_is_said_of_a_contact(self, run: Run) -> None:
        run("add 'Tom Example' --knows '税法, Rust' --knows rust")
        assert topics(run, "tom") == ["税法", "Rust"]
        run("edit tom --knows 'RUST, Go'")
        assert topics(run, "tom") == ["税法", "Rust", "Go"]
        assert "'?' is no topic" in run("add 'Eve Example' --knows '?'", code=2).err


class TestEvidence:
    def test_it_is_what_was_talked_about_with_them(self, run: Run) -> None:
        run("contact knows ada 'Rust, tax law'")
        run("log ada 'lifetimes in RUST' --via call --when yesterday")
        run("log grace 'rust on her car' --when 2026-11-01")
        rust, law = run("contact knows ada --json").json
        assert (rust["mentions"], rust["last_on"], law["mentions"], law["last_on"]) == (1, "2026-11-20", 0, None)
        assert rust["evidence"] == [
            {
                "kind": "entry",
                "id": 1,
                "at": "2026-11-20T12:00:00+00:00",
                "channel": "call",
                "field": "summary",
                "snippet": "lifetimes in RUST",
                "matches": [[13, 17]],
                "private": False,
            }
        ]
        assert run("contact knows ada").out == (
            "Rust\tonce, last 20 Nov\t20 Nov, call: lifetimes in RUST\ntax law\t\t\n"
        )

    def test_at_most_three_lines_the_newest(self, run: Run) -> None:
        for day in range(1, 6):
            run(f"log ada 'rust {day}' --when 2026-11-0{day}")
        (row,) = experts(run, "rust")
        assert [each["snippet"] for each in row["evidence"]] == ["rust 5", "rust 4", "rust 3"]
        assert (row["mentions"], row["days"], row["last_on"], row["marked"]) == (5, 5, "2026-11-05", False)

    def test_it_says_where_the_words_stand(self, run: Run) -> None:
        run("log ada 'tea' --outcome 'she explains rust' --when 2026-11-03")
        run("log ada 'long talk\n\nabout rust and more' --when 2026-11-02")
        run("note add ada 'a book on rust' --kind gift --when 2026-11-01")
        (row,) = experts(run, "rust")
        assert [(each["kind"], each["field"], each["snippet"]) for each in row["evidence"]] == [
            ("entry", "outcome", "she explains rust"),
            ("entry", "body", "about rust and more"),
            ("note", "summary", "a book on rust"),
        ]

    def test_a_field_is_named_once_and_by_its_name_as_well(self, run: Run) -> None:
        run("edit ada --field 'hobby=beekeeping'")
        assert run("search --who-knows 'bee*'").out == "1\tAda Example\t\t\thobby: beekeeping\n"
        assert run("search --who-knows hobby").out == "1\tAda Example\t\t\thobby: beekeeping\n"
        assert [row["evidence"][0]["matches"] for row in experts(run, "bee*")] == [[[0, 10]]]

    def test_what_is_private_only_where_it_is_revealed(self, run: Run) -> None:
        run("contact knows ada rust")
        run("log ada 'rust, between us' --private --when 2026-11-20")
        run("log ada 'rust' --when 2026-11-10")
        (shown,) = run("contact knows ada --json").json
        assert (shown["mentions"], shown["last_on"]) == (1, "2026-11-10")
        (revealed,) = run("contact knows ada --reveal --json").json
        assert (revealed["mentions"], revealed["last_on"]) == (2, "2026-11-20")
        assert [each["private"] for each in revealed["evidence"]] == [True, False]
        assert "20 Nov, other: [private] rust, between us; 10 Nov" in run("contact knows ada --reveal").out
        raw = terminal("contact", "knows", "ada", "--reveal", columns=120).raw
        assert re.findall("\x1b\\[1;35m([^\x1b]*)\x1b", raw) == ["rust", "rust"]
        assert "between us" not in run("contact knows ada").out

    def test_the_words_are_seen_in_it(self, run: Run) -> None:
        run("contact knows ada rust")
        run("log ada 'first\x1b[31m rust, then Rust' --when 2026-11-20 --via call")
        run("log ada 'tea and rust' --when 2026-11-10 --via call")
        for words in (("search", "--who-knows", "rust"), ("contact", "knows", "ada")):
            shown = terminal(*words, columns=120)
            assert re.findall("\x1b\\[1;35m([^\x1b]*)\x1b", shown.raw) == ["rust", "Rust", "rust"]
            assert "first\\x1b[31m rust, then Rust" in shown.text

    def test_a_column_without_a_word_is_left_out_on_a_terminal(self, run: Run) -> None:
        run("log ada 'rust' --when 2026-11-20")
        assert terminal("search", "--who-knows", "rust", columns=80).lines[0].split() == [
            "#", "Name", "Talked", "about", "Evidence"
        ]  # fmt: skip
        run("contact knows ada rust")
        assert "Knows about" in terminal("search", "--who-knows", "rust", columns=80).lines[0]

    def test_attached_texts_count_and_originals_do_not(self, run: Run, home: Path) -> None:
        (home / "offer.txt").write_text("A course in Rust, for beginners.")
        (home / "talk.txt").write_text(
            qq("2026-11-01 10:00:00 Ada Example\nrust?\n\n", title="Ada Example"), encoding="utf-8"
        )
        run("attach grace offer.txt")
        run("attach 样张三 talk.txt")
        run("import talk.txt --with ada --me Bob")
        ada = next(row for row in experts(run, "rust") if row["contact"]["name"] == "Ada Example")
        assert (ada["contact"]["name"], ada["mentions"], ada["evidence"][0]["kind"]) == ("Ada Example", 1, "entry")
        row = experts(run, "rust")[0]
        assert (row["contact"]["name"], row["mentions"], row["last_on"]) == ("Grace Sampleton", 1, "2026-11-21")
        assert [(each["kind"], each["snippet"]) for each in row["evidence"]] == [
            ("attachment", "A course in Rust, for beginners.")
        ]


class TestWhoKnows:
    def test_whose_topic_it_is_come_first_then_titles_and_then_talk(self, run: Run) -> None:
        run("contact knows ada 'Rust in kernels'")
        run("contact knows grace rust")
        run("edit 样张三 --title 'Rust engineer'")
        run("add 'Tom Example'")
        for day in range(1, 4):
            run(f"log tom 'rust' --when 2026-11-0{day}")
        assert named(run, "Rust") == ["Grace Sampleton", "Ada Example", "样张三", "Tom Example"]
        assert [row["marked"] for row in experts(run, "rust")] == [True, True, False, False]
        assert [row["topics"] for row in experts(run, "rust")] == [["rust"], ["Rust in kernels"], [], []]
        assert experts(run, "rust")[2]["evidence"][0] == {
            "kind": "contact", "id": 3, "at": None, "channel": "", "field": "title", "snippet": "Rust engineer",
            "matches": [[0, 4]], "private": False,
        }  # fmt: skip
        assert named(run, "rust", "--limit 2") == ["Grace Sampleton", "Ada Example"]

    @pytest.mark.parametrize("subject", ["稅法", "税法", "税"])
    def test_in_either_script(self, run: Run, subject: str) -> None:
        run("contact knows 样张三 '税法、Rust'")
        run("log grace '聊了稅法' --when 2026-11-02")
        assert named(run, subject) == ["样张三", "Grace Sampleton"]

    @pytest.mark.parametrize("subject", ["Tax Law", "tax", "law", "ta", "TAX-LAW"])
    def test_by_words_of_a_topic_or_how_they_begin(self, run: Run, subject: str) -> None:
        run("contact knows ada 'tax law'")
        assert named(run, subject) == ["Ada Example"]
        assert named(run, "ax") == []

    def test_signs_tell_topics_apart(self, run: Run) -> None:
        run("contact knows ada 'C++'")
        run("contact knows grace 'C'")
        assert named(run, "c++") == ["Ada Example"]
        assert named(run, "C") == ["Grace Sampleton"]
        assert named(run, "C*") == ["Grace Sampleton", "Ada Example"]

    def test_signs_tell_talk_apart(self, run: Run) -> None:
        run("log ada 'a compiler for C++' --when 2026-11-20")
        run("log grace 'drivers in C' --when 2026-11-20")
        run("log 样张三 '聊了C#' --when 2026-11-20")
        assert named(run, "c++") == ["Ada Example"]
        assert named(run, "Ｃ#") == ["样张三"]
        assert experts(run, "C++")[0]["evidence"][0]["snippet"] == "a compiler for C++"
        run("contact knows ada 'C#'")
        assert named(run, "c#") == ["Ada Example", "样张三"]

    def test_five_meetings_beat_a_day_of_talk(self, run: Run) -> None:
        for hour in range(10, 20):
            run(f"log grace 'rust, rust and rust' --when '2026-11-20 {hour}:00'")
        for year in range(2018, 2023):
            run(f"log ada 'rust' --via meeting --when {year}-05-05")
        assert named(run, "rust") == ["Ada Example", "Grace Sampleton"]

    def test_of_equals_the_later_comes_first(self, run: Run) -> None:
        run("log ada rust --when 2026-10-01")
        run("log grace rust --when 2026-11-01")
        assert named(run, "rust") == ["Grace Sampleton", "Ada Example"]

    def test_among_many_each_said_little(self, run: Run) -> None:
        run("log ada rust --with grace --when 2026-11-20")
        run("log 样张三 rust --when 2026-10-20")
        assert named(run, "rust") == ["样张三", "Ada Example", "Grace Sampleton"]

    def test_the_archived_are_told_as_such(self, run: Run) -> None:
        run("contact knows ada rust")
        run("contact archive ada")
        assert [row["archived"] for row in experts(run, "rust")] == [True]
        assert "Ada Example [archived]" in run("search --who-knows rust").out

    def test_private_things_neither_count_nor_show(self, run: Run, home: Path) -> None:
        (home / "plan.txt").write_text("rust and nothing else")
        run("log ada 'rust, between us' --private --attach plan.txt")
        run("edit grace --private --notes 'learns rust' --field 'plan=rust'")
        assert experts(run, "rust") == []
        run("contact knows ada rust")
        (row,) = experts(run, "rust")
        assert (row["mentions"], row["evidence"]) == (0, [])
        assert "between us" not in run("contact knows ada --json").out
        shown = experts(run, "rust", "--reveal")
        assert [(row["contact"]["name"], row["mentions"]) for row in shown] == [
            ("Ada Example", 2), ("Grace Sampleton", 0)
        ]  # fmt: skip
        assert [(each["field"], each["private"]) for each in shown[1]["evidence"]] == [
            ("private notes", True), ("plan", True)
        ]  # fmt: skip
        assert [each["private"] for each in shown[0]["evidence"]] == [True, True]

    def test_nobody(self, run: Run) -> None:
        assert experts(run, "zymurgy") == []
        found = run("search --who-knows zymurgy")
        assert found.out == ""
        assert "nobody is known to know about 'zymurgy'" in found.err
        run("add 'Bob Example'")
        assert run("contact knows bob --json").json == []
        found = run("contact knows bob")
        assert found.out == ""
        assert "nothing is said of what Bob Example knows; relkeeper contact knows '#4' TOPICS says it" in found.err
