"""Archives: unpacked into a folder that goes again, and never trusted."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from relkeeper.errors import InputError
from relkeeper.importers import Limits, archives, sources

CARD = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Example\r\nEND:VCARD\r\n"


def archive(folder: Path, *members: tuple[str | zipfile.ZipInfo, bytes], name: str = "backup.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, data in members:
            packed.writestr(member, data)
    return path


def write_card(folder: Path) -> Path:
    path = folder / "ada.vcf"
    path.write_bytes(CARD)
    return path


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def test_what_is_inside_is_read_under_its_own_name_and_removed_again(home: Path) -> None:
    path = archive(home, ("phone/ada.vcf", CARD), ("phone/photo.jpg", b"\xff\xd8\xff"))
    with sources([path]) as found:
        (source,) = found.found
        assert source.name == f"{path}/phone/ada.vcf"
        assert source.path.read_bytes() == CARD
        assert source.folder is not None
        assert (source.folder / "photo.jpg").is_file()
        assert source.reader.NAME == "vcard"
        assert len(found.beside) == 1
        temporary = source.path.parents[2]
        assert stat.S_IMODE(temporary.stat().st_mode) == 0o700
    assert not temporary.exists()


def test_nothing_is_left_behind_when_nothing_can_be_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with pytest.raises(InputError, match=r"nothing in .*backup\.zip .*hello\.txt"):
        sources([archive(home, ("hello.txt", b"hello world"))])
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "/etc/ada.vcf",
        "../ada.vcf",
        "a/../../ada.vcf",
        "..\\..\\ada.vcf",
        "C:/ada.vcf",
        "c:ada.vcf",
        "a/" * 1500 + "b",
        "\\\\host\\ada.vcf",
    ],
)
def test_no_name_leads_out_of_the_folder(home: Path, name: str) -> None:
    place = home / "a" / "b" / "c"
    place.mkdir(parents=True)
    before = set(home.rglob("*"))
    problems = archives.unpack(archive(home, (name, CARD), ("in.vcf", CARD)), "backup.zip", place, Limits())
    assert [inner for inner, _ in problems] == [name.replace("\\", "/")]
    assert "leads out" in problems[0][1]
    assert set(home.rglob("*")) - before == {home / "backup.zip", place / "in.vcf"}
    assert not Path("/etc/ada.vcf").exists()


def test_backslashes_part_folders(home: Path) -> None:
    with sources([archive(home, ("phone\\ada.vcf", CARD))]) as found:
        assert found.found[0].name.endswith("backup.zip/phone/ada.vcf")


def test_a_link_is_left_out_and_told(home: Path) -> None:
    with sources([archive(home, (link("a.vcf"), b"/etc/passwd"), ("b.vcf", CARD))]) as found:
        assert [Path(source.name).name for source in found.found] == ["b.vcf"]
        assert [(Path(problem.file).name, problem.where) for problem in found.problems] == [("backup.zip", "a.vcf")]
        assert "link" in found.problems[0].message


def test_what_is_refused_is_told_though_nothing_else_was_found(home: Path) -> None:
    path = archive(home, ("../../evil.txt", b"evil"), ("hello.txt", b"hello world"))
    with pytest.raises(InputError, match="nothing in") as refused:
        sources([path])
    assert f"{path}: ../../evil.txt: the name leads out of the archive" in str(refused.value)
    with sources([path, write_card(home)]) as found:
        assert [(problem.file, problem.where) for problem in found.problems] == [
            (str(path), "../../evil.txt"),
            (str(path), "file"),
        ]


def test_a_member_that_is_too_large_is_told_and_the_rest_goes_in(home: Path) -> None:
    path = archive(home, ("a.vcf", CARD * 4), ("b.vcf", CARD))
    with sources([path], limits=Limits(single=100)) as found:
        assert [Path(source.name).name for source in found.found] == ["b.vcf"]
        assert [problem.where for problem in found.problems] == ["a.vcf"]
        assert "would unpack to 212 bytes" in found.problems[0].message


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(members=1), "holds 2 files"),
        (Limits(total=100), "unpack it yourself"),
        (Limits(single=60), "unpack it yourself"),
        (Limits(harmless=10, ratio=1), "that is no export"),
        (Limits(total=10**18, single=10**18, ratio=10**18), ""),
    ],
)
def test_what_is_too_large_is_refused_before_anything_is_unpacked(home: Path, limits: Limits, said: str) -> None:
    path = archive(home, ("a.vcf", CARD * 4), ("b.vcf", CARD * 4))
    if not said:
        sources([path], limits=limits).close()
        return
    with pytest.raises(InputError, match=said):
        sources([path], limits=limits)


def test_a_bomb_is_refused(home: Path) -> None:
    path = home / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(110):
            member.write(bytes(10**6))
    with pytest.raises(InputError, match="that is no export"):
        sources([path])


def test_more_than_the_disk_holds_is_refused(home: Path) -> None:
    limits = Limits(total=2**80, single=2**80, ratio=2**80)
    path = home / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.vcf", CARD)
        packed.infolist()[0].file_size = 2**60
    with pytest.raises(InputError, match="TMPDIR"):
        sources([path], limits=limits)


def _encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize(("spoil", "said"), [(_encrypted, "is encrypted"), (_cut, "damaged archive")])
def test_what_cannot_be_unpacked_is_said(home: Path, spoil: Callable[[Path], None], said: str) -> None:
    path = archive(home, ("a.vcf", CARD))
    spoil(path)
    with pytest.raises(InputError, match=said):
        sources([path])


def test_a_document_is_no_archive_of_exports(home: Path) -> None:
    with pytest.raises(InputError, match="is a document"):
        sources([archive(home, ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))])


def test_a_damaged_member_is_told_and_the_rest_goes_in(home: Path) -> None:
    path = archive(home, ("a.vcf", CARD + os.urandom(500)), ("b.vcf", CARD))
    data = bytearray(path.read_bytes())
    data[300] ^= 0xFF
    path.write_bytes(data)
    with sources([path]) as found:
        assert [Path(source.name).name for source in found.found] == ["b.vcf"]
        assert ["damaged" in problem.message for problem in found.problems] == [True]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_an_archive_holds_twice_is_taken_once(home: Path) -> None:
    with sources([archive(home, ("a.vcf", CARD), ("a.vcf", CARD.replace(b"Ada", b"Bob")))]) as found:
        assert [source.path.read_bytes() for source in found.found] == [CARD]
        assert ["twice" in problem.message for problem in found.problems] == [True]


def test_names_of_windows_in_china_are_read(home: Path) -> None:
    chinese = "与样张三聊天".encode("gb18030")
    path = archive(home, ("x" * len(chinese) + ".vcf", CARD))
    path.write_bytes(path.read_bytes().replace(b"x" * len(chinese), chinese))
    with sources([path]) as found:
        assert Path(found.found[0].name).name == "与样张三聊天.vcf"


def test_hidden_members_and_archives_inside_are_left_alone(home: Path) -> None:
    inner = archive(home, ("c.vcf", CARD), name="inner.zip").read_bytes()
    path = archive(home, (".a.vcf", CARD), ("__MACOSX/._b.vcf", CARD), ("inner.zip", inner), ("b.vcf", CARD))
    with sources([path]) as found:
        assert [Path(source.name).name for source in found.found] == ["b.vcf"]
        assert len(found.beside) == 1


CHAT = b"13/04/2021, 10:00 - Ada Example: hi\n13/04/2021, 10:01 - Grace Sampleton: %s\n"


def test_archives_in_a_folder_are_looked_into_and_those_in_them_are_not(home: Path) -> None:
    root = home / "exports"
    (root / "more").mkdir(parents=True)
    inner = archive(home, ("c.vcf", CARD), name="inner.zip").read_bytes()
    archive(root, ("chat.txt", CHAT % b"ho"), ("inner.zip", inner), name="Ada.zip")
    archive(root / "more", ("b.vcf", CARD), name="Grace.ZIP")
    archive(root, ("photo.jpg", b"picture"), ("notes.txt", b"milk"), name="holiday.zip")
    (root / "false.zip").write_text("no archive")
    with sources([root]) as found:
        assert [source.name for source in found.found] == [f"{root}/Ada.zip/chat.txt", f"{root}/more/Grace.ZIP/b.vcf"]
        assert (found.problems, len(found.beside)) == ([], 4)
        temporary = found.found[0].path
    assert not temporary.exists()


def test_an_archive_in_a_folder_is_held_to_the_same_limits_and_told(home: Path) -> None:
    root = home / "exports"
    root.mkdir()
    write_card(root)
    archive(root, ("a.vcf", CARD * 100), name="bomb.zip")
    archive(root, ("../evil.vcf", CARD), ("c.vcf", CARD), name="evil.zip")
    (root / "cut.zip").write_bytes((root / "evil.zip").read_bytes()[:-30])
    with sources([root], limits=Limits(harmless=1000, ratio=3)) as found:
        assert [source.name for source in found.found] == [f"{root}/ada.vcf", f"{root}/evil.zip/c.vcf"]
        told = [(problem.file, problem.where, problem.message) for problem in found.problems]
    assert [(file, where) for file, where, _ in told] == [
        (f"{root}/bomb.zip", "file"),
        (f"{root}/cut.zip", "file"),
        (f"{root}/evil.zip", "../evil.vcf"),
    ]
    assert ["no export" in told[0][2], "damaged" in told[1][2], "leads out" in told[2][2]] == [True] * 3


def test_an_archive_that_was_sent_in_a_chat_beside_it_is_left_alone(home: Path) -> None:
    root = home / "exports"
    root.mkdir()
    (root / "chat.txt").write_bytes(CHAT % b"cards.zip (file attached)")
    archive(root, ("a.vcf", CARD), name="cards.zip")
    with sources([root]) as found:
        assert [source.name for source in found.found] == [f"{root}/chat.txt"]
        assert len(found.beside) == 1
    (root / "chat.txt").write_bytes(CHAT % b"ho")
    with sources([root]) as found:
        assert len(found.found) == 2


def test_a_folder_of_archives_without_anything_known_is_refused_with_what_was_seen(home: Path) -> None:
    root = home / "exports"
    root.mkdir()
    archive(root, ("notes.txt", b"milk, bread"), ("../evil.vcf", CARD), name="notes.zip")
    with pytest.raises(InputError, match=r"nothing in .*exports is in a format known here: notes\.txt") as refused:
        sources([root])
    assert "notes.zip: ../evil.vcf: the name leads out" in str(refused.value)
