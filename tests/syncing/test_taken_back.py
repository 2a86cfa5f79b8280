"""What an undo took back does not come in again from the files that the book itself had written."""

from pathlib import Path

import pytest

from tests.cli.test_sync import GRACE, change, files, idle, of, put, sync
from tests.conftest import Run


@pytest.fixture
def two(once: Run, folder: Path) -> None:
    """Two people."""
    once("add 'Ada Example' --email ada@example.org")
    once("add 'Bob Placeholder' --email bob@example.org")


def _are_two(run: Run, folder: Path) -> None:
    for name, other in (("ada", "bob"), ("bob", "ada")):
        shown = run(f"show {name} --json").json
        assert shown["aliases"] == []
        assert [point["value"] for point in shown["contact_points"]] == [f"{name}@example.org"]
        assert f"{other}@example.org" not in of(folder, shown["name"]).read_text()
    idle(run, folder)


@pytest.mark.usefixtures("two")
class TestMerge:
    @pytest.mark.parametrize("before", [True, False])
    def test_undone_after_the_sync(self, run: Run, folder: Path, before: bool) -> None:
        """With files from before the merge, and with files that the sync after it made."""
        if before:
            sync(run)
        run("contact merge ada bob --yes")
        sync(run, "--force")
        run("undo")
        run("undo")
        assert sync(run).err == ""
        _are_two(run, folder)

    def test_undone_alone(self, run: Run, folder: Path) -> None:
        sync(run)
        run("contact merge ada bob --yes")
        sync(run, "--force")
        run("undo 4")
        assert sync(run).err == ""
        _are_two(run, folder)


class TestSync:
    def test_what_they_had_said_comes_in_again(self, run: Run, folder: Path) -> None:
        """The file is ours, and yet says what only they had said: that is not lost."""
        put(folder / "grace.vcf", *GRACE)
        sync(run)
        run("edit grace --org 'Ships Ltd'")
        change(folder / "grace.vcf", "TITLE:Admiral", "TITLE:Captain\r\nNICKNAME:Gracie")
        sync(run)
        written = files(folder)
        run("undo")
        assert run("show grace --json").json["title"] == "Admiral"
        assert sync(run).err == ""
        shown = run("show grace --json").json
        assert (shown["title"], shown["aliases"], shown["organization"]) == ("Captain", ["Gracie"], "Ships Ltd")
        assert files(folder) == written
        idle(run, folder)

    def test_what_was_changed_here_since_goes_there(self, run: Run, folder: Path) -> None:
        put(folder / "grace.vcf", *GRACE)
        sync(run)
        run("edit grace --org 'Ships Ltd'")
        sync(run)
        run("undo")
        run("undo")
        assert sync(run).err == ""
        assert run("show grace --json").json["organization"] == ""
        assert "Ships" not in (folder / "grace.vcf").read_text()
        idle(run, folder)

    def test_done_again(self, run: Run, folder: Path) -> None:
        put(folder / "grace.vcf", *GRACE)
        sync(run)
        run("edit grace --org 'Ships Ltd'")
        sync(run)
        run("undo")
        run("undo 4")
        idle(run, folder)

    def test_what_they_wrote_since_is_theirs(self, run: Run, folder: Path) -> None:
        put(folder / "grace.vcf", *GRACE)
        sync(run)
        run("edit grace --org 'Ships Ltd'")
        sync(run)
        run("undo")
        run("undo")
        change(folder / "grace.vcf", "TITLE:Admiral", "TITLE:Captain")
        sync(run)
        assert run("show grace --json").json["title"] == "Captain"
