"""What README says is what happens: its commands are run, its names exist."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from relkeeper.cli import COMMANDS
from tests.conftest import Run

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line.removeprefix("$ ") for kind, block in BLOCKS if kind == "console" for line in block.splitlines()]


def test_the_first_two_blocks_are_one_line_each() -> None:
    assert [kind for kind, _ in BLOCKS[:2]] == ["sh", "sh"]
    assert [block.count("\n") for _, block in BLOCKS[:2]] == [1, 1]


def test_every_command_shown_runs(run: Run, home: Path) -> None:
    (home / "contacts.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sample\nEND:VCARD\n")
    (home / "小明.txt").write_text(
        "消息分组:我的好友\n消息对象:样小明\n\n2026-10-02 21:03:11 样小明\n在吗？\n", "utf-8"
    )
    with ZipFile(home / "WhatsApp Chat with Ada.zip", "w") as archive:
        archive.writestr("_chat.txt", "[25/10/2026, 21:03:10] Ada: hello\n[25/10/2026, 21:04:59] Bob: hi\n")
    (home / "people.csv").write_text("Full Name,Mobile,部门\nBob Muster,+1 212 555 0103,choir\n", "utf-8")
    (home / "scan.pdf").write_bytes(b"%PDF-1.4\n")
    commands = [line for line in LINES if line.startswith("relkeeper ") and "COMMAND" not in line]
    assert len(commands) > 10
    for line in commands:
        run(line.removeprefix("relkeeper "))


@pytest.mark.parametrize("inline", sorted(set(re.findall(r"`relkeeper\s([a-z][^`]*)`", README))))
def test_every_command_named_in_the_text_exists(inline: str) -> None:
    assert inline.split(maxsplit=1)[0] in {*COMMANDS, "--help"}


def test_the_demo_shows_who_is_overdue(run: Run, book_path: Path) -> None:
    said = run("demo").out
    assert "样张三" in said
    assert "days late" in said
    assert "never contacted" in said
    assert "relkeeper add" in said
    assert not book_path.exists()
