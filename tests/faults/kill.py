"""Killing relkeeper at random moments, and looking at what is left: `python -m tests.faults.kill [--times N] [--seed S]`.

A child does one thing over and over in one process, so that the moments fall into the work and not into the start of
Python: at a random time, or when the write-ahead log or a half copy has grown to a random size. What a child said that
it has done must be in the file, and of what it did not say either all or nothing.
"""

import argparse
import os
import random
import re
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from relkeeper.cli import main
from tests.faults.files import ask, call, cards, contents, faults

CARDS = 120
MESSAGES = 500
# Bytes that an import writes to the log, and the size of a backup.
LOG_BYTES = 800_000
COPY_BYTES = 300_000
HOUR = 3600
IMPORT = "SELECT id FROM operation WHERE command = 'import'"

Commands = Callable[[], Iterator[str]]


class Shop(NamedTuple):
    """A home with a book in it."""

    home: Path

    @property
    def book(self) -> Path:
        return self.home / "people.db"

    @property
    def backups(self) -> Path:
        return self.home / "people-backups"

    @property
    def log(self) -> Path:
        return self.home / "people.db-wal"

    def parts(self) -> list[Path]:
        return [path for folder in (self.home, self.backups) for path in folder.glob(".part-*")]


class Killed(NamedTuple):
    """What a child had said before it was killed, and what lay beside the file then."""

    said: str
    in_work: bool


def must(line: str) -> str:
    """Run a line that must succeed; what it said."""
    result = call(line)
    assert result.code == 0, (line, result)
    return result.out


