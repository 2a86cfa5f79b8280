"""Where a passphrase comes from: a command, the system's keyring, or a person at the terminal; never an argument.

The keyring is imported inside a function, on purpose: it is an extra (`relkeeper[keyring]`), and slow to start. No
error here quotes what a command printed or a person typed.
"""

import hashlib
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from relkeeper.errors import PassphraseError
from relkeeper.rules.extras import installing
from relkeeper.store.connecting import SALT_BYTES

# Puts the question to whoever is there, without showing what is typed.
Ask = Callable[[str], str]

COMMAND = "RELKEEPER_PASSPHRASE_COMMAND"
NEW_COMMAND = "RELKEEPER_NEW_PASSPHRASE_COMMAND"
OLD_COMMAND = "RELKEEPER_OLD_PASSPHRASE_COMMAND"
SERVICE = "relkeeper"

# What SQLCipher 4 does with a passphrase, so that its own programs open the file too.
_ROUNDS = 256_000
_KEY_BYTES = 32


def derive(passphrase: str, salt: bytes) -> str:
    """The key and the salt of a file, in the form in which SQLCipher takes both."""
    key = hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8", "surrogateescape"), salt, _ROUNDS, _KEY_BYTES)
    return f"x'{key.hex()}{salt.hex()}'"


def derive_new(passphrase: str) -> str:
    """A key of that passphrase for a new file, with a salt that no file has had."""
    return derive(passphrase, os.urandom(SALT_BYTES))


class Passphrases:
    """The passphrase of the book at `path`. `ask` is None where nobody is there to answer.

    Each method raises PassphraseError where there is none, or it is empty.
    """

    def __init__(self, path: Path, environ: Mapping[str, str], ask: Ask | None) -> None:
        self._path = path.absolute()
        self._environ = environ
        self._ask = ask

    def current(self) -> str:
        """What opens the book: from the command, the keyring or the person."""
        found = self._told()
        if found is None and self._ask is not None:
            found = self._ask(f"Passphrase of {self._path}?")
        if found is None:
            raise PassphraseError(
                f"{self._path} is encrypted: set {COMMAND} to a command that prints its passphrase, keep it in the"
                " system's keyring (relkeeper[keyring]), or type it at a terminal"
            )
        return found

    def first(self) -> str:
        """What is to open a book that is plain yet: from the command, the keyring or the person, who types it twice."""
        found = self._told()
        return self._typed_twice(COMMAND) if found is None else _filled(found)

    def next(self) -> str:
        """What is to open the book from now on: from a command of its own or the person, who types it twice."""
        if command := self._environ.get(NEW_COMMAND):
            return _filled(_printed(command, NEW_COMMAND))
        return self._typed_twice(NEW_COMMAND)

    def older(self, backup: Path, why: PassphraseError, *, asking: bool) -> str:
        """What opens a backup that the passphrase of the book does not open, and `why` not: from a command of its own
        or, with `asking`, from the person."""
        if command := self._environ.get(OLD_COMMAND):
            return _filled(_printed(command, OLD_COMMAND))
        if not asking or self._ask is None:
            raise PassphraseError(
                f"{why}; if another one opened the book when it was made, set {OLD_COMMAND} to a command that prints it"
            ) from None
        return _filled(self._ask(f"Passphrase of the backup {backup}?"))

    def in_keyring(self) -> bool:
        """Whether the keyring has a passphrase for the book."""
        ring = _keyring()
        return ring is not None and _kept(ring, str(self._path)) is not None

    def keep(self, passphrase: str) -> None:
        """Keep the passphrase of the book in the system's keyring."""
        ring = self.require_keyring()
        try:
            ring.set_password(SERVICE, str(self._path), passphrase)
        except ring.errors.KeyringError as error:
            raise PassphraseError(f"the keyring did not take the passphrase: {type(error).__name__}") from None

    def require_keyring(self) -> Any:
        """The module of the keyring. Raises PassphraseError that says what to install."""
        ring = _keyring()
        if ring is None:
            raise PassphraseError(
                f"the system's keyring needs one more package; install it with: {installing('keyring')}"
            )
        return ring

    def _told(self) -> str | None:
        """What is known without asking anybody; None if nothing is."""
        if command := self._environ.get(COMMAND):
            return _filled(_printed(command, COMMAND))
        ring = _keyring()
        return _kept(ring, str(self._path)) if ring is not None else None

    def _typed_twice(self, command: str) -> str:
        if self._ask is None:
            raise PassphraseError(
                f"there is nobody to ask for a new passphrase; set {command} to a command that prints it"
            )
        passphrase = _filled(self._ask("New passphrase?"))
        if self._ask("The same again?") != passphrase:
            raise PassphraseError("the two passphrases differ; nothing was changed")
        return passphrase


def _keyring() -> Any | None:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring


def _kept(ring: Any, user: str) -> str | None:
    """What the keyring has; None also where this machine has no keyring, or it stays locked: there are other ways."""
    try:
        found: str | None = ring.get_password(SERVICE, user)
    except ring.errors.KeyringError:
        return None
    return found


def _printed(command: str, variable: str) -> str:
    """The first line that the command prints. It gets no shell, and no input; what it says on stderr is seen."""
    try:
        result = subprocess.run(shlex.split(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
        line = result.stdout.partition(b"\n")[0].removesuffix(b"\r").decode()
    except OSError as error:
        raise PassphraseError(f"the command in {variable} cannot be started: {error.strerror}") from None
    except ValueError:
        raise PassphraseError(f"the command in {variable}, or what it prints, cannot be read") from None
    if result.returncode:
        raise PassphraseError(f"the command in {variable} failed (exit code {result.returncode})")
    return line


def _filled(passphrase: str) -> str:
    if not passphrase:
        raise PassphraseError("the passphrase is empty; nothing was changed")
    return passphrase
