"""Who speaks in a WhatsApp chat: names as they stand before the colon, numbers where the phone knew no name."""

import re

from relkeeper.drafts import PersonDraft
from relkeeper.importers.whatsapp.headers import LEFT_TO_RIGHT, MARKS
from relkeeper.importers.whatsapp.words import is_said_by_app, tells_of_group

_MARKED = dict.fromkeys(map(ord, MARKS))
_NUMBER = re.compile(r"\+?[\d(][\d ().\u00a0\u2010\u2011/-]{4,}")
# Before the name that somebody gave himself, where the phone knew only his number.
_OWN_WORD = re.compile(r"~[ \u00a0\u202f]*")


class People(dict[str | None, PersonDraft | None]):
    """A person for each name as it is written; None for what stands before a colon and is no name."""

    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, written: str) -> PersonDraft | None:
        person = self[written] = _person(written)
        return person


def clean(written: str) -> str:
    """Without marks, and blanks around."""
    return written.translate(_MARKED).strip()


def _person(written: str) -> PersonDraft | None:
    name = clean(written)
    if not name or _is_sentence(name):
        return None
    if _NUMBER.fullmatch(name):
        return PersonDraft("", "phone", name.replace("\u00a0", " "))
    return PersonDraft(_OWN_WORD.sub("", name, count=1) if _OWN_WORD.match(name) else name)


def _is_sentence(text: str) -> bool:
    """A notice that holds a colon: `Ada changed the subject to "Tea: at five"`."""
    return text.count('"') % 2 == 1 or any(text.count(left) > text.count(right) for left, right in ("“”", "«»", "「」"))


def is_notice(line: str, text: str) -> bool:
    """Whether iOS, which puts a name before everything, says this itself. `text` is what follows the name in `line`."""
    if text[:1] != LEFT_TO_RIGHT or not is_said_by_app(text):
        return False
    # A mark before the line, too, is that of a file; a language whose words for it are unknown does not hide it.
    return line[:1] != LEFT_TO_RIGHT or tells_of_group(text)
