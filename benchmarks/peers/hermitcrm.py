"""hermitcrm 1.0: companies, their contacts and interactions, each a Markdown file with YAML in front, under git.

Each command reads all files, and one that writes makes a commit. Its book here has a company for each organization, all
of them won, because those of an open deal are not among the people to keep in touch with. The files are written as it
writes them, and committed at once.

Its screen is a web page, and few of its commands tell anything: what lists people is who was not heard from for 0 days,
and what finds somebody is a change of title that is not made. It imports no vCards; the same people are a CSV file.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from benchmarks.peers.peer import ADA, GRACE, NOTE, Contact, Entry, Home, Line, Peer

_FOLDER = "book"
_CSV = "import.csv"
_HEADS = ("First name", "Last name", "Email", "Phone", "Title", "Company")
_ADA = "ada-example-1"
# Straight into one pack: a file for each of 300,000 blobs would double what lies on the disk.
_ADD = ("git", "-C", _FOLDER, "-c", "core.bigFileThreshold=1", "add", "--all")
_COMMIT = ("git", "-C", _FOLDER, "-c", "user.name=hermitcrm", "-c", "user.email=hermitcrm@localhost", "commit")


def _line(*words: str, says: str = "", nearest: str = "", fresh: bool = False) -> Line:
    return Line(("hermitcrm", "--data", _FOLDER, *words), says, nearest, fresh)


def _begin(home: Home) -> None:
    home.run("hermitcrm", "init", _FOLDER, "--no-setup")


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    firms: dict[str, str] = {}
    for contact in contacts:
        if contact.organization not in firms:
            firms[contact.organization] = f"firm-{len(firms) + 1}"
            folder = _company_folder(firms[contact.organization])
            home.write(f"{folder}/company.md", [_company(contact, firms[contact.organization])])
        folder = _company_folder(firms[contact.organization])
        slug = f"{contact.word.replace('.', '-')}-{contact.number}"
        home.write(f"{folder}/contacts/{slug}.md", [_contact(contact, slug)])
        for entry in contact.entries:
            name = f"{entry.at:%Y-%m-%dT%H%M}-{entry.channel}-{entry.direction}-{slug}"
            home.write(f"{folder}/interactions/{name}.md", [_interaction(entry, slug)])
    home.run(*_ADD)
    home.run(*_COMMIT, "--quiet", "--message", "the book")


def _company_folder(firm: str) -> str:
    return f"{_FOLDER}/companies/{firm}"


def _company(of: Contact, slug: str) -> str:
    began = of.entries[0].at
    return _document(
        name=of.organization,
        slug=slug,
        source="list",
        stage="won",
        stage_changed=f"{began:%Y-%m-%d}",
        next_step_status="open",
        tags="[]",
        created=f"{began:%Y-%m-%dT%H:%M}",
        updated=f"{began:%Y-%m-%dT%H:%M}",
    )


def _contact(of: Contact, slug: str) -> str:
    began = f"{of.entries[0].at:%Y-%m-%dT%H:%M}"
    return _document(
        first_name=of.given,
        last_name=of.family,
        slug=slug,
        title=of.title,
        email=of.email,
        phone=of.phone,
        role="",
        created=began,
        updated=began,
    )


def _interaction(of: Entry, slug: str) -> str:
    head = _document(
        date=f"{of.at:%Y-%m-%dT%H:%M}",
        channel=of.channel,
        direction=of.direction,
        contact=slug,
        subject="",
        outcome="",
        source="manual",
    )
    return f"{head}{of.summary}\n"


def _document(**values: str) -> str:
    """Nothing in the book needs quotes in YAML."""
    lines = (f"{key}: {value}".rstrip() for key, value in values.items())
    return "\n".join(("---", *lines, "---", ""))


def _offer(home: Home, contacts: Iterable[Contact]) -> None:
    home.write(_CSV, _rows(contacts))


def _rows(contacts: Iterable[Contact]) -> Iterator[str]:
    for values in (_HEADS, *((c.given, c.family, c.email, c.phone, c.title, c.organization) for c in contacts)):
        text = StringIO()
        csv.writer(text).writerow(values)
        yield text.getvalue()


HERMITCRM = Peer(
    name="hermitcrm",
    source="PyPI",
    package="hermitcrm",
    series="==1.0.*",
    program="hermitcrm",
    storage="a folder of Markdown files, and its git repository",
    holds="contacts of companies, interactions",
    lines={
        "help": Line(("hermitcrm", "--help")),
        "list": _line("keep-in-touch", "--after", "0", says=ADA, nearest="everybody, with what was last said"),
        "overdue": _line("keep-in-touch", "--after", "91", says=GRACE),
        "search": _line(
            *("set", "contacts", "--where", "name=ada", "--set", "title=x"), says="title:", nearest="a change not made"
        ),
        "log": _line(
            *("add", "interaction", "firm-1", "--channel", "call", "--direction", "out", "--contact", _ADA),
            *("--body", NOTE),
            says="created",
        ),
        "import": _line(
            "import", _CSV, "--mode", "contacts", "--apply", says="Imported:", nearest="a CSV file", fresh=True
        ),
    },
    begin=_begin,
    write=_write,
    offer=_offer,
)
