"""search, as the user types it."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.test_start import HEAVY, modules
from tests.conftest import Run
from tests.terminals import terminal

LINES = (
    "add 'Ada Example' --phone '+1 212 555 0101' --tag work",
    "add 張三豐",
    "add 'Grace Sampleton'",
    "log ada 'Talked about the tax law draft in Berlin' --outcome 'She sends the déck' --via call --when 2025-03-04",
    "log 張三豐 '討論了報價單的問題' --via wechat --when yesterday",
    "log grace 'The law on tax is new, said Ada' --via meeting --when 2024-11-01",
    "note add ada 'likes green tea' --kind likes",
    "follow-up add ada 'send the deck' --due friday",
)


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The book of these lines, once the first test has made it."""
    return []


@pytest.fixture(autouse=True)
def book(run: Run, book_path: Path, made: list[bytes]) -> None:
    if not made:
        for line in LINES:
            run(line)
        made.append(book_path.read_bytes())
    book_path.parent.mkdir(parents=True, exist_ok=True)
    book_path.write_bytes(made[0])


def found(run: Run, line: str) -> list[tuple[str, int]]:
    """Kind and number of what is found, in its order."""
    return [(row["kind"], row["id"]) for row in run(f"search {line} --json").json]


class TestQueries:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("berlin", [("entry", 1)]),
            ("deck", [("follow-up", 1), ("entry", 1)]),
            ("'\"tax law\"'", [("entry", 1)]),
            ("'tax law' --kind entry", [("entry", 1), ("entry", 3)]),
            ("tax law -berl*", [("entry", 3)]),
            ("-berlin tax -n5", [("entry", 3)]),
            ("tax '-law draft'", [("entry", 3)]),
            ("报价", [("entry", 2)]),
            ("'212 555 0101'", [("contact", 1)]),
            (r"\(212\) 555 0101", [("contact", 1)]),
            ("in:outcome deck", [("entry", 1)]),
            ("outcome:deck", [("entry", 1)]),
            ("deck -kind:entry", [("follow-up", 1)]),
            ("via:wechat", [("entry", 2)]),
            ("--via wechat", [("entry", 2)]),
            ("tax since:2025", [("entry", 1)]),
            ("tax --since 2025", [("entry", 1)]),
            ("tax until:2024", [("entry", 3)]),
            ("tax who:grace", [("entry", 3)]),
            ("tax 'who:Ada Example'", [("entry", 1)]),
            ("tax --with grace", [("entry", 3)]),
            ("tax tag:work", [("entry", 1)]),
            ("tax -tag:work", [("entry", 3)]),
            ("name:ada", [("contact", 1)]),
            ("class:E,D --kind contact", [("contact", 2)]),
            ("--class E,D --kind contact", [("contact", 2)]),
            ("--class e --class d --kind contact", [("contact", 2)]),
            ("in:outcome,follow-up deck", [("follow-up", 1), ("entry", 1)]),
            ("kind:note", [("note", 4)]),
            ("zhangsanfeng --kind contact", [("contact", 2)]),
        ],
    )
    def test_find(self, run: Run, line: str, expected: list[tuple[str, int]]) -> None:
        assert found(run, line) == expected

    @pytest.mark.parametrize("line", ["'\"tax law'", "tax AND law", "'(tax law)'", "'tax law !!!'", "tax - law"])
    def test_broken_syntax_finds_with_a_hint(self, run: Run, line: str) -> None:
        result = run(f"search {line} --kind entry --limit 1")
        assert result.out.startswith("entry\t1\tAda Example\t2025-03-04\tcall\tsummary\t")
        assert result.err.startswith("relkeeper: ")

    def test_an_unknown_field_is_named_with_those_that_exist(self, run: Run) -> None:
        err = run("search foo:bar", code=2).err
        assert all(name in err for name in ("'foo'", "who", "via", "tag", "since", "until", "in", "kind", "class"))

    @pytest.mark.parametrize(
        "line", ["", "'!!!'", "kind:x", "since:3/4", "-- -deck", "--kind x", "--limit 0 deck", "--foo x"]
    )
    def test_what_cannot_be_meant_is_refused(self, run: Run, line: str) -> None:
        result = run(f"search {line}", code=2)
        assert result.out == ""
        assert len(result.err.splitlines()) == 1

    @pytest.mark.parametrize("line", ["class:Z", "--class Z", "deck class:A,Z", "deck --class A,Z"])
    def test_a_class_that_there_is_not(self, run: Run, line: str) -> None:
        assert run(f"search {line}", code=2).err == "relkeeper: there is no class 'Z'; known are A, B, C, D, E, F\n"

    def test_somebody_unknown_is_told(self, run: Run) -> None:
        assert "Did you mean Ada Example?" in run("search deck who:adda", code=3).err


