"""import of chats: entries with the right people, nothing twice, nothing guessed."""

import contextlib
import io
import os
import shlex
import sqlite3
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relkeeper.cli import main
from tests.conftest import NOW, Run
from tests.terminals import terminal

PREAMBLE = """消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:{group}
================================================================
消息对象:{title}
================================================================

"""
TALK = """2026-10-02 21:03:11 样小明
在吗？

2026-10-02 21:03:40 阿达
在的，怎么了
第二行

2026-10-02 21:05:02 样小明
[图片]

2026-10-05 9:01:00 阿达
早！项目计划发你了

2026-10-05 9:02:00 样小明
收到

"""
LATER = """2026-10-05 9:30:00 样小明
看完了

2026-11-01 20:00:00 样小明
周末吃饭？

"""
GROUP = """2026-10-03 12:00:00 样张三(100200301)
周六聚餐

2026-10-03 12:01:00 阿达(100200300)
好

2026-10-03 12:02:00 路人(100200399)
不来

"""
WHATSAPP = """25/10/2026, 21:03 - Messages and calls are end-to-end encrypted.
25/10/2026, 21:03 - Grace Sampleton: hello
25/10/2026, 21:04 - Bob Placeholder: hi Grace
26/10/2026, 09:00 - Grace Sampleton: <Media omitted>
"""


def qq(*talks: str, title: str = "样小明", group: str = "我的好友") -> str:
    return PREAMBLE.format(group=group, title=title) + "".join(talks)


@pytest.fixture
def chat(home: Path) -> Path:
    path = home / "小明.txt"
    path.write_text(qq(TALK), encoding="utf-8-sig", newline="\r\n")
    return path


def entries(run: Run) -> list[dict[str, Any]]:
    return [run(f"entry show {row['id']} --json").json for row in reversed(run("timeline --json").json)]


def test_a_chat_becomes_an_entry_for_each_time_they_talked(run: Run, chat: Path) -> None:
    run("add 样小明 --every 2w")
    report = run(f"import {chat} --json").json
    assert report["interactions"] == {"created": 2, "updated": 0, "unchanged": 0}
    assert report["messages"] == {"created": 5, "updated": 0, "unchanged": 0}
    assert report["chats"] == [
        {
            "service": "qq",
            "name": "样小明",
            "contacts": [{"id": 1, "name": "样小明"}],
            "new_messages": 5,
            "known_messages": 0,
            "created": 2,
            "updated": 0,
        }
    ]
    first, second = entries(run)
    assert (first["at"], first["channel"], first["direction"]) == ("2026-10-02T21:03:11+00:00", "qq", "in")
    assert first["summary"] == "在吗？ / 在的，怎么了"
    assert first["body"] == "21:03 样小明: 在吗？\n21:03 阿达: 在的，怎么了\n第二行\n21:05 样小明: [图片]"
    assert first["participants"] == [{"id": 1, "name": "样小明"}]
    assert (first["messages_in"], first["messages_out"]) == (2, 1)
    assert second["direction"] == "out"
    assert run("overdue --json").json[0]["last_contact_on"] == "2026-10-05"


def test_the_file_itself_is_kept(run: Run, chat: Path, home: Path) -> None:
    run("add 样小明")
    run(f"import {chat}")
    (kept,) = run("attachment list 小明 --json").json
    assert (kept["name"], kept["original"]) == ("小明.txt", True)
    run(f"attachment save {kept['id']} {home / 'again.txt'}")
    assert (home / "again.txt").read_bytes() == chat.read_bytes()
    run("undo")
    run(f"import {chat} --no-keep")
    assert run("attachment list --json").json == []


def test_importing_again_changes_nothing(run: Run, chat: Path) -> None:
    run("add 样小明")
    run(f"import {chat}")
    before = entries(run), run("history list --json").json
    report = run(f"import {chat} --json").json
    assert report["interactions"] == {"created": 0, "updated": 0, "unchanged": 2}
    assert report["messages"] == {"created": 0, "updated": 0, "unchanged": 5}
    assert (entries(run), run("history list --json").json) == before


