"""Text that somebody else wrote cannot act on the terminal, on the shell, or on the editor, in any command."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

import relkeeper
from relkeeper.cli import COMMANDS, build
from tests.conftest import Run
from tests.terminals import on_terminal, terminal

# Conceals; titles the window; fills the clipboard; makes a link; a device string; C1 forms of the same; BEL, BS, CR, DEL;
# turns the direction of text; breaks lines; marks, tags and characters of no width.
ACTING = (
    "\x1b[8m\x1b[2J\x1b]0;pwned\x07\x1b]52;c;cHduZWQ=\x07\x1b]8;;mailto:x\x1b\\\x1bP1$r\x1b\\\x9b8m\x9d0;x\x9c\x85"
    "\x07\x08\x0b\x0c\x7f\x0e\x0f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029"
    "\ufeff\u200b\u2060\ufff9\U000e0001\U000e0041\U000e007f"
)
HOSTILE = f"Mal{ACTING}lory\r\x1b[1A\tsecond\n\x1b[8mthird"
ONE_LINE = f"Mal{ACTING}lory"
# Where neither blanks nor line breaks may stand.
ONE_WORD = "mal\x1b[8m\x07\x9b\u202elory"

HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Bold, dim and the colours of our own tables, and black on white for a QR code. The hostile ones conceal, which we never
# do.
OURS = re.compile(r"\x1b\[(?:[0-3]|3[1-7]|1;3[1-7]|38;5;16;48;5;231)m")

# What is typed for each command; `{}` is the hostile text. A command without an entry fails the test.
EXAMPLES: dict[str, list[list[str]]] = {
    "add": [
        ["{}"],
        ["{} the second", "--introduced-by", "{}", "--every", "{}"],
        ["X", "--phone", "{}", "--email", "{}"],
        ["X", "--timezone", "{}"],
    ],
    "log": [
        ["#1", "{}", "--outcome", "{}", "--place", "{}"],
        ["#1"],
        ["{}", "x"],
        ["lory", "x"],
        ["#1", "x", "--via", "{}"],
        ["#1", "x", "--when", "{}"],
        ["#1", "x", "--duration", "{}"],
        ["#1", "x", "--attach", "{}.vcf"],
        ["#1", "x", "--attach", "{}"],
        ["#1", "{}", "--follow-up", "friday: {}", "--follow-up", "tomorrow"],
        ["#1", "x", "--follow-up", "{}"],
    ],
    "attach": [
        ["#1", "{}.vcf", "--note", "{}"],
        ["#1", "{}"],
        ["{}", "cards.vcf"],
        ["#1", "cards.vcf", "--entry", "2"],
    ],
    "attachment list": [[], ["#1", "--reveal"], ["{}"]],
    "attachment save": [["1"], ["1", "{}.copy"], ["1", "no/folder/{}"], ["{}"]],
    "attachment open": [["1"], ["2"], ["{}"]],
    "attachment remove": [["1"], ["1", "--yes"], ["1", "--for-good"], ["1", "--for-good", "--yes"], ["{}"]],
    "overdue": [["--within", "9d"], ["--tag", "{}"], ["--within", "{}"]],
    "suggest": [[], ["--limit", "3"], ["--tag", "{}"], ["--limit", "{}"]],
    "report": [["--html", "-"], ["--html", "{}"], ["--html", "-", "--reveal"], [], ["--html", "x", "--days", "{}"]],
    "segment": [[], ["--moved"], ["--class", "{}"], ["--window", "{}"]],
    "cadence propose": [[], ["--all"], ["#1", "--all", "--set", "--yes"], ["{}"]],
    "agenda": [[], ["--days", "{}"]],
    "remind": [
        ["--lead", "9d"],
        ["--html", "--to", "ada@example.org"],
        ["--html", "--to", "{}"],
        ["--notify"],
        ["--lead", "{}"],
    ],
    "show": [["#1", "--reveal"], ["#2"], ["{}"], ["lory"], ["nobody {}"]],
    "note add": [
        ["#1", "{}", "--kind", "gift", "--out"],
        ["#1", "x", "--kind", "{}"],
        ["#1"],
        ["{}", "x"],
        ["#1", "x", "--when", "{}"],
    ],
    "note list": [[], ["#1", "--reveal"], ["{}"], ["--kind", "{}"]],
    "list": [[], ["--sort", "last"], ["{}"], ["--sort", "{}"], ["--limit", "{}"]],
    "stats": [[], ["#1"], ["{}"], ["--since", "{}"], ["--svg", "-"], ["--svg", "{}"], ["--until", "2020"]],
    "timeline": [[], ["#1", "--reveal"], ["--via", "{}"], ["--since", "{}"]],
    "search": [
        ["Mal"],
        ["lory", "--reveal"],
        ["{}"],
        ["Mal", "--limit", "1"],
        ["-{}", "lory"],
        ['"{}'],
        ["{}:x"],
        ["who:{}"],
        ["--with", "{}"],
        ["kind:{}"],
        ["--since", "{}"],
        ["--who-knows", "{}"],
    ],
    "edit": [
        ["#1", "--org", "{}", "--name", "{}"],
        ["#1", "--reveal"],
        ["#1"],
        ["{}", "--org", "x"],
        ["#1", "--field", "{}"],
        ["#1", "--timezone", "{}"],
    ],
    "undo": [[], ["{}"]],
    "import": [["{}.vcf"], ["{}.vcf", "--dry-run"], ["{}"], ["cards.vcf", "--format", "{}"], ["bad{}.vcf"]],
    "export json": [[], ["{}.json"], ["--tag", "{}"], ["--no-attachments", "--redact"]],
    "export vcard": [
        [],
        ["--reveal", "--with-entries"],
        ["--version", "3.0"],
        ["--who", "{}"],
        ["--split", "{}.cards"],
        ["{}.vcf", "--split", "{}"],
    ],
    "export csv": [[], ["no/folder/{}"], ["--who", "{}"], ["--delimiter", "{}"]],
    "export person": [["#1"], ["#1", "{}"], ["#1", "--zip"]],
    "export ics": [[], ["{}.ics"], ["--what", "{}"], ["--alarm", "{}"]],
    "remind install": [[], ["--cron"], ["--systemd"], ["--launchd"], ["--at", "{}"], ["--cron", "--mail", "{}"]],
    "sync vdir": [
        [".", "--dry-run"],
        ["."],
        [".", "--prefer", "folder", "--force"],
        ["{}"],
        [".", "--prefer", "{}"],
        [".", "--version", "{}"],
    ],
    "contact archive": [["#1"]],
    "contact restore": [["#1"]],
    "contact delete": [["#1"], ["#1", "--yes"]],
    "contact snooze": [["#1", "--until", "in 3 weeks"], ["#1", "--until", "{}"]],
    "contact consent": [["#1"], ["#1", "--no-sensitive"], ["#1", "--no-sharing"]],
    "contact relate": [
        ["#1", "{}", "#2", "--inverse", "{}"],
        ["#1", "friend", "--name", "{}"],
        ["#1", "{}", "#2", "--remove"],
        ["#1", "friend", "nobody {}"],
    ],
    "contact knows": [["#1"], ["#1", "{}"], ["#1", "--remove", "{}"], ["{}"]],
    "contact tidy": [[], ["#1", "#2", "--dry-run"], ["--each"], ["--yes"], ["{}"]],
    "contact card": [["#1"], ["#2", "--version", "3.0"], ["#2", "--qr"], ["#1", "--json"], ["--me"], ["{}"]],
    "contact duplicates": [[], ["--least", "0"], ["--least", "{}"]],
    "contact merge": [["#1", "#2"], ["#1", "#2", "--dry-run"], ["#1", "{}"], ["#1", "#2", "--yes"]],
    "contact distinct": [["#1", "#2"], ["#1", "{}"], ["#1", "#2", "--remove"]],
    "contact erase": [["#1"], ["#1", "--yes"], ["#1", "--yes", "--mentions", "--backups"]],
    "entry show": [["1", "--reveal"], ["2", "--reveal"], ["{}"]],
    "entry edit": [["1", "--reveal"], ["1", "--note", "{}"], ["1", "--with", "{}"]],
    "entry delete": [["1"], ["1", "--yes"]],
    "occasion add": [
        ["#1", "{}", "1990-05-09"],
        ["#1", "birthday", "{}"],
        ["#1", "{}x", "lunar", "八月十五"],
        ["{}", "birthday", "--05-09"],
    ],
    "occasion list": [[], ["#1", "--within", "9d"], ["{}"], ["--kind", "{}"], ["--within", "{}"]],
    "occasion edit": [["1", "--kind", "{}"], ["1", "--date", "{}"], ["1"], ["{}", "--date", "--05-09"]],
    "occasion delete": [["1"], ["1", "--yes"], ["{}"]],
    "follow-up add": [
        ["#1", "{}", "--due", "friday"],
        ["#1", "{}", "--due", "{}"],
        ["#1", "x", "--due", "friday", "--every", "{}"],
        ["{}", "x", "--due", "friday"],
    ],
    "follow-up list": [[], ["#1", "--reveal", "--done"], ["{}"], ["--within", "{}"]],
    "follow-up done": [["1"], ["{}"]],
    "follow-up snooze": [["1", "in 3 weeks"], ["1", "{}"]],
    "follow-up edit": [["1", "--text", "{}"], ["1", "--every", "{}"], ["{}"]],
    "follow-up delete": [["1"], ["1", "--yes"]],
    "tag list": [[]],
    "tag cadence": [["{}", "2w"], ["x", "{}"]],
    "backup create": [[], ["{}.copy"], ["--to", "{}"]],
    "backup list": [[]],
    "backup restore": [["{}"], ["daily"], ["cards.vcf"]],
    "db check": [[]],
    "db compact": [[]],
    "db info": [[]],
    "db reindex": [[]],
    "db encrypt": [[], ["--keyring"]],
    "db decrypt": [[]],
    "db change-passphrase": [[]],
    "history list": [[], ["#1"], ["{}"]],
    "history show": [*([str(number), "--reveal"] for number in range(1, 9)), ["{}"]],
    "config list": [[]],
    "config get": [["{}"], ["channels"], ["channels", "--json"]],
    "config set": [["default_channel", "{}"], ["{}", "{}"], ["channels", "{}"]],
    "config path": [[], ["--json"]],
    "demo": [[]],
}

# Runs each command in a place of its own, one after the other in one process, which makes the tree of each but once.
DRIVER = """
import functools, json, os, shutil, sys
from relkeeper import cli

