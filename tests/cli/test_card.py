"""contact card: a card to be handed on, and one to be scanned."""

import re
from pathlib import Path
from typing import Any

import pytest

from relkeeper.exporters.short_card import room, side
from tests.conftest import Run
from tests.terminals import terminal

segno = pytest.importorskip("segno")

MODULES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
BLACK_ON_WHITE = re.compile(r"\x1b\[38;5;16;48;5;231m([ ▀▄█]+)\x1b\[0m")


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once(
        "add 'Ada Example' --org 'Engines Ltd' --title Analyst --phone 'mobile:+1 212 555 0100'"
        " --email work:ada@example.org --url https://ada.example.org --address '1 Engine Row, London'"
        " --notes 'likes tea' --met 'at the museum'"
    )
    once("edit ada --private --notes secret")
    once("add 样张三 --phone '手机:+86 138 0000 0012' --org 样张公司")


def matrix(lines: list[str]) -> list[list[int]]:
    """The modules that are drawn, without the ground around them."""
    rows = [list(half) for line in lines for half in zip(*(MODULES[char] for char in line), strict=True)]
    size = len(lines[0]) - 8
    assert all(not any(row) for row in (*rows[:4], *rows[4 + size :]))
    assert all(not any((*row[:4], *row[-4:])) for row in rows)
    return [row[4:-4] for row in rows[4 : 4 + size]]


def drawn(lines: list[str]) -> list[str]:
    """The lines of a terminal that are of a code."""
    return [line for line in lines if line and not line.strip("▀▄█ ")]


def scanned(modules: list[list[int]]) -> str:
    """What a reader makes of them."""
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    image = numpy.pad(numpy.array(modules, dtype=numpy.uint8), 4)
    large = numpy.kron(255 * (1 - image), numpy.ones((8, 8), dtype=numpy.uint8))
    text, *_ = cv2.QRCodeDetector().detectAndDecode(large)
    return str(text)


def test_the_card_goes_to_stdout(run: Run) -> None:
    card = run("contact card ada").out
    assert card.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert "NOTE:likes tea" in card
    assert "secret" not in card
    assert "VERSION:3.0" in run("contact card ada --version 3.0").out
    run("contact card ada --version 2.1", code=2)


def test_the_card_is_read_again(run: Run, home: Path) -> None:
    (home / "ada.vcf").write_text(run("contact card ada").out, newline="")
    run("--db other.db import ada.vcf")
    shown = run("--db other.db show ada --json").json
    assert [point["value"] for point in shown["contact_points"]] == [
        "+1 212 555 0100",
        "ada@example.org",
        "https://ada.example.org",
        "1 Engine Row, London",
    ]


@pytest.mark.parametrize("who", ["ada", "样张三"])
def test_a_code_says_the_short_card(run: Run, who: str) -> None:
    modules = matrix(run(f"contact card {who} --qr").out.splitlines())
    card = scanned(modules)
    assert [list(row) for row in segno.make(card, error="l", mode="byte", encoding="utf-8").matrix] == modules
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nN:")
    assert "secret" not in card
    assert "likes tea" not in card
    assert len(card.encode()) <= room(80)
    assert ("TEL;TYPE=CELL:+12125550100" if who == "ada" else "TEL;TYPE=CELL:+8613800000012") in card


def test_a_code_that_was_scanned_is_a_card_for_the_book(run: Run, home: Path) -> None:
    (home / "scanned.vcf").write_text(scanned(matrix(run("contact card ada --qr").out.splitlines())), newline="")
    run("--db other.db import scanned.vcf")
    shown = run("--db other.db show ada --json").json
    assert (shown["name"], shown["given_name"], shown["family_name"]) == ("Ada Example", "Ada", "Example")
    assert (shown["organization"], shown["title"], shown["notes"]) == ("Engines Ltd", "Analyst", "")
    assert [(point["kind"], point["normalized"]) for point in shown["contact_points"]] == [
        ("phone", "+12125550100"),
        ("email", "ada@example.org"),
        ("url", "https://ada.example.org"),
        ("address", "1 engine row london"),
    ]


def test_a_code_is_black_on_white_and_fits_the_terminal() -> None:
    screen = terminal("contact", "card", "ada", "--qr")
    coloured = [BLACK_ON_WHITE.fullmatch(line) for line in screen.raw.splitlines()[-23:]]
    assert all(coloured)
    lines = [found[1] for found in coloured if found]
    assert len(lines[0]) <= 80
    assert "BEGIN:VCARD" in scanned(matrix(lines))


