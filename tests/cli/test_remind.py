"""What is due as plain text, mail, notification and greeting."""

import os
import stat
import subprocess
import sys
from email import message_from_string, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest

from relkeeper import cli
from relkeeper.desktop import shown
from tests.cli import due_people
from tests.cli.test_start import modules
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The book of `people`, once it was made."""
    return []


@pytest.fixture
def people(run: Run, book_path: Path, made: list[bytes]) -> None:
    """The people of due_people.py, one with a birthday tomorrow."""
    due_people.keep(run, book_path, made, "lunar 1990-10-14")


@pytest.mark.usefixtures("people")
class TestText:
    def test_late_and_today(self, run: Run) -> None:
        assert run("remind").out == (
            "Late:\n"
            "Ada Example: get in touch, 12 days late; last 26 Oct (call): she sends the deck\n"
            "\n"
            "Today:\n"
            "样张三: get in touch, due today; last 22 Oct: 毕业聚会\n"
        )

    def test_a_single_section_needs_no_heading(self, run: Run) -> None:
        run("log 样张三 tea")
        assert run("remind").out == "Ada Example: get in touch, 12 days late; last 26 Oct (call): she sends the deck\n"

    def test_what_comes_within_the_lead(self, run: Run) -> None:
        coming = run("remind --lead 3d").out.partition("Coming:\n")[2]
        assert coming.splitlines() == [
            "样张三: birthday, turns 36 (虚岁 37), tomorrow",
            "Ada Example: send the seeds (follow-up 1), Tue 24 Nov",
        ]
        assert "seeds" not in run("remind --lead 2d").out

    def test_the_rest_is_counted(self, run: Run) -> None:
        assert run("remind --lead 1w --limit 1").out == (
            "Late:\n"
            "Ada Example: get in touch, 12 days late; last 26 Oct (call): she sends the deck\n"
            "and 3 more: relkeeper agenda\n"
        )
        assert "more" not in run("remind --lead 1w --limit 4").out

    def test_what_is_for_today_is_not_cut_off_by_what_is_late(self, run: Run) -> None:
        for number in range(5):
            run(f"follow-up add ada 'late {number}' --due 2026-11-23")
        run("occasion add 样张三 birthday 1990-11-25")
        run("follow-up add ada call --due 2026-11-25")
        with pytest.MonkeyPatch.context() as later:
            later.setenv("RELKEEPER_NOW", "2026-11-25T10:00:00+00:00")
            assert run("remind --limit 3").out.splitlines() == [
                "Late:",
                "Ada Example: late 0 (follow-up 2), 2 days late; last 26 Oct (call): she sends the deck",
                "",
                "Today:",
                "样张三: birthday, turns 36; last 22 Oct: 毕业聚会",
                "Ada Example: call (follow-up 7)",
                "and 7 more: relkeeper agenda",
            ]
            assert run("remind --limit 2").out.startswith("Today:\n样张三: birthday")
            told = [(row["what"], row["days"]) for row in run("remind --limit 9 --lead 3d --json").json]
            assert told[:7] == [*[("follow-up", -2)] * 5, ("follow-up", -1), ("overdue", -16)]
            assert told[7:] == [("occasion", 0), ("follow-up", 0)]
            html = [*mail(run("remind --html --limit 2").out).iter_parts()][1].get_content()
            assert "birthday, turns 36" in html
            assert "late 0" not in html

    def test_a_birthday_is_told_for_two_days_more(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        told = {}
        for day in (22, 23, 24, 25):
            monkeypatch.setenv("RELKEEPER_NOW", f"2026-11-{day}T10:00:00+00:00")
            told[day] = [words for words in run("remind").out.splitlines() if "birthday" in words]
        assert told == {
            22: ["样张三: birthday, turns 36 (虚岁 37)"],
            23: ["样张三: birthday was yesterday, turned 36 (虚岁 37); last 22 Oct: 毕业聚会"],
            24: ["样张三: birthday was 2 days ago, turned 36 (虚岁 37); last 22 Oct: 毕业聚会"],
            25: [],
        }

    def test_a_terminal_has_the_same_words_folded_between_them(self, run: Run) -> None:
        run(
            "log ada 'a word ' --outcome 'she sends the deck of the long talk on gardens, and the seeds' --when 2026-10-27"
        )
        assert terminal("remind", columns=120).text == run("remind").out
        shown = terminal("remind", columns=50).lines
        assert shown[:6] == [
            "Late:",
            "Ada Example: get in touch, 11 days late; last 27",
            "  Oct: she sends the deck of the long talk on",
            "  gardens, and the seeds",
            "",
            "Today:",
        ]

    def test_json_is_that_of_the_agenda(self, run: Run) -> None:
        assert run("remind --json --lead 3d").json == run("agenda --days 3 --json").json
        assert len(run("remind --json --limit 1").json) == 1

    def test_long_words_are_cut(self, run: Run) -> None:
        run(f"log ada '{'long ' * 100}' --when 2026-10-27")
        assert len(run("remind").out.splitlines()[1]) < 220
        run(f"follow-up add ada '{'long ' * 1000}' --due today")
        assert len(run("remind").out.splitlines()[-1]) < 220
        assert len(mail(run("remind --html").out).as_string()) < 5000


class TestNothing:
    def test_nothing_at_all_is_said(self, run: Run) -> None:
        for _ in range(2):  # without a book, and with one
            for options in ("", "--html", "--notify", "--exit-code", "--limit 3", "--once-per-day"):
                assert run(f"remind {options}")[1:] == ("", "")
            run("add Ada --yes")
        assert terminal("remind").text == ""


@pytest.mark.usefixtures("people")
class TestExitCode:
    def test_it_says_whether_anything_is_shown(self, run: Run) -> None:
        run("remind")
        run("remind --exit-code", code=10)
        run("remind --exit-code --json", code=10)
        run("remind --exit-code --once-per-day", code=10)
        run("remind --exit-code --once-per-day", code=0)


def mail(text: str) -> EmailMessage:
    found = message_from_string(text, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


class Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.usefixtures("people")
class TestMail:
    def test_text_and_html_say_the_same(self, run: Run) -> None:
        made = mail(run("remind --html --lead 3d --to ada@example.org --from 'Grace <grace@example.org>'").out)
        assert not made.defects
        assert (made["Subject"], made["To"], made["From"]) == (
            "relkeeper: 1 late, 1 today, 2 coming",
            "ada@example.org",
            "Grace <grace@example.org>",
        )
        assert (made["MIME-Version"], made["Auto-Submitted"]) == ("1.0", "auto-generated")
        assert made.get_content_type() == "multipart/alternative"
        text, html = (part.get_content() for part in made.iter_parts())
        assert text == run("remind --lead 3d").out
        seen = "".join(Tags(html).texts)
        for words in ("Late", "Today", "Coming", "Ada Example", "样张三", "birthday, turns 36 (虚岁 37), tomorrow"):
            assert words in seen

    def test_it_is_ascii_lines_and_names_nobody_in_the_subject(self, run: Run) -> None:
        out = run("remind --html").out
        assert out.isascii()
        assert "\r" not in out
        head = out.partition("\n\n")[0]
        assert "To:" not in head
        assert "From:" not in head
        assert "Ada" not in head

    def test_what_is_in_the_book_is_no_html(self, run: Run) -> None:
        run("""edit ada --name '<script src="https://example.org/x">&'""")
        run("""log '#1' '<img src=x onerror="x"> \x1b[8m' --when 2026-10-27""")
        html = list(mail(run("remind --html").out).iter_parts())[1].get_content()
        seen = Tags(html)
        assert seen.names == {"html", "head", "meta", "title", "body", "h2", "ul", "li", "b", "br", "span"}
        assert seen.attributes == {"lang", "charset", "name", "content", "style"}
        assert '<script src="https://example.org/x">&' in "".join(seen.texts)
        assert "url(" not in html

    @pytest.mark.parametrize(
        "address", ["Ada Example <a@example.org>", "a@example.org,bob", "样张三 <san@example.org>"]
    )
    def test_the_headers_are_those_that_were_asked_for(self, run: Run, address: str) -> None:
        made = mail(run(f"remind --html --to '{address}' --from '{address}'").out)
        assert sorted(made.keys()) == [
            "Auto-Submitted", "Content-Type", "From", "MIME-Version", "Subject", "To"
        ]  # fmt: skip
        assert made["To"] == made["From"] == address.replace(",", ", ")

    def test_an_encoded_word_hides_no_header(self, run: Run) -> None:
        for hidden in ("=?utf-8?q?x=0ABcc:_evil@example.org=0AX-A:?=", "=?utf-8?b?eApCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?="):
            result = run(f"remind --html --to '{hidden} <a@example.org>'", code=2)
            assert result.out == ""
            assert "no address" in result.err

    @pytest.mark.parametrize(
        "address", ["a@b\nBcc: x@example.org", "a@b\rx", "", "a b@", "a..b@c", "样@example.org", "Ada <a", "<>", ","]
    )
    def test_what_is_no_address(self, run: Run, address: str) -> None:
        result = run(f"remind --html --to '{address}'", code=2 if address else 0)
        assert "Bcc" not in result.out
        assert ("no address" in result.err) == bool(address)

    def test_names_on_this_machine_and_several_are_addresses(self, run: Run) -> None:
        assert (
            mail(run("remind --html --to '样 \"x\": <ada@example.org>'").out)["To"].addresses[0].display_name
            == '样 "x":'
        )
        assert "\nTo: root\n" in run("remind --html --to root").out
        assert (
            "\nTo: ada@example.org, grace@example.org\n"
            in run("remind --html --to ada@example.org,grace@example.org").out
        )

    def test_the_rest_is_counted(self, run: Run) -> None:
        for part in mail(run("remind --html --limit 1").out).iter_parts():
            assert "and 1 more: relkeeper agenda" in part.get_content()


@pytest.mark.usefixtures("people")
class TestNotification:
    @pytest.fixture
    def shown(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Where a notifier writes what it is called with."""
        program, shown = tmp_path / "bin" / "notify-send", tmp_path / "shown"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{shown}'\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
        return shown

    @pytest.mark.skipif(sys.platform != "linux", reason="notify-send is of Linux")
    def test_it_shows_a_few_lines_and_prints_nothing(self, run: Run, shown: Path) -> None:
        for number in range(9):
            run(f"follow-up add ada 'promise {number}' --due today")
        assert run("remind --notify")[1:] == ("", "")
        *_, title, _, first = (lines := shown.read_text().splitlines())[: lines.index("Today:") + 2]
        assert title == "relkeeper: 1 late, 10 today"
        assert first == "Ada Example: promise 0 (follow-up 2); last 26 Oct (call): she sends the deck"
        assert lines[-1] == "and 6 more: relkeeper agenda"

    def test_without_a_notifier(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        for _ in range(2):  # what failed was not shown
            assert "notify-send" in run("remind --notify --once-per-day", code=1).err


@pytest.mark.usefixtures("people")
class TestOncePerDay:
    def test_nothing_is_said_again_until_tomorrow(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("remind --once-per-day").out == run("remind").out
        assert run("remind --once-per-day")[1:] == ("", "")
        monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T00:00:00+00:00")
        assert "birthday" in run("remind --once-per-day").out
        assert run("remind --once-per-day").out == ""

    def test_what_comes_up_after_a_look_at_nothing_is_shown(self, run: Run, home: Path) -> None:
        for _ in range(2):  # without a book, and with one
            assert run("--db other.db remind --once-per-day")[1:] == ("", "")
            run("--db other.db add Eva --yes")
        run("--db other.db follow-up add '#1' ring --due today")
        assert "ring" in run("--db other.db remind --once-per-day").out
        assert run("--db other.db remind --once-per-day").out == ""

    def test_what_another_shell_shows_is_not_shown_twice(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        line = ["remind", "--once-per-day", "--exit-code"]
        assert shown.claim(line)
        # Both looked for the stamp before either had made it: that look is in __main__.
        monkeypatch.setattr(sys, "argv", ["relkeeper", *line])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert (ended.value.code or 0, capsys.readouterr().out) == (0, "")

    def test_an_error_is_not_remembered(self, run: Run, book_path: Path) -> None:
        kept = book_path.read_bytes()
        book_path.write_bytes(b"nonsense" * 1000)
        run("remind --once-per-day", code=8)
        book_path.write_bytes(kept)
        assert run("remind --once-per-day").out

    @pytest.mark.skipif(os.name == "nt", reason="the state folder has another name there")
    def test_a_stamp_that_cannot_be_written_is_a_warning(self, run: Run, home: Path) -> None:
        (home / ".local" / "state").write_text("")
        result = run("remind --once-per-day")
        assert result.out == run("remind").out
        assert result.err.startswith("relkeeper: ")

    def test_the_book_is_not_opened_then(self, run: Run, book_path: Path) -> None:
        run("remind --once-per-day")
        book_path.write_bytes(b"nonsense" * 1000)
        assert run("remind --once-per-day").out == ""

    def test_not_even_the_command_line_is_loaded_then(self, run: Run) -> None:
        run("remind --once-per-day")
        loaded = modules("remind", "--once-per-day")
        assert "relkeeper.desktop.shown" in loaded
        assert not loaded & {"typer", "sqlite3", "relkeeper.cli", "relkeeper.book"}


class TestWrongWords:
    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ("--to ada@example.org", "add --html"),
            ("--from ada@example.org --json", "add --html"),
            ("--html --json", "exclude each other"),
            ("--notify --html", "exclude each other"),
            ("--lead 3d install", "relkeeper remind install"),
            ("--lead x", "'x'"),
        ],
    )
    def test_they_are_one_sentence(self, run: Run, options: str, said: str) -> None:
        result = run(f"remind {options}", code=2)
        assert result.out == ""
        assert said in result.err


@pytest.mark.usefixtures("people")
class TestCron:
    @pytest.mark.parametrize("environ", [{}, {"LC_ALL": "zh_CN.GB18030"}])
    @pytest.mark.parametrize("words", [["remind", "--lead", "3d"], ["agenda"]])
    def test_utf_8_whatever_the_locale(self, home: Path, words: list[str], environ: dict[str, str]) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "relkeeper", *words],
            env={"HOME": str(home), "RELKEEPER_NOW": "2026-11-21T10:00:00+00:00", **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert "样张三" in done.stdout.decode()
