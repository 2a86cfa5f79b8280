"""Folders, Maildirs, pipes and standard input as sources of an import."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relkeeper.errors import InputError, UsageError
from relkeeper.importers import Limits, Source, archives, origins, sources
from relkeeper.importers.sent import sent_in

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Example\nEND:VCARD\n"
CHAT = "12/31/2025, 21:05 - Ada Example: Happy new year\n12/31/2025, 21:06 - Grace Sampleton: {}\n"
MAIL = "From: ada@example.org\nTo: grace@example.org\nSubject: tea\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n\nSunday?\n"


def write(path: Path, text: str = CARD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(found: list[Source], root: Path) -> list[str]:
    return [Path(source.name).relative_to(root).as_posix() for source in found]


def test_a_folder_gives_all_that_is_recognised_below_it(home: Path) -> None:
    root = home / "exports"
    for name in ("b.vcf", "a/c.vcf", "a/.hidden.vcf", ".hidden/d.vcf", "a/photo.jpg", "inner.rar"):
        write(root / name)
    write(root / "a" / "notes.txt", "milk, bread")
    write(root / "a" / "empty.txt", "")
    found = sources([root])
    assert names(found.found, root) == ["b.vcf", "a/c.vcf"]
    assert [source.folder for source in found.found] == [root, root / "a"]
    assert len(found.beside) == 5
    assert found.problems == []


def test_links_are_not_followed(home: Path) -> None:
    root = home / "exports"
    write(root / "a.vcf")
    outside = write(home / "elsewhere" / "b.vcf")
    (root / "b.vcf").symlink_to(outside)
    (root / "elsewhere").symlink_to(outside.parent)
    (root / "again").symlink_to(root)
    os.mkfifo(root / "pipe.vcf")
    assert names(sources([root]).found, root) == ["a.vcf"]


def test_a_link_that_the_user_names_is_followed(home: Path) -> None:
    (home / "link.vcf").symlink_to(write(home / "a.vcf"))
    assert len(sources([home / "link.vcf"]).found) == 1


def test_a_folder_without_anything_known_is_refused_with_what_was_seen(home: Path) -> None:
    root = home / "exports"
    for number in range(5):
        write(root / f"notes{number}.txt", "milk, bread")
    with pytest.raises(
        InputError, match=r"nothing in .*exports is in a format known here: notes0\.txt: .*text without"
    ):
        sources([root])
    (home / "void").mkdir()
    with pytest.raises(InputError, match="nothing in"):
        sources([home / "void"])


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root reads everything")
def test_what_cannot_be_read_in_a_folder_is_told(home: Path) -> None:
    root = home / "exports"
    write(root / "a.vcf")
    write(root / "b.vcf").chmod(0)
    write(root / "c" / "d.vcf").parent.chmod(0)
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.geteuid() == 0 else []
    command = [*drop, sys.executable, "-m", "relkeeper", "import", "exports", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    report = json.loads(done.stdout)
    assert report["contacts"]["created"] == 1
    assert {(problem["file"], problem["where"]) for problem in report["problems"]} == {
        ("exports/b.vcf", "file"),
        ("exports/c", "folder"),
    }
    assert all("Permission denied" in problem["message"] for problem in report["problems"])


def test_each_message_of_a_maildir_is_a_mail(home: Path) -> None:
    root = home / "Maildir"
    for name in (
        "cur/1:2,S",
        "new/2",
        "tmp/3",
        "cur/.4",
        "dovecot-uidlist",
        ".Sent/cur/5:2,",
        ".Sent/new/6",
        ".cache/7",
    ):
        write(root / name, MAIL)
    (root / ".Sent" / "tmp").mkdir()
    found = sources([root])
    assert names(found.found, root) == ["cur/1:2,S", "new/2", ".Sent/cur/5:2,", ".Sent/new/6"]
    assert {source.reader.NAME for source in found.found} == {"mail"}


def test_a_format_that_the_user_insists_on_holds_for_its_own_files_in_a_folder(home: Path) -> None:
    root = home / "exports"
    write(root / "odd.vcf", "nothing of a card")
    write(root / "card.text")
    write(root / "notes.txt", "milk")
    assert names(sources([root], "VCARD").found, root) == ["card.text", "odd.vcf"]


def test_a_card_that_was_sent_in_a_chat_is_no_contact(home: Path) -> None:
    root = home / "exports"
    write(root / "chat" / "WhatsApp Chat with Ada Example.txt", CHAT.format("\u200eDr Bob Muster.vcf (file attached)"))
    write(root / "chat" / "Dr Bob Muster.vcf")
    write(root / "chat" / "mine.vcf")
    write(root / "Dr Bob Muster.vcf")
    found = sources([root])
    assert names(found.found, root) == ["Dr Bob Muster.vcf", "chat/WhatsApp Chat with Ada Example.txt", "chat/mine.vcf"]
    assert len(found.beside) == 1


def test_a_name_is_found_where_two_pieces_of_a_chat_meet(home: Path) -> None:
    card = write(home / "ada.vcf")
    for before in (2**20 - 12, 2**20 - 4, 2**20 - 1, 2**20):
        chat = write(home / "chat.txt", f"{'x' * (before - 1)} ada.vcf (file attached)")
        assert sent_in([chat], [card]) == {card}
        chat = write(home / "chat.txt", f"{'x' * (before - 1)} eve.vcf (file attached)")
        assert sent_in([chat], [card]) == set()


def test_a_pipe_and_standard_input_are_read_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CARD.encode())))
    with sources([Path("-")]) as found:
        (source,) = found.found
        assert (source.name, source.folder, source.path.read_text()) == ("standard input", None, CARD)
    assert not source.path.exists()


def test_an_archive_can_come_through_a_pipe(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ada.vcf", CARD)
    assert archives.is_archive(packed.getvalue())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed.getvalue())))
    with sources([Path("-")]) as found:
        assert [source.name for source in found.found] == ["standard input/ada.vcf"]


def test_a_pipe_without_end_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(2**21))))
    with pytest.raises(InputError, match="standard input is larger"):
        sources([Path("-")], limits=Limits(single=2**20))


@pytest.mark.parametrize("format_name", [None, "vcard"])
@pytest.mark.parametrize("content", ["", "\r\n", "\ufeff \n"])
def test_an_empty_file_is_said_to_be_empty(home: Path, content: str, format_name: str | None) -> None:
    with pytest.raises(InputError, match="is empty"):
        sources([write(home / "a.vcf", content)], format_name)


def test_what_is_no_file_is_refused(home: Path) -> None:
    for path in (Path("/dev/null"), Path("/dev/zero")):
        with pytest.raises(InputError, match="save what it holds"):
            sources([path])
    with pytest.raises(InputError, match="cannot be read"):
        sources([Path("a\0b")])


def test_an_unknown_format_is_refused_before_anything_is_looked_at(home: Path) -> None:
    with pytest.raises(UsageError, match="'klingon'"):
        sources([home / "missing"], "klingon")


def test_many_failures_are_told_in_short(home: Path) -> None:
    with pytest.raises(InputError, match="and 7 more") as refused:
        sources([home / f"missing{number}" for number in range(10)])
    assert str(refused.value).count("No such file") == 3


def test_closing_twice_is_no_harm(home: Path) -> None:
    found = sources([write(home / "a.vcf")])
    found.close()
    found.close()
    assert isinstance(found, origins.Sources)
