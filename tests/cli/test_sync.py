"""sync vdir: a folder of .vcf files and the book, both ways."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from relkeeper.syncing import vdir
from tests.conftest import Result, Run
from tests.terminals import terminal

GRACE = ("UID:grace-1", "FN:Grace Sampleton", "N:Sampleton;Grace;;;", "TEL;TYPE=CELL:+1 212 555 0102", "TITLE:Admiral")
NAMES = ("Ada Example", "Bob Placeholder", "Cid Muster", "Dot Fictional", "Eve Invented", "Fay Sample")


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "phone"
    made.mkdir()
    return made


def put(path: Path, *lines: str, version: str = "3.0") -> None:
    """Save a card as another program does."""
    card = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")
    path.write_text("".join(f"{line}\r\n" for line in card), encoding="utf-8", newline="")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def of(folder: Path, name: str) -> Path:
    """The file of somebody."""
    (found,) = (path for path in folder.glob("*.vcf") if f"FN:{name}\r\n" in path.read_bytes().decode())
    return found


def sync(run: Run, options: str = "", code: int = 0) -> Result:
    return run(f"sync vdir phone {options}", code)


def idle(run: Run, folder: Path) -> None:
    """There is nothing left to do, and nothing is done."""
    before = files(folder), operations(folder.parent)
    assert sync(run) == Result(0, "", "")
    assert (files(folder), operations(folder.parent)) == before


def operations(home: Path) -> int:
    with closing(sqlite3.connect(home / ".local" / "share" / "relkeeper" / "relkeeper.db")) as db:
        return int(db.execute("SELECT count(*) FROM operation").fetchone()[0])


@pytest.fixture
def grace(run: Run, folder: Path) -> Path:
    """A card of a phone, in step."""
    put(folder / "grace.vcf", *GRACE)
    sync(run)
    return folder / "grace.vcf"


@pytest.fixture
def six(run: Run, folder: Path) -> None:
    """Six contacts, in step, whose files the book wrote."""
    cards = ((f"FN:{name}", f"EMAIL:{name.split()[0].lower()}@example.org") for name in NAMES)
    text = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\n{name}\r\n{email}\r\nEND:VCARD\r\n" for name, email in cards)
    (folder.parent / "six.vcf").write_text(text, newline="")
    run("import six.vcf")
    sync(run)


class TestTimeZone:
    def test_it_goes_both_ways(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --timezone Europe/Paris")
        assert sync(run).out.startswith("there\tupdated\tGrace Sampleton\ttimezone\tgrace.vcf\n")
        assert "TZ;VALUE=text:Europe/Paris\r\n" in grace.read_bytes().decode()
        idle(run, folder)
        change(grace, "Europe/Paris", "Asia/Tokyo")
        assert sync(run).out.startswith("here\tupdated\tGrace Sampleton\ttimezone\tgrace.vcf\n")
        assert run("show grace --json").json["timezone"] == "Asia/Tokyo"
        idle(run, folder)
        change(grace, "TZ;VALUE=text:Asia/Tokyo\r\n", "")
        sync(run)
        assert run("show grace --json").json["timezone"] == ""

    @pytest.mark.parametrize("old", ["TZ:-05:00", "TZ;TYPE=home:Europe/Paris"])
    @pytest.mark.parametrize("version", ["3.0", "4.0"])
    def test_an_old_one_stays_beside_and_does_not_come_back(
        self, run: Run, folder: Path, version: str, old: str
    ) -> None:
        grace = folder / "grace.vcf"
        put(grace, *GRACE, old, version=version)
        sync(run)
        run("edit grace --timezone Asia/Tokyo")
        sync(run)
        text = grace.read_bytes().decode()
        (zone,) = (line for line in text.splitlines() if line.startswith("TZ"))
        assert zone.endswith(":Asia/Tokyo")
        assert "\r\nX-RELKEEPER-KEPT:TZ;" in text
        idle(run, folder)
        change(grace, f"{zone}\r\n", "")
        sync(run)
        assert run("show grace --json").json["timezone"] == ""
        assert "\r\nTZ" not in run("export vcard --who grace").out
        idle(run, folder)
        run("edit grace --title Captain")
        sync(run)
        assert "TZ" not in grace.read_bytes().decode()
        idle(run, folder)

    def test_an_offset_in_its_place_is_kept(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --timezone Asia/Tokyo")
        sync(run)
        change(grace, "TZ;VALUE=text:Asia/Tokyo\r\n", "TZ:-05:00\r\n")
        sync(run)
        assert run("show grace --json").json["timezone"] == ""
        assert "\r\nTZ:-05:00\r\n" in run("export vcard --who grace").out
        idle(run, folder)

    def test_the_book_decides_where_both_sides_moved(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --timezone Europe/Paris")
        change(grace, "TITLE:", "TZ:Asia/Tokyo\r\nTITLE:")
        (conflict,) = sync(run, "--json").json["conflicts"]
        assert (conflict["field"], conflict["here"], conflict["there"]) == ("timezone", "Europe/Paris", "Asia/Tokyo")
        assert "Europe/Paris" in grace.read_bytes().decode()
        assert "Tokyo" not in grace.read_bytes().decode()
        idle(run, folder)


class TestNew:
    def test_cards_come_in_and_contacts_go_out(self, run: Run, folder: Path) -> None:
        put(folder / "grace.vcf", *GRACE, "X-RINGTONE:bell")
        before = (folder / "grace.vcf").read_bytes()
        run("add 'Ada Example' --email ada@example.org --alias Countess")
        (uid,) = (row["uid"] for row in run("list --json").json)
        assert sync(run).out == (
            f"here\tadded\tGrace Sampleton\t\tgrace.vcf\nthere\twritten\tAda Example\t\t{uid}.vcf\n"
            "Here: 1 added; there: 1 written.\n"
        )
        assert run("show grace --json").json["title"] == "Admiral"
        assert (folder / "grace.vcf").read_bytes() == before
        written = (folder / f"{uid}.vcf").read_bytes().decode()
        assert written.startswith(f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:{uid}\r\nFN:Ada Example\r\n")
        assert "NICKNAME:Countess\r\n" in written
        idle(run, folder)

    def test_a_rehearsal_changes_nothing(self, run: Run, folder: Path) -> None:
        put(folder / "grace.vcf", *GRACE)
        run("add Ada")
        before = files(folder)
        said = sync(run, "--dry-run").out
        assert "here\tadded\tGrace Sampleton" in said
        assert said.endswith("Would do, here: 1 added; there: 1 written.\n")
        assert [step["done"] for step in sync(run, "--dry-run --json").json["steps"]] == ["added", "written"]
        assert files(folder) == before
        assert [row["name"] for row in run("list --json").json] == ["Ada"]

    def test_who_is_in_the_book_is_linked_and_never_doubled(self, run: Run, folder: Path) -> None:
        run("add 'Grace Sampleton' --phone '+12125550102' --email grace@example.org --title Captain")
        put(folder / "grace.vcf", *GRACE, "NICKNAME:Gracie")
        said = sync(run)
        assert said.out == (
            "here\tmatched\tGrace Sampleton\t\tgrace.vcf\nthere\tupdated\tGrace Sampleton\tpoints, properties, title\tgrace.vcf\n"
            "Here: 1 matched; there: 1 updated.\n"
        )
        assert "the book's 'Captain' stands, not 'Admiral'" in said.err
        assert len(run("list --json").json) == 1
        assert run("show grace --json").json["aliases"] == ["Gracie"]
        text = (folder / "grace.vcf").read_bytes().decode()
        assert "UID:grace-1\r\n" in text
        assert "grace@example.org" in text
        idle(run, folder)

    def test_an_import_from_before_knows_its_cards_again(self, run: Run, folder: Path) -> None:
        """What was taken out here since is not brought back."""
        put(folder / "grace.vcf", *GRACE)
        run("import phone/grace.vcf")
        run("edit grace --title ''")
        assert "there\tupdated\tGrace Sampleton\ttitle\tgrace.vcf" in sync(run).out
        assert "TITLE" not in (folder / "grace.vcf").read_text()
        idle(run, folder)

    def test_a_likely_one_is_told(self, run: Run, folder: Path) -> None:
        run("add 'Grace Sampleton' --phone '+12125550177'")
        put(folder / "grace.vcf", *GRACE)
        assert "grace.vcf: line 1: 'Grace Sampleton' is added, but may be #1 Grace Sampleton" in sync(run).err

    def test_archived_and_unwilling_contacts_and_private_things_stay(self, run: Run, folder: Path) -> None:
        for name in NAMES[:4]:
            run(f"add '{name}'")
        run("contact archive bob")
        run("contact consent cid --no-sharing")
        run("edit ada --private --notes 'between jobs' --field 'salary=low'")
        sync(run)
        said = b"".join(files(folder).values()).decode()
        assert "FN:Ada Example" in said
        assert "FN:Dot Fictional" in said
        for word in ("Bob", "Cid", "between", "salary", "low"):
            assert word not in said
        idle(run, folder)

    def test_in_version_4(self, run: Run, folder: Path) -> None:
        run("add Ada")
        sync(run, "--version 4.0")
        assert "VERSION:4.0" in of(folder, "Ada").read_text()
        assert "is not one of" in sync(run, "--version 2.1", code=2).err

    def test_other_files_are_let_alone(self, run: Run, folder: Path) -> None:
        for name in (".hidden.vcf", "half.vcf.tmp", "color", "displayname", "notes.txt"):
            (folder / name).write_text("#ff0000")
        (folder / "sub.vcf").mkdir()
        before = {name: (folder / name).stat() for name in os.listdir(folder)}
        assert sync(run) == Result(0, "", "")
        assert {name: (folder / name).stat() for name in os.listdir(folder)} == before


class TestChanged:
    def test_there(self, run: Run, folder: Path, grace: Path) -> None:
        """Exactly what was changed there is changed here."""
        run("edit grace --private --notes secret --field coffee=black --every 2w")
        sync(run)
        change(
            grace, "TITLE:Admiral", "EMAIL:grace@example.org\r\nBDAY:1985-12-10\r\nNOTE:likes ships\r\nCATEGORIES:navy"
        )
        before = grace.read_bytes()
        assert sync(run).out.startswith(
            "here\tupdated\tGrace Sampleton\tbirthday, notes, points, tags, title\tgrace.vcf\n"
        )
        assert grace.read_bytes() == before
        shown = run("show grace --reveal --json").json
        assert (shown["title"], shown["notes"], shown["tags"]) == ("", "likes ships", ["navy"])
        assert [day["year"] for day in shown["occasions"]] == [1985]
        assert (shown["private_notes"], shown["cadence_days"]) == ("secret", 14)
        assert len(shown["fields"]) == 1
        idle(run, folder)

    def test_here(self, run: Run, folder: Path, grace: Path) -> None:
        """The file keeps its identity, its version and what the book has no place for."""
        put(grace, *GRACE, "X-RINGTONE:bell", "REV:20260101T000000Z")
        sync(run)
        run("edit grace --org 'Ships Ltd' --title ''")
        assert sync(run).out.startswith("there\tupdated\tGrace Sampleton\torganization, title\tgrace.vcf\n")
        text = grace.read_bytes().decode()
        assert "VERSION:3.0\r\nUID:grace-1\r\n" in text
        assert "X-RINGTONE:bell" in text
        assert "ORG:Ships Ltd" in text
        assert "TITLE" not in text
        idle(run, folder)

    def test_both_sides_of_a_list(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --tag navy --phone work:+12125550155")
        sync(run)
        run("edit grace --tag ships --phone '+12125550166'")
        change(grace, "CATEGORIES:navy", "CATEGORIES:math\r\nTEL;TYPE=HOME:+1 212 555 0199")
        change(grace, "TEL;TYPE=work:+12125550155\r\n", "")
        assert sync(run).err == ""
        shown = run("show grace --json").json
        assert shown["tags"] == ["math", "ships"]
        numbers = {point["normalized"][-4:] for point in shown["contact_points"]}
        assert numbers == {"0102", "0166", "0199"}
        text = grace.read_bytes().decode()
        assert "CATEGORIES:math,ships" in text
        assert {line[-4:] for line in text.splitlines() if line.startswith("TEL")} == numbers
        idle(run, folder)

    @pytest.mark.parametrize(("prefer", "title"), [("book", "Captain"), ("folder", "Commodore")])
    def test_both_sides_of_one_value(self, run: Run, folder: Path, grace: Path, prefer: str, title: str) -> None:
        run("edit grace --title Captain")
        change(grace, "TITLE:Admiral", "TITLE:Commodore\r\nNICKNAME:Gracie")
        said = sync(run, f"--prefer {prefer}")
        other = "Commodore" if prefer == "book" else "Captain"
        assert said.err == (
            f"relkeeper: #1 Grace Sampleton: title differs; the {prefer}'s '{title}' stands, not '{other}'\n"
        )
        assert run("show grace --json").json["title"] == title
        assert run("show grace --json").json["aliases"] == ["Gracie"]
        assert f"TITLE:{title}" in grace.read_text()
        idle(run, folder)

    def test_both_sides_alike(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --title Captain")
        change(grace, "TITLE:Admiral", "TITLE:Captain")
        assert sync(run) == Result(0, "", "")
        idle(run, folder)

    def test_a_birthday_is_one_value(self, run: Run, folder: Path, grace: Path) -> None:
        change(grace, "TITLE:Admiral", "BDAY:1985-12-10")
        sync(run)
        change(grace, "BDAY:1985-12-10", "BDAY:1985-12-11")
        sync(run)
        assert [(day["month"], day["day"]) for day in run("show grace --json").json["occasions"]] == [(12, 11)]

    def test_another_revision_is_no_change(self, run: Run, folder: Path, grace: Path) -> None:
        put(grace, "PRODID:-//Phone//EN", "REV:20260102T000000Z", *GRACE)
        assert sync(run) == Result(0, "", "")
        idle(run, folder)

    def test_what_became_private_goes_from_the_file(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --field salary=low")
        sync(run)
        assert "salary" in grace.read_text()
        run("edit grace --private --field salary=low")
        sync(run)
        assert "salary" not in grace.read_text()
        idle(run, folder)

    def test_nothing_new_goes_out_of_who_does_not_want_to_be_shared(self, run: Run, folder: Path, grace: Path) -> None:
        run("contact consent grace --no-sharing")
        run("edit grace --org 'Ships Ltd'")
        sync(run)
        assert "Ships" not in grace.read_text()
        change(grace, "TITLE:Admiral", "TITLE:Captain")
        sync(run)
        assert run("show grace --json").json["title"] == "Captain"
        assert "Ships" not in grace.read_text()
        idle(run, folder)

    def test_what_was_held_back_goes_out_once_sharing_is_allowed(self, run: Run, folder: Path, grace: Path) -> None:
        run("contact consent grace --no-sharing")
        run("edit grace --org 'Ships Ltd' --title ''")
        sync(run)
        change(grace, "END:", "NICKNAME:Gracie\r\nEND:")
        sync(run)
        idle(run, folder)
        run("contact consent grace --sharing")
        assert "there\tupdated\tGrace Sampleton\torganization, title\tgrace.vcf" in sync(run).out
        text = grace.read_text()
        assert "ORG:Ships Ltd" in text
        assert "TITLE" not in text
        idle(run, folder)

    def test_notes_of_both_sides_are_both_kept(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --notes 'likes ships'")
        sync(run)
        run("edit grace --notes 'likes ships and tea'")
        change(grace, "NOTE:likes ships", "NOTE:likes ships and coffee")
        assert sync(run).err == "relkeeper: #1 Grace Sampleton: notes differ; both are kept\n"
        assert run("show grace --json").json["notes"] == "likes ships and tea\n\nlikes ships and coffee"
        text = grace.read_text()
        assert "and tea" in text
        assert "and coffee" in text
        idle(run, folder)

    def test_the_value_that_does_not_stand_is_told_whole(self, run: Run, folder: Path, grace: Path) -> None:
        long = "Commodore " * 20 + "at large"
        run("edit grace --title Captain")
        change(grace, "TITLE:Admiral", f"TITLE:{long}")
        assert f"not '{long}'" in sync(run).err

    @pytest.mark.parametrize("how", ["relate", "unrelate"])
    def test_a_relation_that_the_other_says(self, run: Run, folder: Path, grace: Path, how: str) -> None:
        """The card of each names the other."""
        run("add 'Ada Example'")
        if how == "unrelate":
            run("contact relate ada manager grace")
        sync(run)
        run("contact relate ada manager grace" + (" --remove" if how == "unrelate" else ""))
        sync(run)
        for path in (grace, of(folder, "Ada Example")):
            assert (b"RELATE" in path.read_bytes()) == (how == "relate")
        idle(run, folder)

    def test_the_same_contact_in_two_folders(self, run: Run, folder: Path, home: Path, grace: Path) -> None:
        (home / "tablet").mkdir()
        run("sync vdir tablet")
        change(grace, "TITLE:Admiral", "TITLE:Captain")
        sync(run)
        assert "there\tupdated\tGrace Sampleton\ttitle" in run("sync vdir tablet").out
        assert "TITLE:Captain" in of(home / "tablet", "Grace Sampleton").read_text()
        assert run("sync vdir tablet").out == ""
        idle(run, folder)

    def test_two_files_of_one_contact(self, run: Run, folder: Path, grace: Path) -> None:
        """In another folder, in which both are still."""
        put(folder / "double.vcf", "UID:grace-2", *GRACE[1:])
        shutil.copytree(folder, folder.parent / "tablet")
        sync(run)
        run("contact merge '#1' '#2' --yes")
        sync(run, "--force")
        assert run("sync vdir tablet").out.count("here\tmatched\tGrace Sampleton") == 2
        tablet = folder.parent / "tablet"
        change(tablet / "grace.vcf", "TITLE:Admiral", "TITLE:Captain")
        run("sync vdir tablet")
        assert "TITLE:Captain" in (tablet / "double.vcf").read_text()
        (tablet / "double.vcf").unlink()
        run("sync vdir tablet")
        assert run("show grace --json").json["archived"] is False


@pytest.mark.usefixtures("six")
class TestDeleted:
    def test_there(self, run: Run, folder: Path) -> None:
        bob = of(folder, "Bob Placeholder")
        bob.unlink()
        assert sync(run).out == (
            f"here\tarchived\tBob Placeholder\t\t{bob.name}\nHere: 1 archived; 5 files unchanged.\n"
        )
        assert run("show bob --json").json["archived"] is True
        idle(run, folder)
        run("contact restore bob")
        assert "there\twritten\tBob Placeholder" in sync(run).out
        assert "FN:Bob Placeholder" in bob.read_text()
        idle(run, folder)

    def test_there_and_back(self, run: Run, folder: Path) -> None:
        bob = of(folder, "Bob Placeholder")
        card = bob.read_bytes()
        bob.unlink()
        sync(run)
        bob.write_bytes(card.replace(b"END:", b"TITLE:Baker\r\nEND:"))
        assert sync(run).out.startswith("here\trestored\tBob Placeholder\t\t")
        shown = run("show bob --json").json
        assert (shown["archived"], shown["title"]) == (False, "Baker")
        idle(run, folder)

    def test_here(self, run: Run, folder: Path) -> None:
        bob = of(folder, "Bob Placeholder")
        run("contact delete bob --yes")
        assert sync(run).out == f"there\tremoved\t\t\t{bob.name}\nThere: 1 removed; 5 files unchanged.\n"
        assert not bob.exists()
        idle(run, folder)

    def test_here_and_changed_there(self, run: Run, folder: Path) -> None:
        bob = of(folder, "Bob Placeholder")
        change(bob, "END:", "TITLE:Baker\r\nEND:")
        run("contact delete bob --yes")
        assert "here\tadded\tBob Placeholder" in sync(run).out
        assert run("show bob --json").json["title"] == "Baker"
        assert bob.exists()
        idle(run, folder)

    def test_on_both_sides(self, run: Run, folder: Path) -> None:
        of(folder, "Bob Placeholder").unlink()
        run("contact delete bob --yes")
        assert sync(run) == Result(0, "", "")
        idle(run, folder)

    def test_an_archived_contact_keeps_its_file(self, run: Run, folder: Path) -> None:
        before = files(folder)
        run("contact archive bob")
        assert sync(run) == Result(0, "", "")
        assert files(folder) == before

    def test_not_more_than_a_fifth_unless_that_is_meant(self, run: Run, folder: Path) -> None:
        for name in NAMES[:2]:
            of(folder, name).unlink()
        said = sync(run, code=1).err
        assert "2 of 6 contacts would be archived" in said
        assert said.endswith("nothing was done. If that is meant, say --force\n")
        assert len(run("list --json").json) == 6
        assert "needs a yes, or --force" in sync(run, "--dry-run").err
        sync(run, "--force")
        assert len(run("list --json").json) == 4
        for name in NAMES[2:4]:
            run(f"contact delete '{name}' --yes")
        assert "2 of 4 files" in sync(run, code=1).err
        assert len(files(folder)) == 4
        sync(run, "--force")
        assert len(files(folder)) == 2

    @pytest.mark.parametrize("gone", ["empty", "missing"])
    def test_an_empty_or_missing_folder_is_a_mistake(self, run: Run, folder: Path, gone: str) -> None:
        for path in folder.iterdir():
            path.unlink()
        if gone == "missing":
            folder.rmdir()
        assert "6 of 6 contacts would be archived" in sync(run, code=1).err
        assert len(run("list --json").json) == 6
        sync(run, "--force")
        assert run("list --json").json == []

    def test_somebody_is_asked(self, run: Run, folder: Path) -> None:
        for name in NAMES[:2]:
            of(folder, name).unlink()
        refused = terminal("sync", "vdir", "phone", typed="n")
        assert "Go on? [y/N]" in refused.text
        assert "nothing was changed" in refused.text
        assert len(run("list --json").json) == 6
        assert "archived" in terminal("sync", "vdir", "phone", typed="y").text
        assert len(run("list --json").json) == 4


class TestUndo:
    """The files stay as they are; what comes then destroys nothing."""

    def test_of_what_came_in(self, run: Run, folder: Path, grace: Path) -> None:
        before = files(folder)
        run("undo")
        assert run("list --json").json == []
        assert "here\tadded\tGrace Sampleton" in sync(run).out
        assert files(folder) == before

    def test_of_what_went_out(self, run: Run, folder: Path, six: None) -> None:
        before = files(folder)
        run("undo")
        assert sync(run).out.count("here\tmatched") == 6
        assert files(folder) == before
        assert len(run("list --json").json) == 6
        idle(run, folder)

    def test_of_a_change_that_went_out(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --title Captain")
        sync(run)
        run("undo")
        assert sync(run).err == ""
        assert "TITLE:Captain" in grace.read_text()
        idle(run, folder)

    def test_of_an_archiving(self, run: Run, folder: Path, six: None) -> None:
        """Whoever is brought back by it comes back there, too."""
        bob = of(folder, "Bob Placeholder")
        bob.unlink()
        sync(run)
        run("undo")
        assert "there\twritten\tBob Placeholder" in sync(run).out
        assert run("show bob --json").json["archived"] is False
        assert bob.exists()
        idle(run, folder)

    def test_of_a_removal_and_of_the_deletion_before_it(self, run: Run, folder: Path, six: None) -> None:
        bob = of(folder, "Bob Placeholder")
        run("contact delete bob --yes")
        sync(run)
        run("undo")
        run("undo")
        assert "there\twritten\tBob Placeholder" in sync(run).out
        assert run("show bob --json").json["archived"] is False
        assert bob.exists()
        idle(run, folder)


class TestOddities:
    def test_there_is_no_folder(self, run: Run, home: Path) -> None:
        assert "there is no folder" in run("sync vdir nowhere", code=3).err
        (home / "file").write_text("x")
        assert "is no folder" in run("sync vdir file", code=2).err

    def test_a_broken_card_is_told_and_left_alone_on_both_sides(self, run: Run, folder: Path, grace: Path) -> None:
        whole = grace.read_bytes()
        grace.write_bytes(whole[: whole.index(b"TITLE")])
        (folder / "empty.vcf").write_text("")
        run("edit grace --org 'Ships Ltd'")
        said = sync(run)
        assert "grace.vcf: file: its card is not whole; it was left alone" in said.err
        assert "empty.vcf: file: there is no card in it" in said.err
        assert run("show grace --json").json["title"] == "Admiral"
        assert grace.read_bytes() == whole[: whole.index(b"TITLE")]
        # Once it is whole again, what was changed here goes there.
        (folder / "empty.vcf").unlink()
        grace.write_bytes(whole)
        assert "there\tupdated\tGrace Sampleton\torganization" in sync(run).out
        idle(run, folder)

    def test_a_file_of_several_cards(self, run: Run, folder: Path) -> None:
        put(folder / "all.vcf", "FN:Ada Example", "END:VCARD", "BEGIN:VCARD", "VERSION:3.0", "FN:Bob Placeholder")
        said = sync(run)
        assert "all.vcf: file: it holds 2 cards; each contact needs a file of its own" in said.err
        assert len(run("list --json").json) == 2
        assert len(files(folder)) == 3
        again = sync(run)
        assert (again.out, again.err) == ("", said.err)

    def test_a_link_is_left_alone(self, run: Run, folder: Path, grace: Path) -> None:
        """Even one that leads nowhere is no deletion."""
        elsewhere = folder.parent / "elsewhere.vcf"
        grace.rename(elsewhere)
        grace.symlink_to(elsewhere)
        run("edit grace --title Captain")
        assert "grace.vcf: file: it is a link, and was left alone" in sync(run).err
        elsewhere.unlink()
        assert "it is a link" in sync(run).err
        assert grace.is_symlink()
        assert run("show grace --json").json["archived"] is False

    def test_a_file_that_is_too_large(self, run: Run, folder: Path, grace: Path) -> None:
        with grace.open("r+b") as file:
            file.truncate(vdir.LARGEST_FILE + 1)
        said = sync(run)
        assert said.err == "relkeeper: grace.vcf: file: it is larger than 16 MiB; it was left alone\n"
        assert said.out == ""

    def test_of_many_only_the_numbers_are_told(self, run: Run, folder: Path) -> None:
        for number in range(60):
            put(folder / f"{number}.vcf", f"FN:Person {number}", f"EMAIL:p{number}@example.org")
        assert sync(run, "--dry-run").out.count("\n") == 61
        assert sync(run).out == "Here: 60 added. --json lists all.\n"

    def test_a_name_that_is_no_utf8(self, run: Run, folder: Path) -> None:
        put(Path(os.fsdecode(os.fsencode(folder) + b"/\xff.vcf")), *GRACE)
        assert "its name is no UTF-8" in sync(run).err

    def test_a_hostile_field_name_stays_one_field(self, run: Run, folder: Path, grace: Path) -> None:
        run("edit grace --field coffee=black")
        sync(run)
        change(grace, "black", "white")
        assert "here\tupdated\tGrace Sampleton\tfield coffee\tgrace.vcf" in sync(run).out
        assert run("show grace --json").json["fields"][0]["value"] == "white"

    def test_two_files_that_changed_names(self, run: Run, folder: Path, grace: Path) -> None:
        """The card of one is not taken for that of the other."""
        put(folder / "ada.vcf", "UID:ada-1", "FN:Ada Example", "EMAIL:ada@example.org")
        sync(run)
        (folder / "ada.vcf").rename(folder / "half.tmp")
        grace.rename(folder / "ada.vcf")
        (folder / "half.tmp").rename(grace)
        before = files(folder)
        assert "ada.vcf: file: it holds the card of #1 Grace Sampleton now; it was left alone" in sync(run).err
        assert files(folder) == before
        assert [row["name"] for row in run("list --json").json] == ["Ada Example", "Grace Sampleton"]

    def test_a_card_without_a_version(self, run: Run, folder: Path, grace: Path) -> None:
        grace.write_bytes(grace.read_bytes().replace(b"VERSION:3.0\r\n", b"").replace(b"Admiral", b"Captain"))
        run("edit grace --org 'Ships Ltd'")
        sync(run)
        assert run("show grace --json").json["title"] == "Captain"
        assert "VERSION:3.0" in grace.read_text()
        idle(run, folder)
