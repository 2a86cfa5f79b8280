"""What search says on stderr: who was meant, and what to try where nothing was found."""

from pathlib import Path

import pytest

from tests.conftest import Run

LINES = (
    "add 'Ada Example' --tag friends --tag 'old school'",
    "add 'Ada Sampleton'",
    "add 样张三 --tag friends",
    "log 样张三 '吃火锅' --via wechat --when yesterday",
    "log 'ada example' 'Talked about the plan, and a call' --via meeting --when yesterday",
    "log 'ada sampleton' 'Berlin' --via call --when yesterday",
)
STAR = "a beginning with * behind it"


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


class TestNothing:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("via:wechta", "no entry is by the channel 'wechta', did you mean via:wechat?"),
            ("--via wechta", "no entry is by the channel 'wechta', did you mean via:wechat?"),
            ("via:fax", "no entry is by the channel 'fax'"),
            ("via:wechta plan", f"no entry is by the channel 'wechta', did you mean via:wechat? Try {STAR}"),
            ("tag:freinds", "no tag is called 'freinds', did you mean tag:friends?"),
            ("--tag freinds", "no tag is called 'freinds', did you mean tag:friends?"),
            ("tag:old_schol", "no tag is called 'old schol', did you mean tag:\"old school\"?"),
            ("tag:nope berlin", f"no tag is called 'nope'; try {STAR}"),
            ("tag:friends berlin", f"try {STAR}"),
            ("berlin 火锅", f"try fewer words or {STAR}"),
            ("friends 火锅", f"try tag:friends, fewer words or {STAR}"),
            ("sampleton call", f"try via:call, fewer words or {STAR}"),
            ("sampleton qqqq", f"try fewer words or {STAR}"),
            ("berlin exampel", f"did you mean Ada Example? Try fewer words or {STAR}"),
            ("'qqqq*'", ""),
        ],
    )
    def test_is_said_with_what_to_try(self, run: Run, line: str, said: str) -> None:
        result = run(f"search {line}")
        assert result.out == ""
        assert result.err == f"relkeeper: nothing was found{'; ' if said else ''}{said}\n"

    def test_a_tag_that_was_found_is_not_told(self, run: Run) -> None:
        assert run("search -tag:nope berlin").err == ""


class TestWho:
    def test_several_are_named(self, run: Run) -> None:
        said = "relkeeper: who:ada means 2 people: Ada Example and Ada Sampleton; for one of them write who:#1\n"
        for line in ("who:ada plan", "--with ada plan", "plan -who:ada", "who:ada plan --json"):
            assert run(f"search {line}").err.startswith(said)
        assert run("search who:#1 plan").err == ""

    def test_many_are_counted(self, run: Run) -> None:
        for name in ("Bell", "Cole"):
            run(f"add 'Ada {name}'")
        assert "4 people: Ada Bell, Ada Cole, Ada Example and 1 more;" in run("search who:ada").err