def test_a_longer_export_adds_what_is_new_and_the_last_entry_grows(run: Run, chat: Path) -> None:
    run("add 样小明")
    run(f"import {chat}")
    run("entry edit 2 --note 项目计划 --outcome 周五定稿")
    chat.write_text(qq(TALK, LATER), encoding="utf-8-sig")
    report = run(f"import {chat} --json").json
    assert report["interactions"] == {"created": 1, "updated": 1, "unchanged": 1}
    _, grown, new = entries(run)
    assert (grown["summary"], grown["outcome"]) == ("项目计划", "周五定稿")
    assert grown["body"].endswith("09:02 样小明: 收到\n09:30 样小明: 看完了")
    assert (grown["messages_in"], grown["messages_out"]) == (2, 1)
    assert new["summary"] == "周末吃饭？"
    run("undo")
    assert len(entries(run)) == 2
    assert entries(run)[1]["body"].endswith("09:02 样小明: 收到")


def test_an_earlier_part_that_comes_later_goes_before(run: Run, chat: Path) -> None:
    run("add 样小明")
    first, rest = TALK.split("2026-10-02 21:03:40", 1)
    chat.write_text(qq("2026-10-02 21:03:40" + rest), encoding="utf-8")
    run(f"import {chat}")
    assert entries(run)[0]["direction"] == "out"
    chat.write_text(qq(first + "2026-10-02 21:03:40" + rest), encoding="utf-8")
    run(f"import {chat}")
    grown = entries(run)[0]
    assert grown["at"] == "2026-10-02T21:03:11+00:00"
    assert grown["direction"] == "in"
    assert grown["body"].startswith("21:03 样小明: 在吗？\n21:03 阿达: 在的")
    assert run("db check").code == 0


def test_two_equal_messages_in_one_second_are_two(run: Run, chat: Path) -> None:
    run("add 样小明")
    twice = "2026-10-02 21:03:11 样小明\n好\n\n" * 2
    chat.write_text(qq(twice), encoding="utf-8")
    assert run(f"import {chat} --json").json["messages"]["created"] == 2
    chat.write_text(qq(twice + "2026-10-02 21:03:11 样小明\n好\n\n"), encoding="utf-8")
    assert run(f"import {chat} --json").json["messages"] == {"created": 1, "updated": 0, "unchanged": 2}


def test_two_exports_of_a_chat_in_one_import_are_one_chat(run: Run, home: Path, chat: Path) -> None:
    run("add 样小明")
    (home / "longer.txt").write_text(qq(TALK, LATER), encoding="utf-8")
    assert run(f"import longer.txt {chat} --json").json["messages"]["created"] == 7
    assert sum(row["messages_in"] + row["messages_out"] for row in entries(run)) == 7


def test_what_was_imported_again_does_not_come_back_a_second_time(run: Run, chat: Path) -> None:
    run("add 样小明")
    run(f"import {chat}")
    run("undo")
    run(f"import {chat}")
    assert "first: relkeeper undo 4" in run("undo 3", 1).err
    assert len(entries(run)) == 2
    run("undo 4")
    run("undo 3")
    assert len(entries(run)) == 2


def test_what_the_user_corrected_stays_corrected(run: Run, chat: Path) -> None:
    run("add 样小明")
    run("add 样小红")
    run(f"import {chat}")
    run("entry edit 1 --with 样小红 --without 样小明")
    run("entry delete 2 --yes")
    report = run(f"import {chat} --json").json
    assert report["messages"] == {"created": 0, "updated": 0, "unchanged": 5}
    (entry,) = entries(run)
    assert [person["name"] for person in entry["participants"]] == ["样小红"]
    run("undo")
    assert len(entries(run)) == 2


def test_a_chat_comes_back_with_a_contact_that_was_deleted(run: Run, chat: Path) -> None:
    run(f"import {chat} --create")
    run("contact delete 样小明 --yes")
    assert run(f"import {chat} --create --json").json["interactions"]["created"] == 2


