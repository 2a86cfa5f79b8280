"""An encrypted book as a user has it: every command, each source of a passphrase, and faults while it is converted."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from relkeeper.store.connecting import Keys, connect, is_plain
from tests import forks
from tests.cli.test_start import modules
from tests.cli.test_terminal import terminal
from tests.conftest import Run
from tests.derived import remember

DAILY_BACKUPS = True

pytest.importorskip("sqlcipher3", reason="relkeeper[encryption] is not installed")

SECRET = "correct horse 样"
PROGRAM = [sys.executable, "-m", "relkeeper"]

READS = ["overdue", "list --json", "show ada", "timeline", "tag list", "entry show 1", "history", "list --limit 1"]
WRITES = [
    "add Bob", "log ada coffee", "edit ada --org X", "tag cadence friends 2w", "contact archive ada", "contact delete ada -y",
    "entry edit 1 --note x", "entry delete 1 --yes", "import cards.vcf", "import cards.vcf --dry-run",
    "config set phone_region DE", "undo", "backup create",
]  # fmt: skip


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Files of books that were made once, and are copied from then on."""
    return {}


@pytest.fixture
def plain(run: Run, home: Path, book_path: Path, shelf: Path, made: dict[str, bytes]) -> Path:
    (home / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sampleton\nEND:VCARD\n")
    if "plain" not in made:
        run("add 'Ada Example' --every 1w --tag friends")
        run("log ada tea")
        made["plain"] = book_path.read_bytes()
        shutil.rmtree(shelf)
    book_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    book_path.write_bytes(made["plain"])
    book_path.chmod(0o600)
    return book_path


@pytest.fixture
def shelf(book_path: Path) -> Path:
    return book_path.with_name("relkeeper-backups")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", f"echo '{SECRET}'")


@pytest.fixture
def encrypted(run: Run, plain: Path, shelf: Path, command: None, made: dict[str, bytes]) -> Path:
    if "encrypted" not in made:
        assert "Encrypted" in run("db encrypt --yes").out
        made["encrypted"] = plain.read_bytes()
        shutil.rmtree(shelf)
    plain.write_bytes(made["encrypted"])
    return plain


def program(*words: str, limit: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    return started(*words, limit=limit) if limit else forks.run(*words)


def started(*words: str, limit: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    """By Python itself, from its start."""
    return subprocess.run(
        [*PROGRAM, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, preexec_fn=limit
    )


@pytest.mark.parametrize("line", READS + WRITES)
def test_every_command_works(run: Run, encrypted: Path, line: str) -> None:
    result = run(line)
    assert result.err == ""
    assert not is_plain(encrypted)
    assert {"relkeeper.db", "relkeeper-backups"} >= set(os.listdir(encrypted.parent))


def test_what_is_written_is_read_and_nowhere_plain(run: Run, encrypted: Path) -> None:
    with closing(connect(encrypted, Keys(lambda: SECRET))) as db:
        db.execute("SELECT count(*) FROM contact").fetchone()
        assert program("import", "cards.vcf").returncode == 0
        log = encrypted.with_name("relkeeper.db-wal").read_bytes()
    assert [row["name"] for row in run("list --json").json] == ["Ada Example", "Grace Sampleton"]
    assert len(log) > 4096
    for content in (log, encrypted.read_bytes()):
        assert b"sampleton" not in content.lower()
        assert b"Ada" not in content


def test_backups_are_encrypted_too(run: Run, encrypted: Path) -> None:
    run("backup create")
    kinds = {
        path.name.rpartition("-")[2]: is_plain(path) for path in (encrypted.parent / "relkeeper-backups").iterdir()
    }
    assert kinds["manual.db"] is False


@pytest.mark.parametrize("line", [*READS, *WRITES[:3], "db decrypt --yes", "db change-passphrase"])
def test_a_wrong_passphrase_is_a_sentence_and_changes_nothing(
    run: Run, encrypted: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    before = encrypted.read_bytes()
    monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo 'a sesame'")
    monkeypatch.setenv("RELKEEPER_NEW_PASSPHRASE_COMMAND", "echo another")
    refused = run(line, code=1)
    assert "passphrase does not open" in refused.err
    assert "sesame" not in refused.err
    assert encrypted.read_bytes() == before


def test_nothing_else_reaches_stderr(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo wrong")
    refused = program("list")
    assert refused.returncode == 1
    assert refused.stderr.startswith("relkeeper: the passphrase does not open")
    assert len(refused.stderr.splitlines()) == 1


class TestSources:
    @pytest.mark.usefixtures("encrypted")
    def test_without_any_the_ways_are_named(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("RELKEEPER_PASSPHRASE_COMMAND")
        for line in ("list", "log ada coffee"):
            said = run(line, code=1).err
            assert all(way in said for way in ("RELKEEPER_PASSPHRASE_COMMAND", "keyring", "terminal"))

    @pytest.mark.usefixtures("encrypted")
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("false", "failed (exit code 1)"),
            ("/nowhere/at/all", "cannot be started"),
            ("echo 'unbalanced", "cannot be read"),
            ("echo", "empty"),
            ("head -c 3 /dev/zero --nonsense", "failed"),
        ],
    )
    def test_a_command_that_fails_is_a_sentence(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, text: str, said: str
    ) -> None:
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", text)
        assert said in run("list", code=1).err

    @pytest.mark.usefixtures("encrypted")
    def test_a_command_gets_no_shell_and_no_input(self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (home / "secret.txt").write_bytes(f"{SECRET}\r\nsecond line\n".encode())
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "cat secret.txt")
        assert "Ada" in run("list").out
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo $(touch pwned); touch pwned")
        run("list", code=1)
        assert not (home / "pwned").exists()
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "cat - secret.txt")
        logged = forks.run("log", "ada", "-", given=b"from stdin\n")
        assert logged.returncode == 0
        assert "from stdin" in run("timeline").out

    def test_a_terminal_is_asked_and_shows_nothing_of_it(self, run: Run, plain: Path) -> None:
        screen = terminal("db", "encrypt", typed="y\nsesame\nsesame\nn\n")
        assert screen.code == 0, screen
        assert not is_plain(plain)
        assert "sesame" not in screen.raw
        screen = terminal("log", "ada", "coffee", typed="sesame\n")
        assert screen.code == 0
        assert screen.text.count("Passphrase of") == 1
        assert terminal("list", typed="Sesame\n").code == 1
        assert terminal("list", hang_up=True).code == 1
        assert terminal("db", "change-passphrase", typed="sesame\nanother\nanother\n").code == 0
        assert "coffee" in terminal("timeline", typed="another\n").text

    @pytest.mark.parametrize("typed", ["n\n", "y\nsesame\nSesame\n", "y\n\n"])
    def test_a_slip_at_the_terminal_changes_nothing(self, run: Run, plain: Path, typed: str) -> None:
        screen = terminal("db", "encrypt", typed=typed)
        assert screen.code == 1
        assert "nothing was changed" in screen.text
        assert is_plain(plain)

    def test_the_keyring_of_the_system(
        self, run: Run, home: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("keyring")
        (home / "ring.py").write_text(
            "import json, pathlib\n"
            "from keyring.backend import KeyringBackend\n"
            "class Ring(KeyringBackend):\n"
            "    priority = 1\n"
            "    file = pathlib.Path(__file__).with_name('ring.json')\n"
            "    def _all(self):\n"
            "        return json.loads(self.file.read_text()) if self.file.exists() else {}\n"
            "    def get_password(self, service, user):\n"
            "        return self._all().get(f'{service} {user}')\n"
            "    def set_password(self, service, user, password):\n"
            "        self.file.write_text(json.dumps(self._all() | {f'{service} {user}': password}))\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(home))
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "ring.Ring")
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo sesame")
        assert started("db", "encrypt", "--yes", "--keyring").returncode == 0
        monkeypatch.delenv("RELKEEPER_PASSPHRASE_COMMAND")
        assert f'"relkeeper {plain}": "sesame"' in (home / "ring.json").read_text()
        assert "Ada" in started("list").stdout
        monkeypatch.setenv("RELKEEPER_NEW_PASSPHRASE_COMMAND", "echo another")
        assert "keyring" in started("db", "change-passphrase").stdout
        assert "another" in (home / "ring.json").read_text()
        assert "Ada" in started("list").stdout

    def test_tab_never_asks(self, encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        line = {"COMP_WORDS": "relkeeper\nshow\na", "COMP_CWORD": "2", "_RELKEEPER_COMPLETE": "complete_bash"}
        assert "ada_example" in terminal(**line).text
        monkeypatch.delenv("RELKEEPER_PASSPHRASE_COMMAND")
        assert terminal(**line).raw.strip() == ""


class TestRefused:
    def test_what_is_so_already(self, run: Run, plain: Path, command: None) -> None:
        for line in ("db decrypt --yes", "db change-passphrase"):
            assert "not encrypted" in run(line, code=1).err
        run("db encrypt --yes")
        before = plain.read_bytes()
        assert "encrypted already" in run("db encrypt --yes", code=1).err
        assert plain.read_bytes() == before

    def test_without_a_yes(self, run: Run, encrypted: Path) -> None:
        assert "--yes" in run("db decrypt", code=1).err
        run("db decrypt --yes")
        assert "--yes" in run("db encrypt", code=1).err
        assert is_plain(encrypted)

    @pytest.mark.usefixtures("command")
    @pytest.mark.parametrize("line", ["db encrypt --yes", "db decrypt --yes", "db change-passphrase"])
    def test_before_there_is_a_book(self, run: Run, home: Path, book_path: Path, line: str) -> None:
        assert "no book" in run(line, code=3).err
        assert not book_path.exists()

    @pytest.mark.usefixtures("plain")
    def test_without_a_passphrase(self, run: Run, book_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "nobody to ask" in run("db encrypt --yes", code=1).err
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo")
        assert "empty" in run("db encrypt --yes", code=1).err
        assert is_plain(book_path)

    def test_without_the_extra(self, run: Run, plain: Path, command: None) -> None:
        blocked = "import sys\nsys.modules['sqlcipher3'] = None\nfrom relkeeper.cli import main\nmain()\n"

        def without(*words: str) -> "subprocess.CompletedProcess[str]":
            return subprocess.run([sys.executable, "-c", blocked, *words], capture_output=True, text=True, check=False)

        assert without("list").returncode == 0
        for words in (["db", "encrypt", "--yes"], ["list"], ["log", "ada", "coffee"]):
            refused = without(*words)
            assert refused.returncode == 1
            assert "pip install 'relkeeper[encryption]'" in refused.stderr
            if words[0] == "db":
                assert is_plain(plain)
                run("db encrypt --yes")


class TestPlainCopies:
    @pytest.fixture
    def copies(self, run: Run, plain: Path, shelf: Path, command: None) -> Path:
        run("backup create")
        return shelf

    def test_they_are_told_of_and_removed_later(self, run: Run, copies: Path) -> None:
        said = run("db encrypt --yes").out
        assert "1 older backup can still be read without a passphrase" in said
        assert "db encrypt --remove-plain-backups" in said
        assert any(map(is_plain, copies.iterdir()))
        assert "Removed 1 older backup" in run("db encrypt --remove-plain-backups").out
        assert not any(map(is_plain, copies.iterdir()))
        assert run("db encrypt --remove-plain-backups").out == ""

    def test_they_are_removed_at_once_and_one_that_is_encrypted_is_there(self, run: Run, copies: Path) -> None:
        assert "Removed" in run("db encrypt --yes --remove-plain-backups").out
        (left,) = copies.iterdir()
        assert not is_plain(left)
        assert run(f"backup restore {left.name}").out.startswith("Restored")

    def test_those_stay_where_no_encrypted_one_can_be_made(
        self, run: Run, copies: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("db encrypt --yes")
        monkeypatch.setenv("RELKEEPER_BACKUP_FOLDER", "/proc/nowhere")
        before = sorted(copies.iterdir())
        run("db encrypt --remove-plain-backups")
        assert sorted(copies.iterdir()) == before

    def test_files_that_were_set_aside_are_named_and_removed_too(self, run: Run, plain: Path, copies: Path) -> None:
        (backup,) = copies.iterdir()
        plain.write_bytes(bytes(4096) + plain.read_bytes()[4096:])
        run(f"backup restore {backup.name}")
        (aside,) = copies.glob("*.damaged")
        Path(f"{aside}-wal").write_bytes(b"Ada Example")
        (copies / ".part-relkeeper-killed.db").write_bytes(plain.read_bytes())
        said = run("db encrypt --yes").out
        assert f"1 older backup and {aside.name}, {aside.name}-wal, .part-relkeeper-killed.db can still be read" in said
        run("db encrypt --remove-plain-backups")
        assert all(path.name.endswith("-encrypt.db") or "-encrypt-" in path.name for path in copies.iterdir())

    def test_what_was_set_aside_encrypted_is_not_plain(self, run: Run, encrypted: Path, shelf: Path) -> None:
        run("backup create")
        (backup,) = shelf.iterdir()
        encrypted.write_bytes(bytes(4096) + encrypted.read_bytes()[4096:])
        run(f"backup restore {backup.name}")
        assert list(shelf.glob("*.damaged"))
        assert run("db encrypt --remove-plain-backups").out == ""

    @pytest.mark.parametrize(("answer", "left"), [("y", False), ("n", True)])
    def test_a_person_is_asked(self, copies: Path, answer: str, left: bool) -> None:
        assert terminal("db", "encrypt", "--yes", typed=f"{answer}\n").code == 0
        assert any(map(is_plain, copies.iterdir())) is left


class TestRestore:
    @pytest.fixture
    def backup(self, run: Run, encrypted: Path) -> Path:
        return Path(run("backup create --json").json["path"])

    @pytest.mark.parametrize("left", [None, 0, 3000, 4096 * 5])
    def test_a_book_that_is_gone_or_cut_comes_back(
        self, run: Run, encrypted: Path, backup: Path, left: int | None
    ) -> None:
        content = encrypted.read_bytes()
        encrypted.unlink() if left is None else encrypted.write_bytes(content[:left])
        run(f"backup restore {backup.name}")
        assert not is_plain(encrypted)
        assert encrypted.stat().st_mode & 0o777 == 0o600
        assert run("list --json").json[0]["name"] == "Ada Example"
        asides = [path.read_bytes() for path in backup.parent.glob("*.damaged")]
        assert asides == ([content[:left]] if left else [])

    def test_a_book_with_a_lost_first_page_comes_back(self, run: Run, encrypted: Path, backup: Path) -> None:
        encrypted.write_bytes(bytes(4096) + encrypted.read_bytes()[4096:])
        run(f"backup restore {backup.name}")
        assert not is_plain(encrypted)
        assert run("list --json").json[0]["name"] == "Ada Example"

    def test_a_first_page_that_is_noise_is_said_to_be_moved_away(self, run: Run, encrypted: Path, backup: Path) -> None:
        encrypted.write_bytes(os.urandom(4096) + encrypted.read_bytes()[4096:])
        assert "move that file away" in run(f"backup restore {backup.name}", code=1).err
        encrypted.rename(encrypted.with_name("old"))
        run(f"backup restore {backup.name}")
        assert run("list --json").json[0]["name"] == "Ada Example"

    def test_one_from_before_the_passphrase_was_changed(
        self, run: Run, encrypted: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RELKEEPER_NEW_PASSPHRASE_COMMAND", "echo another")
        run("db change-passphrase")
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo another")
        run("log ada coffee")
        assert "RELKEEPER_OLD_PASSPHRASE_COMMAND" in run(f"backup restore {backup.name}", code=1).err
        monkeypatch.setenv("RELKEEPER_OLD_PASSPHRASE_COMMAND", "echo wrong")
        assert "does not open" in run(f"backup restore {backup.name}", code=1).err
        monkeypatch.setenv("RELKEEPER_OLD_PASSPHRASE_COMMAND", f"echo '{SECRET}'")
        assert run(f"backup restore {backup.name}").err == ""
        assert [row["summary"] for row in run("timeline --json").json] == ["tea"]
        encrypted.unlink()
        assert "has the passphrase of the backup now" in run(f"backup restore {backup.name}").err
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", f"echo '{SECRET}'")
        assert [row["summary"] for row in run("timeline --json").json] == ["tea"]

    def test_a_person_is_asked_for_the_old_passphrase(
        self, run: Run, encrypted: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RELKEEPER_NEW_PASSPHRASE_COMMAND", "echo another")
        run("db change-passphrase")
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo another")
        screen = terminal("backup", "restore", backup.name, typed=f"{SECRET}\n")
        assert screen.code == 0, screen
        assert "Passphrase of the backup" in screen.text
        assert [row["summary"] for row in run("timeline --json").json] == ["tea"]


class TestFaults:
    @pytest.fixture
    def many(self, run: Run, home: Path, plain: Path, shelf: Path, command: None, made: dict[str, bytes]) -> Path:
        """A book that takes a while to be converted."""
        if "many" not in made:
            cards = "".join(f"BEGIN:VCARD\nVERSION:4.0\nFN:Person {n} Muster\nEND:VCARD\n" for n in range(2_000))
            (home / "many.vcf").write_text(cards)
            run("import many.vcf")
            made["many"] = plain.read_bytes()
            shutil.rmtree(shelf)
        plain.write_bytes(made["many"])
        return plain

    def test_a_full_disk_leaves_the_book_as_it_was(self, run: Run, many: Path) -> None:
        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

        refused = program("db", "encrypt", "--yes", limit=limit)
        assert refused.returncode == 1
        assert "disk" in refused.stderr
        assert is_plain(many)
        assert os.listdir(many.parent) == ["relkeeper.db"]
        assert len(run("list --json").json) == 2_001

    def test_a_book_in_use_is_waited_for_and_then_said_to_be_busy(
        self, run: Run, plain: Path, command: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "0.3")
        with closing(sqlite3.connect(plain, isolation_level=None)) as db:
            db.execute("SELECT count(*) FROM contact").fetchone()
            refused = program("db", "encrypt", "--yes")
        assert refused.returncode == 7
        assert "another program" in refused.stderr
        assert is_plain(plain)
        assert program("db", "encrypt", "--yes").returncode == 0

    def test_a_kill_leaves_the_old_file_or_the_new_one(self, run: Run, many: Path) -> None:
        size = many.stat().st_size
        copy = many.with_name("relkeeper.db.converting")
        log = many.with_name("relkeeper.db.converting-wal")

        def at_least(part: float) -> Callable[[], bool]:
            return lambda: copy.exists() and copy.stat().st_size >= size * part

        moments: list[Callable[[], bool]] = [
            *(at_least(part) for part in (0, 0.2, 0.5, 0.8)),
            log.exists,
            lambda: not copy.exists(),
            *(self._later(seconds) for seconds in (0.01, 0.05, 0.1)),
        ]
        seen = set()
        for moment in moments:
            words = ["db", "encrypt", "--yes"] if is_plain(many) else ["db", "decrypt", "--yes"]
            before = is_plain(many)
            with forks.begin(*words) as converting:
                until = time.monotonic() + 60
                while not (copy.exists() or converting.poll() is not None) and time.monotonic() < until:
                    time.sleep(0.0005)
                while not moment() and converting.poll() is None and time.monotonic() < until:
                    time.sleep(0.0005)
                converting.send_signal(signal.SIGKILL)
                _, said = converting.communicate()
            assert said == b""
            seen.add((converting.returncode, is_plain(many) != before))
            with closing(connect(many, Keys(lambda: SECRET))) as db:
                assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert len(run("list --json").json) == 2_001
        assert (-signal.SIGKILL, False) in seen
        run("log ada coffee")
        run("db decrypt --yes" if not is_plain(many) else "db encrypt --yes")
        assert set(os.listdir(many.parent)) == {"relkeeper.db", "relkeeper-backups"}

    @staticmethod
    def _later(seconds: float) -> Callable[[], bool]:
        began: list[float] = []

        def passed() -> bool:
            began.append(time.monotonic())
            return began[-1] - began[0] > seconds

        return passed

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc for who has the file open")
    def test_a_line_logged_meanwhile_goes_into_the_new_file(
        self, run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`log` has the old file open and waits while it is converted: what it confirms stands in the new one."""
        monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "30")
        copy = many.with_name("relkeeper.db.converting")
        for words in (["db", "encrypt", "--yes"], ["db", "decrypt", "--yes"]):
            with forks.begin(*words) as converting:
                while not copy.exists():
                    assert converting.poll() is None
                    time.sleep(0.0005)
                converting.send_signal(signal.SIGSTOP)
                with forks.begin("log", "ada", words[1]) as logging:
                    self._wait_until_open(logging.pid, many)
                    converting.send_signal(signal.SIGCONT)
                    assert converting.wait(60) == 0
                    said, _ = logging.communicate(timeout=60)
            assert logging.returncode == 0
            assert said.startswith(b"Logged")
            assert words[1] in {entry["summary"] for entry in run("timeline --json").json}
        assert is_plain(many)

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc for who has the file open")
    def test_nothing_is_confirmed_that_went_into_a_file_that_was_replaced(
        self, run: Run, plain: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever replaces the file without waiting for others: what they write meanwhile fails, and is not lost."""
        monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "30")
        content = plain.read_bytes()
        with closing(sqlite3.connect(plain, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            with forks.begin("log", "ada", "coffee") as logging:
                self._wait_until_open(logging.pid, plain)
                (plain.parent / "other").write_bytes(content)
                (plain.parent / "other").replace(plain)
                db.execute("ROLLBACK")
                said, why = logging.communicate(timeout=60)
        assert (logging.returncode, said) == (7, b"")
        assert b"replaced" in why

    @staticmethod
    def _wait_until_open(pid: int, path: Path) -> None:
        """Wait until the program has had the file open for half a second: it waits for its lock."""
        times = 0
        until = time.monotonic() + 30
        while times < 50:
            assert time.monotonic() < until
            time.sleep(0.01)
            try:
                held = [handle.readlink() for handle in Path(f"/proc/{pid}/fd").iterdir()]
            except FileNotFoundError:
                held = []
            times = times + 1 if path in held else 0


def test_a_plain_book_pays_for_nothing(run: Run, plain: Path) -> None:
    for words in (["list"], ["log", "ada", "coffee"]):
        loaded = modules(*words)
        assert not loaded & {"sqlcipher3", "keyring", "getpass", "relkeeper.store.encryption"}
        assert "relkeeper.store.passphrases" not in loaded


@pytest.mark.usefixtures("encrypted")
def test_what_reads_an_encrypted_book_meets_no_orm() -> None:
    loaded = modules("list")
    assert "sqlcipher3" in loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "rich", "keyring", "getpass"}
