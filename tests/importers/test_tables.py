"""Address books as tables: what each program writes, and what goes wrong in them."""

from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.errors import MappingError
from relkeeper.exporters import csv_file
from relkeeper.importers import READERS
from relkeeper.importers.head import Head
from relkeeper.importers.tables import any_table, days
from relkeeper.rules.texts import entered
from tests.exporters.rows import contact, export
from tests.importers import golden
from tests.importers.chats import CORPUS, mutated
from tests.importers.fuzzing import FEW
from tests.importers.table_readers import contacts, notices, problems, read, table

FORMATS = (
    "google-csv", "outlook-csv", "thunderbird-csv", "linkedin-connections", "linkedin-messages", "eight",
    "relkeeper-csv", "csv", "friend-lists",
)  # fmt: skip
SAMPLES = [sample for name in FORMATS for sample in golden.samples(name)]
REAL = CORPUS.parent / "csv"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.parent.name}/{sample.name}")
def test_what_is_read_is_what_is_expected(sample: Path) -> None:
    assert golden.read(sample) == golden.expectation(sample).read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.parent.name}/{sample.name}")
def test_each_sample_is_recognised(sample: Path) -> None:
    found = READERS.that_recognises(Head(sample.read_bytes(), sample.name))
    assert found is not None
    assert sample.parent.name == found.NAME


@FEW
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=6)), max_size=4)
)
def test_a_damaged_file_gives_what_can_be_read(sample: Path, cuts: list[tuple[int, bytes]]) -> None:
    with suppress(MappingError):
        for record in contacts(read(sample.parent.name, mutated(sample.read_bytes(), cuts))):
            assert record.name.strip()
            assert len({entered.key(name) for name, _ in record.fields}) == len(record.fields)
            assert all(point.value.strip() and point.kind for point in record.points)
            assert "\0" not in f"{record}"


class TestOutlook:
    HEADS = (
        "First Name",
        "Last Name",
        "E-mail Address",
        "Business Phone",
        "Home Phone",
        "Mobile Phone",
        "Company",
        "Birthday",
    )

    def born(self, *birthdays: str, order: str = "") -> list[ContactDraft]:
        rows = (("Ada", f"Example{number}", "", "", "", "", "", day) for number, day in enumerate(birthdays))
        reading = golden.READING._replace(date_order=order)
        return contacts(read("outlook-csv", table(self.HEADS, *rows), reading))

    def test_the_order_of_a_date_is_that_of_the_others(self) -> None:
        assert self.born("3/4/1970", "13/1/1970")[0].occasions == (OccasionDraft("birthday", 4, 3, 1970),)
        assert self.born("3/4/1970", "1/13/1970")[0].occasions == (OccasionDraft("birthday", 3, 4, 1970),)

    def test_where_they_do_not_tell_it_is_as_the_user_says(self) -> None:
        assert self.born("3/4/1970", order="dmy")[0].occasions == (OccasionDraft("birthday", 4, 3, 1970),)

    def test_else_it_is_kept_as_a_field_and_told(self) -> None:
        data = table(self.HEADS, ("Ada", "Example", "", "", "", "", "", "3/4/1970"))
        (ada,) = contacts(read("outlook-csv", data))
        assert ada.occasions == ()
        assert ada.fields == (("Birthday", "3/4/1970"),)
        assert problems(read("outlook-csv", data)) == [
            ("line 2", "'3/4/1970' is no day that can be told for certain; it is kept as a field")
        ]

    def test_dates_that_contradict_each_other_tell_nothing(self) -> None:
        assert self.born("3/4/1970", "13/1/1970", "1/13/1970")[0].occasions == ()

    def test_no_birthday_is_none(self) -> None:
        (ada,) = self.born("0/0/00")
        assert (ada.occasions, ada.fields) == ((), ())


