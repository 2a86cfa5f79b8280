"""relkeeper's own complete format: a book that was written out and imported elsewhere is equal."""

import json
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_import_chats import GROUP, LATER, TALK, qq
from tests.cli.test_import_events import MAIL
from tests.conftest import Run

WHOLE = "export json --reveal --everyone"
CARDS = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:6f0f5b6e-6a0e-4a6e-9b0e-000000000001
FN:Hedy Placeholder
N:Placeholder;Hedy;M.;Dr.;
TEL;TYPE=work:+1 212 555 0142
X-OWN;X-P="a;b":kept\\, as it came
BDAY;CALSCALE=chinese:--0815
ANNIVERSARY:20100502
RELATED;VALUE=text;TYPE=spouse:Bob Placeholder
END:VCARD
"""
# What is told of the book to people; the numbers in it are its own.
REPORTS = (
    "list --archived",
    "list",
    "overdue --within 400d",
    "timeline",
    "timeline --reveal",
    "attachment list",
    "tag list",
    "follow-up list --done",
    "follow-up list --done --reveal",
    "note list --reveal",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the book below is kept once it was made: that takes a second."""
    return tmp_path_factory.mktemp("built") / "home"


@pytest.fixture
def book(run: Run, home: Path, built: Path) -> None:
    """A book that holds a bit of everything."""
    if not built.exists():
        build(run, home)
        shutil.copytree(home, built)
    shutil.copytree(built, home, dirs_exist_ok=True)


def build(run: Run, home: Path) -> None:
    """One contact and two entries were deleted: the numbers have gaps, and imports leave out what they were."""
    run("add 'Gone Placeholder'")
    run("contact delete '#1' --yes")
    run("add 'Ada Example' --email ada@example.org --phone '+1 212 555 0101' --tag friends --every 2w --alias 阿达")
    run("add 'Grace Sampleton' --email grace@example.org --tag 'book club' --field 'coffee=flat white' --met 'at sea'")
    run("add 样小明 --tag friends --handle qq:100200399 --introduced-by ada")
    run("add 样张三 --handle qq:100200301")
    run("add 'Ada Example' --yes --tag friends")
    run("tag cadence friends 1m")
    run("tag cadence nobody 1y")
    run("edit grace --private --notes 'between jobs' --field 'salary=a lot'")
    run("contact consent 'grace sampleton' --no-sharing --no-greetings")
    run("contact snooze 样小明 --until 'in 3 weeks'")
    run("contact archive 样张三")
    run("contact distinct '#2' '#6'")
    run("contact relate 'grace sampleton' mentor '#2'")
    run(
        "log '#2' 'tea about the deck' --with grace --via call --when '2026-11-01 09:30' --outcome 'in May' --place Town"
    )
    run("log grace 'she has a new job' --private --when 2026-11-02 --duration 45m")
    run("log '#2' 'a bell \a rings'")
    run("log 样小明 'a walk' --when 2026-11-03 --follow-up '2026-12-01: send the deck' --follow-up 2026-12-02")
    run("follow-up add grace 'ask about the job' --due 2027-01-31 --every 1m --private")
    run("follow-up add '#2' 'an old promise' --due 2026-11-23")
    run("follow-up done 4")
    run("note '#2' --kind gift 'a book' --out --with grace --when 2026-11-04")
    run("note grace --kind health 'her knee' --private")
    run("edit '#2' --timezone Europe/Paris")
    run("contact knows '#2' 'tax law, 围棋'")
    (home / "a.vcf").write_text(CARDS, encoding="utf-8")
    (home / "talk.txt").write_text(qq(TALK), encoding="utf-8")
    (home / "later.txt").write_text(qq(LATER), encoding="utf-8")
    (home / "group.txt").write_text(qq(GROUP, title="老同学", group="我的群聊"), encoding="utf-8")
    (home / "mail.eml").write_text(MAIL)
    (home / "again.eml").write_text(MAIL.replace("<1@", "<3@"))
    (home / "n.bin").write_bytes(bytes(range(256)) * 10)
    (home / "empty.txt").write_text("")
    run("import a.vcf")
    run("import talk.txt group.txt mail.eml again.eml --me 阿达 --me bob@example.org")
    run("import later.txt --me 阿达")
    run("attach '#2' n.bin --note 'for both'")
    run("attach '#3' n.bin")
    run("attach '#3' empty.txt")
    for summary in ("周末吃饭？", "project plan"):
        found = [entry["id"] for entry in run("timeline --json").json if entry["summary"] == summary]
        run(f"entry delete {found[0]} --yes")


