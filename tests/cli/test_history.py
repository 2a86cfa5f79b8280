"""History tells what was changed, undo takes it back, and neither ever guesses."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def book(run: Run) -> None:
    run("add 'Ada Example' --phone '+1 212 555 0101' --tag friends --every 2w")  # 1
    run("add 样张三 --handle wechat:yangzs")  # 2
    run("log ada tea --with 样张三")  # 3
    run("edit ada --org Engines --email ada@example.org")  # 4


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the book but those of its journal."""
    with sqlite3.connect(path) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
            if table not in ("operation", "change", "sqlite_sequence")
        }
    db.close()
    return found


@pytest.mark.usefixtures("book")
class TestHistory:
    def test_it_tells_when_by_which_command_and_what(self, run: Run) -> None:
        assert run("history").out.splitlines() == [
            "4\t21 Nov 10:00\tedit\tchanged contact #1 Ada Example (organization, contact point)",
            "3\t21 Nov 10:00\tlog\tadded entry #1 tea",
            "2\t21 Nov 10:00\tadd\tadded contact #2 样张三",
            "1\t21 Nov 10:00\tadd\tadded contact #1 Ada Example; added tag #1 friends",
        ]

    def test_its_json_keys_are_pinned(self, run: Run) -> None:
        found = run("history --limit 1 --json").json
        assert found == [
            {
                "id": 4,
                "at": "2026-11-21T10:00:00Z",
                "command": "edit",
                "undoes": None,
                "undone_by": None,
                "changes": 2,
                "counts": [{"kind": "contact", "action": "changed", "things": 1}],
                "things": [
                    {
                        "kind": "contact",
                        "action": "changed",
                        "id": 1,
                        "name": "Ada Example",
                        "parts": ["organization", "contact point"],
                    }
                ],
            }
        ]

    def test_it_is_narrowed_to_a_contact_and_the_entries_with_it(self, run: Run) -> None:
        run("entry edit 1 --outcome 'more tea'")
        assert [row["id"] for row in run("history 样张三 --json").json] == [5, 3, 2]
        assert [row["id"] for row in run("history list 样张三 --limit 1 --json").json] == [5]

    def test_show_tells_before_and_after(self, run: Run) -> None:
        found = run("history show 4 --json").json
        contact, point = found["rows"]
        assert (contact["table"], contact["key"], contact["action"]) == ("contact", "1", "changed")
        assert (contact["before"]["organization"], contact["after"]["organization"]) == ("", "Engines")
        assert (point["action"], point["before"], point["after"]["value"]) == ("added", None, "ada@example.org")
        assert "organization\t\tEngines" in run("history show 4").out

    def test_what_was_changed_later_does_not_change_what_was(self, run: Run) -> None:
        run("edit ada --org Mills")
        assert run("history show 4 --json").json["rows"][0]["after"]["organization"] == "Engines"
        assert run("history show 5 --json").json["rows"][0]["before"]["organization"] == "Engines"

    def test_of_many_things_the_number_is_told(self, run: Run, home: Path) -> None:
        cards = "".join(f"BEGIN:VCARD\nVERSION:4.0\nFN:Person {n} Muster\nEND:VCARD\n" for n in range(30))
        (home / "many.vcf").write_text(cards)
        run("import many.vcf")
        assert "added 30 contacts" in run("history --limit 1").out
        assert "The first" not in run("history show 5 --limit 40").out
        assert len(run("history show 5 --limit 7 --json").json["rows"]) == 7

    def test_a_command_that_changes_nothing_is_no_operation(self, run: Run) -> None:
        run("tag cadence friends none")
        run("add 'Ada Example'", code=1)
        run("import nothing.vcf", code=5)
        assert len(run("history --json").json) == 4

    def test_words_of_a_command_are_not_kept(self, run: Run, book_path: Path) -> None:
        with sqlite3.connect(book_path) as db:
            assert {row[0] for row in db.execute("SELECT command FROM operation")} == {"add", "log", "edit"}
        db.close()

    def test_what_is_private_is_hidden_unless_asked_for(self, run: Run) -> None:
        run("log ada 'the secret' --private --outcome hush")  # 5
        run("edit ada --notes 'a hidden thing' --private")  # 6
        run("log ada plain --outcome loud")  # 7
        run("entry edit 3 --private")  # 8
        run("edit ada --field code=1234 --private")  # 9
        everything = "".join(run(f"history show {number} --json").out for number in range(5, 10))
        everything += run("history").out + run("history --json").out
        for secret in ("the secret", "hush", "hidden thing", "plain", "loud", "1234"):
            assert secret not in everything
        assert "the secret" in run("history show 5 --reveal").out
        assert "the secret" in run("history --reveal").out
        assert "loud" in run("history show 7 --reveal").out

    def test_changes_by_another_program_get_an_operation_of_their_own(self, run: Run, book_path: Path) -> None:
        with sqlite3.connect(book_path) as db:
            db.execute("UPDATE contact SET title = 'Countess' WHERE id = 1")
        db.close()
        run("log ada more")
        found = run("history --limit 2 --json").json
        assert [row["command"] for row in found] == ["log", "another program"]
        assert found[1]["things"][0]["parts"] == ["title"]
        run("undo 5")
        assert run("show ada --json").json["title"] == ""

    def test_unknown_operations_are_a_sentence(self, run: Run) -> None:
        assert "no operation 99" in run("history show 99", code=3).err
        assert "no number" in run("history show often", code=2).err
        assert run("history nobody", code=3).err


