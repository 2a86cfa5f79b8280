"""What a search brings back, and in which order."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from relkeeper.reports.searching import entries
from tests.conftest import Run
from tests.reports import found_book

NOTHING = ""

# What is typed, what comes first ("kind: contact, field"), and what stands in its snippet.
FIRST = (
    # People, by what they are called.
    ("ada", "contact: Ada Example, name", "Ada Example"),
    ("ace", "contact: Ada Example, alias", "Ace"),
    ("exam*", "contact: Ada Example, name", "Ada Example"),
    ("munster", "contact: José Münster-Probe, name", "José Münster-Probe"),
    ("JOSÉ probe", "contact: José Münster-Probe, name", "José Münster-Probe"),
    ("张样品", "contact: 張樣品, name", "張樣品"),
    ("样品", "contact: 張樣品, name", "張樣品"),
    ("zengxiaoyang", "contact: 曾小样, name", "曾小样"),
    ("zeng", "contact: 曾小样, name", "曾小样"),
    ("zxy", "contact: 曾小样, name", "曾小样"),
    ("shan yang ben", "contact: 单样本, name", "单样本"),
    ("shanyangben", "contact: 单样本, name", "单样本"),
    ("qiu", "contact: 仇示例, name", "仇示例"),
    ("zhai", "contact: 翟例子, name", "翟例子"),
    ("zhanly", NOTHING, ""),
    ("xiaoyang", "contact: 曾小样, name", "曾小样"),
    ("yangben", "contact: 单样本, name", "单样本"),
    # Initials and parts of pinyin are no given name, and neither is a single syllable.
    ("angben", NOTHING, ""),
    ("yb", NOTHING, ""),
    ("ben", NOTHING, ""),
    ("muenster", "contact: José Münster-Probe, name", "José Münster-Probe"),
    ("Könrad", "contact: Uwe Koenrad, name", "Uwe Koenrad"),
    ("oldfriend", "contact: Olga Oldfriend, name", "Olga Oldfriend"),
    # People, by what is told of them.
    ("'+1 212 555 0101'", "contact: Ada Example, phone", "+1 212 555 0101"),
    ("'(212) 555-0101'", "contact: Ada Example, phone", "+1 212 555 0101"),
    ("5550101", "contact: Ada Example, phone", "+1 212 555 0101"),
    ("0101", "contact: Ada Example, phone", "+1 212 555 0101"),
    ("13800138000", "contact: 曾小样, phone", "+86 138 0013 8000"),
    ("'+1 632 555 0101'", NOTHING, ""),
    ("example.org", "contact: Ada Example, email", "ada@example.org"),
    ("@stamp_fan", "contact: Ada Example, telegram", "stamp_fan"),
    ("stamp_f*", "contact: Ada Example, telegram", "stamp_fan"),
    ("pottery", "contact: Grace Sampleton, how we met", "at the pottery fair"),
    ("ada stamps", "contact: Ada Example, notes", "Collects stamps."),
    ("围棋", "contact: 曾小样, notes", "喜歡圍棋"),
    ("経理", NOTHING, ""),
    ("经理", "contact: 張樣品, title", "經理"),
    ("shoe", "contact: Grace Sampleton, field", "shoe size: 39"),
    ("'tax law'", "contact: Ada Example, topic", "tax law"),
    ("mills work", "contact: Ada Example, organization", "Sample Mills"),
    ("C++", "contact: Uwe Koenrad, topic", "C++"),
    ("C", "contact: Uwe Koenrad, notes", "knows C by heart"),
    ("C#", "contact: 仇示例, topic", "C#"),
    ("colleague", "contact: 仇示例, relation", "colleague: 单样本"),
    ("同事 kind:contact 单样本", "contact: 单样本, relation", "colleague: 仇示例"),
    ("spouse", "contact: Uwe Koenrad, relation", "wife: 翟例子"),
    ("relation:同事", "contact: 仇示例, relation", "colleague: 单样本"),
    ("name:colleague", NOTHING, ""),
    ("父母", "contact: Grace Sampleton, relation", "parent: Ada Example"),
    ("tag:work", "contact: Ada Example, name", "Ada Example"),
    # Entries and notes.
    ("numbers", "entry: Ada Example, outcome", "she wants the quarterly numbers"),
    ("'\"send the deck\"'", "entry: Ada Example, summary", "send the deck"),
    ("deck", "entry: Grace Sampleton, summary", "the deck was sent"),
    ("ada deck", "entry: Ada Example, summary", "send the deck"),
    ("deck -sent", "entry: Ada Example, summary", "send the deck"),
    ("deck -grace", "entry: Ada Example, summary", "send the deck"),
    ("deck via:call", "entry: Grace Sampleton, summary", "the deck was sent"),
    ("deck until:2026-11-18", "entry: Ada Example, summary", "send the deck"),
    ("deck tag:work", "entry: Ada Example, summary", "send the deck"),
    ("deck in:outcome", NOTHING, ""),
    ("utrecht kind:entry", "entry: Grace Sampleton, place", "Blue Teapot, Utrecht"),
    ("报价单", "entry: 曾小样, summary", "討論報價單"),
    ("报价", "entry: 单样本, summary", "他说报价太高，要再谈"),
    ("下周", "entry: 曾小样, outcome", "下周再聯繫"),
    ("'full width'", "entry: Ada Example, summary", "Ｆｕｌｌ ｗｉｄｔｈ words, and a Crème brûlée"),
    ("'creme brulee'", "entry: Ada Example, summary", "Ｆｕｌｌ ｗｉｄｔｈ words, and a Crème brûlée"),
    ("'(212) 555 0155'", "entry: Grace Sampleton, summary", "her cousin answers at 212.555.0155"),
    ("5550155", "entry: Grace Sampleton, summary", "her cousin answers at 212.555.0155"),
    ("who:ada who:grace", "entry: Ada Example, summary", "lunch"),
    ("zeng xiao yang 报价", "entry: 曾小样, summary", "討論報價單"),
    ("zengxiaoyang 报价", "entry: 曾小样, summary", "討論報價單"),
    ("xiaoyang 报价", "entry: 曾小样, summary", "討論報價單"),
    ("xiao yang 下周", "entry: 曾小样, outcome", "下周再聯繫"),
    ("zxy 报价", "entry: 曾小样, summary", "討論報價單"),
    ("syb 报价 kind:entry", "entry: 单样本, summary", "他说报价太高，要再谈"),
    ("boiler zeng xiao yang", NOTHING, ""),
    ("koenrad kind:entry", "entry: Uwe Koenrad, summary", "he moved"),
    ("könrad moved", "entry: Uwe Koenrad, summary", "he moved"),
    ("name:ada kind:entry", NOTHING, ""),
    ("deck -name:grace", "entry: Grace Sampleton, summary", "the deck was sent"),
    ("ada grace kind:entry", "entry: Ada Example, summary", "lunch"),
    ("who:grace kind:entry", "entry: Grace Sampleton, summary", "the deck was sent"),
    ("grace -who:ada kind:entry via:meeting", "entry: Grace Sampleton, summary", "tea in the garden"),
    ("ada since:2024 until:2024", "entry: Ada Example, summary", "long talk"),
    ("bees", "note: Grace Sampleton, summary", "a book on bees"),
    # Promises and files.
    ("umbrella", "follow-up: Ada Example, follow-up", "return the umbrella"),
    ("ada kind:follow-up", "follow-up: Ada Example, follow-up", "return the umbrella"),
    ("contract", "attachment: Ada Example, file", "contract.txt"),
    ("boiler", "attachment: Ada Example, text", "The lessee pays for the boiler."),
    ("ada boiler", "attachment: Ada Example, text", "The lessee pays for the boiler."),
    ("boiler -contract", NOTHING, ""),
    # What is private.
    ("operation", NOTHING, ""),
    ("surgeon", NOTHING, ""),
    ("diagnosis", NOTHING, ""),
    ("biopsy", NOTHING, ""),
    ("fracture", NOTHING, ""),
    ("xray", NOTHING, ""),
    # The words that the index keeps for itself are nobody's.
    ("m202611", NOTHING, ""),
    ("viacall", NOTHING, ""),
)

PRIVATE = (
    ("operation", "entry: Ada Example, summary", "her operation"),
    ("surgeon", "entry: Ada Example, outcome", "the surgeon is Dr. Placeholder"),
    ("diagnosis", "contact: Walter Fixture, private notes", "secret diagnosis"),
    ("biopsy", "follow-up: Grace Sampleton, follow-up", "ask about the biopsy"),
    ("fracture", "attachment: Ada Example, text", "A fracture of the wrist."),
    ("m202611", NOTHING, ""),
)


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The book of found_book.py, once it was made."""
    return []