def test_two_of_one_name_with_different_numbers_are_two(run: Run, home: Path) -> None:
    talk = "25/10/2026, 21:03 - {0}: hello\n25/10/2026, 21:04 - Bob Placeholder: hi\n"
    run("add Alex --phone '+1 212 555 0101'")
    for name, number in (("a", "+1 212 555 0101"), ("b", "+1 212 555 0102")):
        (home / f"{name}.txt").write_text(talk.format(number), encoding="utf-8")
        run(f"import {name}.txt --me 'Bob Placeholder' --create")
    assert len(run("list --json").json) == 2
    assert {row["participants"][0]["id"] for row in entries(run)} == {1, 2}


def test_the_same_chat_with_and_without_seconds_and_media_is_one(run: Run, home: Path) -> None:
    run("add 'Grace Sampleton'")
    (home / "_chat.txt").write_text(WHATSAPP, encoding="utf-8")
    run("import _chat.txt --me 'Bob Placeholder'")
    iphone = (
        "[25/10/2026, 21:03:10] Grace Sampleton: hello\n[25/10/2026, 21:04:59] Bob Placeholder: hi Grace\n"
        "\u200e[26/10/2026, 09:00:01] Grace Sampleton: \u200e<attached: 00000004-PHOTO-2026-10-26-09-00-01.jpg>\n"
    )
    (home / "_chat.txt").write_text(iphone, encoding="utf-8")
    (home / "00000004-PHOTO-2026-10-26-09-00-01.jpg").write_bytes(b"\xff\xd8\xff\xe0picture")
    report = run("import _chat.txt --me 'Bob Placeholder' --json").json
    assert report["messages"] == {"created": 0, "updated": 0, "unchanged": 3}


def test_a_group_that_was_renamed_is_the_same_group(run: Run, home: Path) -> None:
    run("add 张三 --handle qq:100200301")
    for title in ("老同学", "新同学"):
        (home / "group.txt").write_text(qq(GROUP, title=title, group="我的群聊"), encoding="utf-8")
        run("import group.txt --me 阿达")
    assert len(entries(run)) == 1


def test_an_entry_that_grows_backwards_keeps_its_days_apart(run: Run, home: Path, chat: Path) -> None:
    run("add 样小明")
    late = "2026-09-01 23:50:00 样小明\n晚\n\n"
    chat.write_text(qq("2026-09-02 02:00:00 阿达\n醒了\n\n"), encoding="utf-8")
    run(f"import {chat} --me 阿达")
    chat.write_text(qq(late, "2026-09-02 02:00:00 阿达\n醒了\n\n"), encoding="utf-8")
    run(f"import {chat} --me 阿达")
    (entry,) = entries(run)
    assert entry["body"] == "23:50 样小明: 晚\n— 2026-09-02 —\n02:00 阿达: 醒了"
    assert entry["at"] == "2026-09-01T23:50:00+00:00"


def test_a_picture_that_comes_later_is_kept(run: Run, home: Path) -> None:
    run("add 'Grace Sampleton'")
    chat = "25/10/2026, 21:03 - Grace Sampleton: IMG-20261025-WA0001.jpg (file attached)\n"
    (home / "WhatsApp Chat with Grace Sampleton.txt").write_text(chat, encoding="utf-8")
    run("import 'WhatsApp Chat with Grace Sampleton.txt'")
    (home / "IMG-20261025-WA0001.jpg").write_bytes(b"\xff\xd8\xff\xe0picture")
    report = run("import 'WhatsApp Chat with Grace Sampleton.txt' --json").json
    assert (report["messages"]["unchanged"], report["attachments"]["created"]) == (1, 1)
    assert [file["name"] for file in entries(run)[0]["attachments"]] == ["IMG-20261025-WA0001.jpg"]


