"""The text export of QQ for PC: bytes in, conversations, messages and problems out."""

import gc
import time
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.errors import DateOrderError, UsageError
from relkeeper.importers import Reading, qq
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("qq")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "chats"
RULER = "=" * 64
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def clock(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def read(data: str | bytes, **said: str) -> list[ChatDraft | MessageDraft | Notice | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(qq.read(BytesIO(raw), "a.txt", Reading(now=NOW, **said)))  # type: ignore[arg-type]


def messages(data: str | bytes, **said: str) -> list[tuple[str | None, str]]:
    """Name (None is QQ itself) and text of each message."""
    found = [record for record in read(data, **said) if isinstance(record, MessageDraft)]
    return [(message.sender.name if message.sender else None, message.text) for message in found]


def chats(data: str) -> list[ChatDraft]:
    return [record for record in read(data) if isinstance(record, ChatDraft)]


def problems(data: str) -> list[str]:
    return [f"{record.where}: {record.message}" for record in read(data) if isinstance(record, Problem)]


def preamble(category: str, peer: str) -> str:
    return f"{RULER}\n消息分组:{category}\n{RULER}\n消息对象:{peer}\n{RULER}\n\n"


def private(*told: str) -> str:
    return preamble("我的好友", "样张三") + "\n\n".join(told) + "\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, qq) == golden.expectation(sample).read_text(encoding="utf-8")


def test_there_is_a_golden_pair_for_each_kind_of_trouble() -> None:
    assert len(SAMPLES) >= 9
    assert {golden.expectation(sample) for sample in SAMPLES} == set((golden.DATA / "qq").glob("*.expected.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_samples_are_recognised(sample: Path) -> None:
    assert qq.recognises(Head(sample.read_bytes()[:65536], sample.name))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just a note\n\nabout 2022-05-10 11:28:25 and later\n",
        "2022-05-10 11:28:25\n系统\n",
        "12/31/22, 9:15 PM - Ada Example: hi\n",
        "[2022/12/31 21:15:00] Ada Example: hi\n",
        "2022/12/31（六）\n21:15\tAda Example\thi\n",
        "BEGIN:VCARD\nFN:Ada Example\nEND:VCARD\n",
        "From: ada@example.org\nDate: Sat, 31 Dec 2022 21:15:00 +0000\n\nhi\n",
        "Ada Example 2026/04/08 00:00:10\nlog of a game\n",
        "backup begins 2020/3/28 19:02:31\nbackup ends 2020/3/28 19:02:33\n",
        "May 17, 2022  5:29:42 PM\nAda Example\nhi\n\nMay 17, 2022  5:29:43 PM\nGrace Sampleton\nhi\n",
        "We met at 9:17:10\nand talked\nof this and that\n",
        '{"chatInfo": {}}',
        "a,b\n2022-05-10 11:28:25,x\n",
    ],
)
def test_other_text_is_not_recognised(text: str) -> None:
    assert not qq.recognises(Head(text.encode(), "a.txt"))


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("2022-05-10 1:2:3", clock(2022, 5, 10, 1, 2, 3)),
        ("2022-5-1 01:02:03", clock(2022, 5, 1, 1, 2, 3)),
        ("2022/05/10 01:02:03", clock(2022, 5, 10, 1, 2, 3)),
        ("2022-05-10 下午 08:00:00", clock(2022, 5, 10, 20)),
        ("2022-05-10 上午 12:00:00", clock(2022, 5, 10)),
        ("2022-05-10 下午 12:30:00", clock(2022, 5, 10, 12, 30)),
        ("2022-05-10 8:43:38 PM", clock(2022, 5, 10, 20, 43, 38)),
        ("2022-05-10 12:43:38 AM", clock(2022, 5, 10, 0, 43, 38)),
    ],
)
def test_the_clocks_of_windows(stamp: str, at: datetime) -> None:
    assert [record.at for record in read(private(f"{stamp} 样张三\n嗯")) if isinstance(record, MessageDraft)] == [at]


def test_a_name_that_begins_like_a_half_of_the_day_is_a_name() -> None:
    assert messages(private("2022-05-10 11:28:25 A\n一", "2022-05-10 11:28:26 Pia\n二")) == [("A", "一"), ("Pia", "二")]


