"""The settings: what each is for, how its text is checked, and the place they come from.

Flags win over the environment (`RELKEEPER_` + the name in capitals), the environment over the file, the file over the
default. This module only knows values; the file is read by `config_file.py`. Time zones are imported inside a function,
on purpose: every command starts here, and few people set one.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from relkeeper.errors import UsageError
from relkeeper.rules import cadence, channels, sizes

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Config(NamedTuple):
    """The settings in force."""

    db: Path | None = None
    default_cadence: int | None = None
    phone_region: str = ""
    default_channel: str = channels.UNSAID
    channels: tuple[str, ...] = ()
    busy_seconds: float = 30.0
    backup_folder: Path | None = None
    backup_daily: int = 7
    backup_weekly: int = 4
    backup_monthly: int = 12
    me_names: tuple[str, ...] = ()
    me_handles: tuple[str, ...] = ()
    me_contact: str = ""
    timezone: "ZoneInfo | None" = None
    sitting_hours: int = 4
    missing_day: str = "before"
    note_kinds: tuple[str, ...] = ()
    awake_hours: tuple[int, int] = (9, 21)
    attachment_limit: int = 4 * 10**9


class Setting(NamedTuple):
    """One setting. `parse` takes its text and returns the value, or raises UsageError with what was expected."""

    name: str
    description: str
    example: str
    parse: Callable[[str], object]
    default: str = ""


def _path(text: str) -> Path:
    return Path(text).expanduser()


def _cadence(text: str) -> int | None:
    return None if text.casefold() in {"none", "never", "off", ""} else cadence.parse(text)


def _region(text: str) -> str:
    region = text.upper()
    if region and not (len(region) == 2 and region.isascii() and region.isalpha()):
        raise UsageError(f"'{text}' is no country code; two letters are expected, for example CN, DE or US")
    return region


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.replace("，", ",").split(",") if (word := part.strip().casefold()))


def _further(text: str) -> tuple[str, ...]:
    """Words of the user's own; `none` takes them away."""
    return () if text.strip().casefold() in {"none", "无"} else _words(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 600:
        raise UsageError(f"'{text}' is no number of seconds between 0 and 600")
    return seconds


def _zone(text: str) -> "ZoneInfo | None":
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(text) if text else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"'{text}' is no time zone; a name is expected, for example Asia/Shanghai") from None


def _hours(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 168):
        raise UsageError(f"'{text}' is no number of hours between 1 and 168")
    return int(text)


def _missing_day(text: str) -> str:
    if text.casefold() not in {"before", "after"}:
        raise UsageError(f"'{text}' is neither 'before' nor 'after'")
    return text.casefold()


def _hours_of_day(text: str) -> tuple[int, int]:
    begin, dash, end = text.partition("-")
    if not (dash and begin.isdecimal() and end.isdecimal() and begin.isascii() and end.isascii()):
        raise UsageError(f"'{text}' are no hours; two are expected, for example 9-21")
    if not 0 <= int(begin) < int(end) <= 24:
        raise UsageError(f"'{text}' are no hours of one day, from 0 to 24 and the earlier first, for example 9-21")
    return int(begin), int(end)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 1000):
        raise UsageError(f"'{text}' is no number between 0 and 1000")
    return int(text)


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("db", "the file of the book", "~/people.db", _path),
        Setting(
            "default_cadence",
            "how often to be in touch with contacts without a cadence of their own or of a tag; none leaves them alone",
            "3m",
            _cadence,
            "none",
        ),
        Setting("phone_region", "country of phone numbers typed without a country code", "CN", _region),
        Setting("default_channel", "channel of a log line without --via", "call", channels.word, channels.UNSAID),
        Setting("channels", "further words for --via, separated by commas", "zoom,teams", _further),
        Setting("busy_seconds", "how long to wait while another program writes", "5", _seconds, "30"),
        Setting("backup_folder", "where backups go; else a folder beside the book", "~/backups", _path),
        Setting("backup_daily", "for how many days a backup is kept; 0 makes none by itself", "14", _count, "7"),
        Setting("backup_weekly", "for how many weeks a backup is kept", "8", _count, "4"),
        Setting("backup_monthly", "for how many months a backup is kept", "24", _count, "12"),
        Setting("me_names", "what you are called in chats, separated by commas", "Ada,小艾", _words),
        Setting("me_handles", "your own addresses, numbers and handles", "ada@example.org", _words),
        Setting("me_contact", "the contact that is you, as WHO: a name, a number, ...", "'#1'", str),
        Setting("timezone", "the zone of chats that name none; else that of this machine", "Asia/Shanghai", _zone),
        Setting("sitting_hours", "after how many silent hours a chat is a new entry", "6", _hours, "4"),
        Setting(
            "missing_day",
            "when to keep 29 February, or the 30th of a short lunar month, without one: the day before or after",
            "after",
            _missing_day,
            "before",
        ),
        Setting("note_kinds", "further words for the kind of a note, separated by commas", "recipe,allergy", _further),
        Setting("awake_hours", "the hours in which people may be called", "8-22", _hours_of_day, "9-21"),
        Setting("attachment_limit", "the largest file to be attached", "500MB", sizes.parse, "4GB"),
    )
}


def load(texts: Mapping[str, tuple[str, str]]) -> Config:
    """The settings in force, from the text and the origin of each that was given.

    Raises UsageError that names the origin, for an unknown setting (with the nearest that exists) or a value of no use.
    """
    values: dict[str, Any] = {}
    for name, (text, origin) in texts.items():
        try:
            values[name] = lookup(name).parse(text.strip())
        except UsageError as error:
            raise UsageError(f"{origin}: {error}") from None
    return Config(**values)


def lookup(name: str) -> Setting:
    """The setting called `name`: `me_names`, or `me.names` as in a table of the file.

    Raises UsageError that proposes the nearest.
    """
    setting = SETTINGS.get(name.replace(".", "_"))
    if setting is None:
        near = get_close_matches(name, SETTINGS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"settings are {', '.join(SETTINGS)}"
        raise UsageError(f"there is no setting '{name}'; {hint}")
    return setting


class SettingRow(NamedTuple):
    """A setting as it stands. `origin` is empty for the default."""

    name: str
    value: str
    origin: str
    description: str
    default: str
    example: str


def rows(texts: Mapping[str, tuple[str, str]]) -> list[SettingRow]:
    """Every setting with its value in force, from the text and the origin of each that was given."""
    return [
        SettingRow(
            setting.name,
            *texts.get(setting.name, (setting.default, "")),
            setting.description,
            setting.default,
            setting.example,
        )
        for setting in SETTINGS.values()
    ]


def from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that `RELKEEPER_*` variables give, as text. Empty variables count as unset."""
    return {name: text for name in SETTINGS if (text := environ.get(f"RELKEEPER_{name.upper()}"))}