def test_what_is_another_ones_name_is_not_remembered(run: Run, chat: Path) -> None:
    run("add 样小明")
    run("add 王小明")
    result = run(f"import {chat} --with 王小明")
    assert "is not remembered for #2" in result.err
    assert run("show 王小明 --json").json["aliases"] == []
    assert entries(run)[0]["participants"] == [{"id": 2, "name": "王小明"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("just some prose\n", "--format qq"),
        ("just some prose\n", "--format vcard"),
        ("just some prose\n", "--format mbox"),
        ("{}", "--format telegram"),
        (PREAMBLE.format(group="我的好友", title="样小明"), ""),
        ('<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "b">]><smses count="1"><sms body="&a;"/></smses>', ""),
    ],
)
def test_a_file_with_nothing_in_it_is_no_success(
    run: Run, home: Path, book_path: Path, content: str, words: str
) -> None:
    (home / "a.txt").write_text(content, encoding="utf-8")
    assert "a.txt" in run(f"import a.txt {words}", 5).err
    assert not book_path.exists()


def test_a_stranger_is_reported_and_nothing_is_asked(run: Run, chat: Path) -> None:
    result = run(f"import {chat}")
    assert "left out qq 样小明 (5 messages)" in result.err
    assert "--with" in result.err
    assert run("timeline --json").json == []
    assert run(f"import {chat} --json").json["unmatched"] == [
        {"service": "qq", "name": "样小明", "handle": "", "messages": 5, "group": False, "several": []}
    ]


def test_create_makes_contacts(run: Run, chat: Path) -> None:
    report = run(f"import {chat} --create --json").json
    assert report["contacts"] == {"created": 1, "updated": 0, "unchanged": 0}
    assert [contact["name"] for contact in run("list --json").json] == ["样小明"]
    assert len(entries(run)) == 2
    run("undo")
    assert run("list --json").json == []


def test_with_says_whose_chat_it_is_and_is_remembered(run: Run, chat: Path) -> None:
    run("add 王小明")
    run(f"import {chat} --with 王小明")
    assert run("show 1 --json").json["aliases"] == ["样小明"]
    assert run(f"import {chat} --json").json["messages"]["unchanged"] == 5


def test_with_names_one_person_for_one_conversation(run: Run, home: Path) -> None:
    run("add Ada")
    (home / "all.txt").write_text(qq(TALK) + qq(TALK.replace("样小明", "样小红"), title="样小红"), encoding="utf-8")
    assert "2 conversations" in run("import all.txt --with ada", 2).err
    assert run("timeline --json").json == []
    assert run("import all.txt --create --json").json["interactions"]["created"] == 4


def test_namesakes_are_not_guessed_at(run: Run, chat: Path) -> None:
    run("add 样小明")
    run("add 样小明 --yes")
    assert "may be #1, #2" in run(f"import {chat}").err
    run(f"import {chat} --with '#2'")
    assert entries(run)[0]["participants"] == [{"id": 2, "name": "样小明"}]


def test_who_took_part_in_a_group_is_not_in_touch_unless_wanted(run: Run, home: Path) -> None:
    run("add 张三 --every 2w --handle qq:100200301")
    (home / "group.txt").write_text(qq(GROUP, title="老同学", group="我的群聊"), encoding="utf-8")
    run("import group.txt --me 阿达")
    (talk,) = entries(run)
    assert talk["participants"] == [{"id": 1, "name": "张三"}]
    assert (talk["messages_in"], talk["messages_out"]) == (2, 1)
    assert run("show 张三 --json").json["last_contact_on"] is None
    assert [row["name"] for row in run("list --never --json").json] == ["张三"]
    report = run("import group.txt --me 阿达 --groups --json").json
    assert report["interactions"]["updated"] == 1
    assert run("show 张三 --json").json["last_contact_on"] == "2026-10-03"


def test_who_becomes_a_contact_later_takes_part_in_what_was_said_before(run: Run, home: Path) -> None:
    run("add 张三 --handle qq:100200301")
    (home / "group.txt").write_text(qq(GROUP, title="老同学", group="我的群聊"), encoding="utf-8")
    run("import group.txt --me 阿达")
    run("add 路人 --handle qq:100200399")
    run("import group.txt --me 阿达")
    assert [person["name"] for person in entries(run)[0]["participants"]] == ["路人", "张三"]


