"""Runs a page as its reader would: in an empty home, from its first command to its last.

- `console`: the lines behind `$` are typed at a terminal, and what the page shows below them is what comes; a line `...`
  stands for any lines. A command ends well, unless the page shows its complaint (`relkeeper: ...`).
- `sh`: the whole block is run by a shell, or line by line here where it holds nothing but relkeeper.
- `crontab`: the command of each line is run by `sh -c` in the little environment that cron has.

`python -m tests.docs.runner PAGE...` writes into a page what its commands say now. Read it before you keep it.
"""

import gc
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from relkeeper.__main__ import main
from tests.conftest import NOW
from tests.docs.pages import ROOT, Block, blocks, name
from tests.docs.screen import HOME, PROGRAMS_HERE, at_adas, at_the_terminal
from tests.docs.typed import Step, plain_words, simple_commands, steps, unknown

SAMPLES = ROOT / "tests" / "data" / "docs"
# Programs that are not run, and why. The words for relkeeper beside them must be right all the same.
NOT_RUN = {
    "pip": "it would install something",
    "pipx": "it would install something",
    "python3": "the first commands of README make an environment",
    "sudo": "it would change the machine",
    "msmtp": "it would send a mail",
    "vdirsyncer": "it wants a server; the sync with one has a test of its own",
}
# What a page may unset, but the day on which it is played stays that of what it shows.
CLOCK = {"RELKEEPER_NOW", "TZ"}
# Places that are not there: a stick, another machine.
ELSEWHERE = ("/media/", "/mnt/")
# Programs of others that commands use; what they are given is kept, and goes nowhere.
STAND_INS = {
    "sendmail": '#!/bin/sh\nexec cat >> "$HOME/sent-mail"\n',
    "crontab": '#!/bin/sh\nfile="$HOME/.crontab"\ncase "$1" in\n'
    '-l) [ -f "$file" ] || { echo "no crontab for ada" >&2; exit 1; }; exec cat "$file" ;;\n'
    '-) exec cat > "$file" ;;\nesac\n',
    "systemctl": "#!/bin/sh\n",
}


class Said(NamedTuple):
    """What a command said, and how it ended."""

    text: str
    code: int


@contextmanager
def home_of(page: Path, home: Path) -> Iterator[None]:
    """Be at home there: with the files of the page, relkeeper on the path, and nothing else in the environment."""
    samples = SAMPLES / page.stem
    if samples.exists():
        shutil.copytree(samples, home, dirs_exist_ok=True)
    ours = f'#!/bin/sh\nexec "{sys.executable}" -m relkeeper "$@"\n'
    put(home / ".local" / "bin", {"relkeeper": ours, "rk": ours})
    put(home / PROGRAMS_HERE, STAND_INS)
    environ = {
        "HOME": str(home),
        "PATH": f"{home}/.local/bin:{home}/{PROGRAMS_HERE}:/usr/bin:/bin",
        "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "RELKEEPER_NOW": NOW,
        "TERM": "dumb",
        "COLUMNS": "100",
        "LINES": "1000",
    }
    with patch.dict(os.environ, environ, clear=True), chdir(home):
        time.tzset()
        yield


def put(folder: Path, scripts: dict[str, str]) -> None:
    """Make programs of these scripts."""
    folder.mkdir(parents=True)
    for script, words in scripts.items():
        (folder / script).write_text(words)
        (folder / script).chmod(0o755)


def play(page: Path) -> Iterator[tuple[Step, Said]]:
    """Every command of a page and what it said, in a home in which one already is. Raises AssertionError for a failure."""
    for block in blocks(page.read_text(encoding="utf-8")):
        match block.kind:
            case "console":
                yield from ((step, typed(step)) for step in steps(block))
            case "sh" if all(plain_words(step.command) for step in steps(block)):
                yield from ((step, typed(step)) for step in steps(block))
            case "sh":
                yield Step(block.text, [], block.line), in_a_shell(block.text, dict(os.environ))
            case "crontab":
                yield from by_cron(block)


def typed(step: Step) -> Said:
    """Type one command at the terminal."""
    if exported := re.fullmatch(r"export (\w+)=(.*)", step.command):
        os.environ[exported[1]] = os.path.expandvars("".join(shlex.split(exported[2])))
        return Said("", 0)
    if unset := re.fullmatch(r"unset ([\w ]+)", step.command):
        for variable in set(unset[1].split()) - CLOCK:
            os.environ.pop(variable, None)
        return Said("", 0)
    words = plain_words(step.command)
    if words is None:
        return in_a_shell(step.command, dict(os.environ))
    with at_the_terminal(step.shown) as screen, patch.object(sys, "argv", ["relkeeper", *words]):
        try:
            main()
        except SystemExit as ended:
            return Said(screen.text(), int(ended.code or 0))
        finally:
            gc.enable()  # a command lives for a moment, a suite does not
    raise AssertionError("a command ends by SystemExit")


def in_a_shell(command: str, environ: dict[str, str]) -> Said:
    """Give a piece of shell to `sh`; where it names a program that is not run, look only at its words for relkeeper."""
    commands = list(simple_commands(command))
    for words in commands:
        if Path(words[0]).name in {"relkeeper", "rk"}:
            assert not (wrong := unknown(words[1:])), wrong
    if any(words[0] in NOT_RUN for words in commands) or any(place in command for place in ELSEWHERE):
        return Said("", 0)
    ended = subprocess.run(
        ["sh", "-ec", at_ours(command)],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return Said(at_adas(ended.stdout.decode()), ended.returncode)


def at_ours(written: str) -> str:
    """What a page says of the home it speaks of, in the home that there is."""
    return written.replace(HOME, str(Path.home()))


def by_cron(block: Block) -> Iterator[tuple[Step, Said]]:
    """The commands of a crontab: what stands behind five fields, with the variables that the lines before it set."""
    environ = {name: os.environ[name] for name in ("HOME", "TZ", "RELKEEPER_NOW")}
    environ |= {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "ada"}
    for number, line in enumerate(block.text.splitlines(), block.line):
        if variable := re.fullmatch(r"(\w+) ?= ?(.*)", line):
            environ[variable[1]] = at_ours(variable[2])
        elif line and not line.startswith("#"):
            found = re.fullmatch(r"((?:@\w+)|(?:[\d*/,-]+ +){4}[\d*/,-]+) +(.+)", line)
            assert found, f"line {number} is none of a crontab: {line}"
            yield Step(found[2], [], number), in_a_shell(found[2].replace("\\%", "%"), environ)


def fits(shown: list[str], said: str) -> bool:
    """Whether a page shows what came; blanks at the end of a line do not count."""
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in shown if line)
    came = "".join(f"{line.rstrip()}\n" for line in said.splitlines() if line.strip())
    return re.fullmatch(pattern, came) is not None


def rewrite(page: Path) -> None:
    """Put what the commands say now in the place of what the page shows, where something is shown that does not fit."""
    lines = page.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as home, home_of(page, Path(home)):
        played = list(play(page))
    for step, said in reversed(played):
        if said.code and not any(line.startswith("relkeeper: ") for line in step.shown):
            sys.stderr.write(f"{name(page)}:{step.line}: ended with {said.code}: {step.command}\n{said.text.strip()}\n")
        if step.shown and not fits(step.shown, said.text):
            begin = step.line + step.command.count("\n")
            lines[begin : begin + len(step.shown)] = [line.rstrip() for line in said.text.splitlines()]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        rewrite(Path(argument).resolve())
