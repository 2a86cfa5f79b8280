"""Eight, the Japanese app for business cards: the table of all cards, with Japanese heads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts, days
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, begins_so, has
from relkeeper.rules import names
from relkeeper.rules.tables.columns import Column

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "eight"
TITLE = "Eight business cards, CSV"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "On 8card.net: 名刺データのダウンロード (download of the cards, with Eight Premium)."
STREAMS = True

_COLUMNS = {
    "会社名": "organization", "部署名": "department", "役職": "title", "e-mail": "email", "郵便番号": "code:work",
    "住所": "street:work", "tel": "phone:work", "tel会社": "phone:main", "tel部門": "phone:work",
    "tel直通": "phone:work",
    "fax": "phone:work,fax", "携帯電話": "phone:cell", "url": "url", "メモ": "notes", "タグ": "tag",
}  # fmt: skip
_NAME = "氏名"
_EXCHANGED = "名刺交換日"
# What Eight says of its own work.
_OF_EIGHT = ("eightでつながっている人", "再データ化中の名刺", "'?'を含んだデータ")
_IS_HEAD = has("会社名", "役職", _NAME)


def recognises(head: Head) -> bool:
    """Whether a row near the beginning names the columns."""
    return begins_so(head, _IS_HEAD)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _IS_HEAD)
    ours = {**_COLUMNS, **dict.fromkeys((_NAME, _EXCHANGED, *_OF_EIGHT), "ignore")}
    others = contacts.by_heads(table.heads, ours, table.keys)

    def fill(row: Row, cells: Heads) -> None:
        others(row, cells)
        said = dict(zip(table.keys, cells, strict=True))
        _take_name(row, said[_NAME].split())
        if exchanged := said.get(_EXCHANGED, ""):
            row.take(Column("how_we_met"), f"Exchanged business cards on {days.written(exchanged)}")

    return contacts.read(table, name, "", fill, splits=True)


def _take_name(row: Row, words: Sequence[str]) -> None:
    """The family name stands first, where the card is in Japanese."""
    if len(words) == 2 and any(map(names.is_cjk, words)):
        row.take(Column("family_name"), words[0])
        row.take(Column("given_name"), words[1])
    else:
        row.take(Column("name"), " ".join(words))
