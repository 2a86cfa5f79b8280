"""remind install: what cron, systemd and launchd are given, and that it does what it says when they run it."""

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from email import message_from_string, policy
from pathlib import Path

import pytest

from tests.conftest import Run

# All that a shell, cron, systemd or a property list could take for something else.
ODD = """样张 三's "100%" $HOME `id` & <b>; %% #1"""

ANALYZE = shutil.which("systemd-analyze")

# What crontab(1) does, with a file in the home in place of that of the system.
CRONTAB = """#!/bin/sh
file="$HOME/crontab"
case "$1" in
-l) [ -f "$file" ] || { echo "no crontab for ada" >&2; exit 1; }; /bin/cat "$file" ;;
-) /bin/cat > "$file" ;;
esac
"""


@pytest.fixture
def programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs, the only one on the PATH: nothing of the real machine is touched."""
    monkeypatch.setattr("sys.platform", "linux")
    folder = home / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


@pytest.fixture
def notifier(programs: Path) -> None:
    put(programs, "notify-send", "#!/bin/sh\n")


@pytest.fixture
def crontab(home: Path, programs: Path) -> Path:
    put(programs, "crontab", CRONTAB)
    return home / "crontab"


def as_cron(line: str, home: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of a crontab as crontab(5) says, next to no environment around it."""
    command = line.split(maxsplit=5)[5].replace("\\%", "\0")
    assert "%" not in command, "cron ends the command there"
    environ = {"HOME": str(home), "LOGNAME": "ada", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("\0", "%")],
        # The clock stands still for the test; nothing else is handed on.
        env={**environ, "RELKEEPER_NOW": os.environ["RELKEEPER_NOW"]},
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def odd_book(once: Run, home: Path) -> str:
    """A book in a folder of an odd name, in which somebody is late; the words that name it to the shell."""
    (home / ODD).mkdir()
    words = f"--db {shlex.quote(f'{ODD}/书.db')}"
    once(f"{words} add 样张三 --every 1w")
    once(f"{words} log 样张三 毕业聚会 --when 2026-01-01")
    return words