class TestOutput:
    def test_json(self, run: Run) -> None:
        (row,) = run("search outcome:deck --json").json
        assert list(row)[:6] == ["kind", "id", "contact", "at", "field", "snippet"]
        assert row["contact"] == {"id": 1, "name": "Ada Example"}
        assert (row["kind"], row["field"], row["at"][:10]) == ("entry", "outcome", "2025-03-04")
        ((begin, end),) = row["matches"]
        assert row["snippet"][begin:end] == "déck"

    def test_a_line_elsewhere(self, run: Run) -> None:
        assert run("search 报价单").out == "entry\t2\t張三豐\t2026-11-20\twechat\tsummary\t討論了報價單的問題\n"

    def test_nothing_is_one_line_with_near_names(self, run: Run) -> None:
        result = run("search 'ada exampel'")
        try_it = "fewer words or a beginning with * behind it"
        assert (result.out, result.err) == (
            "",
            f"relkeeper: nothing was found; did you mean Ada Example? Try {try_it}\n",
        )
        assert run("search qqqq").err == "relkeeper: nothing was found; try a beginning with * behind it\n"
        assert "did you mean" not in run("search '+1 212 555 0199'").err
        nothing = run("search qqqq --json")
        assert (nothing.json, nothing.err) == ([], "")

    def test_more_than_the_limit_is_said(self, run: Run) -> None:
        result = run("search tax --kind entry --limit 1")
        assert len(result.out.splitlines()) == 1
        assert result.err == "relkeeper: there is more; these are the first 1, and --limit 5 shows more of it\n"
        assert run("search tax --kind entry --limit 2").err == ""

    def test_twenty_without_a_limit(self, run: Run, home: Path) -> None:
        cards = (f"BEGIN:VCARD\nVERSION:4.0\nFN:Plum Muster {number}\nEND:VCARD\n" for number in range(21))
        (home / "plums.vcf").write_text("".join(cards))
        run("import plums.vcf")
        result = run("search plum --kind contact --json")
        assert len(result.json) == 20
        assert "the first 20" in result.err

    def test_private_words_need_reveal(self, run: Run) -> None:
        run("log ada 'a secret plan' --private")
        assert run("search secret").out == ""
        assert "secret" in run("search secret --reveal").out

    def test_private_words_are_marked(self, run: Run) -> None:
        run("log ada 'a secret plan' --private")
        assert "\tsummary\t[private] a secret plan\n" in run("search secret --reveal").out
        assert [row["private"] for row in run("search secret --reveal --json").json] == [True]
        screen = terminal("search", "secret", "--reveal")
        assert "[private] a secret plan" in screen.text
        assert "\x1b[1;35msecret\x1b[0m" in screen.raw

    def test_who_knows(self, run: Run) -> None:
        assert "Ada Example" in run("search --who-knows tax").out
        for more in ("deck", "--class A"):
            assert "search for words without it" in run(f"search --who-knows tax {more}", code=2).err

    def test_loads_nothing_heavy(self, run: Run) -> None:
        assert not modules("search", "deck") & {*HEAVY, "relkeeper.rules.dates", "opencc"}


def test_without_a_book(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("none") / "none.db"
    assert run(f"--db {path} search deck").out == ""
    assert run(f"--db {path} search deck --json").json == []
    assert not path.exists()


class TestTerminal:
    def test_a_line_of_head_and_the_words_highlighted(self) -> None:
        screen = terminal("search", "in:outcome", "deck")
        assert [line.rstrip() for line in screen.lines] == [
            "Ada Example  entry 1, call, 4 Mar 2025, outcome",
            "  She sends the déck",
        ]
        assert "\x1b[1;35mdéck\x1b[0m" in screen.raw

    def test_a_name_is_highlighted_where_it_stands(self) -> None:
        screen = terminal("search", "ada", "--kind", "contact")
        assert screen.lines == ["Ada Example  contact #1, name"]
        assert "35mAda\x1b[0m" in screen.raw

    @pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_without_colour(self, environ: dict[str, str]) -> None:
        assert "35m" not in terminal("search", "deck", **environ).raw

    @pytest.mark.parametrize("columns", [40, 80])
    def test_fits_with_chinese(self, run: Run, columns: int) -> None:
        run("add 'A Committee With So Long A Name That It Fills More Than One Whole Line Of A Terminal'")
        run(f"log 張三豐 '{'我們在柏林討論了報價單的問題' * 5}' --with ada --with grace --with 'A Committee'")
        lines = terminal("search", "报价单", columns=columns).lines
        assert "entry 5" in lines[0]
        assert max(map(cell_len, lines)) <= columns
        assert max(map(cell_len, terminal("search", "committee", columns=columns).lines)) <= columns
