"""The rows of the statistics, which are their JSON."""

from typing import NamedTuple

from relkeeper.reports.interactions import Named


class MonthRow(NamedTuple):
    """The entries of a month `YYYY-MM`; `channels` has those with any, the most used of the whole span first."""

    month: str
    total: int
    channels: dict[str, int]


class ChannelRow(NamedTuple):
    """A channel; the shares of all channels sum to 1."""

    channel: str
    entries: int
    share: float


class DayRow(NamedTuple):
    """A day `YYYY-MM-DD` with entries."""

    on: str
    entries: int


class PersonRow(NamedTuple):
    """Somebody's entries, and their share in those of everybody, in which an entry with two people counts for each.

    `cumulative` is the share of this one and of all before. `months` has the entries of each month of the span.
    """

    contact: Named
    entries: int
    share: float
    cumulative: float
    months: tuple[int, ...]


class NewRow(NamedTuple):
    """How many contacts were added in a month `YYYY-MM`."""

    month: str
    contacts: int


class SilenceRow(NamedTuple):
    """So many days from one day of contact to the next, or to today where it is `going_on`."""

    contact: Named
    days: int
    from_on: str
    until_on: str
    going_on: bool


class PersonBalance(NamedTuple):
    """How often each side reached out."""

    contact: Named
    incoming: int
    outgoing: int


class Balance(NamedTuple):
    """Who reached out, by the direction of the entries: `incoming` they did, `outgoing` you did, `unknown` unsaid.

    Of a chat the first message of each sitting counts. `people` are those of the report who have any direction.
    """

    incoming: int
    outgoing: int
    unknown: int
    people: tuple[PersonBalance, ...]


class Statistics(NamedTuple):
    """The entries from the day `since` to the day `until`, with everybody or, if `contact` is there, with one.

    Entries are what counts as contact: no notes, and no talk of groups that the settings leave out. Private ones count.
    Days and hours are local to where the entry was made. `months` has every month of the span, `days` only those with
    entries. `weekday_hours` has 24 hours for each day from Monday on, of the entries with a time of day; `without_time`
    are the others. `contacts` is with how many people; `people` are the first 50 of them but for archived
    ones, and the first `vital_few` of all have 80 % of the shares. `silences` are the longest ones of which at least
    one end is a contact within the span, of everybody the longest. `new_contacts` is empty for one contact.
    """

    since: str
    until: str
    contact: Named | None
    entries: int
    contacts: int
    months: tuple[MonthRow, ...]
    channels: tuple[ChannelRow, ...]
    days: tuple[DayRow, ...]
    weekday_hours: tuple[tuple[int, ...], ...]
    without_time: int
    people: tuple[PersonRow, ...]
    vital_few: int
    new_contacts: tuple[NewRow, ...]
    silences: tuple[SilenceRow, ...]
    balance: Balance
