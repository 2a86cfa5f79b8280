"""The words of --map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import MappingError, UsageError
from relkeeper.importers.tables.head_words import told
from relkeeper.rules import channels, points
from relkeeper.rules.tables import column_words, columns
from relkeeper.rules.tables.columns import Column

NO_SERVICES = {"call", "meeting", "email", "message", "letter", "video", "social", "sms", channels.UNSAID}
HEADS = st.text(min_size=1).map(str.strip).filter(bool)
TARGETS = st.sampled_from(["name", "phone:cell", "field:a, b = c", "qq", "occasion:first day", "ignore"])


@given(st.lists(st.tuples(HEADS, TARGETS), min_size=1))
def test_what_is_written_is_read(pairs: list[tuple[str, str]]) -> None:
    assert columns.parse(columns.written(pairs)) == tuple(pairs)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Full Name=name,Mobile=phone:cell", (("Full Name", "name"), ("Mobile", "phone:cell"))),
        (" Full Name = name , 部门=field:部门", (("Full Name", "name"), ("部门", "field:部门"))),
        ('"Last, First"=name', (("Last, First", "name"),)),
        (r"a\=b=name,c\,d=tag", (("a=b", "name"), ("c,d", "tag"))),
        (r'"say \"hi\""=notes', (('say "hi"', "notes"),)),
    ],
)
def test_what_people_write(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert columns.parse(text) == pairs


@pytest.mark.parametrize(
    ("target", "column"),
    [
        ("name", Column("name")),
        ("Phone:Cell", Column("phone", "Cell")),
        ("phone：手机", Column("phone", "手机")),
        ("mobile", Column("phone", "cell")),
        ("手机", Column("phone", "cell")),
        ("given name", Column("given_name")),
        ("微信", Column("wechat")),
        ("relation:spouse", Column("relation", "spouse")),
        ("Nachname", Column("family_name")),
        ("mobile:work", Column("phone", "work")),
        ("Skip", columns.IGNORED),
        ("WeChat", Column("wechat")),
        ("Voller Name", Column("name")),
        ("Contact No", Column("phone")),
        ("signal", Column("signal")),
        ("handle:nostr", Column("nostr")),
        ("Handle：微信", Column("wechat")),
        ("field:部门：x", Column("field", "部门：x")),
    ],
)
def test_what_a_column_holds(target: str, column: Column) -> None:
    assert columns.column(target) == column


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Full Name", "'Full Name' says of no column what it holds"),
        ("a=b=c", "'a=b=c' says of no column what it holds"),
        ("=name", "'=name' says of no column what it holds"),
        ("", "'' says of no column what it holds"),
        ("a=phnoe", "did you mean phone"),
        ("Who=nme", "did you mean name"),
        ("a=nonsense", "'nonsense' is nothing that a column can hold; known are name, given_name"),
        ("a=wechatt", "did you mean wechat"),
        ("a=handle", "'handle' does not say which service; write handle:NAME"),
        ("a=handle:phone", "'handle:phone' does not say which service"),
        ("a=handle:a b", "'handle:a b' does not say which service"),
        ("a=name:x", "'name:x' is nothing that a column can hold"),
        ("a=qq:work", "'qq:work' is nothing that a column can hold"),
        ("a=field", "'field' does not say which field; write field:NAME"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        columns.parse(text)
    assert said in str(error.value)


@pytest.mark.parametrize("service", sorted({*points._SERVICES.values(), *channels.KNOWN} - NO_SERVICES))
def test_a_service_known_elsewhere_is_known_here(service: str) -> None:
    assert columns.column(service) == Column(service)


@pytest.mark.parametrize("way", sorted(NO_SERVICES - {"email"}))
def test_a_way_to_talk_that_is_no_service_is_none(way: str) -> None:
    with pytest.raises(UsageError, match="is nothing that a column can hold"):
        columns.column(way)


def test_heads_are_compared_as_people_write_them() -> None:
    assert columns.target_of(["Full_Name ", "姓名"], (("full name", "name"), ("other", "tag"))) == {"full name": "name"}


def test_a_head_that_is_not_there_names_those_that_are() -> None:
    columns.check_heads((("a", "name"),), [["x"], ["A", "B"]])
    with pytest.raises(MappingError, match="there is no column 'Nmae'; the columns are 'Name', 'Tel'"):
        columns.check_heads((("Nmae", "name"),), [["Name", "Tel"]])


@pytest.mark.parametrize(("target", "reaches"), [("phone", True), ("qq", True), ("name", False), ("address", False)])
def test_by_what_one_reaches_a_person(target: str, reaches: bool) -> None:
    assert columns.column(target).reaches == reaches


@pytest.mark.parametrize("word", columns._KNOWN)
def test_a_word_of_ours_means_itself(word: str) -> None:
    label = "x" if word in columns._OF_A_KIND else ""
    assert columns.column(f"{word}:{label}" if label else word) == Column(word, label)


@pytest.mark.parametrize("word", [word for words in column_words._WORDS.values() for word in words.split("|")])
def test_what_stands_at_a_head_can_be_said_too(word: str) -> None:
    assert columns.column(word) == told(word)


@pytest.mark.parametrize("head", ["Mobile Nr", "Mobile No.", "mobile number", "Handy-Nr.", "手机 号码"])
def test_the_number_of_a_phone_is_the_phone(head: str) -> None:
    assert told(head) == Column("phone", "cell")


@pytest.mark.parametrize("head", ["Name Nr", "Nr", "House No", "skip"])
def test_other_numbers_are_none(head: str) -> None:
    assert told(head) is None
