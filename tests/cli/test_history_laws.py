"""Whatever is done, undoing it brings back the book as it was, row for row."""

import contextlib
import io
import os
import shlex
import sqlite3
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from relkeeper.cli import main
from tests.cli.test_history import rows
from tests.conftest import NOW

NAMES = ("Ada Example", "Grace Sampleton", "样张三", "Bob", "Zoë Muster")
DAYS = ("today", "yesterday", "2026-10-01", "2026-03-03")
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL:+1 212 555 01{:02}\nNICKNAME:{}\nCATEGORIES:a,b\nORG:{}\nEND:VCARD\n"

UNWANTED = """
    SELECT c.id FROM contact c LEFT JOIN participant p ON p.contact_id = c.id
    LEFT JOIN interaction i ON i.id = p.interaction_id LEFT JOIN custom_field f ON f.contact_id = c.id
    LEFT JOIN follow_up u ON u.contact_id = c.id
    WHERE c.no_sensitive AND (c.private_notes <> '' OR i.private OR f.private OR u.private)
"""

name = st.sampled_from(NAMES)
word = st.sampled_from(("a", "b", "c", "日"))
number = st.integers(0, 5)


class Book(RuleBasedStateMachine):
    """Random commands; each has to be taken back and done again exactly, and at the end all of them."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.db"
        os.environ.update(RELKEEPER_DB=str(self.path), RELKEEPER_NOW=NOW, RELKEEPER_BACKUP_DAILY="0")
        self.command("add First")
        self.states = [rows(self.path)]
        self.done: list[int] = []

    def teardown(self) -> None:
        if hasattr(self, "states"):
            while self.done:
                self.take_back()
            self.folder.cleanup()
        for name in ("RELKEEPER_DB", "RELKEEPER_BACKUP_DAILY"):
            os.environ.pop(name, None)

    def command(self, line: str) -> int:
        sys.argv = ["relkeeper", *shlex.split(line)]
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
        assert code in (0, 1, 2, 3, 4), (line, said.getvalue())
        assert "should not have happened" not in said.getvalue(), (line, said.getvalue())
        return code

    def newest(self) -> int:
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            return int(db.execute("SELECT max(id) FROM operation").fetchone()[0])

    def do(self, line: str) -> None:
        before = self.newest()
        self.command(line)
        if self.newest() != before:
            self.done.append(self.newest())
            self.states.append(rows(self.path))
        else:
            assert rows(self.path) == self.states[-1], line

    def for_good(self, line: str) -> None:
        """What is forgotten cannot come back: what was done before is no longer there to be taken back exactly."""
        self.command(line)
        self.states, self.done = [rows(self.path)], []

    @rule(name=name, word=word, number=number)
    def add(self, name: str, word: str, number: int) -> None:
        self.do(f"add '{name}' --yes --tag {word} --phone '+1 212 555 010{number}' --field {word}={number}")

    @rule(who=number, word=word, name=name)
    def edit(self, who: int, word: str, name: str) -> None:
        self.do(f"edit '#{who}' --org {word} --alias '{name}' --email {word}@example.org --field {word}=x --every 2w")

    @rule(who=number, word=word)
    def take_away(self, who: int, word: str) -> None:
        self.do(f"edit '#{who}' --remove-tag {word}")
        self.do(f"edit '#{who}' --remove-field {word} --notes {word} --private")

    @rule(who=number, name=name)
    def rename(self, who: int, name: str) -> None:
        self.do(f"edit '#{who}' --name '{name}' --introduced-by '#1'")

    @rule(who=number, other=number, day=st.sampled_from(DAYS))
    def log(self, who: int, other: int, day: str) -> None:
        self.do(f"log '#{who}' note --with '#{other}' --when {day}")

    @rule(who=number, other=number, word=word)
    def log_privately(self, who: int, other: int, word: str) -> None:
        self.do(f"log '#{who}' 'private {word}' --with '#{other}' --outcome {word} --private")

    @rule(who=number, other=number, word=word, private=st.sampled_from(("", "--private")))
    def promise(self, who: int, other: int, word: str, private: str) -> None:
        self.do(f"log '#{who}' tea --with '#{other}' --follow-up '2026-12-01: {word}' {private}")
        self.do(f"follow-up add '#{other}' {word} --due 2027-01-31 --every 1m {private}")

    @rule(what=number, word=word)
    def keep_a_promise(self, what: int, word: str) -> None:
        self.do(f"follow-up done {what}")
        self.do(f"follow-up edit {what} --text {word} --not-private")

    @rule(what=number)
    def drop_a_promise(self, what: int) -> None:
        self.do(f"follow-up delete {what} --yes")

    @rule(who=number, other=number, word=word)
    def note(self, who: int, other: int, word: str) -> None:
        self.do(f"note '#{who}' {word} --kind gift --out --with '#{other}'")
        self.do(f"edit '#{who}' --timezone Asia/Tokyo")

    @rule(who=number, other=number)
    def merge(self, who: int, other: int) -> None:
        self.do(f"contact merge '#{who}' '#{other}' --yes")

    @rule(entry=number, private=st.sampled_from(("--private", "--not-private")))
    def change_what_is_private(self, entry: int, private: str) -> None:
        self.do(f"entry edit {entry} {private}")

    @rule(entry=number, who=number, other=number, day=st.sampled_from(DAYS))
    def edit_entry(self, entry: int, who: int, other: int, day: str) -> None:
        self.do(f"entry edit {entry} --with '#{who}' --without '#{other}' --when {day}")

    @rule(entry=number)
    def delete_entry(self, entry: int) -> None:
        self.do(f"entry delete {entry} --yes")

    @rule(who=number)
    def delete(self, who: int) -> None:
        self.do(f"contact delete '#{who}' --yes")

    @rule(who=number)
    def put_away(self, who: int) -> None:
        self.do(f"contact archive '#{who}'")
        self.do(f"contact consent '#{who}' --no-sharing --sensitive")

    @rule(who=number)
    def want_nothing_private(self, who: int) -> None:
        self.for_good(f"contact consent '#{who}' --no-sensitive --yes")

    @rule(who=number)
    def erase(self, who: int) -> None:
        self.for_good(f"contact erase '#{who}' --yes")

    @rule(word=word)
    def tag(self, word: str) -> None:
        self.do(f"tag cadence {word} 1m")

    @rule(name=name, number=number, word=word)
    def bring_in(self, name: str, number: int, word: str) -> None:
        file = Path(self.folder.name) / "cards.vcf"
        file.write_text(CARD.format(name, number, word, word) + CARD.format(word * 3, number + 1, name, word))
        self.do(f"import '{file}'")

    @rule(name=name, word=word, number=number, keep=st.sampled_from(("--keep", "--no-keep")))
    def bring_in_a_chat(self, name: str, word: str, number: int, keep: str) -> None:
        file = Path(self.folder.name) / "chat.txt"
        said = (f"0{day}/10/2026, 10:0{day} - {who}: {word}\n" for day in range(1, 2 + number) for who in (name, "Me"))
        file.write_text("".join(said))
        self.do(f"import '{file}' --create --me Me --date-order dmy {keep}")

    @rule(who=number, word=word, entry=number)
    def attach(self, who: int, word: str, entry: int) -> None:
        file = Path(self.folder.name) / f"{word}.txt"
        file.write_text(word * 3)
        self.do(f"attach '#{who}' '{file}'" + (f" --entry {entry}" if entry else ""))

    @rule(number=number)
    def remove_a_file(self, number: int) -> None:
        self.do(f"attachment remove {number} --yes")

    @precondition(lambda self: self.done)
    @rule()
    def take_back(self) -> None:
        number = self.done.pop()
        after = self.states.pop()
        assert self.command(f"undo {number}") == 0
        assert rows(self.path) == self.states[-1]
        undo = self.newest()
        assert self.command(f"undo {undo}") == 0
        assert rows(self.path) == after
        assert self.command(f"undo {self.newest()}") == 0
        assert rows(self.path) == self.states[-1]

    @precondition(lambda self: self.done)
    @rule(place=number)
    def try_to_take_back_an_older_one(self, place: int) -> None:
        """Taken back or refused, and never half."""
        number = self.done[place % len(self.done)]
        now = rows(self.path)
        if self.command(f"undo {number}") == 0:
            assert self.command(f"undo {self.newest()}") == 0
        assert rows(self.path) == now

    @invariant()
    def nobody_who_wants_nothing_private_has_it(self) -> None:
        if hasattr(self, "path") and self.path.exists():
            with contextlib.closing(sqlite3.connect(self.path)) as db:
                assert db.execute(UNWANTED).fetchall() == []

    @invariant()
    def it_is_sound(self) -> None:
        if hasattr(self, "path") and self.path.exists():
            assert self.command("db check") == 0


TestUndoingEverything = Book.TestCase
TestUndoingEverything.settings = settings(
    max_examples=7, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