@pytest.fixture
def book(run: Run, book_path: Path, made: list[bytes]) -> Path:
    found_book.keep(run, book_path, made)
    return book_path


def _told(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['kind']}: {row['contact']['name']}, {row['field']}" for row in rows]


def _first(run: Run, line: str) -> tuple[str, str]:
    rows = run(f"search {line} --json").json
    return (_told(rows)[0], rows[0]["snippet"]) if rows else (NOTHING, "")


@pytest.mark.usefixtures("book")
class TestFirst:
    @pytest.mark.parametrize(("typed", "first", "snippet"), FIRST, ids=[line for line, _, _ in FIRST])
    def test_what_is_meant_comes_first(self, run: Run, typed: str, first: str, snippet: str) -> None:
        assert _first(run, typed) == (first, snippet)

    @pytest.mark.parametrize(("typed", "first", "snippet"), PRIVATE, ids=[line for line, _, _ in PRIVATE])
    def test_what_is_private_is_found_when_asked_for(self, run: Run, typed: str, first: str, snippet: str) -> None:
        assert _first(run, f"{typed} --reveal") == (first, snippet)

    def test_many_are_found_as_few_are(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of few all are looked at; of many only the newest months, which must come to the same."""
        lines = [f"{typed} --json --limit 3" for typed, _, _ in FIRST]
        few = [run(f"search {line}").out for line in lines]
        monkeypatch.setattr(entries, "FEW", -1)
        monkeypatch.setattr(entries, "FEW_OF_PEOPLE", -1)
        assert [run(f"search {line}").out for line in lines] == few

    def test_both_spellings_of_a_name_bring_the_same(self, run: Run) -> None:
        whole = run("search zengxiaoyang --json").json
        assert len(whole) > 1
        assert run("search zeng xiao yang --json").json == whole == run("search zxy --json").json

    def test_a_few_letters_that_are_a_word_of_entries_are_no_initials(self, run: Run) -> None:
        assert "entry" in {row["kind"] for row in run("search syb --json").json}
        run("log ada 'the syb of the sample' --when 2020-01-01")
        assert [row["id"] for row in run("search 'syb sample' --json").json] == [
            row["id"] for row in run("search 'syb' kind:entry --json").json
        ]

    def test_a_single_letter_is_the_beginning_of_nobody(self, run: Run) -> None:
        assert "Ada Example" not in {row["snippet"] for row in run("search a kind:contact --json").json}

    def test_what_is_private_says_so(self, run: Run) -> None:
        for typed in ("operation", "diagnosis", "biopsy", "fracture"):
            assert run(f"search {typed} --reveal --json").json[0]["private"] is True
        for typed in ("umbrella", "deck", "boiler", "walter"):
            assert run(f"search {typed} --reveal --json").json[0]["private"] is False

    def test_an_entry_says_how_precise_its_moment_is(self, run: Run) -> None:
        run("log ada 'at the harbour' --when '2026-11-10 14:30'")
        said = {typed: run(f"search {typed} --json").json[0]["precision"] for typed in ("harbour", "deck", "umbrella")}
        assert said == {"harbour": "minute", "deck": "day", "umbrella": None}

    def test_an_archived_contact_says_so(self, run: Run) -> None:
        (row,) = run("search oldfriend --json").json
        assert row["archived"] is True
        assert run("search ace --json").json[0]["archived"] is False

    def test_all_who_took_part_are_told(self, run: Run) -> None:
        (row,) = run("search lunch --json").json
        assert [person["name"] for person in row["contacts"]] == ["Ada Example", "Grace Sampleton"]
        assert (row["at"], row["channel"]) == ("2026-08-08T12:00:00+00:00", "meeting")

    def test_several_classes_of_things_in_one_list(self, run: Run) -> None:
        told = _told(run("search ada --json").json)
        assert told[0] == "contact: Ada Example, name"
        assert {line.partition(":")[0] for line in told} == {"contact", "entry", "follow-up", "attachment"}

    def test_a_person_who_is_nobody_is_an_error_with_near_names(self, run: Run) -> None:
        assert "Ada Example" in run("search who:adda deck", 3).err


@pytest.mark.usefixtures("book")
class TestNearNames:
    def test_a_mistyped_name(self, run: Run) -> None:
        assert "Ada Example" in run("search exmaple").err

    def test_a_mistyped_word_among_others(self, run: Run) -> None:
        assert "Grace Sampleton" in run("search samplten deck").err

    def test_mistyped_pinyin(self, run: Run) -> None:
        assert "曾小样" in run("search zengxaioyang").err

    def test_another_character(self, run: Run) -> None:
        assert "仇示例" in run("search 仇士例").err

    @pytest.mark.parametrize("typed", ["danyangben", "shanyanben", "'dan yang ben'"])
    def test_pinyin_of_who_does_not_know_the_family_name(self, run: Run, typed: str) -> None:
        assert "did you mean 单样本" in run(f"search {typed}").err

    @pytest.mark.parametrize(
        "typed",
        [
            "kangaroo",
            "euro",
            "job",
            "stamping",
            "examine",
            "sample2",
            "granted",
            "alan",
            "'xiaoyang kangaroo'",
            "'zxy kangaroo'",
            "'shanyangben tea2'",
        ],
    )
    def test_another_word_is_no_mistyped_name(self, run: Run, typed: str) -> None:
        assert "did you mean" not in run(f"search {typed}").err

    def test_a_word_that_stands_somewhere_is_typed_right(self, run: Run) -> None:
        run("add 'Bess Fixture'")
        assert "did you mean Bess" in run("search besss").err
        assert "did you mean" not in run("search bees pottery2").err

    def test_archived_contacts_are_not_proposed(self, run: Run) -> None:
        assert "Olga" not in run("search oldfreind").err


class TestOrder:
    @pytest.fixture(autouse=True)
    def ada(self, once: Run) -> None:
        once("add 'Ada Example'")

    def _found(self, run: Run, line: str) -> list[tuple[str, int]]:
        return [(row["kind"], row["id"]) for row in run(f"search {line} --json").json]

    def test_beside_each_other_then_apart_then_in_the_body_then_in_the_place(self, run: Run) -> None:
        run("log ada tax --place 'the house of law' --when 2026-11-04")
        run("log ada 'tax\nand then the law' --when 2026-11-04")
        run("log ada 'law and tax' --when 2026-11-04")
        run("log ada 'tax law' --when 2026-09-04")
        assert self._found(run, "tax law") == [("entry", 4), ("entry", 3), ("entry", 2), ("entry", 1)]

    def test_a_lesser_place_counts_as_a_year_older(self, run: Run) -> None:
        run("log ada 'old\nabout the regatta' --when 2025-09-04")
        run("log ada 'the regatta' --when 2024-10-04")
        run("log ada 'the regatta' --when 2024-08-04")
        assert self._found(run, "regatta") == [("entry", 2), ("entry", 1), ("entry", 3)]

    def test_what_is_due_soon_is_as_near_as_what_was_lately(self, run: Run) -> None:
        run("log ada 'the regatta' --when 2026-11-01")
        run("log ada 'the regatta' --when 2026-11-20")
        run("follow-up add ada 'the regatta' --due 2026-11-25")
        assert self._found(run, "regatta") == [("entry", 2), ("follow-up", 1), ("entry", 1)]

    def test_days_are_bounds_that_are_included(self, run: Run) -> None:
        run("log ada 'first of the month' --when 2026-11-01")
        assert self._found(run, "first since:2026-11 until:2026-11") == [("entry", 1)]
        assert self._found(run, "first until:2026-10") == []

    def test_people_leave_half_of_the_places_to_what_has_a_day(self, run: Run) -> None:
        for name in ("Bert", "Carl", "Dora"):
            run(f"add '{name} Example'")
        for day in (1, 2, 3):
            run(f"log bert 'an example' --when 2026-11-0{day}")
        kinds = [kind for kind, _ in self._found(run, "example --limit 4")]
        assert kinds == ["contact", "contact", "entry", "entry"]
        assert {kind for kind, _ in self._found(run, "example kind:contact --limit 4")} == {"contact"}

    def test_one_thing_with_a_day_behind_many_people(self, run: Run) -> None:
        for name in ("Bert", "Carl", "Dora", "Emil"):
            run(f"add '{name} Example'")
        run("note ada 'the only note of an example'")
        assert [kind for kind, _ in self._found(run, "example --limit 4")] == ["contact", "contact", "contact", "note"]
        assert "there is more" in run("search example --limit 4").err
        assert "there is more" not in run("search example --limit 6").err
        assert [kind for kind, _ in self._found(run, "example --limit 1")] == ["contact"]

    def test_active_people_before_archived_ones(self, run: Run) -> None:
        run("contact archive ada")
        run("add 'Zoe Example'")
        assert self._found(run, "example") == [("contact", 2), ("contact", 1)]


class TestDamage:
    def test_a_damaged_index_says_how_to_make_it_anew(self, run: Run, book_path: Path) -> None:
        run("add 'Ada Example'")
        with closing(sqlite3.connect(book_path)) as db:
            db.execute("UPDATE search_index_data SET block = x'00ff00ff' WHERE id > 10")
            db.commit()
        assert "relkeeper db reindex" in run("search ada", 8).err
        run("db reindex")
        assert _first(run, "ada") == ("contact: Ada Example, name", "Ada Example")

    def test_texts_of_removed_files_are_not_found(self, run: Run) -> None:
        run("add 'Ada Example'")
        Path("lease.txt").write_text("The boiler is new.\n", encoding="utf-8")
        run("attach ada lease.txt")
        assert run("search boiler --json").json
        run("attachment remove 1 --yes")
        assert run("search boiler --json").json == []
