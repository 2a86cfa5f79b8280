"""The text of a mail (RFC 5322): its subject and its words. Apart, because few attached files are mails."""

from relkeeper.importers.mail.contents import contents_of, text_in
from relkeeper.importers.mail.headers import decoded
from relkeeper.importers.mail.message import TooMuchError, parsed


def text(data: bytes, longest: int) -> str:
    """What can be searched in a mail, at most `longest` characters; nothing of one that is nested without end."""
    try:
        message = parsed(data)
    except TooMuchError:
        return ""
    subject = " ".join(decoded(message.first().get("subject", "")).split())
    return f"{subject}\n{text_in(contents_of(message), None)}"[:longest]
