"""Whom a mail goes to, as people type it."""

import pytest

from relkeeper.errors import UsageError
from relkeeper.rules.points import mail_addresses
from relkeeper.rules.points.mail_addresses import Mailbox


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("ada@example.org", [Mailbox("", "ada", "example.org")]),
        ("ada", [Mailbox("", "ada", "")]),
        ("Ada Example <ada@example.org>", [Mailbox("Ada Example", "ada", "example.org")]),
        ("样张三 <san@example.org>", [Mailbox("样张三", "san", "example.org")]),
        (
            " ada@example.org ,  Eva  Example <eva> ",
            [Mailbox("", "ada", "example.org"), Mailbox("Eva Example", "eva", "")],
        ),
    ],
)
def test_addresses_are_taken_as_people_type_them(text: str, boxes: list[Mailbox]) -> None:
    assert mail_addresses.mailboxes(text) == tuple(boxes)


def test_what_is_parsed_is_parsed_again_to_the_same() -> None:
    once = mail_addresses.parse(" ada@example.org ,  Eva   Example <eva@example.org>,bob")
    assert once == "ada@example.org, Eva Example <eva@example.org>, bob"
    assert mail_addresses.parse(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada@example.org,",
        "two words",
        "Ada <ada@example.org",
        "<ada@example.org>, <",
        "a@example.org\nBcc: b@example.org",
        "Ada\r\nBcc: b@example.org <a@example.org>",
        "=?utf-8?q?x=0ABcc:_b@example.org?= <a@example.org>",
        "=?utf-8?q?x=0ABcc:_b?=@example.org",
        "ada@exämple.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no address for mail; one like ada@example\.org is expected"):
        mail_addresses.parse(text)
