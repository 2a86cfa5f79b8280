"""A home is copied only where the command would have done the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.kept import Homes

Counted = Callable[[str, int], str]


@pytest.fixture
def done() -> list[str]:
    """The lines that were really run."""
    return []


@pytest.fixture
def counted(home: Path, done: list[str]) -> Counted:
    """A command that adds its words to a file of the home, and takes another away."""

    def counted(line: str, code: int) -> str:
        done.append(line)
        (home / "deep").mkdir(exist_ok=True)
        with (home / "deep" / "log").open("a") as log:
            log.write(line)
        (home / "old").unlink(missing_ok=True)
        return f"{line} {code}"

    return counted


def clear(home: Path) -> None:
    (home / "deep" / "log").unlink()
    (home / "deep").rmdir()


def test_what_was_done_to_an_equal_home_is_copied(home: Path, counted: Counted, done: list[str]) -> None:
    homes = Homes()
    for _ in range(3):
        (home / "old").write_text("x")
        assert homes.run(counted, home, "add Ada", 0) == "add Ada 0"
        assert homes.run(counted, home, "log ada", 0) == "log ada 0"
        assert (home / "deep" / "log").read_text() == "add Adalog ada"
        assert not (home / "old").exists()
        clear(home)
    assert done == ["add Ada", "log ada"]


@pytest.mark.parametrize("other", ["words", "code", "file", "name", "mode", "setting", "folder", "link"])
def test_to_another_home_it_is_really_done(
    home: Path, counted: Counted, done: list[str], monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    homes = Homes()
    (home / "cards.vcf").write_text("x")
    homes.run(counted, home, "add Ada", 0)
    clear(home)
    {
        "words": lambda: None,
        "code": lambda: None,
        "file": lambda: (home / "cards.vcf").write_text("y"),
        "name": lambda: (home / "cards.vcf").rename(home / "more.vcf"),
        "mode": lambda: (home / "cards.vcf").chmod(0o600),
        "setting": lambda: monkeypatch.setenv("RELKEEPER_PHONE_REGION", "DE"),
        "folder": lambda: monkeypatch.chdir(home.parent),
        "link": lambda: (home / "link").symlink_to("cards.vcf"),
    }[other]()
    homes.run(counted, home, "add Bob" if other == "words" else "add Ada", 1 if other == "code" else 0)
    assert len(done) == 2


def test_a_book_is_the_same_to_the_byte(run: Run, once: Run, home: Path, book_path: Path) -> None:
    once("add 'Ada Example'")
    made = book_path.read_bytes()
    for part in home.iterdir():
        shutil.rmtree(part)
    assert once("add 'Ada Example'").out == "Added #1: Ada Example.\n"
    assert book_path.read_bytes() == made
    assert book_path.stat().st_mode & 0o777 == 0o600
    assert "Ada Example" in run("list").out