def test_a_narrow_terminal_gets_a_smaller_code() -> None:
    screen = terminal("contact", "card", "ada", "--qr", columns=57)
    lines = drawn(screen.lines)
    assert len(lines[0]) <= 57
    card = scanned(matrix(lines))
    assert "+12125550100" in card
    assert "ADR" not in card
    assert "Left out, to keep the code small (a larger terminal takes more): " in screen.text
    assert "a postal address" in screen.text
    refused = terminal("contact", "card", "ada", "--qr", columns=30)
    assert refused.code == 1
    assert "make it wider" in refused.text


def test_a_code_is_shown_whole_above_the_prompt() -> None:
    screen = terminal("contact", "card", "样张三", "--qr")
    # Whatever is said stands above it.
    lines = screen.lines[-23:]
    assert "+8613800000012" in scanned(matrix(lines))
    assert "Left out, to keep the code small" in " ".join(screen.lines[:-23])
    higher = drawn(terminal("contact", "card", "ada", "--qr", LINES="60").lines)
    assert 24 < len(higher) < 60
    assert "ADR" in scanned(matrix(higher))


def test_a_terminal_that_is_too_low_is_told_what_it_lacks() -> None:
    refused = terminal("contact", "card", "ada", "--qr", LINES="20")
    assert refused.code == 1
    assert "needs a terminal of 22 rows, and this one has 20; make it higher" in refused.text


def test_a_phone_without_its_type_goes_before_none(run: Run) -> None:
    run("add 'Grace Sampleton' --phone 'mobile:+1 212 555 0102'")
    assert "TEL:+12125550102" in scanned(matrix(drawn(terminal("contact", "card", "grace", "--qr").lines)))


def test_without_colours_it_says_what_may_go_wrong() -> None:
    screen = terminal("contact", "card", "ada", "--qr", NO_COLOR="1")
    assert "\x1b[" not in screen.raw
    assert "try a light theme" in screen.text


def test_what_does_not_fit_is_left_out(run: Run) -> None:
    run("edit ada " + " ".join(f"--email number-{number}@a-rather-long-name.example.org" for number in range(12)))
    assert len(scanned(matrix(run("contact card ada --qr").out.splitlines())).encode()) <= room(80)
    assert "an e-mail" in terminal("contact", "card", "ada", "--qr").text
    run(f"add '{'Very ' * 90}Long'")
    assert "too long" in run("contact card '#3' --qr", code=1).err


def test_my_own_card(run: Run) -> None:
    assert "config set me_contact" in run("contact card --me", code=2).err
    run("config set me_contact '#1'")
    assert run("contact card --me").out == run("contact card ada").out
    assert run("contact card --me --qr").out == run("contact card ada --qr").out
    run("config set me_contact nobody")
    run("contact card --me", code=3)


@pytest.mark.parametrize("words", ["", "ada --me", "ada --qr --version 3.0"])
def test_what_is_no_request_for_a_card_is_refused(run: Run, words: str) -> None:
    run("config set me_contact ada")
    run(f"contact card {words}", code=2)


def test_whose_card_is_said_in_one_way(run: Run) -> None:
    run("config set me_contact ada")
    assert "one of the two, not both" in run("contact card ada --me", code=2).err


def test_who_does_not_want_to_be_shared_is_not(run: Run) -> None:
    run("contact consent ada --no-sharing")
    assert "--everyone" in run("contact card ada --qr", code=1).err
    assert run("contact card ada --everyone").out.startswith("BEGIN:VCARD")


def test_the_sizes_are_those_of_the_standard() -> None:
    previous: Any = None
    for width in range(29, 78, 4):
        size = room(width)
        code = segno.make(b"x" * size, error="l", mode="byte", micro=False, boost_error=False)
        assert code.symbol_size(border=4)[0] == width == side(size)
        assert side(size + 1) == (width + 4 if width < 77 else 0)
        assert previous is None or size > previous
        previous = size
    assert room(28) == 0
    assert room(200) == room(77) == 425


@pytest.mark.parametrize("command", ["contact card", "export vcard"])
def test_the_version_is_explained_in_the_same_words(run: Run, command: str) -> None:
    assert "Of the vCard: 4.0 without it; 3.0 is what some" in " ".join(run(f"{command} --help").out.split())


def test_as_json_it_is_the_same_card(run: Run) -> None:
    told = run("contact card ada --version 3.0 --json").json
    assert (told["id"], told["name"], told["version"]) == (1, "Ada Example", "3.0")
    assert told["vcard"].splitlines() == run("contact card ada --version 3.0").out.splitlines()
    assert "--qr or --json" in run("contact card ada --qr --json", code=2).err
