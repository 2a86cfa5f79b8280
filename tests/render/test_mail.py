"""The mail as it is sent."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from relkeeper.errors import UsageError
from relkeeper.render.digest import as_mail


@pytest.mark.parametrize(
    "name", ["=?utf-8?q?x=0ABcc:_evil@example.org=0AX-A:?=", "=?utf-8?b?eApCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?="]
)
def test_an_encoded_word_that_becomes_a_header_is_refused(name: str) -> None:
    made = EmailMessage(SMTP.clone(linesep="\n"))
    made["To"] = Address(name, "a", "example.org")
    with pytest.raises(UsageError, match="would add headers"):
        as_mail.written(made)


def test_headers_that_need_several_lines_are_written() -> None:
    made = EmailMessage(SMTP.clone(linesep="\n"))
    made["To"] = tuple(Address("样张三", f"san{number}", "example.org") for number in range(20))
    made.set_content("tea")
    assert as_mail.written(made).isascii()
