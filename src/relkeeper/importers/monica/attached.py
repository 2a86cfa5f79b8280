"""The files of a contact: its picture goes on its card, all others are kept with it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from relkeeper.drafts import ContactDraft, FileDraft, PropertyDraft
from relkeeper.importers.json_values import mapping, mappings, string
from relkeeper.importers.monica.account import Account
from relkeeper.importers.monica.files import photo
from relkeeper.importers.monica.values import line, lists, properties


def named_by(value: dict[str, Any]) -> dict[str, None]:
    """The uuids of the pictures and documents of a contact, those of its gifts among them, each once."""
    return dict.fromkeys(filter(None, (_picture(value), *_listed(value))))


def with_files(draft: ContactDraft, value: dict[str, Any], account: Account) -> ContactDraft:
    """`draft` with the files of a contact that the export holds."""
    found = {uuid: account.files[uuid] for uuid in named_by(value) if uuid in account.files}
    of_card = found.pop(_picture(value), None)
    avatar = mapping(properties(value).get("avatar"))
    address = line(avatar.get("avatar_external_url")) if avatar.get("avatar_source") == "external" else ""
    pictures = [photo(of_card)] if of_card else [PropertyDraft("PHOTO", address, "VALUE=uri")] if address else []
    return replace(
        draft,
        properties=(*draft.properties, *pictures),
        files=(*found.values(), *_card_of_phone(properties(value))),
    )


def _picture(value: dict[str, Any]) -> str:
    """The uuid of the photo that stands for the contact; empty where it is another picture, or none."""
    avatar = mapping(properties(value).get("avatar"))
    return string(avatar.get("avatar_photo")) if avatar.get("avatar_source") == "photo" else ""


def _listed(value: dict[str, Any]) -> Iterator[str]:
    for kind, items in lists(value):
        if kind in ("photo", "document"):
            yield from map(string, items)
        elif kind == "gift":
            pictures = (properties(gift).get("photos") for gift in mappings(items))
            yield from (string(uuid) for uuids in pictures if isinstance(uuids, list) for uuid in uuids)


def _card_of_phone(told: dict[str, Any]) -> list[FileDraft]:
    """The card that a phone had sent to Monica (CardDAV), which may say more than Monica took of it."""
    card = string(told.get("vcard"))
    return [FileDraft("contact.vcf", lambda: [card.encode("utf-8", "replace")], "text/vcard")] if card.strip() else []
