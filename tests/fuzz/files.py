"""Files that are no export as targets: settings, tables with `--map`, what is attached and searched, a folder that is
kept in step, an archive."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from relkeeper import config, config_file
from relkeeper.errors import RelkeeperError
from relkeeper.importers import Reading, encoding, named, sources
from relkeeper.rules.tables import columns
from relkeeper.services.attachments import extracting, media_types
from relkeeper.syncing import items, vdir
from tests.fuzz import sanity
from tests.fuzz.readers import NOW, samples
from tests.fuzz.targets import Target

_SETTINGS = b'phone_region = "DE"\nsitting_hours = 4\nbackup_daily = true\n[me]\nnames = ["Ada"]\n'
_ARCHIVED = (("ada.vcf",), ("a/b/chat.txt", "../out.vcf"), ("样.vcf", ".hidden", "ada.vcf", "ada.vcf/x"))


def targets() -> Iterator[Target]:
    """A target for each."""
    yield Target("settings", _settings, lambda: [_SETTINGS])
    yield Target("map", _mapped, lambda: [b"Full Name=name,Mobile=phone:cell\n" + table for table in samples("csv")])
    yield Target("encoding", _encoding, _of_many_encodings)
    yield Target("html-file", partial(_attached, media_types.HTML), lambda: samples("qq-mht"))
    yield Target("mail-file", partial(_attached, media_types.MAIL), lambda: samples("mail"))
    yield Target("pdf", partial(_attached, media_types.PDF), _pdfs)
    yield Target("folder", _folder, lambda: samples("vcard"))
    yield Target("archive", _archive, _archives)


@contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder, suppress(RelkeeperError):
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _settings(data: bytes) -> None:
    with _file("config.toml", data) as path:
        config.load({name: (text, "config.toml") for name, text in config_file.read(path).items()})


def _mapped(data: bytes) -> None:
    """The table, with the words of its first line as what its columns hold."""
    head, _, table = data.partition(b"\n")
    with suppress(RelkeeperError):
        pairs = columns.parse(head.decode("utf-8", "surrogateescape"))
        for record in named("csv").read(BytesIO(table), "people.csv", Reading(now=NOW, columns=pairs)):
            sanity.check(record, len(data), NOW)


def _encoding(data: bytes) -> None:
    text, codec = encoding.decode(data)
    if len(text) > 2 * len(data) + 1 or not codec:
        raise sanity.SenselessError(f"{len(text)} characters were made of {len(data)} bytes of {codec!r}")


def _attached(kind: str, data: bytes) -> None:
    text = extracting.text(data, kind)
    if "\0" in text or len(text) > extracting.LONGEST:
        raise sanity.SenselessError(f"a text of {len(text)} characters, or with what is none")


def _folder(data: bytes) -> None:
    with _file("ada.vcf", data) as path:
        vdir.listing(path.parent)
        items.read(vdir.read(path), path.name)


def _archive(data: bytes) -> None:
    with _file("backup.zip", data) as path:
        with suppress(RelkeeperError), sources([path]) as found:
            place = found.place().parent.resolve()
            for source in found.found:
                if not source.path.resolve().is_relative_to(place):
                    raise sanity.SenselessError(f"unpacked to {source.path}")
        left = [inside.name for inside in path.parent.iterdir() if inside != path]
        if left:
            raise sanity.SenselessError(f"the archive wrote {left} beside itself")


@cache
def _of_many_encodings() -> list[bytes]:
    text = "样张三 Ada Example Müller Пример サンプル\r\n" * 3
    codecs = ("utf-8", "utf-16", "utf-16-be", "gb18030", "big5", "shift_jis", "cp1252", "cp1251", "euc_kr")
    return [text.encode(codec, "ignore") for codec in codecs]


@cache
def _pdfs() -> list[bytes]:
    from tests.services.attachments.test_extracting import pdf

    return [pdf("tea with Ada"), pdf("one", "two", "three")]


@cache
def _archives() -> list[bytes]:
    found = []
    for inside in _ARCHIVED:
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            for number, name in enumerate(inside):
                packed.writestr(name, samples("vcard")[number])
        found.append(file.getvalue())
    return found
