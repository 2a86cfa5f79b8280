"""What is typed to find something, and what is understood."""

from datetime import UTC, date, datetime

import pytest

from relkeeper.errors import DateError, UsageError
from relkeeper.rules.queries.parsing import Parsed, parse
from relkeeper.rules.queries.query import Phrase, Query

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def read(text: str) -> Parsed:
    return parse(text, NOW)


def query(text: str) -> Query:
    """The query where there is nothing to say about how it was read."""
    found = read(text)
    assert found.hints == ()
    return found.query


def words(phrases: tuple[Phrase, ...]) -> list[str]:
    return [" ".join(phrase.words) + ("*" if phrase.prefix else "") for phrase in phrases]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tax law", ["tax", "law"]),
        ("Tax  TAX\ttax", ["tax", "tax", "tax"]),
        ('"Tax Law" rust', ["tax law", "rust"]),
        ("“tax law” rust", ["tax law", "rust"]),
        ('“tax law" rust', ["tax law", "rust"]),
        ("„tax law“ «rust book»", ["tax law", "rust book"]),
        ("「报价单」张三『你好』", ["报 价 单", "张 三", "你 好"]),
        ("張三", ["张 三"]),
        ("Müller ＡＤＡ", ["muller", "ada"]),
        ("berl* 张＊", ["berl*", "张*"]),
        ('"tax la"*', ["tax la*"]),
        ("ada@example.org C++/Rust", ["ada example org", "cplusplus rust"]),
        ("https://example.org/x", ["https example org x"]),
        ("14:30 C:\\deck std::vector", ["14 30", "c deck", "std vector"]),
        ("张三：你好 张三:好", ["张 三 你 好", "张 三 好"]),
        ("a-b --x", ["a b", "x"]),
        ("2024 2025", ["2024", "2025"]),
    ],
)
def test_words(text: str, wanted: list[str]) -> None:
    assert words(query(text).wanted) == wanted


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("x -deck", ["deck"]),
        ("x -“the deck” -berl* -报价", ["the deck", "berl*", "报 价"]),
        ('x -"the deck"', ["the deck"]),
        ("x －deck", ["deck"]),
    ],
)
def test_unwanted(text: str, unwanted: list[str]) -> None:
    found = query(text)
    assert words(found.unwanted) == unwanted
    assert words(found.wanted) == ["x"]


class TestNumbers:
    @pytest.mark.parametrize(
        "text",
        [
            "+12125550101",
            "+1 (212) 555-0101",
            "(212) 555 0101",
            "212.555.0101",
            "212 555 0101",
            "＋１ ２１２ ５５５ ０１０１",
            '"212 555 0101"',
            "+1 2125550101",
        ],
    )
    def test_is_one_word_in_any_spelling(self, text: str) -> None:
        (phrase,) = query(text).wanted
        assert phrase.or_number == "tel25550101"
        assert phrase.words

    def test_stands_among_words(self) -> None:
        deck, number, call = query("deck 212 555 0101 call").wanted
        assert (deck.or_number, number.or_number, call.or_number) == ("", "tel25550101", "")
        assert number.words == ("212", "555", "0101")

    @pytest.mark.parametrize("text", ["555 01", "555010", "2125550101*", "2024 2025", "1 2 3", "9" * 16, "deck"])
    def test_is_none(self, text: str) -> None:
        assert not any(phrase.or_number for phrase in query(text).wanted)

    def test_two_whole_ones_are_two(self) -> None:
        assert [each.or_number for each in query("5550101 5550102").wanted] == ["tel5550101", "tel5550102"]


