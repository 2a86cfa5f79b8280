"""What every command prints with --json is what docs/reference/json.md says of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from docs.making import json_page
from docs.making.printed import PRINTED
from tests.cli.test_import_pictures import picture
from tests.conftest import Run
from tests.docs import conforming
from tests.importers.card_picture.needs import EXTRA

# The second one is cut off.
CARDS = """\
BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sampleton\nTEL:+1 212 555 0102\nEMAIL:grace@example.org\nEND:VCARD
BEGIN:VCARD\nVERSION:4.0\nFN:Henry
"""
CHAT = "消息分组:我的好友\n消息对象:样小明\n\n2026-10-02 21:03:11 样小明\n在吗？\n"
STRANGERS = "[25/10/2026, 21:03:10] Bob Muster: hello\n[25/10/2026, 21:04:59] Eve Example: hi\n"


# What is printed of photographed cards alone.
ON_PICTURES = {"read card", "read contact point", "likely"}


class Told(NamedTuple):
    """A line whose JSON is looked at: the command, its words, the number of the thing it prints, its exit code."""

    command: str
    words: str = ""
    which: int = 0
    code: int = 0


# One after the other on one book; a plain text is only run, and a function changes what is in the home.
STORY: tuple[Told | str | Callable[[Path], object], ...] = (
    Told("add", '"Ada Example" --org Engines --phone "+1 212 555 0101" --email ada@example.org --tag friends --every 2w'),
    Told("add", '"Bob Muster" --tag friends --field coffee=black --birthday 1990-05-09 --timezone Asia/Shanghai'),
    Told("add", '"Bob Mustér" --yes --phone "+1 212 555 0103"'),
    "add 'Eve Muster' --notes 'a friend of Bob Muster, who is Bob Muster'",
    Told("config list"),
    Told("config set", "phone_region US"),
    Told("config get", "phone_region"),
    Told("config path"),
    Told("contact card", "ada"),
    "config set me_contact Grace",
    Told("log", 'ada "tea with Bob" --with "#2" --when "40 days ago 14:30" --follow-up "friday: send the deck" --in'),
    *(f'log ada "call {day}" --when "{day} days ago" --via call --out' for day in (300, 260, 220, 180, 140, 100, 70)),
    'log "#2" lunch --when "200 days ago"',
    Told("contact knows", 'ada "tea, Rust"'),
    Told("note add", 'ada "lent her 50 euros" --kind debt --out'),
    'note ada roses --kind likes',
    Told("note list"),
    Told("occasion add", "ada birthday 1991-11-25"),
    Told("occasion edit", "2 --date 1992-11-25"),
    Told("occasion list"),
    Told("contact relate", "ada spouse '#2'"),
    Told("contact snooze", "'#3' --until 'in 2 weeks'"),
    Told("contact consent", "'#2' --no-greetings"),
    Told("follow-up add", 'ada "ask about the deck" --due tomorrow --every 1m'),
    Told("follow-up list"),
    Told("follow-up edit", "1 --text 'send the whole deck'"),
    Told("follow-up snooze", "1 'in 2 weeks'"),
    Told("attach", "ada deck.txt"),
    Told("attachment list"),
    Told("overdue"),
    Told("agenda"),
    Told("remind", "--lead 1w"),
    Told("suggest"),
    Told("show", "ada"),
    Told("list"),
    Told("timeline"),
    Told("search", "tea"),
    Told("search", "--who-knows tea", 1),
    Told("stats"),
    Told("segment"),
    Told("tag list"),
    Told("tag cadence", "friends 1m"),
    Told("cadence propose", "--all"),
    Told("entry show", "1"),
    Told("entry edit", "1 --outcome 'we meet again'"),
    Told("edit", "ada --title Inventor"),
    Told("import", "cards.vcf", code=0),
    Told("import", "小明.txt 'WhatsApp Chat with Bob.txt' --me 'Eve Example' --create"),
    Told("import", "小红.txt"),
    Told("import", "--list", 1),
    Told("contact duplicates", "--least 1"),
    Told("contact tidy"),
    Told("contact distinct", "'#1' '#4'"),
    Told("contact merge", "'#2' '#3' --dry-run"),
    Told("sync vdir", "cards"),
    Told("contact merge", "'#2' '#3' --yes"),
    Told("undo"),
    Told("history list"),
    Told("history show", "1"),
    Told("contact archive", "'#3'"),
    Told("contact restore", "'#3'"),
    lambda home: _says_otherwise(home / "cards"),
    "edit ada --title Countess",
    Told("sync vdir", "cards --force"),
    Told("backup create"),
    Told("backup list"),
    Told("follow-up done", "1"),
    "follow-up add ada 'call her' --due today",
    Told("follow-up done", "2 3", 1),
    Told("follow-up delete", "2 --yes"),
    Told("occasion delete", "2 --yes"),
    Told("attachment remove", "1 --yes"),
    Told("attachment remove", "1 --for-good --yes", 1),
    Told("entry delete", "2 --yes"),
    Told("contact delete", "'#3' --yes"),
    Told("contact erase", "bob --yes"),
    Told("db info"),
    Told("db compact"),
    Told("db reindex"),
    Told("backup restore", "relkeeper-20261121T100000Z-manual.db"),
    lambda home: next(home.rglob("relkeeper.db")).chmod(0o644),
    Told("db check", code=8),
)  # fmt: skip


@pytest.fixture
def files(home: Path) -> None:
    """What the story attaches, imports and keeps in step."""
    (home / "deck.txt").write_text("the deck", "utf-8")
    (home / "cards.vcf").write_text(CARDS, "utf-8")
    (home / "小明.txt").write_text(CHAT, "utf-8")
    (home / "WhatsApp Chat with Bob.txt").write_text(STRANGERS, "utf-8")
    (home / "小红.txt").write_bytes(CHAT.replace("样小明", "样小红").encode("gb18030"))
    (home / "cards").mkdir()


def _says_otherwise(folder: Path) -> None:
    """Ada's card gets another title."""
    (card,) = (path for path in folder.iterdir() if "FN:Ada Example" in path.read_text("utf-8"))
    card.write_text(card.read_text("utf-8").replace("TITLE:Inventor", "TITLE:Engineer"), "utf-8")


