"""Whose a new file is: a renamed one is its contact's still, and two files become one contact only where the user said so."""

from pathlib import Path

import pytest

from tests.cli.test_sync import GRACE, change, files, idle, put, sync
from tests.conftest import Run

EMIL = ("FN:Emil Muster", "N:Muster;Emil;;;", "TEL;TYPE=HOME:+1 212 555 0110")
FATHER = ("UID:father-1", *EMIL, "BDAY:1950-02-03")
SON = ("UID:son-1", *EMIL, "TITLE:Pupil")


class TestRenamed:
    @pytest.mark.parametrize("changed", [False, True])
    def test_it_is_the_file_of_its_contact_still(self, run: Run, folder: Path, changed: bool) -> None:
        put(folder / "father.vcf", *FATHER)
        sync(run)
        run("edit emil --org 'Ships Ltd'")
        (folder / "father.vcf").rename(folder / "again.vcf")
        if changed:
            change(folder / "again.vcf", "END:", "NICKNAME:Milo\r\nEND:")
        said = sync(run)
        assert said.err == ""
        assert "archived" not in said.out
        shown = run("show emil --json").json
        assert (shown["archived"], shown["aliases"]) == (False, ["Milo"] if changed else [])
        assert set(files(folder)) == {"again.vcf"}
        assert b"ORG:Ships Ltd" in files(folder)["again.vcf"]
        idle(run, folder)

    def test_without_an_identity(self, run: Run, folder: Path) -> None:
        for name in ("Ada", "Bob", "Cid", "Dot", "Eve"):
            put(folder / f"{name}.vcf", f"FN:{name} Example", f"EMAIL:{name.lower()}@example.org")
        sync(run)
        (folder / "Eve.vcf").unlink()
        put(folder / "new.vcf", "FN:Eve Example", "EMAIL:eve@example.org", "TITLE:Baker")
        said = sync(run)
        assert "here\tmatched\tEve Example" in said.out
        assert "archived" not in said.out
        assert run("show eve --json").json["archived"] is False
        idle(run, folder)

    def test_all_at_once_is_no_loss(self, run: Run, folder: Path) -> None:
        for number in range(6):
            put(folder / f"{number}.vcf", f"UID:u{number}", f"FN:Person {number}", f"EMAIL:p{number}@example.org")
        sync(run)
        for number in range(6):
            (folder / f"{number}.vcf").rename(folder / f"new-{number}.vcf")
        assert sync(run).err == ""
        assert len(run("list --json").json) == 6
        idle(run, folder)

    def test_after_a_sync_between_the_deletion_and_the_creation(self, run: Run, folder: Path) -> None:
        put(folder / "father.vcf", *FATHER)
        sync(run)
        card = files(folder)["father.vcf"]
        (folder / "father.vcf").unlink()
        sync(run, "--force")
        assert run("show emil --json").json["archived"] is True
        (folder / "again.vcf").write_bytes(card)
        assert "here\trestored\tEmil Muster" in sync(run).out
        assert run("show emil --json").json["archived"] is False
        idle(run, folder)


class TestTwoFiles:
    @pytest.mark.parametrize("at_once", [True, False])
    def test_of_one_name_and_phone_stay_two(self, run: Run, folder: Path, at_once: bool) -> None:
        put(folder / "father.vcf", *FATHER)
        if not at_once:
            sync(run)
        put(folder / "son.vcf", *SON)
        before = files(folder)
        said = sync(run).err
        assert "son.vcf: line 1: 'Emil Muster' is added as #2, but may be #1 Emil Muster" in said
        assert "relkeeper contact merge '#1' '#2'" in said
        assert "relkeeper contact distinct '#1' '#2'" in said
        assert files(folder) == before
        assert run("show '#1' --json").json["title"] == ""
        assert run("show '#2' --json").json["title"] == "Pupil"
        idle(run, folder)

    def test_become_one_by_the_word_of_the_user(self, run: Run, folder: Path) -> None:
        put(folder / "father.vcf", *FATHER)
        put(folder / "son.vcf", *SON)
        sync(run)
        run("contact merge '#1' '#2' --yes")
        sync(run, "--force")
        assert len(run("list --json").json) == 1
        assert set(files(folder)) == {"father.vcf"}
        idle(run, folder)

    @pytest.mark.parametrize("name", ["Mallory Fictional", "Ada Example"])
    def test_a_copy_with_the_identity_of_another_is_left_alone(self, run: Run, folder: Path, name: str) -> None:
        run("add 'Ada Example' --email ada@example.org")
        sync(run)
        (uid,) = (row["uid"] for row in run("list --json").json)
        put(folder / "hijack.vcf", f"UID:urn:uuid:{uid}", f"FN:{name}", "TITLE:Pirate", "TEL:+1 212 555 0166")
        before = files(folder)
        for _ in range(2):
            said = sync(run)
            assert f"hijack.vcf: line 1: '{name}' says that it is #1 Ada Example" in said.err
            assert said.out == ""
        assert files(folder) == before
        assert [row["name"] for row in run("list --json").json] == ["Ada Example"]
        assert run("show ada --json").json["title"] == ""

    def test_nor_is_it_taken_where_the_other_has_no_file_yet(self, run: Run, folder: Path) -> None:
        run("add 'Ada Example' --email ada@example.org")
        (uid,) = (row["uid"] for row in run("list --json").json)
        put(folder / "hijack.vcf", f"UID:{uid}", "FN:Mallory Fictional", "TEL:+1 212 555 0166")
        before = files(folder)
        assert "'Mallory Fictional' says that it is #1 Ada Example" in sync(run).err
        assert files(folder) == before
        assert run("show ada --json").json["aliases"] == []

    def test_a_card_without_an_identity_that_is_there_twice(self, run: Run, folder: Path) -> None:
        put(folder / "one.vcf", *GRACE[1:])
        put(folder / "two.vcf", *GRACE[1:])
        assert "two.vcf: line 1: 'Grace Sampleton' is added as #2" in sync(run).err
        assert len(run("list --json").json) == 2
        idle(run, folder)