def test_a_time_that_does_not_exist_makes_no_header() -> None:
    (told,) = messages(private("2022-05-10 11:28:25 样张三\n一", "2022-13-10 11:28:25 样张三\n二"))
    assert told == ("样张三", "一\n\n2022-13-10 11:28:25 样张三\n二")


def test_the_peer_is_called_like_the_conversation_and_of_the_others_nothing_is_said() -> None:
    chat, ada, peer = read(private("2022-05-10 11:28:25 Ada Example\n一", "2022-05-10 11:28:26 样张三\n二"))
    assert isinstance(chat, ChatDraft)
    assert (chat.group, chat.title, chat.peer) == (False, "样张三", PersonDraft("样张三"))
    assert isinstance(ada, MessageDraft)
    assert ada.sender == PersonDraft("Ada Example")
    assert isinstance(peer, MessageDraft)
    assert peer.sender is chat.peer


def test_a_peer_who_speaks_under_another_name_than_the_owner_gave_is_not_taken_for_the_owner() -> None:
    records = read(private("2022-05-10 11:28:25 小张\n一", "2022-05-10 11:28:26 Ada Example\n二"))
    senders = [record.sender for record in records if isinstance(record, MessageDraft)]
    assert senders == [PersonDraft("小张"), PersonDraft("Ada Example")]
    assert [record.peer for record in records if isinstance(record, ChatDraft)] == [PersonDraft("样张三")]
    assert not [record for record in records if isinstance(record, Notice)]


def test_one_sender_is_one_object_under_the_name_it_used_most() -> None:
    names = ["旧名", "样四", "【冒泡】样四", "样四"]
    told = (f"2022-05-10 11:28:0{n} {name}(100200301)\n嗯\n" for n, name in enumerate(names))
    senders = [record.sender for record in read("\n".join(told)) if isinstance(record, MessageDraft)]
    assert len({id(sender) for sender in senders}) == 1
    assert senders[0] == PersonDraft("样四", "qq", "100200301")


def test_in_a_private_chat_a_number_is_part_of_a_name() -> None:
    told = private(
        "2022-05-10 11:28:25 样张三\n一", "2022-05-10 11:28:26 阿达(2)\n二", "2022-05-10 11:28:27 样张三\n三"
    )
    assert messages(told)[1] == ("阿达(2)", "二")
    assert chats(told)[0].group is False


def test_a_private_chat_whose_senders_have_numbers() -> None:
    told = private("2022-05-10 11:28:25 样张三(100200301)\n一", "2022-05-10 11:28:26 Ada Example(100200300)\n二")
    assert chats(told)[0].peer == PersonDraft("样张三", "qq", "100200301")
    assert messages(told) == [("样张三", "一"), ("Ada Example", "二")]


@pytest.mark.parametrize("category", ["我的群聊", "我的QQ群", "我加入的群聊", "已退出的群", "我的讨论组"])
def test_groups_by_their_category(category: str) -> None:
    assert chats(preamble(category, "样本群") + "2022-05-10 11:28:25 系统消息(10000)\n解散\n")[0].group is True


def test_a_list_of_friends_may_be_called_after_a_group() -> None:
    assert chats(preamble("群友", "样张三") + "2022-05-10 11:28:25 样张三\n一\n")[0].group is False


def test_a_group_in_a_list_of_ones_own_is_known_by_the_numbers() -> None:
    told = preamble("技术", "样本群") + "2022-05-10 11:28:25 样四<ada@example.org>\n一\n"
    assert chats(told)[0] == ChatDraft("qq", "样本群", group=True)


@pytest.mark.parametrize("number", ["10000", "10002", "1000000"])
def test_what_qq_itself_says_is_nobodys(number: str) -> None:
    assert messages(private(f"2022-05-10 11:28:25 系统消息({number})\n撤回了一条消息"))[0] == (None, "撤回了一条消息")


def test_a_pasted_line_without_a_blank_line_before_it_is_text() -> None:
    told = [f"2022-05-10 11:28:0{n} 样张三\n第{n}条" for n in range(8)]
    told[3] += "\n2022-05-10 11:28:03 样张三\n贴的"
    assert messages(private(*told))[3] == ("样张三", "第3条\n2022-05-10 11:28:03 样张三\n贴的")


