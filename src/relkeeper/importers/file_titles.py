"""What a conversation is called by the name of its file, where nothing in the file says it."""

import re

# Added to a file's name by programs: the encoding, and a number where that name was taken.
_ADDED = re.compile(r"(?:_utf8)?(?: ?\(\d{1,3}\))?$")
# Names that programs, and people who save a file, give to all chats alike.
_COMMON = re.compile(
    r"_?(?:chat|index|message|backup|export|output|result|data|input|standard input|download|weflow|wechat|weixin"
    r"|signal(?:-export)?|聊天记录|消息记录)s?(?:[ _-]?\d+)?",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?<=.)\.[^.]*$")
_ZIP = re.compile(r"\.zip$", re.IGNORECASE)


def title_of(path: str) -> str:
    """The base name without its ending and what programs add to it; empty for `chat.md`, `_chat.txt` and the like."""
    return _title(_ENDING.sub("", _parts(path)[-1]))


def title_around(path: str) -> str:
    """The same of the folder, or of the .zip, that a file lies in: some programs call their files all alike."""
    return _title(_ZIP.sub("", (_parts(path)[:-1] or [""])[-1]))


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def _title(name: str) -> str:
    title = _ADDED.sub("", name).strip()
    return "" if title in {".", ".."} or _COMMON.fullmatch(title) else title
