"""Archives: the exports of some programs come as .zip, and are unpacked before they are read.

An archive is made by somebody else, so nothing that it says is trusted: neither the names of what is in it (APPNOTE
4.4.17; CWE-22) nor their sizes (a few kilobytes can unpack to terabytes).
"""

import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import InputError
from relkeeper.importers.encoding import TextCodec, choose

SIGN = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_CHUNK = 2**20
# Folders in folders, more than any program makes.
_DEEPEST = 100
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
# Documents are archives too. What an Office program writes stands in one of these.
_OF_DOCUMENTS = {"[Content_Types].xml", "mimetype", "AndroidManifest.xml"}


class Limits(NamedTuple):
    """How much may come out of an archive: bytes of all and of one member, and how many members.

    What unpacks to more than `ratio` times its size is taken for a bomb, once it is more than `harmless` bytes.
    """

    total: int = 8 * 10**9
    single: int = 4 * 10**9
    members: int = 100_000
    ratio: int = 200
    harmless: int = 10**8


def is_archive(data: bytes) -> bool:
    """Whether a file that begins so is a .zip, or a document that is made like one."""
    return data.startswith((SIGN, _EMPTY))


def unpack(path: Path, name: str, folder: Path, limits: Limits) -> list[tuple[str, str]]:
    """Unpack the archive, which people call `name`, into an empty folder that is nobody else's.

    Hidden members are left out. Returns the name of each member that could not be unpacked, or must not be, and why.
    Raises InputError for what is no archive, is encrypted, too large, or a document.
    """
    problems = []
    try:
        with zipfile.ZipFile(path) as archive:
            _guard(archive, path, name, folder, limits)
            for member, inner in _named(archive):
                if _hidden(inner):
                    continue
                if problem := _refused(member, inner, limits) or _take(archive, member, folder / inner):
                    problems.append((inner, problem))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError) as error:
        raise InputError(f"{name} is a damaged archive ({error}); make or download it again") from error
    return problems


def _guard(archive: zipfile.ZipFile, path: Path, name: str, folder: Path, limits: Limits) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members if member.file_size <= limits.single)
    if len(members) > limits.members:
        raise InputError(f"{name} holds {len(members):,} files; more than {limits.members:,} are not unpacked")
    if any(member.filename in _OF_DOCUMENTS for member in members):
        raise InputError(f"{name} is a document or program, no export; save a document as text (UTF-8) first")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InputError(f"{name} is encrypted; unpack it with its password, and import the folder")
    if total > limits.harmless and total > limits.ratio * path.stat().st_size:
        raise InputError(f"{name} would unpack to {total:,} bytes, {limits.ratio} times its size; that is no export")
    if total > limits.total:
        raise InputError(
            f"{name} would unpack to {total:,} bytes, which is more than is done in passing; unpack it yourself, and "
            "import the folder"
        )
    if total > shutil.disk_usage(folder).free:
        raise InputError(f"there is no room in {folder.parent} to unpack {name}; name another place with TMPDIR")


def _named(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Each file with its name. Windows in China packs names in GB18030 without saying so."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    raw = {member: member.orig_filename.encode("cp437") for member in members if not member.flag_bits & _NAME_IS_UTF8}
    codec = choose(list(raw.values())) if raw else TextCodec("utf-8")
    for member in members:
        text = codec.text(raw[member]) if member in raw else member.orig_filename
        yield member, text.replace("\\", "/")


def _hidden(inner: str) -> bool:
    """Whether no person put it there: hidden files, and what macOS adds."""
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in inner.split("/"))


def _refused(member: zipfile.ZipInfo, inner: str, limits: Limits) -> str:
    """Why a member is not unpacked, whatever it holds; else empty."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, and was left out"
    if _leads_astray(inner):
        return "the name leads out of the archive, or too deep into it; it was left out"
    if member.file_size > limits.single:
        return f"it would unpack to {member.file_size:,} bytes; unpack it yourself, and import the folder"
    return ""


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> str:
    """Unpack one member; says why where it cannot be done."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("xb") as file:
            shutil.copyfileobj(packed, file, _CHUNK)
    except FileExistsError:
        return "the archive holds it twice; the first one was taken"
    except (NotImplementedError, RuntimeError):
        return "it is packed in a way that is not known here; unpack the archive yourself, and import the folder"
    except (zipfile.BadZipFile, zlib.error, EOFError):
        target.unlink(missing_ok=True)
        return "it is damaged in the archive, and was left out"
    except OSError as error:
        return f"it could not be unpacked: {error.strerror or error}"
    return ""


def _leads_astray(inner: str) -> bool:
    parts = inner.split("/")
    odd = "\0" in inner or inner.startswith("/") or ".." in parts or not parts[-1] or _DRIVE.match(inner)
    return bool(odd) or len(parts) > _DEEPEST