def test_the_line_for_cron_reminds_from_anywhere(run: Run, home: Path, odd_book: str) -> None:
    comment, line = run(f"{odd_book} remind install --cron --at 7:05").out.splitlines()
    assert comment.startswith("# A line for your crontab")
    assert line.startswith("5 7 * * * ")
    done = as_cron(line, Path("/"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "样张三" in done.stdout.decode()


def test_settings_that_say_what_is_due_go_along(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "my settings.toml").write_text('default_cadence = "1w"\n')
    run("add 样张三")
    run("log 样张三 毕业聚会 --when 2026-01-01")
    monkeypatch.setenv("RELKEEPER_CONFIG", "my settings.toml")
    assert "样张三" in as_cron(run("remind install --cron").out.splitlines()[1], Path("/")).stdout.decode()
    monkeypatch.setenv("RELKEEPER_DEFAULT_CADENCE", "10y")
    assert as_cron(run("remind install --cron").out.splitlines()[1], Path("/")).stdout == b""


def test_lead_is_passed_on(run: Run) -> None:
    assert " remind --lead 7d " in run("remind install --cron --lead 1w").out


def test_mail_goes_out_only_when_there_is_something(
    run: Run, home: Path, odd_book: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(programs, "sendmail", '#!/bin/sh\necho "$@" > "$HOME/args"; exec /bin/cat > "$HOME/mail"\n')
    line = run(f"{odd_book} remind install --cron --mail ada@example.org").out.splitlines()[1]
    assert (as_cron(line, home).returncode, (home / "args").read_text()) == (0, "-t\n")
    mail = (home / "mail").read_text()
    assert "To: ada@example.org" in mail.partition("\n\n")[0].splitlines()
    (home / "mail").unlink()
    run(f"{odd_book} log 样张三 再见")
    done = as_cron(line, home)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not (home / "mail").exists()


@pytest.mark.parametrize("to", ["bob", "样张三 <san@example.org>", "Ada Example <ada@example.org>, bob"])
def test_mail_goes_to_whom_remind_knows_too(run: Run, home: Path, odd_book: str, programs: Path, to: str) -> None:
    put(programs, "sendmail", '#!/bin/sh\nexec /bin/cat > "$HOME/mail"\n')
    line = run(f"{odd_book} remind install --cron --mail '{to}'").out.splitlines()[1]
    done = as_cron(line, home)
    assert (done.returncode, done.stderr) == (0, b"")
    mail = message_from_string((home / "mail").read_text(), policy=policy.default)
    assert mail["To"] == to


def test_the_crontab_keeps_its_other_lines_and_has_ours_once(run: Run, crontab: Path) -> None:
    theirs = b"MAILTO=ada@example.org\n# relkeeper remind\n# \xff no UTF-8\n@daily backup # relkeeper reminds me"
    crontab.write_bytes(theirs)
    assert run("remind install --cron --yes").out.startswith("Added a line to your crontab: 0 8 * * * ")
    first = crontab.read_bytes()
    assert first.startswith(theirs + b"\n0 8 * * * ")
    assert run("remind install --cron --yes").out == "The crontab has that line already; nothing was changed.\n"
    crontab.write_bytes(first + b"@weekly tidy\n")
    assert run("remind install --cron --at 18:30 --yes").out.startswith("Replaced the line of relkeeper in ")
    assert crontab.read_bytes().replace(b"30 18", b"0 8") == first + b"@weekly tidy\n"
    assert run("remind install --remove").out == "Took the line of relkeeper out of your crontab.\n"
    assert crontab.read_bytes() == theirs + b"\n@weekly tidy\n"
    assert run("remind install --remove").out == "Nothing was installed; nothing was changed.\n"


def test_a_first_crontab_is_made(run: Run, crontab: Path) -> None:
    run("remind install --cron --yes")
    assert crontab.read_text().count("\n") == 1


def test_a_crontab_that_cannot_be_read_is_not_written(run: Run, home: Path, programs: Path) -> None:
    put(
        programs,
        "crontab",
        '#!/bin/sh\n[ "$1" = - ] && exec /bin/cat > "$HOME/crontab"\necho not allowed >&2; exit 1\n',
    )
    assert "cannot be read, so nothing was changed: not allowed" in run("remind install --cron --yes", 1).err
    assert not (home / "crontab").exists()


def test_a_crontab_that_takes_no_line_is_told(run: Run, programs: Path) -> None:
    put(programs, "crontab", "#!/bin/sh\n[ \"$1\" = -l ] && exit 0\necho 'disk full' >&2; exit 1\n")
    assert "nothing was changed: disk full" in run("remind install --cron --yes", 1).err


def test_without_cron_the_sentence_says_so(run: Run, programs: Path) -> None:
    assert "crontab is not installed here" in run("remind install --cron --yes", 1).err


@pytest.mark.usefixtures("notifier")
def test_systemd_gets_a_timer_and_what_it_starts(run: Run, home: Path) -> None:
    folder = home / ".config" / "systemd" / "user"
    assert "when you are logged in, run: systemctl --user enable --now" in run("remind install --systemd --yes").out
    assert {path.name for path in folder.iterdir()} == {"relkeeper-remind.service", "relkeeper-remind.timer"}
    assert "OnCalendar=*-*-* 08:00:00\nPersistent=true\n" in (folder / "relkeeper-remind.timer").read_text()
    assert ' remind --notify"\n' in (folder / "relkeeper-remind.service").read_text()
    assert run("remind install --remove").out.count("Removed ") == 2
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("notifier")
def test_systemd_is_started_where_it_is_there(run: Run, home: Path, programs: Path) -> None:
    put(programs, "systemctl", '#!/bin/sh\necho "$@" >> "$HOME/calls"\n')
    assert "Started relkeeper-remind.timer." in run("remind install --systemd --yes").out
    assert "--user enable --now relkeeper-remind.timer\n" in (home / "calls").read_text()
    run("remind install --systemd --remove")
    assert "--user disable --now relkeeper-remind.timer\n" in (home / "calls").read_text()


@pytest.mark.parametrize("machine", ["--cron --notify", "--systemd"])
def test_what_nobody_would_see_is_not_installed(run: Run, home: Path, crontab: Path, machine: str) -> None:
    before = set(home.rglob("*"))
    needed = "notifications need notify-send: install it (package libnotify-bin), or have a mail sent: --mail ADDRESS"
    assert run(f"remind install {machine} --yes", 1).err == f"relkeeper: {needed}; nothing was installed\n"
    assert set(home.rglob("*")) == before
    shown = run(f"remind install {machine}")
    assert (needed in shown.err, "remind --notify" in shown.out) == (True, True)


@pytest.mark.usefixtures("notifier")
def test_what_is_seen_is_installed(run: Run, crontab: Path) -> None:
    said = run("remind install --cron --notify --yes")
    assert (said.err, " remind --notify " in crontab.read_text()) == ("", True)


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed here")
@pytest.mark.usefixtures("notifier")
def test_systemd_finds_nothing_wrong_with_the_units(run: Run, home: Path, odd_book: str) -> None:
    run(f"{odd_book} remind install --systemd --at 6:00 --lead 3d --yes")
    # The rules are the same for units of the user, of whom no systemd need be there then.
    units = sorted((home / ".config" / "systemd" / "user").iterdir())
    done = subprocess.run([str(ANALYZE), "verify", *units], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_launchd_gets_an_agent(run: Run, home: Path, odd_book: str, programs: Path) -> None:
    put(programs, "sendmail", "#!/bin/sh\nexec /bin/cat\n")
    said = run(f"{odd_book} remind install --launchd --at 6:30 --mail=ada@example.org --yes").out
    assert "launchctl bootstrap gui/" in said
    place = home / "Library" / "LaunchAgents" / "org.relkeeper.remind.plist"
    agent = plistlib.loads(place.read_bytes())
    assert agent["StartCalendarInterval"] == {"Hour": 6, "Minute": 30}
    done = subprocess.run(agent["ProgramArguments"], env={"HOME": str(home)}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"To: ada@example.org" in done.stdout
    assert run("remind install --remove").out == f"Removed {place}.\n"


def test_mail_needs_something_that_sends_it(run: Run, programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relkeeper.desktop.job._SENDMAIL", ())
    assert "mail needs the program sendmail" in run("remind install --cron --mail ada@example.org", 1).err


def test_the_one_that_fits_is_proposed(run: Run, crontab: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert "crontab" in run("remind install").out
    (home / "run" / "systemd").mkdir(parents=True)
    (home / "run" / "systemd" / "private").touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    assert "[Timer]" in run("remind install").out
    monkeypatch.setattr("sys.platform", "darwin")
    assert "LaunchAgents" in run("remind install").out


def test_showing_changes_nothing(run: Run, home: Path, crontab: Path) -> None:
    before = set(home.rglob("*"))
    for which in ("--cron", "--systemd", "--launchd"):
        run(f"remind install {which}")
    assert set(home.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--cron --systemd", "exclude each other"),
        ("--mail ada@example.org --notify", "exclude each other"),
        ("--at 25:00", "'25:00' is no time of day; hours and minutes are expected, for example 8:00"),
        ("--at noon", "is no time of day"),
        ("--lead -1d", "span of time"),
        ("--mail 'ada example'", "is no address for mail"),
        ("--mail '=?utf-8?q?x=0ABcc:_evil@example.org?= <ada@example.org>'", "is no address for mail"),
        ("--mail ' '", "is no address for mail"),
    ],
)
def test_what_cannot_be_used_is_refused(run: Run, crontab: Path, words: str, sentence: str) -> None:
    assert sentence in run(f"remind install {words} --yes", 2).err
    assert not crontab.exists()


def test_a_backslash_is_refused_as_crons_differ_over_it(run: Run) -> None:
    assert "move the book" in run("--db 'a\\b.db' remind install --cron", 1).err


def test_an_encrypted_book_needs_its_passphrase_there(
    run: Run, home: Path, crontab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3")
    run("add 样张三 --every 1w")
    monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", f"{sys.executable} -c 'print(17)'")
    run("db encrypt --yes")
    said = run("remind install --cron --yes")
    assert "is encrypted, and cron has no passphrase: set RELKEEPER_PASSPHRASE_COMMAND" in said.err
    # What prints it may hold it, and is not written into files unasked.
    assert "17" not in crontab.read_text()