cli.build = functools.cache(cli.build)
template, work, name, lines = sys.argv[1:]
for number, words in enumerate(json.load(open(lines))):
    place = os.path.join(work, str(number))
    shutil.copytree(template, place)
    os.chdir(place)
    os.environ["RELKEEPER_DB"] = os.path.join(place, name)
    sys.argv = ["relkeeper", *words]
    print(f"@@{number}@@", flush=True)
    try:
        cli.main()
    except SystemExit:
        pass
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(work)
    shutil.rmtree(place)
"""


def tree() -> Iterator[tuple[str, Any]]:
    """Every command of the program, by the words that call it."""
    for name in COMMANDS:
        command = build(name)
        if hasattr(command, "commands"):
            yield from ((f"{name} {word}", found) for word, found in command.commands.items())
            if command.invoke_without_command:
                yield name, command
        else:
            yield name, command


def lines() -> list[list[str]]:
    """What is typed: the examples, the same as JSON, and for each command what it does not know, and its help."""
    typed = [
        [HOSTILE],
        ["--debug", "show", HOSTILE],
        ["--db", f"{ONE_LINE}/x", "list"],
        ["--help"],
        ["--db", "cards.vcf", "list"],
    ]
    for name, command in tree():
        takes_json = any("--json" in option.opts for option in command.params)
        for example in EXAMPLES[name]:
            words = [*name.split(), *(word.replace("{}", ONE_LINE) for word in example)]
            typed += [words, *([[*words, "--json"]] if takes_json else [])]
        typed += [[*name.split(), "--help"], [*name.split(), f"--no{HOSTILE}"], [*name.split(), *[HOSTILE] * 4]]
    return typed


def test_every_command_has_an_example() -> None:
    assert {name for name, _ in tree()} == EXAMPLES.keys()


def card() -> str:
    """A card that is hostile in each of its properties, in their parameters, groups and names."""
    texts = (
        "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "CATEGORIES", "UID", "GEO", "TZ", "KEY", "RELATED", "GENDER", "LANG", "URL",
        "X-SPOUSE", "X-PHONETIC-FIRST-NAME", "IMPP", "X-QQ", "X-UNKNOWN", "BDAY", "ANNIVERSARY", "MEMBER", "SOUND", "PRODID",
        "EMAIL", "TEL", "SORT-STRING", "MAILER", "CLASS", "SOURCE", "KIND", "REV",
    )  # fmt: skip
    said = (
        ONE_LINE.replace("\u2028", "").replace("\u2029", "").replace("\x85", "").replace("\x0b", "").replace("\x0c", "")
    )
    return "\r\n".join(
        [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"FN:{said}\\n\x00{said}",
            f"N:{said};{said};{said};{said};{said}",
            f"ADR;TYPE={ONE_WORD}:{said};{said};{said};{said};{said};{said};{said}",
            f"item1.TEL;TYPE={ONE_WORD}:+1 212 555 0100",
            f"item1.X-ABLABEL:{said}",
            f"item2.X-ABDATE;TYPE=pref:2020-01-02\r\nitem2.X-ABLABEL:{said}",
            f"item3.X-ABRELATEDNAMES:{said}\r\nitem3.X-ABLABEL:{said}",
            f"X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;{said};1;{said}",
            *(f'{name};X-{name}="{said}":{said}' for name in texts),
            *(f"{name}:{said}" for name in texts),
            "END:VCARD",
            "",
        ]
    )


@pytest.fixture
def place(once: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book that is hostile in every field, under a hostile name, its backups and hostile files."""
    template = home / "template"
    template.mkdir()
    monkeypatch.chdir(template)
    monkeypatch.setenv("RELKEEPER_DB", str(template / BOOK))
    for name in ("cards.vcf", f"{ONE_LINE}.vcf"):
        Path(name).write_text(card(), encoding="utf-8", newline="")
    Path(f"bad{ONE_LINE}.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\n{ONE_LINE}\nFN\nEND:VCARD\n", encoding="utf-8")

    def typed(*words: str) -> None:
        once(shlex.join(words))

    options = (
        "--given",
        "--family",
        "--alias",
        "--org",
        "--title",
        "--pronouns",
        "--met",
        "--notes",
        "--address",
        "--tag",
    )
    typed("add", HOSTILE, *(part for option in options for part in (option, HOSTILE)), "--url", ONE_WORD, "--phone", ONE_WORD,
          "--email", f"{ONE_WORD}@example.org", "--handle", f"qq:{ONE_WORD}", "--field", f"{ONE_LINE}={HOSTILE}", "--every", "1d",
          "--introduced-by", f"friend {HOSTILE}")  # fmt: skip
    typed("import", "cards.vcf")
    typed("edit", "#1", "--private", "--notes", HOSTILE, "--field", f"x{ONE_LINE}={HOSTILE}")
    typed("edit", "#2", "--every", "1d", "--tag", ONE_LINE)
    typed("log", "#1", HOSTILE, "--with", "#2", "--outcome", HOSTILE, "--place", HOSTILE, "--when", "2026-10-01")
    typed("log", "#1", HOSTILE, "--private", "--when", "2026-10-02")
    typed("follow-up", "add", "#1", HOSTILE, "--due", "friday")
    typed("note", "#1", HOSTILE, "--kind", "likes")
    typed("attach", "#1", f"{ONE_LINE}.vcf", "cards.vcf", "--entry", "1", "--note", HOSTILE)
    typed("tag", "cadence", HOSTILE, "3d")
    typed("edit", "#1", "--org", f"{HOSTILE} again")
    typed("backup", "create")
    return template