class TestFields:
    def test_all_of_them(self) -> None:
        found = query('via:Phone,微信 tag:#Old_Friends who:"Ada Example" who:grace kind:notes class:a,B deck')
        assert found.channels == ("call", "wechat")
        assert found.tags == ("old friends",)
        assert found.who == ("Ada Example", "grace")
        assert found.kinds == ("note",)
        assert found.classes == ("A", "B")
        assert words(found.wanted) == ["deck"]

    def test_what_is_not_wanted(self) -> None:
        found = query("x -via:call -tag:work -who:ada -class:F -kind:entry,note")
        assert (found.not_channels, found.not_tags, found.not_who) == (("call",), ("work",), ("ada",))
        assert (found.not_classes, found.kinds) == (("F",), ("contact", "follow-up", "attachment"))
        assert found.channels == found.tags == found.who == found.classes == ()

    def test_a_full_width_colon(self) -> None:
        assert query("via：call 标签：work").channels == ("call",)

    @pytest.mark.parametrize(
        ("text", "since", "until"),
        [
            ("since:2025", date(2025, 1, 1), None),
            ("until:2025", None, date(2025, 12, 31)),
            ("since:2025-03 until:2025/2", None, None),
            ("since:2024-02 until:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("since:2025年3月 until:去年", date(2025, 3, 1), date(2025, 12, 31)),
            ("since:上个月 until:yesterday", date(2026, 10, 1), date(2026, 11, 20)),
            ('since:"3 days ago" until:今天', date(2026, 11, 18), date(2026, 11, 21)),
            ('since:"last year" since:2025-06-01', date(2025, 6, 1), None),
            ("until:2026-12-24", None, date(2026, 12, 24)),
        ],
    )
    def test_days(self, text: str, since: date | None, until: date | None) -> None:
        if since is until is None:
            with pytest.raises(UsageError, match="nothing is from 2025-03-01 on and up to 2025-02-28"):
                read(text)
        else:
            assert (query(text).since, query(text).until) == (since, until)

    def test_where_words_stand(self) -> None:
        found = query("in:outcome,summary deck")
        assert (found.columns, found.kinds) == (("outcome", "summary"), ("entry", "note"))
        assert query("in:follow-up deck").kinds == ("follow-up",)
        assert query("in:file in:text deck").kinds == ("attachment",)
        assert query("in:note kind:entry deck").kinds == ("entry",)

    def test_a_place_before_the_word(self) -> None:
        found = query("name:ad* email:ada@example.org -place:berlin tel:+12125550101")
        assert [each.columns for each in found.wanted] == [("name",), ("point",), ("point",)]
        assert found.wanted[0].prefix
        assert found.wanted[2].or_number == "tel25550101"
        assert [each.columns for each in found.unwanted] == [("place",)]
        assert found.kinds == ("contact",)

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("name:ada", ("contact",)),
            ("outcome:deck", ("entry", "note")),
            ("note:tea", ("contact", "note", "attachment")),
            ("note:tea outcome:deck", ("note",)),
            ("in:outcome,follow-up deck", ("entry", "note", "follow-up")),
            ("in:outcome in:file deck", ("entry", "note", "attachment")),
            ("-outcome:deck tea", ()),
            ("follow-up:deck -kind:note", ("follow-up",)),
        ],
    )
    def test_the_kinds_that_have_the_place(self, text: str, kinds: tuple[str, ...]) -> None:
        assert query(text).kinds == kinds

    def test_places_that_nothing_has_together(self) -> None:
        found = read("name:ada outcome:deck")
        assert found.query.kinds == ()
        assert found.hints == ("nothing has all these places; for what has to do with somebody write who:",)

    @pytest.mark.parametrize(
        ("label", "column"),
        [
            ("alias", "name"),
            ("met", "about"),
            ("how-we-met", "about"),
            ("how_we_met", "about"),
            ("private-notes", "private"),
            ("telegram", "point"),
        ],
    )
    def test_a_label_is_a_place(self, label: str, column: str) -> None:
        (phrase,) = query(f"{label}:word").wanted
        assert phrase.columns == (column,)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("foo:bar", "there is no field 'foo'; known are who, via, tag"),
            ("viaa:call", "did you mean via:"),
            ("outcom:deck", "did you mean outcome:"),
            ("call:ada", "did you mean via:call"),
            ("-foo:bar x", "there is no field 'foo'"),
            ('foo:"a b"', "there is no field 'foo'"),
            ("kind:x", "there is no kind of thing 'x'; known are contact, entry"),
            ("kind:entrys", r"did you mean entry\?"),
            ("class:Z", "there is no class 'Z'; known are A, B"),
            ("in:nowhere", "there is no place to look in 'nowhere'; known are name"),
            ("in:outcoms", r"did you mean outcome\?"),
            ("via:a/b", "'a/b' is no channel"),
            ('who:"" x', "an empty text"),
            ("emial:ada", r"did you mean point:\?"),
            ("word:ada", "there is no field 'word'; known"),
            ("before:2025", "there is no field 'before'; write until:; known"),
            ("after:2025", "write since:;"),
            ("from:ada", "write who: for a person, since: for a day;"),
            ("to:ada", "write who: for a person, until: for a day;"),
            ("-since:2025 x", "- does not go before since:; write until:2024$"),
            ("-since:2025-03 x", "write until:2025-02$"),
            ("-since:2025-03-04 x", "write until:2025-03-03$"),
            ("-until:2025 x", "- does not go before until:; write since:2026$"),
            ("-until:2025-02 x", "write since:2025-03$"),
            ("-until:yesterday x", "write since:2026-11-21$"),
            ("-in:outcome deck", "-outcome:deck"),
            ("-kind:contact -kind:entry,note,follow-up,attachment x", "no kind of thing is left"),
        ],
    )
    def test_refused(self, text: str, said: str) -> None:
        with pytest.raises(UsageError, match=said):
            read(text)

    def test_a_date_that_may_be_two(self) -> None:
        with pytest.raises(DateError, match="'3/4' may be 3 April or 4 March"):
            read("since:3/4")


