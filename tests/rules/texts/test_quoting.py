"""What is new in a mail, and what its subject says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.texts.quoting import bare_subject, is_forwarded, new_text

HISTORY = [
    "On Mon, 3 Nov 2025 at 10:00, Ada Example <ada@example.org> wrote:\n> old",
    "On Mon, 3 Nov 2025 at 10:00, Ada Example\n<ada@example.org> wrote:\n\n> old\n>\n> older\n",
    "On Mon, 3 Nov 2025 at 10:00, Ada\nExample\n<ada@example.org> wrote:\nold",
    "Am 03.11.2025 um 10:00 schrieb Ada Example:\n> old",
    "Le lun. 3 nov. 2025 à 10:00, Ada Example <ada@example.org> a écrit :\n> old",
    "El 3/11/2025 a las 10:00, Ada escribió:\n> old",
    "在 2025年11月3日 10:00，样张三 写道：\n> old",
    "在 2025-11-03 10:00:00，\"样张三\" <zhang@example.org> 写道：\nold",
    "样张三 <zhang@example.org> 于2025年11月3日周一 10:00写道：\n\n> old",
    "Ada Example <ada@example.org> wrote:\n> old",
    "-----Original Message-----\nFrom: Ada\nold",
    "-----Ursprüngliche Nachricht-----\nold",
    "------------------ 原始邮件 ------------------\n发件人: \"艾达\"\nold",
    "------------------\xa0Original\xa0------------------\nold",
    "---Original---\nold",
    "________________________________\nFrom: Ada <ada@example.org>\nSent: Monday\nTo: Grace\nSubject: x\n\nold",
    "From: Ada <ada@example.org>\nDate: Monday\nTo: Grace\nSubject: x\n\nold",
    "*From:* Ada\n*Sent:* Monday\n*To:* Grace\n\nold",
    "Von: Ada\nGesendet: Montag\nAn: Grace\nBetreff: x\nold",
    "De : Ada\nEnvoyé : lundi\nÀ : Grace\nObjet : x\nold",
    "发件人: 艾达\n发送时间: 2025年11月3日\n收件人: 样张三\n主题: x\n\nold",
    "> old\n> older\n\n",
]  # fmt: skip


@pytest.mark.parametrize("history", HISTORY)
def test_history_is_cut_off(history: str) -> None:
    assert new_text(f"\nThe new text.\n\n{history}") == "The new text."


@pytest.mark.parametrize("history", HISTORY)
def test_a_text_that_is_nothing_else_is_kept(history: str) -> None:
    assert "old" in new_text(history)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ada wrote:\nthe first chapter",
        "> Where?\n\nHere.",
        "On Mon, 3 Nov 2025, Ada <ada@example.org> wrote:\n> Where?\n\nHere.\n\n> When?\n\nNow.",
        "From: the heart\nWe thank you.",
        "We met:\n- Ada\n- Grace",
        "- - -\nstars ***",
        "To do:\n1. call\n\nDate: Monday",
        "--\nAda",
    ],
)
def test_what_only_looks_like_history_stays(text: str) -> None:
    assert new_text(text) == text


def test_a_forwarded_mail_keeps_what_it_passes_on() -> None:
    passed_on = "FYI\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Grace\n\nThe plan."
    assert new_text(passed_on, forwarded=True) == passed_on
    assert new_text(passed_on) == "FYI"
    assert new_text("FYI\n\n> a", forwarded=True) == "FYI"


@given(st.lists(st.sampled_from([
    "text", "", "> a", "On 1 Nov, Ada <a@example.org> wrote:", "From: x", "Sent: y", "To: z", "-- Original --", ":", "写道：", "=", "*",
])).map("\n".join))  # fmt: skip
def test_nothing_is_made_up(text: str) -> None:
    found = new_text(text)
    assert found in "\n".join(line.rstrip() for line in text.split("\n"))
    assert bool(found.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: lunch", "lunch"),
        ("RE: Fwd: re: lunch", "lunch"),
        ("Re[2]: lunch", "lunch"),
        ("回复：答复: 转发: 会议", "会议"),
        ("AW: WG: Treffen", "Treffen"),
        ("Re：会议", "会议"),
        ("Reply: lunch", "Reply: lunch"),
        ("Rent: due", "Rent: due"),
        ("  a \n b ", "a b"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_bare_subjects(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_what_is_forwarded() -> None:
    assert all(map(is_forwarded, ["Fwd: a", "FW: a", "转发：a", "WG: a"]))
    assert not any(map(is_forwarded, ["Re: Fwd: a", "forward: a", "a", ""]))
