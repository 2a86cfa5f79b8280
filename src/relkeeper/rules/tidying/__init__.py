"""What could be tidier about a contact: proposals with reasons, and the contact after those that were agreed to.

Nothing is ever lost: a value is written otherwise, put where it belongs, or taken out where it stands twice.
"""

from collections.abc import Callable, Iterable, Iterator

from relkeeper.drafts import ContactDraft
from relkeeper.rules.tidying import naming, reaching
from relkeeper.rules.tidying.proposal import Proposal, applied
from relkeeper.rules.tidying.reaching import likely_region

__all__ = ["Proposal", "applied", "likely_region", "proposals"]

Look = Callable[[ContactDraft, str], Iterable[Proposal]]

# One after the other: each looks at what the proposals before it would leave.
_LOOKS: tuple[Look, ...] = (
    lambda draft, region: naming.spelling(draft),
    lambda draft, region: naming.order(draft),
    lambda draft, region: naming.parts(draft),
    lambda draft, region: naming.aliases(draft),
    reaching.values,
    reaching.doubles,
)


def proposals(draft: ContactDraft, region: str) -> tuple[Proposal, ...]:
    """What could be tidier, in the order in which it is to be done.

    `region` (ISO 3166, two letters, or empty) is the country of phone numbers without a country code. Works on any
    draft; once all of it is done there is nothing more to propose.
    """
    return tuple(_all(draft, region))


def _all(draft: ContactDraft, region: str) -> Iterator[Proposal]:
    for look in _LOOKS:
        found = tuple(look(draft, region))
        yield from found
        draft = applied(draft, found)