def started(shop: Shop, rng: random.Random, commands: Commands) -> Killed:
    """A child that runs the commands, killed at a random moment."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
        for line in commands():
            work(line)
        os._exit(0)
    os.close(writer)
    wait(shop, rng)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    in_work = bool(shop.parts()) or (shop.log.exists() and shop.log.stat().st_size > 0)
    return Killed(said, in_work)


def work(line: str) -> None:
    """Run a line in a child. One that fails is told, and ends the child."""
    sys.argv = ["relkeeper", *shlex.split(line)]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            os._exit(1)


def wait(shop: Shop, rng: random.Random) -> None:
    """Until the moment to kill: at most a second."""
    kind = rng.choice(("time", "log", "copy"))
    until = time.monotonic() + (rng.uniform(0, 0.6) if kind == "time" else 1)
    size = int((LOG_BYTES if kind == "log" else COPY_BYTES) * rng.random() ** 3)
    while time.monotonic() < until:
        if kind == "log" and grown([shop.log], size):
            break
        if kind == "copy" and grown(shop.parts(), size):
            break
        time.sleep(0.0003)
    time.sleep(rng.choice((0, rng.uniform(0, 0.02))))


def grown(files: list[Path], size: int) -> bool:
    """Whether one of the files is larger; the next moment it may be gone."""
    for file in files:
        try:
            if file.stat().st_size > size:
                return True
        except FileNotFoundError:
            continue
    return False


def logging(shop: Shop, rng: random.Random) -> Killed:
    """Each entry that was confirmed is there, and no more than one besides."""
    before = {row[0] for row in ask(shop.book, "SELECT id FROM interaction")}
    killed = started(shop, rng, lambda: (f"log ada 'note {number}'" for number in range(10_000)))
    entries = {row[0] for row in ask(shop.book, "SELECT id FROM interaction")} - before
    confirmed = {int(number) for number in re.findall(r"Logged #(\d+)", killed.said)}
    assert confirmed <= entries, f"lost: {confirmed - entries}"
    assert len(entries - confirmed) <= 1, f"not confirmed: {entries - confirmed}"
    assert not ask(shop.book, "SELECT id FROM interaction WHERE id NOT IN (SELECT interaction_id FROM participant)")
    logged = "SELECT count(DISTINCT operation_id) FROM change WHERE table_name = 'interaction' AND action = 'insert'"
    assert ask(shop.book, logged) == [(len(before | entries),)]
    return killed


def importing(shop: Shop, rng: random.Random) -> Killed:
    """Of each file all cards are there, or none; all of those that were confirmed."""
    files = [shop.home / f"batch{number}.vcf" for number in range(30)]
    for file in files:
        file.write_text(cards(CARDS, file.stem))
    killed = started(shop, rng, lambda: (f"import {file}" for file in files))
    found = [ask(shop.book, f"SELECT count(*) FROM contact WHERE name LIKE '{file.stem} %'")[0][0] for file in files]
    assert set(found) <= {0, CARDS}, found
    confirmed = killed.said.count(f"contacts {CARDS} added")
    assert confirmed <= found.count(CARDS) <= confirmed + 1, (confirmed, found)
    operations = ask(shop.book, "SELECT count(*) FROM operation WHERE command = 'import'")[0][0]
    assert operations == found.count(CARDS) + 1, (operations, found)  # one is older
    return killed


def undoing(shop: Shop, rng: random.Random) -> Killed:
    """Each undo that was confirmed is there, and the cards are all there or all gone, as the newest of them says."""
    target = ask(shop.book, IMPORT)[0][0]
    newest = ask(shop.book, "SELECT max(id) FROM operation")[0][0]

    def commands() -> Iterator[str]:
        yield f"undo {target}"
        for number in range(newest + 1, newest + 1000):
            yield f"undo {number}"

    killed = started(shop, rng, commands)
    undone = {row[0] for row in ask(shop.book, "SELECT id FROM operation WHERE undoes IS NOT NULL")}
    confirmed = {int(number) for number in re.findall(r"relkeeper undo (\d+)", killed.said)}
    assert confirmed <= undone, f"lost: {confirmed - undone}"
    assert len(undone - confirmed) <= 1
    there = ask(shop.book, "SELECT count(*) FROM contact WHERE name LIKE 'Person %'")[0][0]
    assert there == (0 if len(undone) % 2 else CARDS), (len(undone), there)
    return killed


def backing_up(shop: Shop, rng: random.Random) -> Killed:
    """Each backup that was confirmed is there; all that stand there are sound and whole."""
    killed = started(shop, rng, lambda: ("backup create" for _ in range(1000)))
    wanted = contents(shop.book)
    confirmed = {Path(path) for path in re.findall(r"Backed up to (.+)", killed.said)}
    there = set(shop.backups.glob("*-manual*.db"))
    assert confirmed <= there, f"lost: {confirmed - there}"
    assert len(there - confirmed) <= 1
    for path in there:
        assert not faults(path), path
        assert contents(path) == wanted, path
    return killed


def restoring(shop: Shop, rng: random.Random) -> Killed:
    """The book is wholly what the one or the other backup is: the one that was confirmed last, or the next."""
    first, second = shop.home / "first.db", shop.home / "second.db"
    must(f"backup create {first}")
    must(f"undo {ask(shop.book, IMPORT)[0][0]}")
    must(f"backup create {second}")
    wanted = [contents(first), contents(second)]
    killed = started(shop, rng, lambda: (f"backup restore {first if n % 2 else second}" for n in range(1, 1000)))
    done = killed.said.count("Restored ")
    book = contents(shop.book)
    assert book in (wanted[(done + 1) % 2], wanted[done % 2])
    return killed


def importing_chats(shop: Shop, rng: random.Random) -> Killed:
    """Of each longer export all messages are there, or none of the new ones; each message once."""
    exports = [shop.home / f"export{number}.txt" for number in range(1, 30)]
    for number, export in enumerate(exports, 1):
        export.write_text(chat(number * MESSAGES))
    killed = started(shop, rng, lambda: (f"import {export} --with ada --me Me --date-order dmy" for export in exports))
    there = ask(shop.book, "SELECT coalesce(sum(messages_in + messages_out), 0) FROM sitting")[0][0]
    digests = "".join(row[0] for row in ask(shop.book, "SELECT taken FROM sitting"))
    assert len({digests[place : place + 16] for place in range(0, len(digests), 16)}) * 16 == len(digests)
    confirmed = killed.said.count(f"messages {MESSAGES} new")
    assert there in (confirmed * MESSAGES, (confirmed + 1) * MESSAGES), (confirmed, there)
    return killed


def attaching(shop: Shop, rng: random.Random) -> Killed:
    """Each file that was confirmed is there, whole, and no more than one besides; `db check` looks at their bytes."""
    files = [shop.home / f"scan{number}.bin" for number in range(30)]
    for number, file in enumerate(files):
        file.write_bytes(bytes([number]) * LOG_BYTES)
    killed = started(shop, rng, lambda: (f"attach ada {file}" for file in files))
    there = {row[0] for row in ask(shop.book, "SELECT name FROM attachment")}
    confirmed = set(re.findall(r"scan\d+\.bin", killed.said))
    assert confirmed <= there, f"lost: {confirmed - there}"
    assert len(there - confirmed) <= 1
    assert not ask(shop.book, "SELECT 1 FROM chunk WHERE content_id NOT IN (SELECT id FROM content)")
    return killed


def chat(messages: int) -> str:
    """So many messages of a chat, as WhatsApp exports it."""
    days = (f"{1 + number // 600 % 28:02}/{1 + number // 16800:02}/2024" for number in range(messages))
    return "".join(
        f"{day}, {number // 50 % 12 + 8:02}:{number % 50:02} - {'Ada' if number % 3 else 'Me'}: message {number}\n"
        for number, day in enumerate(days)
    )


OPERATIONS: dict[str, Callable[[Shop, random.Random], Killed]] = {
    "log": logging,
    "import": importing,
    "import chats": importing_chats,
    "attach": attaching,
    "undo": undoing,
    "backup create": backing_up,
    "backup restore": restoring,
}


def furnished(home: Path) -> Shop:
    """A book with somebody in it, and an import that can be undone."""
    shop = Shop(home)
    settled(shop)
    (home / "cards.vcf").write_text(cards(CARDS))
    must("add 'Ada Example' --every 2w")
    must("log ada tea")
    must("import cards.vcf")
    return shop


def settled(shop: Shop) -> None:
    """From now on commands are about this book."""
    os.chdir(shop.home)
    os.environ["HOME"] = str(shop.home)
    os.environ["RELKEEPER_DB"] = str(shop.book)


def after(shop: Shop, killed: Killed) -> None:
    """The file is sound, whatever command comes next works, and what was left behind does not stay for ever."""
    assert not faults(shop.book)
    assert "relkeeper:" not in killed.said, killed.said
    must("db check")
    must("log ada 'after the fault'")
    for part in shop.parts():
        os.utime(part, (time.time() - 2 * HOUR,) * 2)
    must("backup create")
    assert not shop.parts()
    assert not shop.log.exists()
    assert len(list(shop.home.glob("people.db*"))) == 1


def rounds(times: int, seed: int) -> dict[str, list[str]]:
    """Kill that often; what became of it for each operation: "", `in work` or what was lost."""
    # The suite's own home has a clock that stands still; here it goes.
    os.environ.pop("RELKEEPER_NOW", None)
    rng = random.Random(seed)
    found: dict[str, list[str]] = {name: [] for name in OPERATIONS}
    with tempfile.TemporaryDirectory(prefix="relkeeper-kill-", ignore_cleanup_errors=True) as folder:
        model = Path(folder, "model")
        model.mkdir()
        furnished(model)
        for number in range(times):
            name = list(OPERATIONS)[number % len(OPERATIONS)]
            shop = Shop(Path(folder, "home"))
            shutil.copytree(model, shop.home)
            settled(shop)
            try:
                killed = OPERATIONS[name](shop, rng)
                after(shop, killed)
                found[name].append("in work" if killed.in_work else "")
            except AssertionError as lost:
                found[name].append(f"round {number}: {lost}")
            os.chdir(folder)
            shutil.rmtree(shop.home)
        os.chdir("/")
    return found


def run() -> int:
    """The long form: a table of what was killed and what was lost."""
    parser = argparse.ArgumentParser(description="Kill relkeeper at random moments.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="The same moments again, as far as the machine allows.")
    given = parser.parse_args()
    seed = random.randrange(2**32) if given.seed is None else given.seed
    began = time.monotonic()
    found = rounds(given.times, seed)
    table = [f"{'operation':16} {'kills':>6} {'in work':>8} {'survived':>9} {'lost':>5}   seed {seed}"]
    lost = []
    for name, results in found.items():
        mine = [result for result in results if result not in {"", "in work"}]
        lost += mine
        table.append(
            f"{name:16} {len(results):6} {results.count('in work'):8} {len(results) - len(mine):9} {len(mine):5}"
        )
    sys.stdout.write("\n".join((*table, f"{time.monotonic() - began:.0f} s", *lost, "")))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(run())