def test_a_pasted_line_of_another_day_is_text_though_a_blank_line_is_before_it() -> None:
    told = private(
        "2022-05-10 11:28:25 样张三\n看", "2021-01-01 10:00:00 会议纪要\n一", "2022-05-10 11:29:00 样张三\n好"
    )
    assert messages(told) == [("样张三", "看\n\n2021-01-01 10:00:00 会议纪要\n一"), ("样张三", "好")]


def test_a_file_that_lost_its_blank_lines() -> None:
    lines = "\n".join(f"2022-05-10 11:28:0{n} {'样张三' if n % 2 else 'Ada Example'}\n第{n}条" for n in range(6))
    assert len(messages(preamble("我的好友", "样张三") + lines)) == 6


def test_the_next_preamble_is_not_glued_to_the_last_message() -> None:
    told = (
        private("2022-05-10 11:28:25 样张三\n完") + "\n" + preamble("同学", "样李四") + "2022-05-10 11:28:25 样李四\n新"
    )
    assert messages(told) == [("样张三", "完"), ("样李四", "新")]
    assert [chat.title for chat in chats(told)] == ["样张三", "样李四"]


def test_two_files_put_together() -> None:
    one = "\ufeff消息记录（此消息记录为文本格式，不支持重新导入）\n\n" + private("2022-05-10 11:28:25 样张三\n完")
    assert messages(one + one) == [("样张三", "完")] * 2


def test_rulers_and_words_of_a_preamble_in_a_text_stay() -> None:
    text = f"看：\n{RULER}\n消息对象很多\n消息对象:某人"
    assert messages(private(f"2022-05-10 11:28:25 样张三\n{text}")) == [("样张三", text)]


def test_text_before_the_first_message_is_told() -> None:
    assert problems("导出说明\n还有\n\n2022-05-10 11:28:25 样四(100200301)\n一\n") == [
        "line 1: the text before the first message is nobody's and was left out"
    ]


def test_a_message_of_the_future_is_left_out() -> None:
    told = private("2022-05-10 11:28:25 样张三\n一", "2026-11-23 11:59:00 样张三\n二", "2026-11-23 12:01:00 样张三\n三")
    assert messages(told) == [("样张三", "一"), ("样张三", "二")]
    assert "future" in problems(told)[0]


def test_crlf_and_a_byte_order_mark_do_not_matter() -> None:
    told = private("2022-05-10 11:28:25 样张三\n一\n\n二", "2022-05-10 11:29:25 Ada Example\n三")
    expected = read(told)
    assert read(b"\xef\xbb\xbf" + told.replace("\n", "\r\n").encode()) == expected
    assert read(told.encode("utf-16")) == expected


def test_the_encoding_the_user_names() -> None:
    told = private("2022-05-10 11:28:25 样张三\n花店")
    assert messages(told.encode("gb18030"), encoding="gbk") == [("样张三", "花店")]
    with pytest.raises(UsageError, match="klingon"):
        read(told, encoding="klingon")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("【PL】样四 2/14/2020 9:17:10 PM", clock(2020, 2, 14, 21, 17, 10)),
        ("样四(100200301) 2020/3/28 19:02:31", clock(2020, 3, 28, 19, 2, 31)),
        ("样四 14/2/2020 9:17:10", clock(2020, 2, 14, 9, 17, 10)),
        ("样四 2020/3/28 下午 3:16:49", clock(2020, 3, 28, 15, 16, 49)),
    ],
)
def test_copied_from_the_window(line: str, at: datetime) -> None:
    _, message = read(f"{line}\n一\n")
    assert isinstance(message, MessageDraft)
    assert message.sender is not None
    assert (message.at, message.sender.name, message.text) == (at, "样四", "一")


def test_a_day_of_the_window_that_only_the_user_can_read() -> None:
    with pytest.raises(DateOrderError, match=r"3/4/2020.*--date-order"):
        read("样四 3/4/2020 6:00:32 PM\n一\n")
    _, message = read("样四 3/4/2020 6:00:32 PM\n一\n", date_order="dmy")
    assert isinstance(message, MessageDraft)
    assert message.at == clock(2020, 4, 3, 18, 0, 32)


