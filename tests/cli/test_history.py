"""History tells what was changed, undo takes it back, and neither ever guesses."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import forks
from tests.conftest import Run


@pytest.fixture
def book(once: Run) -> None:
    once("add 'Ada Example' --phone '+1 212 555 0101' --tag friends --every 2w")  # 1
    once("add 样张三 --handle wechat:yangzs")  # 2
    once("log ada tea --with 样张三")  # 3
    once("edit ada --org Engines --email ada@example.org")  # 4


def everything(run: Run, reveal: str = "") -> str:
    """All that history tells."""
    operations = run("history --json").json
    shown = [run(f"history show {row['id']} {reveal} --json").out for row in operations]
    return run(f"history {reveal}").out + run(f"history {reveal} --json").out + "".join(shown)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the book but those of its journal, and the bytes of files, which stay for an undo."""
    with sqlite3.connect(path) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
            if table not in ("operation", "change", "sqlite_sequence", "content", "chunk")
            and not table.startswith("search_index")
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

    def test_show_speaks_as_people_do(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        run("log ada tea --when 2026-11-20T14:30 --private")
        run("entry edit 2 --not-private")
        monkeypatch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        said = run("history show 5").out
        assert "entry #2\tat\t\t2026-11-20 22:30\n" in said
        assert "entry #2\tprivate\t\tyes\n" in said
        assert "entry #2\tprivate\tyes\tno\n" in run("history show 6").out

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

    @pytest.mark.parametrize("end", ["entry delete 2 --yes", "entry edit 2 --note open --outcome ''", "undo"])
    def test_what_was_made_private_later_is_hidden_from_the_start(self, run: Run, end: str) -> None:
        run("log 样张三 SECRETTEXT --outcome SECRETTEXT")
        run("entry edit 2 --private")
        run(end)
        if end == "undo":  # the entry is public again, and then goes
            run("entry delete 2 --yes")
        assert everything(run).count("SECRETTEXT") == 0
        assert "SECRETTEXT" in everything(run, "--reveal")

    def test_what_was_private_once_is_hidden_to_the_end(self, run: Run) -> None:
        run("edit ada --field code=foo123")
        run("edit ada --private --field CODE=bar456")
        run("edit ada --remove-field code")
        run("edit ada --field code=baz789")
        run("edit 样张三 --field code=qux000")
        run("export person ada ada")
        told = everything(run) + Path("ada/history.json").read_text()
        assert not [word for word in ("foo123", "bar456", "baz789") if word in told]
        assert "qux000" in told
        assert "foo123" in everything(run, "--reveal")

    def test_a_delete_that_was_undone_left_nothing(self, run: Run) -> None:
        run("entry delete 1 --yes")
        run("undo")
        deleted = run("history show 5 --json").json["rows"]
        assert {row["table"] for row in deleted} == {"interaction", "participant"}
        assert all(row["action"] == "deleted" and row["after"] is None for row in deleted)
        assert all(row["before"] is None and row["after"] for row in run("history show 6 --json").json["rows"])

    def test_entries_that_were_deleted_since_belong_to_those_who_took_part(self, run: Run) -> None:
        run("entry edit 1 --outcome 'more tea'")
        run("entry delete 1 --yes")
        run("log ada coffee")
        assert [row["id"] for row in run("history 样张三 --json").json] == [6, 5, 3, 2]
        run("export person 样张三 zs")
        assert "more tea" in Path("zs/history.json").read_text()
        assert "coffee" not in Path("zs/history.json").read_text()

    def test_an_entry_that_somebody_was_taken_off_is_theirs_no_more(self, run: Run) -> None:
        run("entry edit 1 --without 样张三")
        run("entry edit 1 --outcome 'not for them'")
        run("export person 样张三 zs")
        assert "not for them" not in Path("zs/history.json").read_text()

    def test_its_help_shows_how_it_is_called(self, run: Run) -> None:
        said = run("history --help").out
        for words in ("[WHO]", "--limit", "--reveal", "history show 12"):
            assert words in said

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
        for line in ("history show often", "undo often"):
            assert "'often' is no number of an operation; relkeeper history shows them" in run(line, code=2).err
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
]

