"""What is private is kept, and seen only by who asks for it."""

from pathlib import Path

import pytest

from tests.cli.test_terminal import terminal
from tests.conftest import Run

SECRETS = ("hushed", "lowered", "agreed", "hideout")


@pytest.fixture(autouse=True)
def ada(once: Run) -> None:
    once("add 'Ada Example' --every 1d")


@pytest.fixture
def entry(once: Run) -> None:
    """An entry with a word of `SECRETS` in each of its texts."""
    once("log ada hushed --outcome agreed --place hideout --via call --when 2026-11-01 --private")
    once("entry edit 1 --body lowered")


class TestEntry:
    pytestmark = pytest.mark.usefixtures("entry")

    @pytest.mark.parametrize(
        "line",
        [
            "show ada", "timeline", "timeline ada", "overdue", "entry show 1", "entry edit 1 --in", "edit ada --title X",
            "contact archive ada", "contact consent ada", "contact consent ada --no-sharing", "contact delete ada --yes",
            "entry delete 1", "entry delete 1 --yes", "log ada more", "log ada more --private",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("json", ["", "--json"])
    def test_its_words_are_not_shown(self, run: Run, line: str, json: str) -> None:
        said = run(f"{line} {json}", code=1 if line == "entry delete 1" else 0)
        assert not [word for word in SECRETS if word in said.out + said.err]

    @pytest.mark.parametrize(
        ("line", "at"), [("timeline", [0]), ("show ada", ["interactions", 0]), ("entry show 1", [])]
    )
    def test_all_but_its_words_is_shown(self, run: Run, line: str, at: list[int | str]) -> None:
        def row(words: str) -> dict[str, object]:
            found = run(f"{line} {words} --json").json
            for step in at:
                found = found[step]
            return dict(found)

        revealed = row("--reveal")
        assert (revealed["summary"], revealed["body"], revealed["outcome"], revealed["place"]) == SECRETS
        assert revealed["private"] is True
        assert row("") == revealed | {"summary": "[private]", "body": "", "outcome": "", "place": ""}

    def test_it_counts_like_any_other(self, run: Run) -> None:
        assert run("show ada --json").json["last_contact_on"] == "2026-11-01"
        assert run("overdue").out == "Ada Example\t19 days late\tevery day\t1 Nov, 20 days ago\t\n"
        row = run("overdue --json").json[0]
        assert (row["last_channel"], row["last_summary"], row["last_outcome"]) == (None, None, None)

    def test_it_is_marked_where_it_is_revealed(self, run: Run) -> None:
        assert run("timeline --reveal").out.endswith("\t[private] hushed → agreed\n")
        assert run("entry show 1 --reveal").out.startswith("#1 [private] hushed\n")
        assert run("timeline").out.endswith("\t[private]\n")

    def test_it_can_be_changed_without_being_seen(self, run: Run) -> None:
        assert run("entry edit 1 --outcome other").out == "Changed #1: [private]\n"
        shown = run("entry show 1 --reveal --json").json
        assert (shown["summary"], shown["body"], shown["outcome"], shown["private"]) == (
            "hushed", "lowered", "other", True,
        )  # fmt: skip

    def test_it_can_be_made_public_and_private_again(self, run: Run) -> None:
        assert run("entry edit 1 --not-private --json").json["summary"] == "hushed"
        assert run("entry edit 1 --private --json").json["summary"] == "[private]"

    def test_its_form_opens_only_with_reveal(self, run: Run, home: Path) -> None:
        assert "--reveal" in run("entry edit 1", code=2).err
        editor = home / "editor"
        editor.write_text('#!/bin/sh\ngrep -q hideout "$1" && sed -i s/hushed/whispered/ "$1"\n')
        editor.chmod(0o755)
        assert terminal("entry", "edit", "1", "--reveal", EDITOR=str(editor)).code == 0
        shown = run("entry show 1 --reveal --json").json
        assert (shown["summary"], shown["place"], shown["private"]) == ("whispered", "hideout", True)


class TestContact:
    def test_private_notes_and_fields_are_shown_only_when_revealed(self, run: Run) -> None:
        run("edit ada --notes open --field tea=green")
        run("edit ada --private --notes hushed --field diet=strict")
        shown = run("show ada --json").json
        assert (shown["notes"], shown["private_notes"], shown["private_count"]) == ("open", "", 2)
        assert shown["fields"] == [{"name": "tea", "value": "green", "private": False}]
        revealed = run("show ada --json --reveal").json
        assert (revealed["notes"], revealed["private_notes"], revealed["private_count"]) == ("open", "hushed", 2)
        assert revealed["fields"] == [*shown["fields"], {"name": "diet", "value": "strict", "private": True}]

    def test_what_is_kept_back_is_counted_and_what_is_revealed_is_marked(self, run: Run) -> None:
        assert "private" not in run("show ada").out
        run("log ada hushed --private")
        assert "private: 1 thing kept, shown with --reveal\n" in run("show ada").out
        run("edit ada --private --notes lowered --field diet=strict")
        said = run("show ada").out
        assert "private: 3 things kept, shown with --reveal\n" in said
        assert "strict" not in said
        said = run("show ada --reveal").out
        assert "notes (private): lowered\n" in said
        assert "diet (private): strict\n" in said
        assert "things kept" not in said

    def test_a_new_contact_may_have_private_things(self, run: Run) -> None:
        assert "hushed" not in run("add Grace --private --notes hushed --field diet=strict --json").out
        shown = run("show grace --reveal --json").json
        assert (shown["notes"], shown["private_notes"]) == ("", "hushed")
        assert shown["fields"] == [{"name": "diet", "value": "strict", "private": True}]

    def test_a_field_moves_to_the_kind_it_is_set_as(self, run: Run) -> None:
        run("edit ada --field diet=strict")
        run("edit ada --private --field diet=stricter")
        assert run("show ada --json").json["fields"] == []
        run("edit ada --field diet=any")
        assert run("show ada --json").json["fields"] == [{"name": "diet", "value": "any", "private": False}]
        run("edit ada --private --field diet=x")
        run("edit ada --remove-field diet")
        assert run("show ada --reveal --json").json["fields"] == []

    @pytest.mark.parametrize("line", ["add Grace --private", "edit ada --private", "edit ada --private --title X"])
    def test_private_is_about_something(self, run: Run, line: str) -> None:
        assert "--notes and --field" in run(line, code=2).err
        assert len(run("list --json").json) == 1

    def test_a_form_without_reveal_neither_shows_nor_takes_what_is_private(self, run: Run, home: Path) -> None:
        run("edit ada --private --notes hushed --field diet=strict")
        self._edit(home, '! grep -q -e hushed -e strict "$1" && sed -i \'s/^title.*/title = "X"/\' "$1"')
        shown = run("show ada --reveal --json").json
        assert (shown["title"], shown["private_notes"], len(shown["fields"])) == ("X", "hushed", 1)

    def test_a_form_with_reveal_holds_what_is_private(self, run: Run, home: Path) -> None:
        run("edit ada --private --notes hushed --field diet=strict")
        self._edit(home, 'sed -i -e s/hushed/lowered/ -e s/strict/any/ "$1"', "--reveal")
        shown = run("show ada --reveal --json").json
        assert (shown["notes"], shown["private_notes"]) == ("", "lowered")
        assert shown["fields"] == [{"name": "diet", "value": "any", "private": True}]

    def _edit(self, home: Path, script: str, *words: str) -> None:
        editor = home / "editor"
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o755)
        screen = terminal("edit", "ada", *words, EDITOR=str(editor))
        assert screen.code == 0, screen