def test_a_group_without_a_name_is_known_again(run: Run, home: Path) -> None:
    run("add 'Grace Sampleton'")
    third = WHATSAPP + "26/10/2026, 09:05 - Ada Example: who is coming?\n"
    (home / "_chat.txt").write_text(third, encoding="utf-8")
    run("import _chat.txt --me 'Bob Placeholder'")
    fourth = third + "26/10/2026, 09:06 - Zoë Muster: me\n"
    (home / "_chat.txt").write_text(fourth, encoding="utf-8")
    report = run("import _chat.txt --me 'Bob Placeholder' --json").json
    assert report["interactions"] == {"created": 0, "updated": 1, "unchanged": 1}
    assert report["messages"] == {"created": 1, "updated": 0, "unchanged": 4}


def test_a_group_without_a_contact_is_told(run: Run, home: Path) -> None:
    (home / "group.txt").write_text(qq(GROUP, title="老同学", group="我的群聊"), encoding="utf-8")
    assert "the group qq 老同学" in run("import group.txt --create").err
    assert run("list --json").json == []


@pytest.mark.parametrize("how", ["--me 'Bob Placeholder'", "--with grace", "setting"])
def test_the_owner_of_a_chat_that_marks_none_is_said_once(run: Run, home: Path, how: str) -> None:
    (home / "_chat.txt").write_text(WHATSAPP, encoding="utf-8")
    if how == "--with grace":
        run("add 'Grace Sampleton'")
    if how == "setting":
        run("config set me.names 'Bob Placeholder'")
    run(f"import _chat.txt --create {how if how[0] == '-' else ''}")
    first, second = entries(run)
    assert (first["messages_in"], first["messages_out"], second["messages_in"]) == (1, 1, 1)
    assert first["participants"][0]["name"] == "Grace Sampleton"


def test_nobody_is_taken_for_the_owner_by_chance(run: Run, home: Path) -> None:
    run("add 'Bob Placeholder'")
    (home / "_chat.txt").write_text(WHATSAPP, encoding="utf-8")
    result = run("import _chat.txt --create")
    assert "which of 'Grace Sampleton' and 'Bob Placeholder' are you?" in result.err
    assert run("timeline --json").json == []


def test_a_clock_without_a_zone_is_that_of_the_settings(run: Run, chat: Path) -> None:
    run("add 样小明")
    run("config set timezone Asia/Shanghai")
    assert run(f"import {chat} --json").json["timezone"] == "Asia/Shanghai"
    assert entries(run)[0]["at"] == "2026-10-02T21:03:11+08:00"
    run("config set timezone America/New_York")
    assert run(f"import {chat} --json").json["messages"]["unchanged"] == 5


def test_a_rehearsal_shows_the_chats_and_writes_nothing(run: Run, chat: Path, book_path: Path) -> None:
    result = run(f"import {chat} --create --dry-run")
    assert "qq 样小明\t样小明\t5 new\t2 new" in result.out
    assert not book_path.exists()


def test_the_sides_are_asked_for_on_a_terminal(run: Run, home: Path, chat: Path) -> None:
    run("add 王小明")
    (home / "_chat.txt").write_text(WHATSAPP, encoding="utf-8")
    said = terminal("import", str(chat), "_chat.txt", typed="2\n1\nn\n")
    assert "is not in the book; perhaps:" in said.text
    assert "me_names 'Bob Placeholder'" in said.text
    assert "2 new" in said.text
    assert [row["participants"][0]["name"] for row in entries(run)] == [
        "王小明",
        "王小明",
        "Grace Sampleton",
        "Grace Sampleton",
    ]
    assert run("show 王小明 --json").json["aliases"] == ["样小明"]


