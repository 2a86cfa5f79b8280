"""The book that the pictures show: invented people, and a year of talks with them by rules that repeat."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from relkeeper.book import Book
from relkeeper.drafts import InteractionDraft
from relkeeper.rules import who
from relkeeper.rules.dates import parse

# How many days ago, and what was typed then.
PEOPLE: Sequence[tuple[int, str]] = (
    (340, 'relkeeper add "Jürgen Muster" --tag friends'),
    (330, "relkeeper add 样奶奶 --tag family --every 1w"),
    (300, "relkeeper add 样张三 --org 示例科技 --tag 同学 --met 同学会 --every 1m"),
    (300, 'relkeeper add "Ada Example" --org "Example Engines" --email ada@example.org --every 2w'),
    (190, 'relkeeper add "Grace Sampleton" --tag work --every 3m'),
    (60, "relkeeper note add 样张三 川菜 --kind likes"),
    (60, "relkeeper occasion add 样奶奶 birthday lunar 十月廿一"),
    (1, 'relkeeper follow-up add ada "send her the photos" --due "in 4 days"'),
)


class Habit(NamedTuple):
    """Talks with somebody: every so many days, from the oldest to the newest in days ago, at an hour.

    Channels and words take turns; words are what was said, and what was concluded.
    """

    name: str
    every: int
    oldest: int
    newest: int
    hour: int
    channels: Sequence[str]
    said: Sequence[tuple[str, str]]


_ADA = (
    ("her new engine", "she sends the slides"),
    ("my move to Berlin", ""),
    ("lunch by the river", "museum in spring"),
)
_ZHANG = (("工作的事", ""), ("毕业二十年聚会", "他来订餐厅"))
_GRANDMOTHER = (("天气，身体都好", ""), ("药吃完了", "周末带过去"))
_JUERGEN = (("hike in the hills", "next time the lake"), ("the photos", ""))
_GRACE = (("review of the compiler", "she reads the draft"),)

HABITS = (
    Habit("ada", 9, 296, 41, 12, ("call", "call", "video", "meeting"), _ADA),
    Habit("样张三", 21, 298, 44, 20, ("wechat", "wechat", "call"), _ZHANG),
    Habit("样奶奶", 6, 329, 12, 9, ("call",), _GRANDMOTHER),
    Habit("jürgen", 13, 338, 52, 18, ("meeting", "email"), _JUERGEN),
    Habit("grace", 55, 180, 110, 15, ("email",), _GRACE),
)


def talk(book: Book) -> None:
    """Log the talks of a year, as one change of the book."""
    with book.writing("log") as write:
        for habit in HABITS:
            contact = book.find(who.parse(habit.name)).id
            for draft in _talks(habit, book):
                write.interactions.add(draft, [contact])


def _talks(habit: Habit, book: Book) -> Iterator[InteractionDraft]:
    # A day sooner or later each time, as people are.
    for number, days in enumerate(range(habit.oldest, habit.newest - 1, -habit.every)):
        ago = max(days - number * number % 3, habit.newest)
        when = (book.now - timedelta(days=ago)).date()
        summary, outcome = habit.said[number % len(habit.said)]
        yield InteractionDraft(
            parse(f"{when} {habit.hour + number % 3}:{number * 7 % 60:02}", book.now),
            summary,
            habit.channels[number % len(habit.channels)],
            outcome=outcome,
        )
