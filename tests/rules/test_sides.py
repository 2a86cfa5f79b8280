"""Whose conversation it is."""

from collections.abc import Callable

import pytest

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.rules.sides import Me, Sides, sides

ADA = PersonDraft("Ada Example")
BOB = PersonDraft("Bob Placeholder")
GRACE = PersonDraft("Grace Sampleton")
ME = PersonDraft("Bob Placeholder", me=True)


def known(*people: PersonDraft) -> Callable[[PersonDraft], bool]:
    return lambda person: person in people


def told(chat: ChatDraft, *senders: PersonDraft, me: Me | None = None, book: tuple[PersonDraft, ...] = ()) -> Sides:
    return sides(chat, list(senders), me or Me(), known(*book))


def test_the_files_own_mark_says_who_the_owner_is() -> None:
    assert told(ChatDraft("sms"), ADA, ME) == Sides(group=False, mine=frozenset({ME}), others=(ADA,))


@pytest.mark.parametrize(
    ("word", "sender"),
    [
        ("bob placeholder", BOB),
        ("+1 212 555 0101", PersonDraft("", "phone", "+1 (212) 555-0101")),
        ("10001", PersonDraft("阿达", "qq", "10001")),
        ("Bob@Example.org", PersonDraft("", "email", "bob@example.org")),
    ],
)
def test_the_settings_say_who_the_owner_is(word: str, sender: PersonDraft) -> None:
    me = Me().also(word)
    assert told(ChatDraft("x"), ADA, sender, me=me) == Sides(group=False, mine=frozenset({sender}), others=(ADA,))
    assert not me.is_me(ADA)
    assert not Me().is_me(sender)


def test_the_peer_that_the_file_names_leaves_the_rest_to_the_owner() -> None:
    later = PersonDraft("阿达（新名）")
    chat = ChatDraft("qq", peer=ADA, group=False)
    assert told(chat, ADA, BOB, later) == Sides(group=False, mine=frozenset({BOB, later}), others=(ADA,))
    assert told(chat, BOB, me=Me().also("bob placeholder")).mine == {BOB}


def test_who_speaks_under_another_name_than_the_file_gives_is_not_taken_for_the_owner() -> None:
    nickname = PersonDraft("Countess")
    chat = ChatDraft("qq", peer=ADA, group=False)
    assert told(chat, nickname).open == (nickname,)
    assert told(chat, nickname, BOB).open == (nickname, BOB)
    known = told(chat, nickname, BOB, me=Me().also("bob placeholder"))
    assert known == Sides(group=False, mine=frozenset({BOB}), others=(ADA, nickname))


def test_two_whom_a_file_does_not_mark_as_the_owner_are_a_group() -> None:
    assert told(ChatDraft("signal", marks_me=True), ADA, GRACE) == Sides(group=True, others=(ADA, GRACE))
    assert told(ChatDraft("signal", marks_me=True), ADA) == Sides(group=False, others=(ADA,))


def test_a_peer_is_told_by_its_number_whatever_its_name() -> None:
    once = PersonDraft("Ada", "qq", "10002")
    now = PersonDraft("Countess", "qq", "10002")
    found = told(ChatDraft("qq", peer=now), once, BOB)
    assert found.others == (now, once)
    assert found.mine == {BOB}


def test_the_one_whom_the_user_names_is_the_other() -> None:
    assert told(ChatDraft("whatsapp"), ADA, BOB, book=(ADA,)) == Sides(
        group=False, mine=frozenset({BOB}), others=(ADA,)
    )


@pytest.mark.parametrize("book", [(), (ADA, BOB)])
def test_nothing_is_guessed_where_both_or_neither_may_be_the_owner(book: tuple[PersonDraft, ...]) -> None:
    assert told(ChatDraft("whatsapp"), ADA, BOB, book=book).open == (ADA, BOB)


def test_three_who_speak_are_a_group_and_so_are_two_beside_the_owner() -> None:
    assert told(ChatDraft("whatsapp"), ADA, BOB, GRACE) == Sides(group=True, others=(ADA, BOB, GRACE))
    assert told(ChatDraft("whatsapp"), ADA, GRACE, ME) == Sides(group=True, mine=frozenset({ME}), others=(ADA, GRACE))
    assert told(ChatDraft("whatsapp", group=True), ADA).group
