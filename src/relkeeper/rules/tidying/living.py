"""Where somebody lives, as far as their phone tells it."""

from collections.abc import Iterator
from datetime import datetime

from relkeeper.drafts import ContactDraft
from relkeeper.rules import time_zones
from relkeeper.rules.points import phones
from relkeeper.rules.tidying.proposal import Proposal, texts


def zone(draft: ContactDraft, region: str, now: datetime | None) -> Iterator[Proposal]:
    """The time zone of somebody who has none, where all phones are in one whose clocks are not the user's."""
    if now is None or draft.timezone:
        return
    found = phones.time_zone((each.value for each in draft.points if each.kind == "phone"), region or None)
    if time_zones.is_elsewhere(found, now):
        yield texts(draft, "the phone is there", timezone=found)
