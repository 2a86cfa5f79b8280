"""Words that cron and systemd are given, taken apart again as their manuals say."""

import re
import subprocess

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.desktop import cron, systemd
from relkeeper.desktop.job import Job

# What a path may hold, with more of what could mean something else.
PATHS = st.text(
    st.one_of(st.sampled_from("%$'\"`#;&|<>(){}*?~! \t"), st.characters(codec="utf-8", exclude_characters="\0\n\r\\"))
)
LINES = st.text(st.sampled_from("ab #*\n"), max_size=40).map(str.encode)
JOB = Job("echo 样张", 8, 5)


def as_systemd(word: str) -> str:
    """systemd.syntax(7), then the specifiers of systemd.unit(5), then the variables of systemd.service(5)."""
    assert word[0] == word[-1] == '"'
    unquoted = re.sub(r"\\(.)", r"\1", word[1:-1], flags=re.DOTALL)
    assert not re.search("%[^%]", unquoted.replace("%%", ""))
    assert not re.search(r"\$", unquoted.replace("$$", ""))
    return unquoted.replace("%%", "%").replace("$$", "$")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\n\r")))
def test_systemd_gets_the_line_as_it_is(line: str) -> None:
    assert as_systemd(systemd.quoted(line)) == line


@given(PATHS)
def test_cron_gets_the_line_as_it_is(command: str) -> None:
    line = cron.line(Job(command, 8, 5))
    assert line.startswith("5 8 * * * ")
    left = line.removeprefix("5 8 * * * ")
    assert not re.search(r"(?<!\\)%", left)
    assert left.replace("\\%", "%").startswith(command)


def test_to_the_shell_our_mark_is_a_comment() -> None:
    words = cron.line(JOB).split(maxsplit=5)[5]
    assert subprocess.run(["/bin/sh", "-c", words], capture_output=True, check=True).stdout.decode() == "样张\n"


@given(LINES)
def test_our_line_is_there_once_and_goes_again(crontab: bytes) -> None:
    ours = cron.line(JOB)
    having = cron.with_line(crontab, ours)
    assert having.decode().splitlines().count(ours) == 1
    assert cron.with_line(having, ours) == having
    assert cron.without_line(having).rstrip(b"\n") == crontab.rstrip(b"\n")


@given(LINES, LINES)
def test_our_line_keeps_its_place(before: bytes, behind: bytes) -> None:
    older = cron.with_line(before, cron.line(JOB)) + behind
    newer = cron.with_line(older, cron.line(Job("echo 新", 9, 0)))
    assert newer == older.replace(cron.line(JOB).encode(), cron.line(Job("echo 新", 9, 0)).encode())
