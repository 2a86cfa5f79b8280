"""A command starts with what it needs and nothing more."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forks
from tests.conftest import Run

ORM = {"sqlmodel", "sqlalchemy", "pydantic"}
HEAVY = ORM | {"rich", "phonenumbers", "pypinyin", "chardet", "tomlkit", "dateutil"}

_LOOK = """
import json, sys
from relkeeper.__main__ import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def modules(*words: str, **environ: str) -> set[str]:
    """The modules loaded once the command has ended."""
    result = subprocess.run(
        [sys.executable, "-c", _LOOK, *words], capture_output=True, text=True, check=True, env={**os.environ, **environ}
    )
    loaded: set[str] = set(json.loads(result.stderr.splitlines()[-1]))
    return loaded


@pytest.mark.parametrize(
    "words",
    [
        "overdue",
        "agenda",
        "remind",
        "suggest",
        "occasion list",
        "follow-up list",
        "note list",
        "list --limit 20",
        "show ada",
        "list --tag friends",
        "tag list",
        "entry show 1",
        "search deck",
        "search --who-knows rust",
        "contact knows ada",
        "stats",
        "segment",
        "report --html -",
        "list --class A",
        "overdue --class A",
    ],
)
def test_what_reads_loads_nothing_heavy(run: Run, words: str) -> None:
    run("add 'Ada Example' --every 1w --tag friends")
    run("log ada tea")
    needed = {"dateutil"} if words.startswith(("entry", "note")) else set()
    assert not modules(*words.split()) & (HEAVY - needed)


def test_the_grammar_of_dates_is_loaded_once_a_date_was_typed(run: Run) -> None:
    run("add Ada")
    assert not modules("timeline", "--limit", "20") & {*HEAVY, "relkeeper.rules.dates"}
    assert "relkeeper.rules.dates" in modules("timeline", "--since", "2w")


def test_only_the_branch_that_was_typed_is_built(run: Run) -> None:
    run("add Ada")
    loaded = {name for name in modules("list") if name.startswith("relkeeper.cli.")}
    assert "relkeeper.cli.contacts" in loaded
    assert not loaded & {"relkeeper.cli.interactions", "relkeeper.cli.reminders", "relkeeper.cli.importing.command"}


def test_help_and_tab_at_the_root_build_no_command() -> None:
    for loaded in (
        modules("--help"),
        modules(_RELKEEPER_COMPLETE="complete_bash", COMP_WORDS="relkeeper\no", COMP_CWORD="1"),
    ):
        commands = {
            "contacts",
            "contact_changes",
            "interactions",
            "reminders",
            "importing",
            "settings",
            "tags",
            "entry",
        }
        assert not {f"relkeeper.cli.{name}" for name in commands} & loaded
        assert not loaded & HEAVY


def test_json_is_loaded_only_when_asked_for(run: Run) -> None:
    run("add Ada --every 1w")
    code = _LOOK.replace("import json, sys", "import sys").replace(
        "json.dumps(sorted(sys.modules))", "'json' in sys.modules"
    )
    for words, expected in ((["list"], "False"), (["list", "--json"], "True")):
        result = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
        assert result.stderr.strip() == expected


def test_log_and_add_load_no_rich_and_no_importer(run: Run) -> None:
    run("add Ada")
    for words in (["log", "ada", "tea"], ["add", "Bob Muster", "--email", "bob@example.org"]):
        assert not modules(*words) & {"rich", "chardet", "tomlkit", "phonenumbers", "pypinyin", "relkeeper.importers"}


def test_log_and_add_map_the_tables_that_they_write_and_no_others(run: Run) -> None:
    run("add Ada")
    tables = "relkeeper.store.models."
    particulars = {f"{tables}{name}" for name in ("particulars", "follow_ups", "attachments", "imported")}
    assert not modules("log", "ada", "tea") & particulars
    assert modules("add", "Bob Muster") & particulars == {f"{tables}particulars"}


_COUNT = """
import json, sys
from relkeeper.__main__ import main
opened = []
sys.addaudithook(lambda event, args: event == "sqlite3.connect" and opened.append(args))
counts = {}
for line in json.loads(sys.argv[1]):
    opened.clear()
    sys.argv = ["relkeeper", *line.split()]
    try:
        main()
    except SystemExit as end:
        assert not end.code
    counts[line] = len(opened)
print(json.dumps(counts), file=sys.stderr)
"""


def test_a_command_opens_the_file_once_for_all_that_it_tells(run: Run) -> None:
    run("add 'Ada Example' --every 1w")
    run("log ada tea")
    told = ["overdue", "list", "agenda", "suggest", "stats", "timeline", "search tea", "entry show 1", "show 1"]
    expected = dict.fromkeys(told, 1) | {
        "show 1": 1,
        "log ada tea --with ada --follow-up tomorrow": 4,  # finds two, writes, tells
        "add Bob": 2,
    }
    result = subprocess.run(
        [sys.executable, "-c", _COUNT, json.dumps(list(expected))], capture_output=True, text=True, check=True
    )
    assert json.loads(result.stderr.splitlines()[-1]) == expected


def test_no_cycles_are_looked_for_when_the_program_ends() -> None:
    code = """
import sys
from relkeeper.__main__ import main
class Cycle:
    def __init__(self): self.itself = self
    def __del__(self): print("collected")
Cycle()
sys.argv = ["relkeeper", "--version"]
main()
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("relkeeper ")
    assert "collected" not in result.stdout


class TestTab:
    @pytest.fixture(autouse=True)
    def people(self, once: Run) -> None:
        once("add 'Ada Example' --tag 'old friends'")
        once("add 张三")
        once("add 'Dr. $(touch pwned) `x` \"O:Brien\"'")

    def offers(self, line: str, shell: str = "bash") -> list[str]:
        words = line.split(" ")
        environ = {"_RELKEEPER_COMPLETE": f"complete_{shell}", "PATH": os.environ["PATH"]}
        if shell == "bash":
            environ |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        else:
            environ |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        result = forks.run(**environ)
        assert result.stderr == ""
        return result.stdout.split()

    @pytest.mark.parametrize(
        ("line", "offered"),
        [
            ("relkeeper show ad", ["ada_example"]),
            ("relkeeper show Ad", ["Ada_example"]),
            ("relkeeper show zh", ["zhangsan"]),
            ("relkeeper show 张", ["张三"]),
            ("relkeeper log ada tea --with a", ["ada_example"]),
            ("relkeeper overdue --tag ol", ["old_friends"]),
            ("relkeeper log ada tea --via me", ["meeting", "message", "messenger"]),
            ("relkeeper over", ["overdue"]),
            ("relkeeper contact ar", ["archive"]),
            ("relkeeper list --ne", ["--never"]),
        ],
    )
    def test_offers(self, line: str, offered: list[str]) -> None:
        assert self.offers(line) == offered

    def test_what_is_offered_is_understood(self, run: Run) -> None:
        for offered in self.offers("relkeeper show "):
            run(f"show {offered}")
        assert run("overdue --tag old_friends --json").json == []

    def test_a_hostile_name_is_harmless_to_the_shell(self, home: Path) -> None:
        for shell in ("bash", "zsh", "fish"):
            offered = " ".join(self.offers("relkeeper show dr", shell))
            assert "dr_touch_pwned_x_o_brien" in offered
            name = offered[offered.index("dr_") :].partition("brien")[0]
            assert not set("$`\"'() ") & set(name)
        assert not (home / "pwned").exists()

    def test_an_error_is_silent(self, book_path: Path) -> None:
        book_path.write_bytes(b"nonsense" * 1000)
        assert self.offers("relkeeper show a") == []