def told(value: Any) -> Any:
    """What a document says, without what is the book's own: numbers, and when it was written."""
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items() if key not in ("id", "interaction_id", "exported_at")}
    return [told(item) for item in value] if isinstance(value, list) else value


@pytest.fixture
def elsewhere(run: Run) -> Run:
    """Runs a line on another book, to which the same settings apply."""
    return lambda line, **expected: run(f"--db other.db {line}", **expected)


@pytest.mark.usefixtures("book")
class TestAWholeBook:
    def test_is_equal_elsewhere(self, run: Run, elsewhere: Run) -> None:
        ours = run(WHOLE).json
        assert ours["complete"] is True
        assert all(value for name, value in ours.items() if name != "redacted")  # the book holds something of each kind
        run(f"{WHOLE} book.json")
        assert elsewhere("import book.json").err == ""
        assert told(elsewhere(WHOLE).json) == told(ours)
        for report in REPORTS:
            assert told(elsewhere(f"{report} --json").json) == told(run(f"{report} --json").json)
        for number, contact in enumerate(ours["contacts"], 1):
            theirs = elsewhere(f"show '#{number}' --reveal --json").json
            assert told(theirs) == told(run(f"show '#{contact['id']}' --reveal --json").json)

    def test_is_imported_once(self, run: Run, elsewhere: Run) -> None:
        run(f"{WHOLE} book.json")
        elsewhere("import book.json")
        before = elsewhere(WHOLE).json
        report = elsewhere("import book.json --json").json
        assert report["contacts"] == {"created": 0, "updated": 0, "unchanged": 6}
        assert report["interactions"]["unchanged"] == len(before["interactions"])
        assert report["attachments"]["unchanged"] == len(before["attachments"])
        assert report["problems"] == []
        assert elsewhere(WHOLE).json == before
        # It left no operation behind.
        assert [row["command"] for row in elsewhere("history list --json").json] == ["import"]

    def test_changes_nothing_in_its_own_book(self, run: Run) -> None:
        before = run(WHOLE).json
        run(f"{WHOLE} book.json")
        run("import book.json")
        assert run(WHOLE).json == before

    def test_knows_what_was_imported_into_it(self, run: Run, elsewhere: Run) -> None:
        run(f"{WHOLE} book.json")
        elsewhere("import book.json")
        before = elsewhere(WHOLE).json
        elsewhere("import a.vcf talk.txt later.txt group.txt mail.eml again.eml --me 阿达 --me bob@example.org")
        assert elsewhere(WHOLE).json == before

    def test_is_taken_back_whole(self, run: Run, elsewhere: Run) -> None:
        run(f"{WHOLE} book.json")
        elsewhere("import book.json")
        elsewhere("undo")
        left = elsewhere(WHOLE).json
        assert not any(value for value in left.values() if isinstance(value, list))

    def test_is_only_told_of_in_a_rehearsal(self, run: Run, elsewhere: Run, home: Path) -> None:
        run(f"{WHOLE} book.json")
        said = elsewhere("import book.json --dry-run --json").json
        assert (said["contacts"]["created"], said["attachments"]["created"]) == (6, len(run(WHOLE).json["attachments"]))
        assert not (home / "other.db").exists()