def test_copies_without_a_day_are_one_problem() -> None:
    copy = "【1】样四(100200301) 3:13:28 AM\n一\n【2】样五<ada@example.org> 3:14:30 AM\n二\n"
    assert read(copy) == [
        Problem(
            "a.txt", "line 1", "text from the window of QQ: no day is said for 2 of its messages, which were left out"
        )
    ]


CORPUS_FILES = {
    "qqtxt--body-looks-like-header.txt": [("Alice", "12345")],
    "qqtxt--hikariyo-bracket-names.txt": [("(B", "123123")] * 2,
    "qqtxt--hikariyo-group.txt": [("A", "someone@example.com"), ("B", "123123")],
    "qqtxt--hikariyo-private-no-number.txt": [("B", ""), ("A", "")],
    "qqtxt--nested-parens-nickname.txt": [("名字(带(嵌套)括号)", "0012345")],
    "qqtxt-hikariyo--file.txt": [("A", "123123"), ("B", "456456")],
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("name", CORPUS_FILES)
def test_files_of_others(name: str) -> None:
    raw = (CORPUS / name).read_bytes()
    assert qq.recognises(Head(raw, name))
    senders = [record.sender for record in read(raw) if isinstance(record, MessageDraft)]
    assert [(sender.name, sender.handle) for sender in senders if sender] == CORPUS_FILES[name]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_no_file_of_another_format_breaks_the_reader() -> None:
    for path in sorted(CORPUS.iterdir()):
        raw = path.read_bytes()
        ours = path.name.startswith(("qq", "wechat--writer-derived"))
        assert qq.recognises(Head(raw[:65536], path.name)) is ours, path.name
        read(raw, date_order="mdy")


PIECES = [
    "2022-05-10 11:28:25 样张三\n", "2022-05-10 1:2:3 AM 样四(100200301)\n", "2022-05-10 11:28:25 \n", f"{RULER}\n",
    "消息分组:我的群聊\n", "消息对象:样张三\n", "消息记录（此消息记录为文本格式，不支持重新导入）\n", "\n", "文字\n", "\ufeff",
    "2022-99-10 11:28:25 x\n", "样四 2/14/2020 9:17:10 PM\n", "— —  2020-2-21  — —\n", "样四  23:50:12 \n", "\0", "\r",
    "2022-05-10 25:00:00 PM x\n", "(1)\n", "样四 99/99/2020 9:17:10\n", "样四撤回了一条消息\n",
]  # fmt: skip


@FEW
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_splice_is_read(data: str, encoding: str) -> None:
    raw = data.encode(encoding)
    qq.recognises(Head(raw))
    for record in read(raw, date_order="mdy"):
        assert not isinstance(record, MessageDraft) or "\0" not in record.text


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    qq.recognises(Head(data))
    read(data, date_order="mdy")
    read(private("2022-05-10 11:28:25 样张三\n").encode() + data, date_order="mdy")


@pytest.mark.parametrize("start", ["", "2022-05-10 11:28:25 ", "样四 ", "消息对象:", "— — "])
def test_no_file_makes_the_reader_hang(start: str) -> None:
    for piece in ["(", ")", " ", "　", "=", "—", "9:17:10 ", "2022-05-10 ", "<", "【", "a", "\n", "=" * 40 + "\n"]:
        data = (start + piece * (60_000 // len(piece))).encode()
        began = time.process_time()
        qq.recognises(Head(data[:65536]))
        read(data, date_order="mdy")
        assert time.process_time() - began < 10, piece


def peak(count: int) -> int:
    told = "".join(f"2022-05-10 11:{n // 60 % 60:02}:{n % 60:02} 样张三\n第几条消息\n\n" for n in range(count))
    file = BytesIO((preamble("我的好友", "样张三") + told).encode())
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in qq.read(file, "a.txt", Reading(now=NOW))) == count + 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_messages() -> None:
    peak(10)
    assert peak(8_000) < peak(4_000) * 1.2
