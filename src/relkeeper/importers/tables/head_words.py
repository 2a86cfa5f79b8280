"""What a column holds by the word at its head."""

import re

from relkeeper.rules import points
from relkeeper.rules.tables import column_words, columns
from relkeeper.rules.tables.columns import Column
from relkeeper.rules.texts.entered import key

_OF_A_SERVICE = re.compile(r" ?(?:id|handle|username|user name|account|number|号|号码|账号|帐号|號|帳號)$")
# A second phone, e-mail, ...: "Email 2", 电话1, "phone_3".
_NUMBERED = re.compile(r" ?[(\[]?[1-9][)\]]?$")


def told(head: str) -> Column | None:
    """What a column with that head holds; None where the head does not tell it."""
    word = key(head).strip(" :：*#")
    target = column_words.target(word)
    return columns.column(target) if target else _service(word) or _numbered(word)


def _service(word: str) -> Column | None:
    service = points.service(_OF_A_SERVICE.sub("", word))
    return Column(service) if service in column_words.SERVICES else None


def _numbered(word: str) -> Column | None:
    bare = _NUMBERED.sub("", word)
    return told(bare) if bare and bare != word else None
