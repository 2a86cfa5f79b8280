"""Messenger and Instagram JSON."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given

from relkeeper.drafts import PersonDraft
from relkeeper.importers import messenger
from tests.importers import golden
from tests.importers.chat_readers import CORPUS, broken_samples, chat, head, is_read, messages, problems, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("messenger")
OTHERS = [sample for name in ("whatsapp", "signal", "imessage", "sms", "vcard") for sample in golden.samples(name)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, messenger) == golden.expectation(sample).read_text(encoding="utf-8")
    assert messenger.recognises(head(sample))


@pytest.mark.parametrize("sample", OTHERS, ids=lambda sample: sample.name)
def test_samples_of_others_are_not_taken(sample: Path) -> None:
    assert not messenger.recognises(head(sample))


def thread(**fields: object) -> str:
    message = {"sender_name": "Ada", "timestamp_ms": 1700000000123, **fields}
    return json.dumps({"participants": [{"name": "Ada"}, {"name": "Grace"}], "messages": [message], "title": "Ada"})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"content": "cafÃ©"}, "café"),
        ({"content": "café"}, "café"),
        ({"content": "\u4f60 Ã©"}, "\u4f60 Ã©"),
        ({"content": "\ud83d"}, "?"),
        ({"content": 7}, ""),
        ({"is_unsent": True, "content": "gone"}, "[unsent]\ngone"),
        ({"call_duration": 3661}, "[call, 1:01:01]"),
        ({"type": "Call", "missed": True}, "[call, missed]"),
        ({"gifs": [{"uri": "a/b.gif"}, {}, 3]}, "[GIF: b.gif]"),
    ],
)
def test_what_is_text(fields: dict[str, object], text: str) -> None:
    (message,) = messages(records(messenger, thread(**fields)))
    assert message == (datetime.fromisoformat("2023-11-14 22:13:20"), PersonDraft("Ada"), text, (), "gifs" in fields)


def test_files_of_the_export_wherever_its_top_is(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"picture")
    photos = [{"uri": "messages/inbox/ada_1/photos/a.jpg"}, {"uri": "../../photos/a.jpg"}, {"uri": "photos/b.jpg"}]
    (message,) = messages(records(messenger, thread(photos=photos[:1]), folder=tmp_path))
    assert [file.name for file in message.files] == ["a.jpg"]
    (message,) = messages(records(messenger, thread(photos=photos[2:]), folder=tmp_path))
    assert not message.files


def test_instagram_by_the_place_of_the_file() -> None:
    assert chat(records(messenger, thread(), "x/your_instagram_activity/message_1.json")).service == "instagram"


KNOWN = {
    "chatminer--test_export.json": (2, None),
    "msgvault-fb--e2ee_simple__alice_1.json": (4, False),
    "msgvault-fb--e2ee_simple__group_2.json": (2, True),
    "msgvault-fb--json_group__inbox__crew_GRP123__message_1.json": (3, True),
    "msgvault-fb--json_multifile__inbox__dave_MULTI__message_1.json": (2, False),
    "msgvault-fb--json_multifile__inbox__dave_MULTI__message_10.json": (1, False),
    "msgvault-fb--json_multifile__inbox__dave_MULTI__message_2.json": (1, False),
    "msgvault-fb--json_nontext__inbox__sam_NONTXT__message_1.json": (6, False),
    "msgvault-fb--json_simple__archived_threads__zoe_ARCH__message_1.json": (1, False),
    "msgvault-fb--json_simple__inbox__alice_ABC123__message_1.json": (3, False),
    "msgvault-fb--json_with_media_alt__inbox__carol_ALT456__message_1.json": (1, False),
    "msgvault-fb--mixed__inbox__eve_MIX__message_1.json": (2, False),
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files() -> None:
    assert {path.name for path in CORPUS.iterdir() if messenger.recognises(head(path))} == set(KNOWN)
    for name, (count, group) in KNOWN.items():
        found = records(messenger, (CORPUS / name).read_bytes(), name)
        assert (name, len(messages(found)), chat(found).group, problems(found)) == (name, count, group, [])
    simple = records(messenger, (CORPUS / "msgvault-fb--json_simple__inbox__alice_ABC123__message_1.json").read_bytes())
    assert [message.text for message in messages(simple)] == ["See you soon", "café time?", "Hello"]


@FEW
@given(broken_samples("messenger"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(messenger, data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files_of_others_break_nothing() -> None:
    for path in CORPUS.iterdir():
        is_read(messenger, path.read_bytes())
