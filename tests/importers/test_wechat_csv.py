"""Tables of WeChatMsg and chatlog: bytes in, drafts out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.importers import wechat_csv as reader
from tests.importers import golden
from tests.importers.chats import chats, holds, is_recognised, messages, mutated, other_samples, problems, read, spoken
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples(reader.NAME)
PIECES = st.sampled_from([b"\n", b'"', b",", b"\x00", b"99999999999999999999"]) | st.binary(max_size=4)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, reader) == golden.expectation(sample).read_text(encoding="utf-8")


def test_its_samples_are_recognised_and_no_others() -> None:
    assert len(SAMPLES) >= 3
    assert [sample.name for sample in SAMPLES if not is_recognised(reader, sample.read_bytes())] == []
    assert [sample.name for sample in other_samples(reader) if is_recognised(reader, sample.read_bytes())] == []


@FEW
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 10**6), PIECES), max_size=6))
def test_no_bytes_make_it_fall(sample: Path, cuts: list[tuple[int, bytes]]) -> None:
    holds(reader, mutated(sample.read_bytes(), cuts), sample.name)


@FEW
@given(st.binary(max_size=200))
def test_noise_makes_it_not_fall(data: bytes) -> None:
    holds(reader, data)


OLD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
NEW = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n"


def old(talker: int, mine: int, name: str, wxid: str, text: str = "hi") -> str:
    return f"1,{talker},1,0,{mine},1740794400,,{text},2025-03-01 10:00:00,{name},,{wxid}\n"


def test_the_name_beside_what_the_owner_sent_is_not_his_where_it_is_the_contacts() -> None:
    records = read(reader, OLD + old(3, 1, "样张三", "wxid_3") + old(3, 0, "样张三", "wxid_3"), "messages.csv")
    assert spoken(records) == [("me", "hi"), ("样张三", "hi")]
    assert [said.sender.handle for said in messages(records) if said.sender] == ["", "wxid_3"]
    assert chats(records)[0].peer == messages(records)[1].sender


def test_the_owner_keeps_his_own_name() -> None:
    owner = messages(read(reader, OLD + old(3, 1, "Ada", "wxid_a") + old(3, 0, "样张三", "wxid_3")))[0].sender
    assert owner is not None
    assert (owner.name, owner.handle, owner.me) == ("Ada", "wxid_a", True)


def test_a_chat_begins_wherever_the_talker_changes() -> None:
    rows = old(3, 0, "样张三", "wxid_3") + old(4, 0, "样李四", "wxid_4") + old(3, 1, "样张三", "wxid_3")
    records = read(reader, OLD + rows)
    assert [chat.key for chat in chats(records)] == ["3", "4", "3"]
    assert messages(records)[0].sender is not messages(records)[2].sender


def test_two_others_beside_the_owner_make_it_a_group() -> None:
    two = old(3, 0, "样张三", "wxid_3") + old(3, 0, "样李四", "wxid_4")
    assert chats(read(reader, OLD + two))[0].group is None
    assert chats(read(reader, OLD + two + old(3, 1, "Ada", "wxid_a")))[0].group is True


def test_rows_that_name_nobody_are_of_the_contact_that_the_file_is_named_after() -> None:
    header = OLD.partition(",Remark")[0] + "\n"
    rows = "1,3,1,0,0,1740794400,,hi,2025-03-01 10:00:00,123\n"
    assert spoken(read(reader, header + rows, "样张三_utf8.csv")) == [("样张三", "hi")]


def test_delimiters_of_other_programs() -> None:
    for delimiter in ";", "\t":
        text = (OLD + old(3, 0, "样张三", "wxid_3")).replace(",", delimiter)
        assert is_recognised(reader, text)
        assert spoken(read(reader, text)) == [("样张三", "hi")]


def test_what_the_system_says_is_nobodys() -> None:
    rows = "1,系统消息,系统,2025-03-01 10:00:00,已撤回,,,\n2,文本,样张三,2025-03-01 10:00:01,在,,,\n"
    assert spoken(read(reader, NEW + rows + rows.replace("样张三", "Ada"), "样张三.csv")) == [
        ("", "已撤回"),
        ("样张三", "在"),
        ("", "已撤回"),
        ("Ada", "在"),
    ]


def test_of_two_names_only_the_word_for_the_owner_marks_him() -> None:
    rows = "1,文本,样张三,2025-03-01 10:00:00,在吗,,,\n2,文本,{},2025-03-01 10:00:01,[图片],,,\n"
    records = read(reader, NEW + rows.format("Ada"), "样张三.csv")
    assert spoken(records) == [("样张三", "在吗"), ("Ada", "[图片]")]
    assert [said.is_medium for said in messages(records)] == [False, True]
    assert not chats(records)[0].marks_me
    records = read(reader, NEW + rows.format("我"), "样张三.csv")
    assert spoken(records)[1] == ("me", "[图片]")
    assert chats(records)[0].marks_me


def test_a_cell_without_end_is_a_problem_and_not_an_end() -> None:
    rows = old(3, 0, "样张三", "wxid_3") + '1,3,1,0,0,1740794400,,"' + "x" * 200_000
    records = read(reader, OLD + rows + "\n" + old(3, 0, "样张三", "wxid_3"))
    assert len(messages(records)) == 2
    assert problems(records) == [("line 3", "this row cannot be read: field larger than field limit (131072)")]


def test_another_table_is_told() -> None:
    assert problems(read(reader, "Name,Phone\nAda,1\n")) == [
        ("line 1", "the first line names none of the columns that WeChat exporters write")
    ]
