"""A CardDAV server with a phone's address book (Radicale), vdirsyncer between it and a folder, and khard beside it."""

import base64
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = Path(sys.executable).parent
ADDRESS_BOOK = "/ada/phone/"
_WAIT = 20

_RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}
[logging]
level = error
"""

_VDIRSYNCER = """
[general]
status_path = "{home}/status/"

[pair contacts]
a = "folder"
b = "server"
collections = ["phone"]
conflict_resolution = "b wins"

[storage folder]
type = "filesystem"
path = "{home}/contacts/"
fileext = ".vcf"

[storage server]
type = "carddav"
url = "http://127.0.0.1:{port}/"
username = "ada"
password = "secret"
"""

_KHARD = """
[addressbooks]
[[phone]]
path = {home}/contacts/phone
[general]
default_action = list
editor = true
merge_editor = true
"""


class Phone:
    """A phone: it speaks to the server and knows nothing of folders."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home
        self._port = port

    @property
    def folder(self) -> Path:
        """The folder that vdirsyncer keeps."""
        return self._home / "contacts" / "phone"

    def put(self, name: str, *lines: str) -> None:
        """Save a card on the server."""
        card = "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))
        self._ask("PUT", f"{ADDRESS_BOOK}{name}", card.encode(), "text/vcard")

    def get(self, name: str) -> str:
        return self._ask("GET", f"{ADDRESS_BOOK}{name}").decode()

    def delete(self, name: str) -> None:
        self._ask("DELETE", f"{ADDRESS_BOOK}{name}")

    def names(self) -> dict[str, str]:
        """The full names on the server, each with the name of its card."""
        listed = self._ask("PROPFIND", ADDRESS_BOOK).decode().split("<href>")
        files = [part.partition("<")[0].rpartition("/")[2] for part in listed[1:]]
        return {_full_name(self.get(name)): name for name in files if name}

    def sync(self) -> str:
        """What `vdirsyncer sync` says."""
        return tool("vdirsyncer", "sync")

    def khard(self) -> str:
        """What `khard list` says of the folder."""
        return tool("khard", "list", "--parsable", "--fields", "name")

    def make_address_book(self) -> None:
        body = (
            '<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/>'
            "<C:addressbook/></resourcetype><displayname>Phone</displayname></prop></set></mkcol>"
        )
        self._ask("MKCOL", ADDRESS_BOOK, body.encode(), "application/xml")

    def _ask(self, method: str, path: str, data: bytes = b"", kind: str = "") -> bytes:
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}{path}", data or None, method=method)
        request.add_header("Authorization", f"Basic {base64.b64encode(b'ada:secret').decode()}")
        request.add_header("Depth", "1")
        if kind:
            request.add_header("Content-Type", kind)
        with urllib.request.urlopen(request, timeout=_WAIT) as answer:
            return answer.read()


def tool(name: str, *words: str) -> str:
    """Run a program that is installed beside Python; what it says. It must succeed."""
    done = subprocess.run(
        [str(BIN / name), *words], capture_output=True, text=True, timeout=_WAIT, input="y\n" * 9, check=False
    )
    assert done.returncode == 0, (words, done)
    return done.stdout + done.stderr


@contextmanager
def phone(home: Path) -> Iterator[Phone]:
    """A server with an empty address book, and vdirsyncer that knows it; stopped at the end."""
    port = _free_port()
    (home / "radicale.conf").write_text(_RADICALE.format(port=port, folder=home / "server"))
    configs = {"vdirsyncer/config": _VDIRSYNCER, "khard/khard.conf": _KHARD}
    for name, text in configs.items():
        path = home / ".config" / name
        path.parent.mkdir(parents=True)
        path.write_text(text.format(home=home, port=port))
    server = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(home / "radicale.conf")], env=dict(os.environ)
    )
    try:
        _wait_for(port)
        made = Phone(home, port)
        made.make_address_book()
        tool("vdirsyncer", "discover", "--no-list")
        yield made
    finally:
        server.terminate()
        server.wait(_WAIT)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _WAIT
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")


def _full_name(card: str) -> str:
    return next(line[3:] for line in card.splitlines() if line.startswith("FN:"))
