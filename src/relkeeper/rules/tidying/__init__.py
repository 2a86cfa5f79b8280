"""What could be tidier about a contact: proposals with reasons, and the contact after those that were agreed to.

Nothing is ever lost: a value is written otherwise, put where it belongs, or taken out where it stands twice.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from relkeeper.drafts import ContactDraft
from relkeeper.rules.tidying import living, naming, reaching
from relkeeper.rules.tidying.proposal import Proposal, applied
from relkeeper.rules.tidying.reaching import likely_region

__all__ = ["Proposal", "applied", "likely_region", "proposals"]

Look = Callable[[ContactDraft, str, datetime | None], Iterable[Proposal]]

# One after the other: each looks at what the proposals before it would leave.
_LOOKS: tuple[Look, ...] = (
    lambda draft, region, now: naming.spelling(draft),
    lambda draft, region, now: naming.order(draft),
    lambda draft, region, now: naming.parts(draft),
    lambda draft, region, now: naming.aliases(draft),
    lambda draft, region, now: reaching.values(draft, region),
    lambda draft, region, now: reaching.doubles(draft, region),
    living.zone,
)


def proposals(draft: ContactDraft, region: str, now: datetime | None = None) -> tuple[Proposal, ...]:
    """What could be tidier, in the order in which it is to be done.

    `region` (ISO 3166, two letters, or empty) is the country of phone numbers without a country code; `now` is aware,
    and local to the user; without it no time zone is proposed. Works on any draft; once all of it is done there is
    nothing more to propose.
    """
    return tuple(_all(draft, region, now))


def _all(draft: ContactDraft, region: str, now: datetime | None) -> Iterator[Proposal]:
    for look in _LOOKS:
        found = tuple(look(draft, region, now))
        yield from found
        draft = applied(draft, found)
