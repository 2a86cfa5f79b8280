"""Whatever is done, in whatever order: the index of words has what the rows say."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from relkeeper.store.search_index_check import is_right
from tests.conftest import NOW
from tests.faults.files import call

word = st.sampled_from(("kite", "lantern box", "張三", "Zoë", "+1 212 555 0123"))
number = st.integers(1, 3)


class Book(RuleBasedStateMachine):
    """Random commands, those that change what was private and what history keeps above all."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.db"
        os.environ.update(RELKEEPER_DB=str(self.path), RELKEEPER_NOW=NOW, RELKEEPER_BACKUP_DAILY="0")
        (Path(self.folder.name) / "plan.txt").write_text("a zebra", encoding="utf-8")
        self.do("add First", "add Second", "log First tea --with Second", "log First hidden --private")

    def teardown(self) -> None:
        self.folder.cleanup()
        for name in ("RELKEEPER_DB", "RELKEEPER_BACKUP_DAILY"):
            os.environ.pop(name, None)

    def do(self, *lines: str) -> None:
        for line in lines:
            result = call(line)
            assert result.code in (0, 1, 2, 3, 4), result
            assert "should not have happened" not in result.err, result

    @rule(word=word, who=number, private=st.sampled_from(("", "--private")))
    def say(self, word: str, who: int, private: str) -> None:
        self.do(f"log '#{who}' '{word}' {private}", f"edit '#{who}' --notes '{word}' --field pin='{word}' {private}")

    @rule(word=word, entry=number, private=st.sampled_from(("--private", "--not-private")))
    def say_it_otherwise(self, word: str, entry: int, private: str) -> None:
        self.do(f"entry edit {entry} --note '{word}' {private}")

    @rule(entry=number, who=number)
    def delete(self, entry: int, who: int) -> None:
        self.do(f"entry delete {entry} --yes", f"contact delete '#{who}' --yes")

    @rule(who=number, entry=number)
    def attach(self, who: int, entry: int) -> None:
        self.do(
            f"attach '#{who}' '{self.folder.name}/plan.txt'", f"attach --entry {entry} '{self.folder.name}/plan.txt'"
        )

    @rule(file=number, good=st.sampled_from(("", "--for-good")))
    def detach(self, file: int, good: str) -> None:
        self.do(f"attachment remove {file} {good} --yes", "db compact")

    @rule(who=number)
    def want_nothing_kept(self, who: int) -> None:
        self.do(f"contact consent '#{who}' --no-sensitive --yes")

    @rule(who=number)
    def erase(self, who: int) -> None:
        self.do(f"contact erase '#{who}' --mentions --yes")

    @rule(who=number, other=number)
    def merge(self, who: int, other: int) -> None:
        self.do(f"contact merge '#{who}' '#{other}' --yes")

    @rule(word=word, who=number)
    def by_another_program(self, word: str, who: int) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            db.execute("UPDATE contact SET notes = ? WHERE id = ?", (word, who))
            db.execute("DELETE FROM alias WHERE contact_id = ?", (who,))

    @rule()
    def undo(self) -> None:
        self.do("undo")

    @rule()
    def reindex(self) -> None:
        self.do("db reindex")

    @invariant()
    def is_right(self) -> None:
        with closing(sqlite3.connect(self.path)) as db:
            assert is_right(db)


Book.TestCase.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestBook = Book.TestCase