def test_files_that_nobody_reads_are_told_of_and_a_photo_that_a_chat_names_is_read(run: Run, home: Path) -> None:
    folder = home / "phone"
    folder.mkdir()
    (folder / "_chat.txt").write_text(WHATSAPP.replace("<Media omitted>", "tea.jpg (file attached)"), encoding="utf-8")
    (folder / "tea.jpg").write_bytes(b"tea")
    told = ("import", "phone", "--me", "Bob Placeholder", "--create")
    assert "known here" not in terminal(*told).text
    (folder / "other.jpg").write_bytes(b"other")
    assert "1 file beside it is in no format known here." in terminal(*told).text
    (folder / "card.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Ada Example\nEND:VCARD\n", encoding="utf-8")
    (folder / "cup.jpg").write_bytes(b"cup")
    assert "2 files beside them are in no format known here." in terminal(*told).text


def test_the_order_of_dates_is_asked_for_once_the_bar_is_gone(run: Run, home: Path) -> None:
    line = "03/04/2026, 21:{0:02} - Grace Sampleton: {1}\n04/04/2026, 21:{0:02} - Bob: ok\n"
    (home / "_chat.txt").write_text(line.format(3, "long " * 60_000), encoding="utf-8")
    assert "--date-order" in run("import _chat.txt --me Bob --create", 5).err
    said = terminal("import", "_chat.txt", "--me", "Bob", "--create", typed="nonsense\n1\n")
    assert said.code == 0
    assert "In which order?" in said.text
    assert entries(run)[0]["at"].startswith("2026-04-03")


# The law of repeated imports.

_SPEAKERS = ("样小明", "阿达")
_STEPS = st.lists(
    st.tuples(
        st.sampled_from((0, 1, 30, 3600, 4 * 3600, 4 * 3600 + 1, 20 * 3600)),
        st.integers(0, 1),
        st.sampled_from("好嗯啊"),
    ),
    min_size=1,
    max_size=25,
)


def written(steps: list[tuple[int, int, str]]) -> list[str]:
    at = datetime.fromisoformat("2026-09-01 08:00:00")
    said = []
    for wait, speaker, text in steps:
        at += timedelta(seconds=wait)
        said.append(f"{at:%Y-%m-%d %H:%M:%S} {_SPEAKERS[speaker]}\n{text}\n\n")
    return said


def imported(parts: list[str]) -> list[tuple[Any, ...]]:
    """The entries of a book that took these files one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(RELKEEPER_DB=f"{folder}/book.db", RELKEEPER_BACKUP_DAILY="0", RELKEEPER_NOW=NOW)
        for part in parts:
            Path(folder, "chat.txt").write_text(qq(part), encoding="utf-8")
            sys.argv = ["relkeeper", *shlex.split(f"import {folder}/chat.txt --create --no-keep --me 阿达")]
            unheard = io.StringIO()
            with (
                contextlib.redirect_stdout(unheard),
                contextlib.redirect_stderr(unheard),
                pytest.raises(SystemExit) as ended,
            ):
                main()
            assert not ended.value.code
        with contextlib.closing(sqlite3.connect(f"{folder}/book.db")) as db:
            return db.execute(
                "SELECT at, direction, body, messages_in, messages_out, ended_at, taken FROM interaction i "
                "JOIN sitting s ON s.interaction_id = i.id ORDER BY at"
            ).fetchall()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS, cut=st.integers(0, 25), data=st.data())
def test_a_chat_imported_in_growing_exports_is_as_if_imported_at_once(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, int, str]], cut: int, data: st.DataObject
) -> None:
    for name in ("RELKEEPER_DB", "RELKEEPER_BACKUP_DAILY"):
        monkeypatch.setenv(name, "")
    said = written(steps)
    whole = "".join(said)
    at_once = imported([whole])
    begun = "".join(said[:cut]) or said[0]
    assert imported([begun, whole, whole]) == at_once
    total = sum(row[3] + row[4] for row in at_once)
    assert total == len(steps)
    half = "".join(said[len(said) // 2 :])
    in_any_order = imported([half, whole, begun])
    assert sum(row[3] + row[4] for row in in_any_order) == total
    digests = "".join(row[6] for row in in_any_order)
    assert len({digests[place : place + 16] for place in range(0, len(digests), 16)}) == total
