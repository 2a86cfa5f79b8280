"""Words as targets: what a user mistypes on the command line, and the texts of others that the rules look at."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from relkeeper.errors import RelkeeperError
from relkeeper.forms import Forms
from relkeeper.importers import Reading
from relkeeper.importers.card_picture import codes
from relkeeper.rules import cadence, dates, durations, follow_ups, names, repeats, time_zones, who
from relkeeper.rules.dates import Side
from relkeeper.rules.names import pinyin
from relkeeper.rules.occasions import reading as occasions
from relkeeper.rules.points import mail_addresses, phones
from relkeeper.rules.queries import parsing, snippets
from relkeeper.rules.tables import columns
from relkeeper.rules.texts import html_text, quoting
from tests.fuzz import sanity
from tests.fuzz.readers import NOW
from tests.fuzz.targets import Target


def _code(text: str) -> None:
    card = codes.card_of(text, Reading(now=NOW))
    if card is not None:
        sanity.check(card, len(text.encode("utf-8", "replace")), NOW)


def _snippet(text: str) -> None:
    for query in (parsing.parse("tea law 样张", NOW).query, parsing.parse(text[:40], NOW).query):
        shown = snippets.snippet(text, query.wanted)
        if not all(0 <= begin <= end <= len(shown.text) for begin, end in shown.matches):
            raise sanity.SenselessError(f"matches lie outside of their text: {shown}")


_WORDS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "when": (
        lambda text: [dates.parse(text, NOW, side) for side in Side],
        ("yesterday 14:30", "3 days ago", "last friday", "nov 3", "2026-11-03T10:00+02:00", "上周五下午3点", "11月3日", "2w"),
    ),
    "cadence": (cadence.parse, ("every 2 weeks", "3m", "quarterly", "每两周", "10 days")),
    "duration": (durations.parse, ("45m", "1h 30m", "1.5 hours", "一个半小时", "90")),
    "repeat": (repeats.parse, ("every 2 weeks", "monthly", "yearly")),
    "follow-up": (lambda text: follow_ups.parse(text, NOW), ("send the deck by friday", "tomorrow: call", "in 2 weeks")),
    "occasion": (lambda text: occasions.parse(text, NOW.date()), ("1990-05-03", "may 3", "农历八月十五", "閏五月初三", "--05-03")),
    "time-zone": (time_zones.parse, ("Europe/Berlin", "shanghai", "UTC+8", "new york")),
    "who": (who.parse, ("#12", "ada@example.org", "+1 212 555 0142", "wechat:ada", "zhangsan", "样张三")),
    "columns": (columns.parse, ('Full Name=name,Mobile=phone:cell,"a,b"=field:x', "x=ignore")),
    "query": (
        lambda text: parsing.parse(text, NOW),
        ('报价 who:ada since:2026 -"tax law" in:notes', "via:call until:yesterday tag:friends", "+1 212 555 0142 is:note"),
    ),
    "html": (html_text.html_to_text, ("<html><p>Hi <b>Ada</b>&amp;co<a href='https://example.org'>x</a><ul><li>one",)),
    "mail-address": (
        lambda text: (mail_addresses.mailboxes(text), mail_addresses.parse(text)),
        ('"Example, Ada" <ada@example.org>, grace@example.org (Grace)', "a: b@example.org, c@example.org;"),
    ),
    "quoting": (
        lambda text: (quoting.new_text(text), quoting.bare_subject(text), quoting.is_forwarded(text)),
        ("yes\n\nOn Mon, 3 Nov 2025, Ada wrote:\n> tea?\n-- \nAda", "Re: AW: 回复: tea", "在 2025年11月3日，Ada 写道：\n> x"),
    ),
    "name": (
        lambda text: (names.fold(text), names.split(text), pinyin.keys(text), pinyin.typed(text), pinyin.sort_key(text)),
        ("Dr. Ada Example-Sampleton", "欧阳样三", "Example, Ada"),
    ),
    "phone": (
        lambda text: [phones.international(text, region) for region in ("US", "CN", None)],
        ("+1 (212) 555-0142 ext. 3", "010-5555 0101", "0044 20 7946 0000"),
    ),
    "snippet": (_snippet, ("tea with ada about tax law and 样张三 " * 9,)),
    "contact-form": (
        Forms(NOW).read_contact,
        ('name = "Ada Example"\nphones = ["+1 212 555 0142", {number = "1", label = "work"}]\n[fields]\na = "b"\n',),
    ),
    "entry-form": (
        Forms(NOW).read_entry,
        ('when = "yesterday"\nsummary = "tea"\nchannel = "call"\nduration = "45m"\n',),
    ),
    "code": (
        _code,
        (
            "MECARD:N:Example,Ada;TEL:+12125550142;EMAIL:ada@example.org;NOTE:a\\;b;;",
            "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Example\nTEL:+1 212 555 0142\nEND:VCARD",
        ),
    ),
}  # fmt: skip


def targets() -> Iterator[Target]:
    """A target for each."""
    for name, (understand, examples) in _WORDS.items():
        yield Target(name, partial(_feed, understand), partial(_encoded, examples))


def _feed(understand: Callable[[str], object], data: bytes) -> None:
    # As the command line gives it: what is no UTF-8 comes as lone surrogates.
    with suppress(RelkeeperError):
        understand(data.decode("utf-8", "surrogateescape"))


def _encoded(examples: tuple[str, ...]) -> list[bytes]:
    return [example.encode() for example in examples]