class TestLinkedIn:
    HEAD = ("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "TO", "DATE", "CONTENT")

    def owner(self, *talks: tuple[str, str, str]) -> bool:
        rows = ((number, "", writer, to, "2026-08-01 02:00:00 UTC", "hello") for number, writer, to in talks)
        return any(
            record.marks_me
            for record in read("linkedin-messages", table(self.HEAD, *rows))
            if hasattr(record, "marks_me")
        )

    def test_who_writes_in_most_conversations_is_the_owner(self) -> None:
        assert self.owner(("1", "Bob", "Ada"), ("2", "Bob", "Grace"), ("2", "Grace", "Bob"))

    def test_who_writes_in_as_many_is_not(self) -> None:
        assert not self.owner(("1", "Bob", "Ada"), ("2", "Bob", "Ada"), ("1", "Ada", "Bob"), ("2", "Ada", "Bob"))

    def test_who_takes_no_part_in_one_is_not(self) -> None:
        assert not self.owner(("1", "Ada", "Bob"), ("2", "Ada", "Bob"), ("3", "Grace", "Bob"))


class TestAnyTable:
    def test_what_the_user_says_of_a_column_goes_before_its_head(self) -> None:
        reading = golden.READING._replace(columns=(("Name", "organization"), ("Wer?", "name"), ("Tel", "phone:home")))
        (ada,) = contacts(
            read("csv", table(("Name", "Wer?", "Tel"), ("Example & Sons", "Ada Example", "212 555 0100")), reading)
        )
        assert (ada.name, ada.organization) == ("Ada Example", "Example & Sons")
        assert ada.points == (PointDraft("phone", "212 555 0100", "home"),)

    def test_each_sort_of_column(self) -> None:
        said = (
            ("a", "given_name"), ("b", "family_name"), ("c", "occasion:first day"), ("d", "relation:boss"),
            ("e", "field:shoe size"), ("f", "weibo"), ("g", "uid"), ("h", "alias"), ("i", "ignore"), ("j", "how_we_met"),
        )  # fmt: skip
        row = ("Ada", "Example", "2020-05-06", "Grace Sampleton", "38", "ada_w", "u-1", "Addie", "nothing", "at a fair")
        (ada,) = contacts(read("csv", table([head for head, _ in said], row), golden.READING._replace(columns=said)))
        assert ada == ContactDraft(
            "Ada Example", "Ada", "Example", how_we_met="at a fair", aliases=("Addie",),
            points=(PointDraft("weibo", "ada_w"),), fields=(("shoe size", "38"),),
            occasions=(OccasionDraft("first day", 5, 6, 2020),), relations=(RelationDraft("boss", "Grace Sampleton"),),
            uid="u-1", line=2,
        )  # fmt: skip

    @pytest.mark.parametrize("said", [(), (("Email", "email:work"),)])
    def test_what_nobody_can_tell_is_kept_as_a_field_and_told(self, said: tuple[tuple[str, str], ...]) -> None:
        heads = ("Name", "Email", "Height", "", "Eyes")
        rows = [("Ada Example", "ada@example.org", "170", "x", "")] * 101 + [("Bob", "", "", "", "brown")]
        found = read("csv", table(heads, *rows), golden.READING._replace(columns=said))
        assert [person.fields for person in contacts(found)[-2:]] == [(("Height", "170"),), (("Eyes", "brown"),)]
        (said_of_columns,) = notices(found)
        assert said_of_columns.split("; ") == [
            "not told by the heads, and taken so: Height=field:Height",
            "--map says it otherwise (ignore leaves out)",
            "a column without a head is left out",
            "write a head above it to take it",
        ]

    def test_what_the_user_ignores_is_left_out(self) -> None:
        reading = golden.READING._replace(columns=(("Height", "ignore"),))
        found = read("csv", table(("Name", "Email", "Height"), ("Ada Example", "ada@example.org", "170")), reading)
        assert (contacts(found)[0].fields, notices(found)) == ((), [])

    def test_nobody_is_named_after_a_firm_while_a_column_may_hold_the_names(self) -> None:
        data = table(("Wer", "Handy", "Firma"), ("Ada Example", "+1 212 555 0100", "Example Engines"))
        with pytest.raises(MappingError, match="Wer=name,Handy=phone:cell,Firma=organization"):
            read("csv", data)
        reading = golden.READING._replace(columns=(("Wer", "field:wer"),))
        assert contacts(read("csv", data, reading))[0].name == "Example Engines"

    def test_what_is_kept_for_cards_holds_no_control_characters(self) -> None:
        reading = golden.READING._replace(columns=(("b", "department"),))
        (ada,) = contacts(read("csv", table(("Name", "Org", "b"), ("Ada", "Ex\x1b[2J; Ltd", "R\x07&D")), reading))
        assert ada.properties == (PropertyDraft("ORG", "Ex[2J\\; Ltd;R&D"),)

    def test_an_address_that_is_none_is_kept_as_a_field(self) -> None:
        (ada,) = contacts(read("csv", table(("Name", "Email"), ("Ada Example", "ask her"))))
        assert (ada.points, ada.fields) == ((), (("Email", "ask her"),))

    def test_a_row_of_several_lines_is_told_by_its_first(self) -> None:
        data = table(
            ("Name", "Email", "Notes"), ("Ada", "ada@example.org", "one\ntwo"), ("B", "b@example.org", "", "x")
        )
        assert [ada.notes for ada in contacts(read("csv", data))] == ["one\ntwo"]
        assert [where for where, _ in problems(read("csv", data))] == ["line 4"]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_is_found(self, delimiter: str) -> None:
        data = table(("Name", "Email"), ("Ada, Countess; | of", "ada@example.org"), delimiter=delimiter)
        assert [ada.name for ada in contacts(read("csv", data))] == ["Ada, Countess; | of"]

    def test_a_comma_within_the_heads_divides_nothing(self) -> None:
        data = table(("Name", "Seen, if ever", "Email"), ("Ada", "no, never", "ada@example.org"), delimiter=";")
        assert [ada.points for ada in contacts(read("csv", data))] == [(PointDraft("email", "ada@example.org"),)]

    @pytest.mark.parametrize(
        "text",
        [
            "2026-08-01, 10:00 - Ada: hi\n2026-08-01, 10:01 - Bob: ho\n",
            "Dear Ada,\n\nthank you, it was a fine day,\nBob\n",
            "name\nAda\nBob\n",
            "Date,Amount\n2026-01-01,12\n",
        ],
    )
    def test_other_text_is_none(self, text: str) -> None:
        assert not READERS["csv"].recognises(Head(text.encode(), "notes.txt"))

    def test_a_table_by_its_name_only_where_the_user_named_it(self) -> None:
        head = Head(b"Endorser First Name,Skill\nAda,tea\n", "Endorsements.csv")
        assert READERS.that_recognises(head) is READERS["csv"]
        assert READERS.that_takes_unnamed(head) is None
        assert READERS.that_takes_unnamed(Head(b"Name,Phone\nAda,212 555 0100\n", "a.csv")) is READERS["csv"]


@pytest.mark.parametrize(
    ("head", "values", "target"),
    [
        ("Who", ("Ada Example", "样张三"), "name"),
        ("Who", ("Ada", "Grace"), "name"),
        ("Who", ("tea", "coffee"), "field:Who"),
        ("Contact", ("Ada", "Grace"), "name"),
        ("Mailbox", ("ada@example.org", "bob@example.org"), "email"),
        ("Reach", ("+1 212 555 0100", "212-555-0101"), "phone"),
        ("Reach", ("13800000101", "2125550101"), "phone"),
        # Days, and numbers of something else, are no telephones.
        ("Since", ("2026-08-01", "2026-08-02"), "field:Since"),
        ("Since", ("20260801", "20260802"), "field:Since"),
        ("Customer", ("10000123", "10000124"), "field:Customer"),
        ("Eyes", ("", ""), "field:Eyes"),
    ],
)
def test_what_a_column_is_proposed_to_hold(head: str, values: tuple[str, str], target: str) -> None:
    data = table((head, "Firma", "City"), *((value, "Example Engines", "berlin") for value in values))
    proposed = any_table.guesses(BytesIO(data.encode()), "people.csv", None)
    assert [guess.target for guess in proposed] == [target, "organization", "field:City"]


def test_of_columns_that_look_like_names_those_that_surely_are_go_first() -> None:
    data = table(("City", "Who"), ("Berlin", "Ada Example"), ("Bonn", "Grace Sampleton"))
    assert [guess.target for guess in any_table.guesses(BytesIO(data.encode()), "a.csv", None)] == [
        "field:City",
        "name",
    ]


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).map(str.strip)
LINES = st.lists(TEXT, max_size=3).map("\n".join).map(str.strip)
WORD = TEXT.filter(lambda text: bool(entered.key(text)) and "\ufeff" not in text)
KINDS = st.sampled_from(["phone", "email", "url", "address", "qq", "wechat"])
LABELS = st.sampled_from(["", "work", "home,fax", "手机", "a (b)c"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def people(draw: st.DrawFn) -> ContactDraft:
    points = draw(st.lists(st.builds(PointDraft, KINDS, WORD, LABELS), max_size=4, unique=True))
    day = draw(DAYS)
    return ContactDraft(
        draw(WORD),
        draw(TEXT),
        draw(TEXT),
        draw(TEXT),
        notes=draw(LINES),
        aliases=tuple(draw(st.lists(WORD, max_size=3, unique=True))),
        points=tuple(points),
        tags=tuple(draw(st.lists(WORD, max_size=3, unique=True))),
        fields=tuple(draw(st.lists(st.tuples(WORD, LINES), max_size=3, unique_by=lambda field: entered.key(field[0])))),
        occasions=(
            OccasionDraft("birthday", day.month, day.day, day.year),
            OccasionDraft("birthday", 2, 30, None, "chinese", True),
        ),
        relations=(RelationDraft(draw(WORD), draw(WORD)),),
    )


@given(people())
def test_what_is_exported_comes_back(person: ContactDraft) -> None:
    """But for the order of points of different sorts, and an alias that is the name."""
    (back,) = contacts(read("relkeeper-csv", csv_file.text(export(contact(person)))))
    for name in (
        "name",
        "given_name",
        "family_name",
        "organization",
        "notes",
        "tags",
        "fields",
        "occasions",
        "relations",
    ):
        assert getattr(back, name) == getattr(person, name)
    assert back.aliases == tuple(alias for alias in person.aliases if alias != person.name)
    assert {(p.kind, p.value, p.label) for p in back.points} == {
        (p.kind, p.value, p.label.replace(" (", "(")) for p in person.points
    }


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from("-/."), st.sampled_from(["dmy", "mdy"]))
def test_a_day_is_never_another_one(on: date, mark: str, order: str) -> None:
    written = mark.join(
        f"{getattr(on, part)}"
        for part in (("day", "month", "year") if order == "dmy" or mark == "." else ("month", "day", "year"))
    )
    assert days.day(written, order) == days.Day(on.month, on.day, on.year)
    assert days.day(written, "") in (None, days.Day(on.month, on.day, on.year))


@pytest.mark.parametrize("day", ["--02-31", "2025-02-29", "--05-01 leap", "chinese --05-31"])
def test_a_day_that_no_calendar_has_is_kept_as_a_field(day: str) -> None:
    ada = contact(ContactDraft("Ada Example", occasions=(OccasionDraft("first day", 5, 1),)))
    text = csv_file.text(export(ada)).replace("first day: --05-01", f"first day: {day}")
    (back,) = contacts(read("relkeeper-csv", text))
    assert (back.occasions, back.fields) == ((), (("occasions", f"first day: {day}"),))


@pytest.mark.skipif(not REAL.is_dir(), reason="the corpus is not at hand")
def test_real_files_are_read_or_left_alone() -> None:
    found = {}
    for path in sorted(REAL.iterdir()):
        head = Head(path.read_bytes()[:65536], path.name)
        reader = READERS.that_takes_unnamed(head)
        if reader is not None:
            with path.open("rb") as file:
                records = list(reader.read(file, path.name, golden.READING))
            found[path.name] = reader.NAME, len(contacts(records)) or len(records), len(problems(records))
    assert found == {
        "kawsay-linkedin--Connections.csv": ("linkedin-connections", 2, 0),
        "kawsay-linkedin--messages.csv": ("linkedin-messages", 5, 1),
        "labeldekho-linkedin--Connections.csv": ("linkedin-connections", 10, 0),
        "labeldekho-linkedin--Messages.csv": ("linkedin-messages", 15, 0),
        "linkedin-synth--Connections.csv": ("linkedin-connections", 2000, 0),
        "linkedin-synth--messages-first400.csv": ("linkedin-messages", 428, 0),
    }