# Done twice, each changes something once.
SETTERS = [
    "contact archive ada",
    "contact snooze ada --until 2027-01-01",
    "edit ada --every 3m",
    "contact consent ada --no-sharing",
    "contact consent ada --no-sensitive",
    "tag cadence friends 1m",
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

    @pytest.mark.parametrize("line", SETTERS)
    def test_what_is_so_already_is_no_operation(self, run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
        run(line)
        assert len(run("history --json").json) == 5
        monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T10:00:00+00:00")
        run(line)
        assert len(run("history --json").json) == 5

    def test_two_at_once_take_back_two_and_say_which(self, run: Run, book_path: Path) -> None:
        with closing(sqlite3.connect(book_path, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            undoing = [forks.begin("undo", *words) for words in ((), ("--json",))]
            time.sleep(1)  # both have begun by now, and wait for the lock
            assert [each.poll() for each in undoing] == [None, None]
            db.execute("ROLLBACK")
        said, told = (each.communicate()[0] for each in undoing)
        assert [each.returncode for each in undoing] == [0, 0]
        undo = json.loads(told)
        first = undo["id"] == 5
        assert undo["undoes"] == (4 if first else 3)
        assert f"Undid {3 if first else 4} " in said.decode()
        assert f"relkeeper undo {6 if first else 5}" in said.decode()
        assert [row["undoes"] for row in run("history --limit 2 --json").json] == [3, 4]

    def test_what_is_for_good_is_not_passed_over_unsaid(self, run: Run, book_path: Path) -> None:
        run("add Bob")  # 5
        run("contact erase ada --yes")  # 6
        now = rows(book_path)
        error = run("undo", code=1).err
        assert "the newest change, 6 (contact erase), is for good" in error
        assert "to undo the one before it: relkeeper undo 5" in error
        assert rows(book_path) == now
        run("undo 5")
        assert "relkeeper undo 3" in run("undo", code=1).err

    def test_what_goes_with_a_setting_is_refused(self, run: Run, book_path: Path) -> None:
        run("edit ada --phone '030 123456'")  # 5
        before = rows(book_path)
        run("config set phone_region DE")  # 6
        now = rows(book_path)
        for line in ("undo", "undo 6"):
            assert "relkeeper config set phone_region" in run(line, code=1).err
        assert "relkeeper undo 5" in run("undo", code=1).err
        assert rows(book_path) == now
        run("edit ada --remove-point '030 123456'")  # 7
        run("config set phone_region ''")  # nothing to renormalise
        run("undo 7")
        assert rows(book_path)["contact_point"] == before["contact_point"]

    def test_a_number_of_before_a_setting_comes_back_in_the_form_of_after(self, run: Run) -> None:
        run("edit ada --phone '030 123456'")  # 5
        run("edit ada --remove-point '030 123456'")  # 6
        run("edit 样张三 --phone '030 123456'")  # 7
        run("config set phone_region DE")  # 8
        run("undo 6")
        assert [row["id"] for row in run("list +4930123456 --json").json] == [1, 2]
        run("undo 7")
        assert [row["id"] for row in run("list +4930123456 --json").json] == [1]

    @pytest.mark.parametrize(
        ("first", "then", "why"),
        [
            ("add Bob", "log bob tea", "entry #2 of operation 6 (log) depends on it"),
            ("edit ada --tag work", "edit ada --remove-tag work", "contact #1 was changed again by operation 6 (edit)"),
            ("entry edit 1 --without ada", "entry edit 1 --with ada --without 样张三", "entry #1 was changed again"),
            ("edit ada --alias X", "contact delete ada --yes", "contact #1 was changed again by operation 6"),
            ("add Bob", "edit ada --introduced-by bob", "a relation of contact #1 of operation 6 (edit) depends on it"),
        ],
    )
    def test_a_refusal_speaks_of_things_that_one_knows(self, run: Run, first: str, then: str, why: str) -> None:
        run(first)
        run(then)
        assert why in run("undo 5", code=1).err

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

    def test_a_tag_that_others_wear_by_now_stays(self, run: Run, book_path: Path) -> None:
        run("add Bob --tag new")
        run("edit ada --tag new")
        before = rows(book_path)
        run("undo 5")
        assert [row["name"] for row in run("list --tag new --json").json] == ["Ada Example"]
        run("undo 7")
        assert rows(book_path) == before

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
