"""Makes an exported chat of any length: `python -m benchmarks.chats FORMAT PATH --messages N [--seed S]`.

Two people who do not exist talk from 2012 to 2026, about twenty messages at a time, in English and Chinese. FORMAT is
`whatsapp` (text of Android), `qq` (text of QQ for PC) or `telegram` (JSON of Telegram Desktop, one chat). The same
arguments give the same file.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import words
from benchmarks.people import FIRST

ME = "Bob Placeholder"
PEER = FIRST.name
_CHINESE_PEER = "样张三"

_BEGUN = datetime(2012, 1, 8, tzinfo=UTC)
_DAYS = (datetime(2026, 11, 1, tzinfo=UTC) - _BEGUN).days
_SITTING = 20
_SHORT = ("ok", "yes, of course", "see you then", "no idea", "haha", "好的", "在吗？", "明天见", "哈哈哈", "收到，谢谢")
_LONG = (*words.SUMMARIES, *words.OUTCOMES, *words.NOTES)

_MEDIA_SHARE = 0.05
_SHORT_SHARE = 0.45
_BODY_SHARE = 0.05


class Message(NamedTuple):
    """One message; a picture has no text. `at` is the clock of the phone, and UTC."""

    at: datetime
    mine: bool
    text: str


def talk(count: int, seed: int = 1) -> Iterator[Message]:
    """`count` messages in the order of time, the same for the same seed."""
    random = Random(f"{seed} chat")
    bodies = words.bodies(random, 100)
    sittings = max(1, count // _SITTING)
    apart = timedelta(days=_DAYS) / sittings
    for number in range(sittings):
        at = _BEGUN + apart * (number + random.random() / 2)
        # The last one takes what the division left over.
        for _ in range(_SITTING if number < sittings - 1 else count - _SITTING * (sittings - 1)):
            at += timedelta(seconds=1 + int(random.random() ** 3 * 400))
            yield Message(at.replace(microsecond=0), random.random() < 0.5, _said(random, bodies))


def _said(random: Random, bodies: list[str]) -> str:
    drawn = random.random()
    if drawn < _MEDIA_SHARE:
        return ""
    if drawn < _MEDIA_SHARE + _SHORT_SHARE:
        return random.choice(_SHORT)
    if drawn > 1 - _BODY_SHARE:
        return random.choice(bodies)
    return random.choice(_LONG)


def whatsapp(messages: Iterator[Message]) -> Iterator[str]:
    """As Android writes it where the day stands before the month."""
    yield f"{_BEGUN:%d/%m/%Y, %H:%M} - Messages and calls are end-to-end encrypted.\n"
    for at, mine, text in messages:
        yield f"{at:%d/%m/%Y, %H:%M} - {ME if mine else PEER}: {text or '<Media omitted>'}\n"


def qq(messages: Iterator[Message]) -> Iterator[str]:
    """A conversation of two, where QQ writes no numbers, with its preamble."""
    ruler = "=" * 64
    yield "\ufeff消息记录（此消息记录为文本格式，不支持重新导入）\n\n"
    yield f"{ruler}\n消息分组:我的好友\n{ruler}\n消息对象:{_CHINESE_PEER}\n{ruler}\n\n"
    for at, mine, text in messages:
        yield f"{at:%Y-%m-%d %H:%M:%S} {ME if mine else _CHINESE_PEER}\n{text or '[图片]'}\n\n"


def telegram(messages: Iterator[Message]) -> Iterator[str]:
    """A chat of two with the numbers of both, indented as Telegram Desktop does it."""
    head = {"name": PEER, "type": "personal_chat", "id": 100200300}
    yield json.dumps(head, indent=1).removesuffix("\n}") + ',\n "messages": [\n'
    between = ""
    for number, message in enumerate(messages, 1):
        shown = json.dumps(_telegram(number, message), indent=1, ensure_ascii=False).replace("\n", "\n  ")
        yield f"{between}  {shown}"
        between = ",\n"
    yield "\n ]\n}\n"


def _telegram(number: int, message: Message) -> dict[str, object]:
    at, mine, text = message
    told: dict[str, object] = {
        "id": number,
        "type": "message",
        "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(at.timestamp())),
        "from": ME if mine else PEER,
        "from_id": "user100200301" if mine else "user100200300",
    }
    if not text:
        told["photo"] = "(File not included. Change data exporting settings to download.)"
        told |= {"width": 1280, "height": 960}
    return told | {"text": text, "text_entities": [{"type": "plain", "text": text}] if text else []}


class _Format(NamedTuple):
    """How messages become text, and how its lines end."""

    lines: Callable[[Iterator[Message]], Iterator[str]]
    end: str


_FORMATS: Mapping[str, _Format] = {
    "whatsapp": _Format(whatsapp, "\n"),
    "qq": _Format(qq, "\r\n"),
    "telegram": _Format(telegram, "\n"),
}


def write(name: str, path: Path, count: int, seed: int = 1) -> None:
    """Write the file; UTF-8."""
    lines, end = _FORMATS[name]
    with path.open("w", encoding="utf-8", newline=end) as file:
        file.writelines(lines(talk(count, seed)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chats", description="Make a chat of any length.")
    parser.add_argument("format", choices=_FORMATS, metavar="FORMAT")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--messages", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    given = parser.parse_args()
    write(given.format, given.path, given.messages, given.seed)


if __name__ == "__main__":
    main()