BOOK = f"{ONE_LINE}.db"


def program(home: Path, place: Path) -> list[str]:
    (home / "work").mkdir()
    (home / "lines").write_text(json.dumps(lines()))
    return [sys.executable, "-c", DRIVER, str(place), str(home / "work"), BOOK, str(home / "lines")]


def check(said: str) -> None:
    """Nothing in what each command said acts on a terminal."""
    typed = lines()
    parts = re.split(r"@@(\d+)@@\n", said)
    assert len(parts) == 2 * len(typed) + 1
    for number, words in zip(parts[1::2], parts[2::2], strict=True):
        found = HARMFUL.search(OURS.sub("", words))
        assert not found, (typed[int(number)], words[max(0, found.start() - 100) : found.start() + 100])
        assert "Traceback" not in words or "--debug" in typed[int(number)], (typed[int(number)], words)
        assert "should not have happened" not in words, (typed[int(number)], words)


def test_on_a_terminal(home: Path, place: Path) -> None:
    screen = on_terminal(program(home, place), repeat("n\n"), 80, {"EDITOR": "cat"})
    assert "lory" in screen.raw
    check(screen.raw)


def test_in_a_pipe(home: Path, place: Path) -> None:
    """What a pipe gets is often shown on a terminal later. What an exporter writes is the file itself."""
    done = subprocess.run(
        program(home, place), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
    )
    check("".join(_without_documents(done.stdout.decode())))


