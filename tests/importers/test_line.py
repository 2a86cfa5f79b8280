"""LINE text: bytes in, drafts out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import DateOrderError
from relkeeper.importers import line as reader
from tests.importers import golden
from tests.importers.chats import chats, holds, is_recognised, mutated, other_samples, problems, read, spoken, times
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples(reader.NAME)
PIECES = st.sampled_from([b"\n", b'"', b"\t", b"\n2025/02/31\n", b"12:00\ta\tb\n"]) | st.binary(max_size=4)


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


TITLE = "[LINE] Chat history with Grace Sampleton\nSaved on: 2026/01/01 10:00\n\n"


def english(*days: str) -> str:
    return "[LINE] Chat history with Grace Sampleton\n" + "".join(f"\n{day}\n10:00\tAda\thi\n" for day in days)


def dates(text: str, order: str = "") -> list[str]:
    return [time[:10] for time in times(read(reader, text, reading=golden.READING._replace(date_order=order)))]


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("2025/04/18(金)", "2025-04-18"),
        ("2026/08/20（四）", "2026-08-20"),
        ("2022/9/2（週五）", "2022-09-02"),
        ("2024/1/2週二", "2024-01-02"),
        ("2024/1/2 星期二", "2024-01-02"),
        ("2015/12/25 Fri", "2015-12-25"),
        ("2024.01.02 Tuesday", "2024-01-02"),
        ("2024. 1. 2", None),
        ("2025-04-18", "2025-04-18"),
        ("R7/02/09(日)", "2025-02-09"),
        ("H31/04/30(火)", "2019-04-30"),
        ("Mon, 11/03/2025", "2025-11-03"),
        ("Sun, 26/04/2026", "2026-04-26"),
        ("Mo., 24.11.2025", "2025-11-24"),
    ],
)
def test_days(day: str, iso: str | None) -> None:
    assert dates(english(day)) == ([iso] if iso else [])


@pytest.mark.parametrize(
    ("clock", "shown"),
    [
        ("8:15AM", "08:15"),
        ("12:15AM", "00:15"),
        ("12:15 PM", "12:15"),
        ("下午03:04", "15:04"),
        ("上午12:05", "00:05"),
        ("午後 3:04", "15:04"),
        ("오전 9:30", "09:30"),
        ("23:59", "23:59"),
    ],
)
def test_clocks(clock: str, shown: str) -> None:
    assert times(read(reader, f"{TITLE}2025/04/18(金)\n{clock}\tAda\thi\n")) == [f"2025-04-18 {shown}:00"]


def test_a_part_above_twelve_decides_the_order() -> None:
    assert dates(english("03/04/2025", "13/04/2025")) == ["2025-04-03", "2025-04-13"]
    assert dates(english("03/04/2025", "03/14/2025")) == ["2025-03-04", "2025-03-14"]


def test_the_weekday_decides_the_order() -> None:
    assert dates(english("Tue, 03/04/2025")) == ["2025-03-04"]
    assert dates(english("Thu, 03/04/2025")) == ["2025-04-03"]


def test_days_run_forward() -> None:
    assert dates(english("11/01/2025", "12/01/2025", "01/02/2025")) == ["2025-01-11", "2025-01-12", "2025-02-01"]


def test_only_where_nothing_tells_the_user_is_asked() -> None:
    assert dates(english("03/04/2025"), "mdy") == ["2025-03-04"]
    assert dates(english("03/04/2025"), "dmy") == ["2025-04-03"]
    with pytest.raises(DateOrderError, match=r"2025-04-03 or 2025-03-04; say --date-order dmy or --date-order mdy"):
        dates(english("03/04/2025"))


@pytest.mark.parametrize(
    ("title", "group", "name"),
    [
        ("[LINE] 見本太郎とのトーク履歴", False, "見本太郎"),
        ("[LINE] 見本合唱団のトーク履歴", True, "見本合唱団"),
        ("[LINE] 與 樣張三 的聊天紀錄", False, "樣張三"),
        ("[LINE] 與樣張三的聊天", False, "樣張三"),
        ("[LINE] 樣讀書會的聊天記錄", True, "樣讀書會"),
        ("[LINE] Chat history with Grace", False, "Grace"),
        ('[LINE] Chat history in "Choir"', True, "Choir"),
        ("[LINE] Chat in Choir", True, "Choir"),
        ("[LINE] Chat mit Grace", False, "Grace"),
        ("[LINE] ประวัติการสนทนา", None, "ประวัติการสนทนา"),
    ],
)
def test_titles(title: str, group: bool | None, name: str) -> None:
    chat = chats(read(reader, title + "\n"))[0]
    assert (chat.group, chat.title, chat.peer.name if chat.peer else name) == (group, name, name)
    assert (chat.peer is None) == (group is not False)


def test_a_day_inside_of_quotes_is_text() -> None:
    text = TITLE + '2025/04/18(金)\n9:00\tAda\t"on\n2025/04/20(日)\n\nthen"\n9:01\tAda\tok\n'
    records = read(reader, text)
    assert spoken(records) == [("Ada", "on\n2025/04/20(日)\n\nthen"), ("Ada", "ok")]
    assert times(records) == ["2025-04-18 09:00:00", "2025-04-18 09:01:00"]


def test_a_quote_that_is_never_closed_does_not_swallow_the_next_day() -> None:
    text = TITLE + '2025/04/18(金)\n9:00\tAda\t"on\n\n2025/04/20(日)\n9:01\tAda\tok\n'
    assert times(read(reader, text)) == ["2025-04-18 09:00:00", "2025-04-20 09:01:00"]


def test_calls() -> None:
    text = TITLE + "2025/04/18(金)\n9:00\tAda\t☎ 通話時間 1:05:32\n9:01\tAda\t☎ Missed call\n"
    assert spoken(read(reader, text)) == [("Ada", "[call, 1:05:32]"), ("Ada", "☎ Missed call")]


def test_a_message_before_any_day_is_a_problem() -> None:
    assert problems(read(reader, TITLE + "9:00\tAda\thi\n")) == [
        ("line 4", "this message has no time that can be read, and was left out")
    ]


def test_the_future_is_a_problem() -> None:
    assert "in the future" in problems(read(reader, TITLE + "2026/12/01(火)\n9:00\tAda\thi\n"))[0][1]