def test_every_command_prints_what_the_page_says(run: Run, home: Path, files: None) -> None:
    seen: set[str] = set()
    for step in STORY:
        if isinstance(step, str):
            run(step)
        elif isinstance(step, Told):
            seen |= _looked_at(run, step)
        else:
            step(home)
    assert seen == {json_page.title(of) for of in json_page.types()} - ON_PICTURES


@EXTRA
def test_a_card_on_a_picture_prints_what_the_page_says(run: Run, home: Path) -> None:
    run("add 'Ada B. Sampleton' --org 'Example Engines'")
    picture(home / "card.png", "MECARD:N:Ada Sampleton;ORG:Example Engines;TEL:+12125550110;;")
    assert _looked_at(run, Told("import", "card.png", 2)) >= ON_PICTURES


def _looked_at(run: Run, step: Told) -> set[str]:
    """The objects that a line printed, which are as the page has them."""
    printed = PRINTED[step.command][step.which]
    said = run(f"{step.command} {step.words} --json", step.code).json
    assert list(conforming.departures(said, printed)) == []
    return {title for value in (said if printed.many else [said]) for title in conforming.met(value, printed.of)}


def test_every_command_with_json_is_on_the_page() -> None:
    assert json_page.of_every_command() == PRINTED.keys()


def test_the_story_has_everything_that_is_printed() -> None:
    told = {(step.command, step.which) for step in STORY if isinstance(step, Told)}
    assert told | {("import", 2)} == {(name, which) for name, all_ in PRINTED.items() for which in range(len(all_))}


def test_no_two_objects_have_one_heading() -> None:
    titles = [json_page.title(of) for of in json_page.types()]
    assert len(titles) == len(set(titles))
