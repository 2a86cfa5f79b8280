"""What can be said of an entry: the options that log and entry edit share, and its text."""

from dataclasses import replace
from typing import Annotated

from typer import Option

from relkeeper.cli import complete
from relkeeper.cli.options import person
from relkeeper.drafts import InteractionDraft
from relkeeper.rules import who
from relkeeper.rules.texts import entered

Others = Annotated[
    list[who.Who] | None,
    Option(
        "--with", parser=person, autocompletion=complete.names, metavar="WHO", help="Who else took part; repeatable."
    ),
]
Incoming = Annotated[bool, Option("--in", help="They reached out.")]
Outgoing = Annotated[bool, Option("--out", help="You reached out.")]
Outcome = Annotated[
    str | None, Option("--outcome", "-o", parser=entered.text, metavar="TEXT", help="What was concluded.")
]
Place = Annotated[str | None, Option("--place", parser=entered.text, metavar="TEXT", help="Where it was.")]


def worded(draft: InteractionDraft, text: str) -> InteractionDraft:
    """The entry with its text: the first line is the summary. Raises UsageError for a text without a word."""
    summary, _, body = entered.filled(text).partition("\n")
    return replace(draft, summary=summary.strip(), body=body.strip())
