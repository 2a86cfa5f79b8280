"""How close we are: how often we are in touch, how much of it in person, and whether both begin.

A factor from 1 to 2, so that it lifts those who are close and hides nobody.
"""

from collections.abc import Iterable
from typing import NamedTuple

FREQUENT = 0.4
IN_PERSON = 0.3
MUTUAL = 0.3
MONTH = 30
"""The usual gap, in days, at which FREQUENT counts by half."""

MEETING = "meeting"


class Talk(NamedTuple):
    """An entry: its channel, who began (`in` is the other, `out` the owner, or empty), and the messages of a chat."""

    channel: str
    direction: str
    messages_in: int
    messages_out: int


def frequent(usual_days: float) -> float:
    """What being in touch every so many days gives, up to FREQUENT."""
    return FREQUENT * MONTH / (MONTH + usual_days)


def at_most(usual_days: float) -> float:
    """The closeness that no entries can exceed."""
    return 1 + frequent(usual_days) + IN_PERSON + MUTUAL


def without_entries(usual_days: float) -> float:
    """The closeness of somebody with whom there are none."""
    return closeness(usual_days, ())


def closeness(usual_days: float, talks: Iterable[Talk]) -> float:
    """The closeness by these entries: 1 + FREQUENT, IN_PERSON and MUTUAL, each by its share."""
    many = list(talks)
    met = sum(talk.channel == MEETING for talk in many) / len(many) if many else 0
    return 1 + frequent(usual_days) + IN_PERSON * met + MUTUAL * _mutual(many)


def _mutual(talks: Iterable[Talk]) -> float:
    """1 where both begin as often, 0 where always the same does; a half where nobody knows.

    An entry counts one: for who began it, or of a chat for both, by their messages.
    """
    theirs = ours = 0.0
    for talk in talks:
        messages = talk.messages_in + talk.messages_out
        if messages:
            theirs += talk.messages_in / messages
            ours += talk.messages_out / messages
        else:
            theirs += talk.direction == "in"
            ours += talk.direction == "out"
    return (2 * min(theirs, ours) + 1) / (theirs + ours + 2)
