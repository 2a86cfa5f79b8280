"""The digest as a whole mail (RFC 5322), as `sendmail -t` takes it: plain text, and HTML for programs that show it."""

from collections.abc import Sequence
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import SMTP

from relkeeper.errors import UsageError
from relkeeper.render.digest import as_html, as_text
from relkeeper.reports.agenda import AgendaRow
from relkeeper.rules.points import mail_addresses

# Programs on this machine take lines as it writes them; on its way the mail gets those of the RFC.
_POLICY = SMTP.clone(linesep="\n")


def mail(rows: Sequence[AgendaRow], today: date, limit: int | None, to: str, sender: str) -> str:
    """The mail; ASCII alone. Without `to` and `sender` it has no such headers, and sendmail adds the sender.

    Raises UsageError for what is no address.
    """
    made = EmailMessage(_POLICY)
    made["Subject"] = as_text.title(rows)
    for header, addresses in (("To", _addresses(to)), ("From", _addresses(sender))):
        if addresses:
            made[header] = addresses
    # RFC 3834: nobody's holiday notice answers this.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content("".join(f"{words}\n" for words in as_text.lines(rows, today, limit)), cte="quoted-printable")
    made.add_alternative(as_html.document(rows, today, limit), subtype="html", cte="quoted-printable")
    return written(made)


def _addresses(text: str) -> tuple[Address, ...]:
    return tuple(Address(*box) for box in mail_addresses.mailboxes(text)) if text else ()


def written(made: EmailMessage) -> str:
    """The mail as it is sent. Raises UsageError where that has other headers than were put in.

    Writing decodes what RFC 2047 encodes: the end of a line in it would begin a header nobody asked for, such as Bcc.
    """
    text = made.as_string()
    if HeaderParser().parsestr(text, headersonly=True).keys() != made.keys():
        raise UsageError("a name in the addresses of the mail would add headers to it; leave the name out")
    return text