UNDONE = [
    "add Bob --email bob@example.org --field a=b --introduced-by ada",
    "log ada 'a walk' --with 样张三 --when yesterday",
    "edit ada --name 'Ada Muster' --alias Countess --remove-tag friends --tag new --every none",
    "edit 样张三 --remove-point yangzs",
    "entry edit 1 --when 2026-10-01 --without ada --note coffee",
    "entry edit 1 --with '#2' --without ada",
    "entry delete 1 --yes",
    "contact delete ada --yes",
    "contact delete 样张三 --yes",
    "contact archive ada",
    "contact snooze ada --until 2027-01-01",
    "contact consent ada --no-sharing",
    "edit ada --notes hidden --field pin=1 --private",
    "tag cadence friends 1m",
    "tag cadence other 1m",
    "import cards.vcf",
    "config set phone_region DE",
]


@pytest.mark.usefixtures("book")
class TestUndo:
    @pytest.mark.parametrize("line", UNDONE)
    def test_every_command_is_taken_back_and_done_again(self, run: Run, home: Path, book_path: Path, line: str) -> None:
        run("add 'Local Number' --phone '030 123456'")
        (home / "cards.vcf").write_text(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Example\nTEL:+1 212 555 0101\nORG:Other\nNICKNAME:Lady\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:3.0\nFN:样李四\nBDAY:1990-05-09\nCATEGORIES:new\nEND:VCARD\n"
        )
        before = rows(book_path)
        run(line)
        after = rows(book_path)
        assert before != after
        assert "undo 7" in run("undo").out
        assert rows(book_path) == before
        run("undo 7")
        assert rows(book_path) == after
        assert run("db check").code == 0

    def test_it_walks_back_from_the_newest(self, run: Run, book_path: Path) -> None:
        for undone in (4, 3, 2, 1):
            assert f"Undid {undone} " in run("undo").out
        assert not any(rows(book_path).values())
        assert "nothing to undo" in run("undo", code=3).err

    def test_it_says_what_came_back(self, run: Run) -> None:
        run("contact delete ada --yes")
        said = run("undo").out
        assert "contact #1 Ada Example back" in said
        assert "relkeeper undo 6" in said
        assert run("undo 6 --json").json["undoes"] == 6

    @pytest.mark.parametrize(
        ("first", "then", "refused", "by"),
        [
            ("edit ada --org A", "edit ada --title B", 5, "operation 6 (edit)"),
            ("log ada walk", "entry edit 2 --note run", 5, "operation 6 (entry edit)"),
            ("add Bob", "log bob tea", 5, "operation 6 (log)"),
            ("entry edit 1 --without ada", "contact delete ada --yes", 5, "operation 6 (contact delete)"),
            ("tag cadence friends 1m", "tag cadence friends 3m", 5, "operation 6 (tag cadence)"),
        ],
    )
    def test_what_was_changed_again_since_is_refused(
        self, run: Run, book_path: Path, first: str, then: str, refused: int, by: str
    ) -> None:
        run(first)
        before = rows(book_path)
        run(then)
        now = rows(book_path)
        error = run(f"undo {refused}", code=1).err
        assert by in error
        assert "relkeeper undo 6" in error
        assert rows(book_path) == now
        run("undo 6")
        assert rows(book_path) == before
        run("undo 5")

    def test_what_others_changed_meanwhile_stays(self, run: Run) -> None:
        run("edit ada --email second@example.org")
        run("edit ada --phone '+1 212 555 0102'")
        run("undo", code=0)
        points = [point["value"] for point in run("show ada --json").json["contact_points"]]
        assert points == ["+1 212 555 0101", "ada@example.org", "second@example.org"]

    def test_unknown_and_undone_operations_are_a_sentence(self, run: Run, book_path: Path) -> None:
        now = rows(book_path)
        assert "no operation 99" in run("undo 99", code=3).err
        run("undo")
        assert "undone already" in run("undo 4", code=1).err
        run("undo 5")
        assert rows(book_path) == now

    def test_before_there_is_a_book_there_is_nothing_to_undo(self, run: Run, home: Path) -> None:
        assert "nothing to undo" in run("--db other.db undo", code=3).err
        assert not (home / "other.db").exists()

    def test_a_number_of_a_deleted_row_never_means_another(self, run: Run, book_path: Path) -> None:
        """Undoing works although later rows might have taken the numbers of those that went."""
        run("edit ada --remove-point ada@example.org --alias X")
        run("edit 样张三 --email zs@example.org --alias Y")
        run("undo 5")
        assert [p["value"] for p in run("show ada --json").json["contact_points"]] == [
            "+1 212 555 0101",
            "ada@example.org",
        ]
        assert [p["value"] for p in run("show 样张三 --json").json["contact_points"]] == ["yangzs", "zs@example.org"]
