"""Where somebody lives, as a time zone: a name of the IANA database, or empty where it is not known.

The names themselves are looked for only where one was typed: listing them takes longer than a report. The zones are
imported inside functions, on purpose: every report asks here, and most contacts have none.
"""

from datetime import datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from relkeeper.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# What says that none is known any more.
_NONE = frozenset({"", "none", "off", "无"})
# No places: the zone of the machine, one for a clock that nobody has set, and what GMT+8 would be taken for.
_NOWHERE = frozenset({"localtime", "Factory", "GMT+0", "GMT-0", "GMT0"})
# The clocks of two zones that agree now may not agree in the other half of the year.
_HALF_A_YEAR = timedelta(days=182)

# Cities by which people know a zone that is named after another one.
_CITIES = {
    "Asia/Shanghai": "china beijing peking guangzhou shenzhen hangzhou nanjing chengdu wuhan xian tianjin "
    "中国 北京 上海 广州 深圳 杭州 南京 成都 重庆 武汉 西安 天津 苏州 厦门",
    "Asia/Urumqi": "乌鲁木齐 新疆",
    "Asia/Hong_Kong": "香港",
    "Asia/Macau": "澳门 澳門",
    "Asia/Taipei": "taiwan 台北 臺北 台湾 臺灣 kaohsiung",
    "Asia/Tokyo": "东京 東京 大阪 日本 osaka kyoto",
    "Asia/Seoul": "korea south_korea 首尔 韩国 busan",
    "Asia/Singapore": "新加坡 singapore",
    "Asia/Bangkok": "thailand 曼谷 泰国",
    "Asia/Dubai": "迪拜 abu_dhabi",
    "Asia/Kolkata": "india mumbai bombay delhi new_delhi bangalore bengaluru chennai hyderabad 孟买",
    "Europe/London": "uk england 伦敦 英国 edinburgh manchester oxford cambridge",
    "Europe/Paris": "france 巴黎 法国 lyon marseille",
    "Europe/Berlin": "germany 柏林 德国 慕尼黑 munich hamburg frankfurt cologne stuttgart leipzig",
    "Europe/Zurich": "苏黎世 geneva basel bern",
    "Europe/Rome": "italy 罗马 米兰 意大利 milan",
    "Europe/Madrid": "spain 马德里 西班牙 barcelona",
    "Europe/Moscow": "莫斯科",
    "Europe/Istanbul": "istanbul 伊斯坦布尔",
    "America/New_York": "纽约 波士顿 华盛顿 boston washington philadelphia miami atlanta",
    "America/Chicago": "芝加哥 houston dallas austin",
    "America/Los_Angeles": "洛杉矶 旧金山 西雅图 san_francisco seattle san_diego",
    "America/Toronto": "多伦多 montreal ottawa",
    "America/Vancouver": "温哥华",
    "Australia/Sydney": "悉尼 canberra",
    "Australia/Melbourne": "墨尔本",
}


def parse(text: str) -> str:
    """The IANA name of a zone in its own spelling, from the name or a city: `europe/paris`, `new york`, `北京`.

    Empty for `none` and an empty text. Raises UsageError that proposes the nearest.
    """
    words = "_".join(text.casefold().split())
    if words in _NONE:
        return ""
    known = _known()
    found = known.get(words, ())
    if len(found) == 1:
        return found[0]
    example = "a name of the IANA database is expected, for example Europe/Paris or Asia/Shanghai"
    if found:
        raise UsageError(f"'{text}' may be {' or '.join(found)}; say which")
    # An offset is no place: what looks like UTC+8 may be eight hours off.
    is_offset = any(char.isdigit() for char in words)
    near = [] if is_offset else [known[word][0] for word in get_close_matches(words, known, n=1, cutoff=0.7)]
    raise UsageError(f"there is no time zone '{text}'; {f'did you mean {near[0]}? ' if near else ''}{example}")


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """The zones by what people type: a name, a city at its end, a city of ours. A place beats an old name (`Japan`)."""
    from zoneinfo import available_timezones

    names = sorted(available_timezones() - _NOWHERE)
    known: dict[str, tuple[str, ...]] = {name.casefold(): (name,) for name in names if "/" not in name}
    cities: dict[str, tuple[str, ...]] = {}
    # Etc/GMT+8 is eight hours behind, which nobody means who types GMT+8.
    for name in (name for name in names if "/" in name and not name.startswith("Etc/")):
        city = name.rpartition("/")[2].casefold()
        cities[city] = _named(cities.get(city, ()), name)
    known |= cities
    known |= {city: (name,) for name, others in _CITIES.items() for city in others.split()}
    return known | {name.casefold(): (name,) for name in names if "/" in name}


def _named(others: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The zones that end in a city. America/Louisville is an old name of America/Kentucky/Louisville."""
    area = name.partition("/")[0]
    old = next((other for other in others if other.startswith(f"{area}/")), "")
    return (*(other for other in others if other != old), max(old, name, key=lambda each: each.count("/")))


def exists(name: str) -> bool:
    """Whether that is the exact name of a zone that this machine knows."""
    return name not in _NOWHERE and _zone(name) is not None


def is_elsewhere(zone: str, now: datetime) -> bool:
    """Whether clocks in that zone and the user's show another time, at `now` (aware, local) or half a year later."""
    theirs = _zone(zone)
    if theirs is None:
        return False
    # The offset of `now` alone would not know of the user's summer time; None is the system's zone.
    ours: tzinfo | None = None if isinstance(now.tzinfo, timezone) else now.tzinfo
    moments = (now, now + _HALF_A_YEAR)
    return any(at.astimezone(theirs).utcoffset() != at.astimezone(ours).utcoffset() for at in moments)


def local(now: datetime, zone: str) -> datetime | None:
    """The moment `now` (aware) in that zone; None without a zone, and where this machine does not know it."""
    theirs = _zone(zone)
    return now.astimezone(theirs) if theirs else None


def local_text(now: datetime, zone: str) -> str | None:
    """The moment `now` (aware) in that zone, as ISO 8601 with its offset, to the minute; None without a zone."""
    there = local(now, zone)
    return there.isoformat(timespec="minutes") if there else None


def clock(now: datetime, zone: str) -> tuple[str | None, bool]:
    """`local_text`, and whether clocks there show another time at `now` than those of its own zone."""
    there = local(now, zone)
    return (there.isoformat(timespec="minutes"), there.utcoffset() != now.utcoffset()) if there else (None, False)


def is_awake(now: datetime, zone: str, hours: tuple[int, int]) -> bool | None:
    """Whether it is from the first to before the second of these hours in that zone; None without a zone."""
    there = local(now, zone)
    return hours[0] <= there.hour < hours[1] if there else None


def _zone(name: str) -> "ZoneInfo | None":
    """None also for a name that this machine does not know: a book may come from another one."""
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
