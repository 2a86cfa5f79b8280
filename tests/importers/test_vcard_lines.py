"""The lines of a vCard file: ends, folds, cards, and what is wrong with them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relkeeper.importers.vcard import lines as vcard_lines
from relkeeper.importers.vcard.lines import Card, cards, physical_lines, unfold
from relkeeper.rules.vcard.folding import fold
from tests.importers.fuzzing import FEW


def read(text: str | bytes) -> list[Card]:
    return list(cards([text.encode() if isinstance(text, str) else text]))


def raws(card: Card) -> list[bytes]:
    return [line.raw for line in card.lines]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_line_ends(end: bytes) -> None:
    assert list(physical_lines([end.join([b"a", b"b", b"", b"c"]) + end])) == [b"a", b"b", b"", b"c"]


def test_a_last_line_needs_no_end() -> None:
    assert list(physical_lines([b"a\nb"])) == [b"a", b"b"]


@FEW
@given(st.lists(st.sampled_from([b"a", b"bc", b"\r", b"\n", b"\r\n", b"\r\r\n", b""]), max_size=12), st.data())
def test_where_the_file_is_cut_into_chunks_makes_no_difference(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4)))
    chunks = [whole[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert list(physical_lines(chunks)) == list(physical_lines([whole]))


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200).map(str.encode)


@FEW
@given(LINES | st.binary(max_size=400).filter(lambda line: not {10, 13} & set(line)), st.integers(9, 80))
def test_unfold_undoes_fold(line: bytes, width: int) -> None:
    line = b"NOTE:" + line
    folded = fold(line, width)
    assert max(map(len, folded.split(b"\n"))) <= width
    assert unfold(folded, "3.0") == line
    # A line of blanks only is an empty line in more files than it is a fold.
    assume(all(piece.strip(b" \t") for piece in folded.split(b"\n")))
    (card,) = cards([b"BEGIN:VCARD\n" + folded + b"\nEND:VCARD"])
    assert raws(card) == [folded]


@FEW
@given(LINES, st.integers(5, 80))
def test_no_character_is_divided(line: bytes, width: int) -> None:
    assert (
        b"".join(piece.removeprefix(b" ") for piece in fold(b"a" + line, width).split(b"\n")).decode()
        == "a" + line.decode()
    )
    for piece in fold(b"a" + line, width).split(b"\n"):
        piece.decode()


def test_a_fold_is_one_blank_in_3_and_none_in_2() -> None:
    assert unfold(b"NOTE:of\n  Goerlitz", "3.0") == b"NOTE:of Goerlitz"
    assert unfold(b"NOTE:of\n Goerlitz", "4.0") == b"NOTE:ofGoerlitz"
    assert unfold(b"NOTE:of\n Goerlitz", "2.1") == b"NOTE:of Goerlitz"
    assert unfold(b"NOTE:of\n\tGoerlitz", "") == b"NOTE:ofGoerlitz"


def test_blanks_behind_a_soft_break_are_text() -> None:
    assert unfold(b"NOTE;ENCODING=QUOTED-PRINTABLE:come=\n to", "2.1") == b"NOTE;ENCODING=QUOTED-PRINTABLE:come=\n to"
    assert unfold(b"NOTE;QUOTED-PRINTABLE:a=\nb\n c", "2.1") == b"NOTE;QUOTED-PRINTABLE:a=\nbc"


def test_cards_have_their_line_version_and_lines() -> None:
    first, second = read(
        "x\nBEGIN:VCARD\nVERSION:2.1\nFN:A\nEND:VCARD\n\n\nbegin:vcard \t\nitem1.version:4.0\nEnd : vCard  \n"
    )
    assert (first.line, first.version, first.closed, raws(first)) == (2, "2.1", True, [b"VERSION:2.1", b"FN:A"])
    assert [line.number for line in first.lines] == [3, 4]
    assert (second.line, second.version, second.closed) == (8, "4.0", True)


def test_a_group_or_a_mark_before_begin() -> None:
    assert [card.line for card in read(b"home.BEGIN:VCARD\nEND:VCARD\n\xef\xbb\xbfBEGIN:VCARD\nEND:VCARD")] == [1, 3]


def test_a_card_with_a_margin() -> None:
    text = "> text\n\t BEGIN:VCARD\n\t NOTE:a\n\t  b\n\t END:VCARD\nBEGIN:VCARD\nNOTE:c\n d\nEND:VCARD"
    assert [(raws(card), card.closed) for card in read(text)] == [([b"NOTE:a\n b"], True), ([b"NOTE:c\n d"], True)]


@pytest.mark.parametrize("between", [b"", b"\xef\xbb\xbf", b" "])
def test_files_put_together_without_a_line_end_between(between: bytes) -> None:
    found = read(b"BEGIN:VCARD\nFN:a\nEND:VCARD" + between + b"BEGIN:VCARD\nFN:b\nEND:VCARD")
    assert [(card.line, raws(card), card.closed) for card in found] == [(1, [b"FN:a"], True), (3, [b"FN:b"], True)]


def test_text_outside_of_cards_is_passed_over() -> None:
    assert [raws(card) for card in read("Subject: hi\nEND:VCARD\nBEGIN:VCARD\nFN:A\nEND:VCARD\nFN:B\n# x")] == [
        [b"FN:A"]
    ]


def test_a_folded_line_is_one_with_its_number() -> None:
    (card,) = read("BEGIN:VCARD\nNOTE:a\n b\n\n c\nTEL:1\nEND:VCARD")
    assert [tuple(line) for line in card.lines] == [(2, b"NOTE:a\n b\n c"), (6, b"TEL:1")]


def test_quoted_printable_goes_on_without_indent() -> None:
    (card,) = read("BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\nTEL:b=\n\nTEL:1\nEND:VCARD")
    assert raws(card) == [b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\nTEL:b=", b"TEL:1"]


def test_a_soft_break_does_not_swallow_the_end_of_the_card() -> None:
    assert [raws(card) for card in read("BEGIN:VCARD\nFN;QUOTED-PRINTABLE:a=\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD")] == [
        [b"FN;QUOTED-PRINTABLE:a="],
        [],
    ]


def test_an_equals_sign_at_the_end_of_other_lines_is_nothing_special() -> None:
    (card,) = read("BEGIN:VCARD\nKEY;ENCODING=b:QUJD=\nTEL:1\nEND:VCARD")
    assert raws(card) == [b"KEY;ENCODING=b:QUJD=", b"TEL:1"]


def test_base64_goes_on_without_indent_until_the_next_property() -> None:
    (card,) = read("BEGIN:VCARD\nPHOTO;BASE64:\nQUJD\nREVG\n\nTEL:1\nEND:VCARD")
    assert raws(card) == [b"PHOTO;BASE64:\nQUJD\nREVG", b"TEL:1"]


def test_strays_belong_to_notes_but_not_to_numbers() -> None:
    (card,) = read("BEGIN:VCARD\nnobody's\nNOTE:a\nmore of it\nTEL:1\nwhat is this\n# a comment\nEND:VCARD")
    assert raws(card) == [b"NOTE:a\nmore of it", b"TEL:1"]
    assert card.strays == [2, 6]


def test_names_with_a_slash_are_names_and_sentences_are_not() -> None:
    (card,) = read("BEGIN:VCARD\nX-messaging/skype-All:a\nX-微信:w\nNOTE:b\nsee this: c\n备注: d\nEND:VCARD")
    assert raws(card) == [b"X-messaging/skype-All:a", "X-微信:w".encode(), "NOTE:b\nsee this: c\n备注: d".encode()]


AGENT = "BEGIN:VCARD\nAGENT:{}BEGIN:VCARD\n{}FN:inner\n{}END:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD"


@pytest.mark.parametrize(("before", "indent"), [("\n", ""), ("", ""), ("", " "), ("\n ", " ")])
def test_an_agent_is_a_card_in_a_value(before: str, indent: str) -> None:
    outer, after = read(AGENT.format(before, indent, indent))
    assert outer.closed
    assert unfold(outer.lines[0].raw, "3.0").split(b"\n")[-3:] == [
        b"AGENT:BEGIN:VCARD" if not before else b"BEGIN:VCARD",
        b"FN:inner",
        b"END:VCARD",
    ]
    assert raws(outer)[1:] == [b"TEL:1"]
    assert raws(after) == []


def test_an_agent_may_have_an_agent() -> None:
    inner = "BEGIN:VCARD\nFN:c\nEND:VCARD\n"
    (card,) = read(f"BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:b\nAGENT:\n{inner}END:VCARD\nFN:a\nEND:VCARD")
    assert raws(card)[1:] == [b"FN:a"]


def test_an_indented_agent_of_an_agent_ends_only_itself() -> None:
    inner = "AGENT:\n BEGIN:VCARD\n FN:c\n END:VCARD\n"
    (card,) = read(f"BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\n{inner}TEL:2\nEND:VCARD\nTEL:1\nEND:VCARD")
    assert (raws(card)[1:], card.closed) == ([b"TEL:1"], True)


def test_cards_in_cards_that_are_no_agents_are_cards() -> None:
    text = "BEGIN:VCARD\nFN:out\nBEGIN:VCARD\nFN:1\nEND:VCARD\nBEGIN:VCARD\nFN:2\nEND:VCARD\nTEL:1\nEND:VCARD"
    assert [raws(card) for card in read(text)] == [[b"FN:1"], [b"FN:2"], [b"FN:out", b"TEL:1"]]


def test_cards_that_are_never_closed_come_out_all_the_same() -> None:
    found = read("".join(f"BEGIN:VCARD\nFN:{number}\n" for number in range(30)))
    assert [raws(card) for card in found] == [[b"FN:%d" % number] for number in range(30)]
    assert not any(card.closed for card in found)


def test_few_cards_are_open_at_a_time() -> None:
    chunks = (f"BEGIN:VCARD\nFN:{number}\n".encode() for number in range(1000))
    assert next(cards(chunks)).line == 1
    assert next(chunks) == b"BEGIN:VCARD\nFN:9\n"


def test_a_card_without_end_in_the_middle_takes_nothing_from_the_next() -> None:
    first, second = sorted(read("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\n"), key=lambda card: card.line)
    assert (raws(first), first.closed) == ([b"FN:a"], False)
    assert (raws(second), second.closed) == ([b"FN:b"], True)


def test_a_card_too_large_is_cut_and_the_next_one_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_lines, "LARGEST_CARD", 20)
    big, small = read(
        "BEGIN:VCARD\nFN:big\nNOTE:aaaaaaaaaaaaaaaaaaaaaaaaaa\nEND:VCARD\nBEGIN:VCARD\nFN:small\nEND:VCARD"
    )
    assert (raws(big), big.cut) == ([b"FN:big"], True)
    assert (raws(small), small.cut) == ([b"FN:small"], False)


def test_a_line_without_end_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_lines, "LARGEST_CARD", 10)
    first, second = physical_lines([b"a" * 8] * 100 + [b"\nb"])
    assert (len(first) < 30, second) == (True, b"b")


@FEW
@given(st.lists(st.sampled_from(
    [b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n", b"AGENT:BEGIN:VCARD\n", b" END:VCARD\n", b"FN:a\n", b" b\n", b"=\n",
     b"N;QUOTED-PRINTABLE:a=\n", b"\n", b"x", b"\xff\n"]), max_size=25))  # fmt: skip
def test_every_begin_is_a_card_or_an_agent_and_nothing_is_raised(pieces: list[bytes]) -> None:
    found = list(cards([b"".join(pieces)]))
    assert len(found) <= pieces.count(b"BEGIN:VCARD\n")
    if b"AGENT:\n" not in pieces and b"AGENT:BEGIN:VCARD\n" not in pieces and b"x" not in pieces:
        assert len(found) == pieces.count(b"BEGIN:VCARD\n")
