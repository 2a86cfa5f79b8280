"""Encryption of the file of the book: db encrypt, db decrypt, db change-passphrase."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Yes
from relkeeper.rules.plurals import counted

InKeyring = Annotated[bool, Option("--keyring", help="Keep the passphrase in the keyring of the system.")]
RemovePlain = Annotated[bool, Option("--remove-plain-backups", help="Remove older copies that are not encrypted.")]


def encrypt(
    ctx: typer.Context, keyring: InKeyring = False, remove_plain: RemovePlain = False, yes: Yes = False
) -> None:
    """Encrypt the file, so that only its passphrase opens it.

    Needs relkeeper[encryption]. The passphrase is asked for at the terminal, or is what the command in
    RELKEEPER_PASSPHRASE_COMMAND prints, or stands in the keyring of the system (relkeeper[keyring]). Lost, it cannot be
    found again, and what is in the book neither. Opening the book takes a fraction of a second longer from then on. A
    backup of the encrypted book is made at once; what stands among the backups and is not encrypted (backups, damaged
    files that were set aside) is told of, and removed with --remove-plain-backups. The disk may keep traces of the
    plain file that was there before.

    \b
    Examples:
      relkeeper db encrypt --keyring
      RELKEEPER_PASSPHRASE_COMMAND="pass relkeeper" relkeeper db encrypt --yes
    """
    book: Book = ctx.obj
    if remove_plain and book.encryption.is_on():
        if book.backups.readable():
            book.backups.demanded("encrypt")
        _plain_copies(book, remove_plain)
        return
    book.encryption.require(encrypted=False)
    if keyring:
        book.passphrases.require_keyring()
    if not yes:
        ask.confirm(
            f"Encrypt {book.path}? Without the passphrase nobody can read it, you neither.",
            "the book is encrypted only with --yes; nothing was changed",
        )
    passphrase = book.passphrases.first()
    book.encryption.encrypt(passphrase)
    output.line(f"Encrypted {book.path}.")
    _keep(book, passphrase, wanted=keyring)
    book.backups.demanded("encrypt")
    _plain_copies(book, remove_plain)


def decrypt(ctx: typer.Context, yes: Yes = False) -> None:
    """Make the encrypted file a plain one again, which needs no passphrase.

    \b
    Example:
      relkeeper db decrypt
    """
    book: Book = ctx.obj
    book.encryption.open()
    if not yes:
        ask.confirm(
            f"Decrypt {book.path}? Whoever has the file can read it then.",
            "the book is decrypted only with --yes; nothing was changed",
        )
    book.encryption.decrypt()
    output.line(f"Decrypted {book.path}; backups made before still need the passphrase.")


def change_passphrase(ctx: typer.Context, keyring: InKeyring = False) -> None:
    """Give the encrypted file another passphrase.

    The new one is asked for at the terminal, or is what the command in RELKEEPER_NEW_PASSPHRASE_COMMAND prints. Backups
    made before still need the old one: to restore one, let the command in RELKEEPER_OLD_PASSPHRASE_COMMAND print that.
    Where the keyring has the old one, it gets the new one.

    \b
    Example:
      relkeeper db change-passphrase
    """
    book: Book = ctx.obj
    book.encryption.open()
    if keyring:
        book.passphrases.require_keyring()
    passphrase = book.passphrases.next()
    book.encryption.change(passphrase)
    output.line(f"{book.path} has another passphrase; backups made before still need the old one.")
    _keep(book, passphrase, wanted=keyring or book.passphrases.in_keyring())


def _keep(book: Book, passphrase: str, *, wanted: bool) -> None:
    if wanted:
        book.passphrases.keep(passphrase)
        output.line("Its passphrase is in the keyring of the system.")


def _plain_copies(book: Book, remove: bool) -> None:
    """Tell what stands among the backups and can still be read by anybody, and remove it where that is wanted."""
    plain = book.backups.readable()
    if not plain:
        return
    known = set(book.backups.files())
    backups = len(known.intersection(plain))
    count = counted(backups, "older backup") if backups else ""
    others = ", ".join(file.name for file in plain if file not in known)
    what = f"{count} and {others}" if count and others else count or others
    if remove or ask.agree(f"{what} in {book.backups.folder} can still be read without a passphrase. Remove them?"):
        for file in plain:
            file.unlink(missing_ok=True)
        output.line(f"Removed {what}: anybody could read that.")
    else:
        output.line(
            f"{what} can still be read without a passphrase; to remove them:"
            " relkeeper db encrypt --remove-plain-backups"
        )