class TestBrokenSyntax:
    @pytest.mark.parametrize(
        ("text", "wanted", "hint"),
        [
            ('"tax law', ["tax", "law"], "not closed"),
            ('tax" law', ["tax", "law"], ""),
            ("“tax law", ["tax", "law"], "not closed"),
            ('a -"b c', ["a", "c"], "not closed"),
            ("ada - deck", ["ada", "deck"], "right before"),
            ("*berl", ["berl"], "behind the beginning"),
            ("be*rl", ["be rl"], "behind the beginning"),
            ("tax AND law", ["tax", "law"], "AND"),
            ("tax OR law", ["tax", "or", "law"], "OR"),
            ("tax NOT law", ["tax", "not", "law"], "NOT"),
            ("(tax law)", ["tax", "law"], "brackets"),
            ("NEAR(tax law, 5)", ["near", "tax", "law", "5"], "brackets"),
            ("{summary outcome}: deck", ["summary", "outcome", "deck"], "brackets"),
            ("deck :)", ["deck"], "no letter or digit"),
            ("deck !!!", ["deck"], "'!!!' has no letter or digit"),
            ("via: deck", ["via", "deck"], "nothing stands behind via:"),
        ],
    )
    def test_is_read_as_words_with_a_hint(self, text: str, wanted: list[str], hint: str) -> None:
        found = read(text)
        assert words(found.query.wanted) == wanted
        assert hint in "; ".join(found.hints)
        assert bool(found.hints) == bool(hint)

    @pytest.mark.parametrize("text", ["", "  ", "!!!", '""', '"', "-", "*", "in:outcome", "in:note"])
    def test_nothing_is_refused_with_an_example(self, text: str) -> None:
        with pytest.raises(UsageError, match="write for example relkeeper search"):
            read(text)

    @pytest.mark.parametrize("text", ["-deck", "-via:call", "-deck in:outcome"])
    def test_something_must_be_wanted(self, text: str) -> None:
        with pytest.raises(UsageError, match="add a word, or a field"):
            read(text)

    def test_a_book_is_no_query(self) -> None:
        assert len(read(" ".join(map(str, range(256)))).query.wanted) == 256
        with pytest.raises(UsageError, match="too long"):
            read(" ".join(map(str, range(257))))


def test_a_field_without_words_is_enough() -> None:
    assert query("since:2025").since == date(2025, 1, 1)
    assert query("-deck kind:entry").kinds == ("entry",)


def test_options_are_fields() -> None:
    found = parse("deck", NOW, [("since", "2025"), ("via", "phone"), ("who", "Ada Example")]).query
    assert (found.since, found.channels, found.who) == (date(2025, 1, 1), ("call",), ("Ada Example",))