@pytest.mark.usefixtures("book")
class TestAPart:
    @pytest.mark.parametrize("options", ["", "--reveal", "--reveal --everyone --tag friends", "--everyone --redact"])
    def test_says_that_it_is_one(self, run: Run, options: str) -> None:
        assert run(f"export json {options}").json["complete"] is False

    def test_holds_nothing_private_and_nobody_who_is_not_shared(self, run: Run, elsewhere: Run) -> None:
        said = run("export json part.json")
        assert "1 contact who does not want to be shared was left out" in said.err
        written = Path("part.json").read_text()
        for word in ("between jobs", "salary", "new job", "about the job", "her knee", "grace@", "at sea", "Sampleton"):
            assert word not in written
        assert "it holds a part of a book" in elsewhere("import part.json").err
        assert [row["name"] for row in elsewhere("list --archived --json").json] == ["样张三"]
        assert "Sampleton" not in elsewhere("timeline --json").out

    def test_without_files_names_them_and_they_are_missed(self, run: Run, elsewhere: Run) -> None:
        run(f"{WHOLE} --no-attachments book.json")
        ours = json.loads(Path("book.json").read_text())
        assert (ours["complete"], ours["contents"]) == (False, [])
        report = elsewhere("import book.json --json").json
        assert report["attachments"]["created"] == 0
        assert [problem["where"] for problem in report["problems"]] == ["attachments"]
        assert elsewhere("attachment list --json").json == []
        # They come with the bytes.
        run(f"{WHOLE} whole.json")
        assert elsewhere("import whole.json --json").json["attachments"]["created"] == len(ours["attachments"])

    def test_under_pseudonyms_is_not_imported(self, run: Run, elsewhere: Run) -> None:
        run("export json --redact r.json")
        assert "export the book without --redact" in elsewhere("import r.json", code=5).err


class TestABookThatHasThings:
    def test_keeps_what_it_has_and_fills_the_gaps(self, run: Run, elsewhere: Run) -> None:
        run("add 'Ada Example' --email ada@example.org --title Engineer --every 2w --notes 'likes tea'")
        run("edit ada --private --notes 'wants to move'")
        run("contact consent ada --no-greetings")
        elsewhere("add 'Ada Example' --email ada@example.org --title Boss --phone '+1 212 555 0101'")
        run(f"{WHOLE} book.json")
        report = elsewhere("import book.json --json").json
        assert report["contacts"] == {"created": 0, "updated": 1, "unchanged": 0}
        ada = elsewhere("show ada --reveal --json").json
        assert (ada["title"], ada["cadence_days"], ada["notes"]) == ("Boss", 14, "likes tea")
        assert (ada["private_notes"], ada["no_greetings"]) == ("wants to move", True)
        assert [point["value"] for point in ada["contact_points"]] == ["+1 212 555 0101", "ada@example.org"]
        assert elsewhere("import book.json --json").json["contacts"] == {"created": 0, "updated": 0, "unchanged": 1}

    def test_has_no_private_notes_of_who_wants_none(self, run: Run, elsewhere: Run) -> None:
        run("add 'Ada Example' --email ada@example.org")
        run("edit ada --private --notes 'wants to move'")
        run("log ada 'what she said' --private")
        run("follow-up add ada 'ask her again' --due 2026-12-01 --private")
        run(f"{WHOLE} book.json")
        elsewhere("add 'Ada Example' --email ada@example.org")
        elsewhere("contact consent ada --no-sensitive")
        problems = elsewhere("import book.json --json").json["problems"]
        assert [problem["where"] for problem in problems] == ["contacts[0]", "interactions[0]", "follow_ups[0]"]
        assert all("wants no private notes" in problem["message"] for problem in problems)
        assert elsewhere("show ada --reveal --json").json["private_count"] == 0

    def test_has_a_chat_once_whichever_way_it_came(self, run: Run, elsewhere: Run, home: Path) -> None:
        (home / "talk.txt").write_text(qq(TALK), encoding="utf-8")
        (home / "mail.eml").write_text(MAIL)
        for each in (run, elsewhere):
            each("add 样小明 --handle qq:100200399")
            each("add 'Ada Example' --email ada@example.org")
            each("import talk.txt mail.eml --me 阿达 --me bob@example.org")
        run(f"{WHOLE} book.json")
        before = told(elsewhere("timeline --json").json)
        report = elsewhere("import book.json --json").json
        assert (report["interactions"]["created"], report["problems"]) == (0, [])
        assert report["attachments"]["created"] == 0
        assert told(elsewhere("timeline --json").json) == before

    def test_whom_another_book_holds_as_one_it_keeps_as_two_and_says_so(self, run: Run, elsewhere: Run) -> None:
        run("add 'Ada Example' --email ada@example.org")
        run("add 'Bob Placeholder' --email bob@example.org")
        run(f"{WHOLE} two.json")
        elsewhere("import two.json")
        run("contact merge ada bob --yes")
        run(f"{WHOLE} one.json")
        (problem,) = elsewhere("import one.json --json").json["problems"]
        assert problem["message"] == (
            "the file says that #2 Bob Placeholder is one with #1 Ada Example; if so: relkeeper contact merge '#1' '#2'"
        )
        ada, bob = elsewhere(WHOLE).json["contacts"]
        assert bob["uid"] not in json.dumps(ada["properties"])
        # A card of Bob still finds Bob.
        elsewhere("import two.json")
        assert elsewhere("show '#2' --json").json["name"] == "Bob Placeholder"

    def test_two_of_one_name_in_the_file_stay_two(self, run: Run, elsewhere: Run) -> None:
        run("add 'Ada Example' --email ada@example.org")
        run("add 'Ada Example' --yes")
        run(f"{WHOLE} book.json")
        assert elsewhere("import book.json --json").json["contacts"]["created"] == 2


