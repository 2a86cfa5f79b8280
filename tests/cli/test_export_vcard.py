"""export vcard: who goes out, in which version, into one file or many, and with what happened."""

import base64
import stat
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def book(once: Run) -> None:
    once("add 'Ada Example' --tag friends --introduced-by 'Grace Sampleton'")
    once("add 'Grace Sampleton' --tag friends")
    once("add 'ada EXAMPLE' --yes")
    once("log grace 'tea about the deck' --when 2026-11-01 --via call")
    once("log grace 'she has a new job' --private --when 2026-11-02")


def test_a_folder_has_a_file_for_each_and_no_name_twice(run: Run, home: Path) -> None:
    assert run("export vcard --split cards").out == "Wrote cards: 3 files.\n"
    assert sorted(path.name for path in Path("cards").iterdir()) == [
        "Ada Example.vcf",
        "Grace Sampleton.vcf",
        "ada EXAMPLE-3.vcf",
    ]
    assert stat.S_IMODE((home / "cards" / "Ada Example.vcf").stat().st_mode) == 0o600
    assert b"".join(path.read_bytes() for path in Path("cards").iterdir()).count(b"BEGIN:VCARD\r\n") == 3
    assert "cards is a folder that exists already" in run("export vcard --split cards", code=1).err
    assert "3 added" in run("--db other.db import cards").out


@pytest.mark.parametrize("line", ["out.vcf --split cards", "--split cards --force", "--split -"])
def test_a_folder_excludes_a_file(run: Run, line: str) -> None:
    assert "--split makes a new folder" in run(f"export vcard {line}", code=2).err
    assert not Path("cards").exists()


def test_only_who_is_named_and_wears_the_tags(run: Run) -> None:
    said = run("export vcard --who grace --who '#3'").out
    assert (said.count("BEGIN:VCARD"), "FN:Grace" in said, "FN:ada EXAMPLE" in said) == (2, True, True)
    assert run("export vcard --who grace --who '#3' --tag friends").out.count("BEGIN:VCARD") == 1
    assert "nobody" in run("export vcard --who nobody", code=3).err


def test_nobody_to_write_is_said(run: Run) -> None:
    for kind in ("vcard", "csv"):
        assert "nobody to write: no contact wears 'nosuch'" in run(f"export {kind} --tag nosuch").err
        assert "nobody to write" not in run(f"export {kind}").err


def test_the_version_is_the_one_that_is_asked_for(run: Run) -> None:
    assert "VERSION:4.0\r\n" in run("export vcard").out
    assert run("export vcard --version 3.0").out.count("VERSION:3.0\r\n") == 3
    assert "2.1" in run("export vcard --version 2.1", code=2).err


def test_what_happened_goes_along_only_where_it_is_asked_for_and_what_is_private_only_revealed(run: Run) -> None:
    assert "deck" not in run("export vcard").out
    said = run("export vcard --with-entries").out.replace("\r\n ", "")
    assert (":2026-11-01 call: tea about the deck\r\n" in said, "new job" in said) == (True, False)
    assert "new job" in run("export vcard --with-entries --reveal").out.replace("\r\n ", "")
    assert "deck" not in run("export vcard --with-entries --redact").out


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize(
    ("params", "content"),
    [("ENCODING=b;TYPE=JPEG", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3), ("BASE64;PNG", b"\x89PNG\r\n\x1a\n\0\0")],
)
def test_a_photo_comes_out_byte_for_byte(run: Run, home: Path, version: str, params: str, content: bytes) -> None:
    packed = base64.b64encode(content).decode()
    (home / "a.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Zoe Muster\nPHOTO;{params}:{packed}\nEND:VCARD\n")
    run("import a.vcf")
    said = run(f"export vcard --who zoe --version {version}").out.replace("\r\n ", "")
    (photo,) = (line for line in said.split("\r\n") if line.startswith("PHOTO"))
    assert base64.b64decode(photo.rpartition("," if version == "4.0" else ":")[2]) == content


def test_the_address_of_a_photo_goes_out_and_is_never_fetched(run: Run, home: Path) -> None:
    (home / "a.vcf").write_text(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Zoe Muster\nPHOTO:http://127.0.0.1:9/zoe.jpg\nEND:VCARD\n"
    )
    run("import a.vcf")
    assert "PHOTO:http://127.0.0.1:9/zoe.jpg\r\n" in run("export vcard").out
    assert "PHOTO;VALUE=uri:http://127.0.0.1:9/zoe.jpg\r\n" in run("export vcard --version 3.0").out


def test_a_relation_to_somebody_who_stays_behind_has_the_name_alone(run: Run) -> None:
    run("contact relate '#1' spouse grace")
    both = run("export vcard").out.replace("\r\n ", "")
    assert both.count(';X-RELKEEPER-UID="urn:uuid:') >= 2
    alone = run("export vcard --who '#1'").out
    assert (":Grace Sampleton\r\n" in alone.replace("\r\n ", ""), "X-RELKEEPER-UID" in alone) == (True, False)
