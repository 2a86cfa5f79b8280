"""As cron starts it: next to no environment, no terminal, nobody to answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run


def cron(home: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[bytes]":
    """Run as from `env -i HOME=... PATH=...`, with standard input at its end."""
    return subprocess.run(
        [sys.executable, "-m", "relkeeper", *words],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 样张三 --every 1w")
    once("log 样张三 毕业聚会 --when 2020-01-01")


@pytest.mark.parametrize(
    "environ", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "zh_CN.GB18030"}, {"TERM": "dumb"}]
)
def test_overdue_is_plain_utf_8_lines_whatever_the_locale(home: Path, environ: dict[str, str]) -> None:
    result = cron(home, "overdue", **environ)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().startswith("样张三\t")
    assert b"\x1b" not in result.stdout


def test_an_output_that_cannot_hold_the_text_is_no_error(home: Path) -> None:
    result = cron(home, "overdue", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"\\u6837")


def test_nothing_at_all_when_nobody_is_overdue(home: Path) -> None:
    result = cron(home, "overdue", "--tag", "nobody")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "words",
    [["contact", "delete", "样张三"], ["add", "样张三"], ["edit", "样张三"], ["log", "样张三"], ["log", "样张三", "-"]],
)
def test_nothing_is_ever_asked(home: Path, words: list[str]) -> None:
    result = cron(home, *words)
    assert result.returncode in (1, 2)
    assert result.stdout == b""
    assert result.stderr.startswith(b"relkeeper: ")