def _without_documents(said: str) -> Iterator[str]:
    typed = lines()
    for part in re.split(r"(?=@@\d+@@\n)", said):
        number = re.match(r"@@(\d+)@@\n", part)
        words = typed[int(number[1])] if number else []
        exported = (words[:1] == ["export"] or words[:2] == ["contact", "card"]) and "--help" not in words
        yield number[0] if number and exported else part


def test_settings_that_somebody_else_wrote(run: Run, home: Path) -> None:
    run("add Ada")
    (home / "config.toml").write_text(
        f"default_channel = {json.dumps(ONE_WORD)}\nbackup_folder = {json.dumps(ONE_WORD)}\nx = {json.dumps(ONE_LINE)}\n"
    )
    for words in (
        ["config", "list"],
        ["config", "list", "--json"],
        ["list"],
        ["log", "ada", "x"],
        ["config", "get", "channels"],
    ):
        for environ in ({"RELKEEPER_CONFIG": str(home / "config.toml")}, {"RELKEEPER_DEFAULT_CADENCE": ONE_LINE}):
            assert not HARMFUL.search(OURS.sub("", terminal(*words, **environ).raw))


def test_what_is_shown_is_all_there(place: Path) -> None:
    """Nothing is dropped: what would act is shown as an escape."""
    shown = terminal("show", "#1", "--reveal", columns=400).text
    for escape in ("\\x1b[8m", "\\x1b]52;c;", "\\x9b", "\\u202e", "\\u2066", "\\u2028", "\\ufeff", "\\U000e0041"):
        assert escape in shown


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "words", ["show ", "show m", "show mal", f"show {ONE_WORD[:6]}", "list --tag ", "log x y --via ", "export person "]
)
def test_what_tab_offers(words: str) -> None:
    screen = terminal(
        _RELKEEPER_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(["relkeeper", *words.split(" ")]),
        COMP_CWORD=str(len(words.split(" "))),
    )
    assert not HARMFUL.search(screen.raw)
    assert not re.search(r"[$`;&|<>\\\"'()]", screen.raw)
    assert screen.raw or "m" not in words.split(" ")[1] or "\x1b" in words or words.startswith("log")