def document(**sections: Any) -> str:
    return json.dumps({"format": "relkeeper", "version": 2, "complete": True, **sections})


ADA = {"uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000002", "name": "Ada Example"}
TEA = {
    "uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000003", "at": "2026-11-01T09:30:00+01:00", "precision": "minute",
    "channel": "call", "direction": "", "summary": "tea", "participants": [{"uid": ADA["uid"]}],
}  # fmt: skip
PROMISE = {
    "uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000009", "contact": {"uid": ADA["uid"]}, "text": "send the deck",
    "due_on": "2026-12-01",
}  # fmt: skip
NOTE = {
    "uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000004", "sha256": sha256(b"hello").hexdigest(), "name": "n.txt",
    "added_at": "2026-11-01T09:30:00Z", "contacts": [{"uid": ADA["uid"]}],
}  # fmt: skip
HELLO = {
    "sha256": sha256(b"hello").hexdigest(), "size": 5, "media_type": "text/plain",
    "data": [b64encode(b"hel").decode(), b64encode(b"lo").decode()],
}  # fmt: skip


class TestBadInput:
    def test_the_least_that_is_needed_is_taken(self, run: Run, home: Path) -> None:
        (home / "b.json").write_text(document(contacts=[ADA], interactions=[TEA], attachments=[NOTE], contents=[HELLO]))
        report = run("import b.json --json").json
        assert report["problems"] == []
        assert run("timeline --json").json[0]["at"] == TEA["at"]
        run("attachment save 1 out.txt")
        assert (home / "out.txt").read_text() == "hello"

    def test_a_bad_record_is_told_and_the_rest_goes_in(self, run: Run, home: Path) -> None:
        stranger = TEA | {"uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000005", "participants": [{"uid": NOTE["uid"]}]}
        untied = NOTE | {"uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000006", "contacts": []}
        other = sha256(b"x").hexdigest()
        missing = NOTE | {"uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000007", "sha256": other}
        (home / "b.json").write_text(
            document(
                tags=[{"name": " "}],
                contacts=[7, ADA],
                interactions=[stranger, TEA],
                attachments=[untied, NOTE, missing],
                contents=[HELLO | {"size": 6}, HELLO, HELLO | {"sha256": other}, HELLO | {"data": ["aGVsbG8"]}],
            )
        )
        report = run("import b.json --json").json
        assert sorted(problem["where"] for problem in report["problems"]) == [
            "attachments", "attachments[0]", "contacts[0]", "contents[0]", "contents[2]", "contents[3]",
            "interactions[0]", "tags[0]",
        ]  # fmt: skip
        assert [report[kind]["created"] for kind in ("contacts", "interactions", "attachments")] == [1, 1, 1]
        assert "Nothing is wrong" in run("db check").out

    def test_follow_ups_notes_and_zones_are_looked_at_too(self, run: Run, home: Path) -> None:
        bad: list[tuple[str, dict[str, Any]]] = [
            ("uid is missing", {"uid": None}),
            ("text is empty", {"text": " "}),
            ("due_on is missing", {"due_on": ""}),
            ("due_on is no date", {"due_on": "2026-02-30"}),
            ("begins_on is no date", {"begins_on": "soon"}),
            ("every is no object", {"every": "1m"}),
            ("unit is 'hour'", {"every": {"amount": 1, "unit": "hour"}}),
            ("amount is no number that it can be", {"every": {"amount": 0, "unit": "day"}}),
            ("amount is no number that it can be", {"every": {"amount": 101, "unit": "year"}}),
            ("amount is missing", {"every": {"unit": "day"}}),
            ("done_on is no date", {"done_on": "2026-1-1"}),
            ("due_on is 0001-01-01; a year from 1900 to 2199 is expected", {"due_on": "0001-01-01"}),
            ("due_on is 2200-01-01; a year", {"due_on": "2200-01-01"}),
            ("begins_on is 1899-12-31; a year", {"begins_on": "1899-12-31"}),
            ("begins_on is later than due_on", {"begins_on": "2026-12-02"}),
            ("done_on is 9999-12-31; a year", {"done_on": "9999-12-31"}),
            ("private is neither true nor false", {"private": 1}),
            ("contact is no object", {"contact": None}),
            ("whom it is about is not in the file", {"contact": {"uid": NOTE["uid"]}}),
        ]
        notes: list[tuple[str, dict[str, Any]]] = [
            ("kind is 'two words'", {"kind": "two words"}),
            ("kind is '\x1b[31m'", {"kind": "\x1b[31m"}),
            ("channel is not 'note'", {"kind": "gift", "channel": "call"}),
        ]
        grace = {"uid": "6f0f5b6e-6a0e-4a6e-9b0e-00000000000a", "name": "Grace Sampleton"}
        contacts = [ADA, grace | {"timezone": "Europe/Nowhere"}]
        (home / "b.json").write_text(
            document(
                contacts=contacts,
                interactions=[TEA | {"channel": "note"} | each for _, each in notes],
                follow_ups=[PROMISE | each for _, each in bad] + [PROMISE, PROMISE],
            )
        )
        report = run("import b.json --json").json
        told = {problem["where"]: problem["message"] for problem in report["problems"]}
        assert told.pop("contacts[1]") == "there is no timezone 'Europe/Nowhere'; the contact has none now"
        assert report["contacts"]["created"] == 2
        assert run("show grace --json").json["timezone"] == ""
        for section, all_of in (("interactions", notes), ("follow_ups", bad)):
            for number, (said, _) in enumerate(all_of):
                assert said in told.pop(f"{section}[{number}]")
        assert told == {}
        assert report["follow_ups"] == {"created": 1, "updated": 0, "unchanged": 1}
        (row,) = run("follow-up list --json").json
        assert (row["text"], row["due_on"], row["begins_on"]) == ("send the deck", "2026-12-01", "2026-12-01")
        assert "Nothing is wrong" in run("db check").out

    def test_a_note_is_no_contact_with_anybody_whatever_the_file_says(self, run: Run, home: Path) -> None:
        people = [{"uid": ADA["uid"], "counts": True}]
        note = TEA | {"channel": "note", "kind": "recipe", "participants": people}
        (home / "b.json").write_text(document(contacts=[ADA], interactions=[note]))
        assert run("import b.json --json").json["problems"] == []
        assert run("show ada --json").json["last_contact_on"] is None
        assert run("entry show 1 --json").json["kind"] == "recipe"

    def test_a_newer_file_is_refused(self, run: Run, home: Path) -> None:
        (home / "b.json").write_text('{"format": "relkeeper", "version": 3, "contacts": []}')
        assert "b.json was written by a newer relkeeper" in run("import b.json", code=5).err
        (home / "b.json").write_text('{"format": "relkeeper", "contacts": [' + json.dumps(ADA) + '], "version": 3}')
        assert "nothing was imported" in run("import b.json", code=5).err
        assert run("list").out == ""

    def test_a_cut_file_gives_what_it_holds(self, run: Run, home: Path) -> None:
        whole = document(contacts=[ADA], attachments=[NOTE], contents=[HELLO])
        (home / "b.json").write_text(whole[: whole.index('"bG8=')])
        report = run("import b.json --json").json
        assert report["contacts"]["created"] == 1
        assert any("the JSON is cut or broken here" in problem["message"] for problem in report["problems"])
        assert run("attachment list --json").json == []

    def test_what_another_program_wrote_twice_or_in_another_order_is_taken(self, run: Run, home: Path) -> None:
        twice = document(
            contents=[HELLO, HELLO], attachments=[NOTE, NOTE], contacts=[ADA, ADA], interactions=[TEA, TEA]
        )
        (home / "b.json").write_text(twice)
        report = run("import b.json --json").json
        assert report["contacts"]["created"] == 1
        assert report["interactions"]["created"] == 1

    def test_of_two_contacts_of_one_uid_the_second_is_refused(self, run: Run, home: Path) -> None:
        (home / "b.json").write_text(document(contacts=[ADA, ADA | {"name": "Grace Sampleton", "title": "Boss"}]))
        report = run("import b.json --json").json
        assert [problem["where"] for problem in report["problems"]] == ["contacts[1]"]
        assert "Grace Sampleton has the uid of a contact before it" in report["problems"][0]["message"]
        assert run("show ada --json").json["title"] == ""

    @pytest.mark.parametrize("turned", [False, True])
    def test_who_has_the_uid_of_another_contact_of_the_file_stays_two(self, run: Run, home: Path, turned: bool) -> None:
        card = {"group": "", "name": "UID", "params": "", "value": f"urn:uuid:{ADA['uid']}"}
        grace = {"uid": NOTE["uid"], "name": "Grace Sampleton", "properties": [card]}
        people = [ADA, grace] if turned else [grace, ADA]
        (home / "b.json").write_text(document(contacts=people))
        (problem,) = run("import b.json --json").json["problems"]
        assert problem["message"].startswith("the file says that #1 ")
        told = {contact["name"]: contact for contact in run(WHOLE).json["contacts"]}
        assert {name: contact["uid"] for name, contact in told.items()} == {
            each["name"]: each["uid"] for each in people
        }
        assert told["Grace Sampleton"]["properties"] == []

    def test_version_1_is_read_as_far_as_it_goes(self, run: Run, home: Path) -> None:
        ada = ADA | {
            "id": 7, "tags": ["friends"], "cadence_days": 14, "cadence_from": "own",
            "relations": [{"kind": "friend", "name": "Grace", "contact": {"id": 9, "name": "Grace Sampleton"}}],
        }  # fmt: skip
        grace = {"id": 9, "uid": "6f0f5b6e-6a0e-4a6e-9b0e-000000000009", "name": "Grace Sampleton"}
        tea = TEA | {"id": 3, "participants": [{"id": 9, "name": "Grace Sampleton"}, {"id": 7, "name": "Ada Example"}]}
        (home / "b.json").write_text(
            json.dumps({"format": "relkeeper", "version": 1, "contacts": [ada, grace], "interactions": [tea]})
        )
        said = run("import b.json")
        assert "it holds a part of a book" in said.err
        shown = run("show ada --json").json
        assert shown["relations"][0]["contact"]["name"] == "Grace Sampleton"
        assert (shown["cadence_days"], shown["interaction_count"]) == (14, 1)

    def test_what_is_kept_about_one_person_is_read_too(self, run: Run, elsewhere: Run, home: Path) -> None:
        run("add 'Ada Example' --email ada@example.org")
        run("log ada tea")
        run("export person ada folder")
        assert elsewhere("import folder/contact.json --json").json["interactions"]["created"] == 1