class TestNoShell:
    """No program is ever started through a shell, whoever named it."""

    def test_in_the_source(self) -> None:
        for file in Path(relkeeper.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    assert not _calls_a_shell(node), f"{file}:{node.lineno}"

    def test_the_look_finds_one(self) -> None:
        for source in (
            "os.system(x)",
            "os.popen(x)",
            "run(x, shell=True)",
            "subprocess.getoutput(x)",
            "p.Popen(x, shell=y)",
        ):
            assert any(_calls_a_shell(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
        assert not any(_calls_a_shell(n) for n in ast.walk(ast.parse("run(x, shell=False)")) if isinstance(n, ast.Call))

    @pytest.mark.parametrize("name", ["EDITOR", "VISUAL", "PAGER"])
    def test_for_a_program_that_the_user_named(self, run: Run, home: Path, name: str) -> None:
        for number in range(30):
            run(f"add 'Person {number} $(touch {home}/pwned); touch {home}/pwned'")
        words = ["list"] if name == "PAGER" else ["edit", "#1"]
        terminal(*words, **{name: f"echo x; touch {home}/pwned; $(touch {home}/pwned) `touch {home}/pwned`"})
        assert not (home / "pwned").exists()
        assert "x; touch" in terminal(*words, **{name: "echo 'x; touch'"}).text

    def test_for_the_command_of_a_passphrase(self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("sqlcipher3", reason="relkeeper[encryption] is not installed")
        run("add Ada")
        monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", f"echo x; touch {home}/pwned")
        run("db encrypt --yes")
        assert not (home / "pwned").exists()


def _calls_a_shell(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    shell = [word.value for word in call.keywords if word.arg == "shell"]
    named = any(not (isinstance(value, ast.Constant) and value.value is False) for value in shell)
    return named or name in {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}


def test_a_file_is_never_named_by_what_a_card_says(run: Run, home: Path) -> None:
    evil = ("../../outside", "/tmp/absolute", ".hidden", "-rf", "CON", "a/b\\c", f"Mal{ACTING}lory")
    for name in evil:
        run(shlex.join(["add", "--", name]))
    (home / "out").mkdir()
    os.chdir(home / "out")
    before = {path for path in home.rglob("*") if "out" not in path.relative_to(home).parts}
    for number in range(1, len(evil) + 1):
        run(f"export person '#{number}'")
        run(f"export person '#{number}' --zip")
    assert {path for path in home.rglob("*") if "out" not in path.relative_to(home).parts} == before
    for path in (home / "out").iterdir():
        assert not path.name.startswith((".", "-"))
        assert not HARMFUL.search(path.name)
    assert len(list((home / "out").iterdir())) == 2 * len(evil)
