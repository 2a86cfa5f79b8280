"""Signal chats by signal-export."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given

from relkeeper.drafts import PersonDraft
from relkeeper.importers import signal
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.chat_readers import CORPUS, broken_samples, chat, head, is_read, messages, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("signal")
OTHERS = [sample for name in ("whatsapp", "imessage", "messenger", "sms", "vcard") for sample in golden.samples(name)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, signal) == golden.expectation(sample).read_text(encoding="utf-8")
    assert signal.recognises(head(sample))


@pytest.mark.parametrize("sample", OTHERS, ids=lambda sample: sample.name)
def test_samples_of_others_are_not_taken(sample: Path) -> None:
    assert not signal.recognises(head(sample))


def test_whom_the_folder_names(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"picture")
    text = "[2024-03-15 09:12:30] Me: look  \n![a.jpg](./media/a.jpg)  \n![b.jpg](./media/b.jpg)  \n"
    found = records(signal, text, "export/Ada Example/chat.md", folder=tmp_path)
    assert chat(found).title == "Ada Example"
    (message,) = messages(found)
    assert message.at == datetime.fromisoformat("2024-03-15 09:12:30")
    assert message.sender == PersonDraft("Me", me=True)
    assert [file.name for file in message.files] == ["a.jpg"]


@pytest.mark.parametrize(
    ("name", "title"),
    [("Ada Example.md", "Ada Example"), ("Ada.zip/chat.md", "Ada"), ("backup.zip/chat.md", ""), ("chat.md", "")],
)
def test_what_the_chat_is_called(name: str, title: str) -> None:
    found = chat(records(signal, "[2024-03-15 09:12:30] Me: look\n", name))
    assert (found.title, found.marks_me) == (title, True)


def test_whatsapp_of_ios_is_not_taken() -> None:
    assert not signal.recognises(Head(b"[2024-03-15, 09:12:30] Ada: hi"))
    assert not signal.recognises(Head(b""))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files() -> None:
    assert {path.name for path in CORPUS.iterdir() if signal.recognises(head(path))} == {"chatminer--test_export.txt"}
    found = messages(records(signal, (CORPUS / "chatminer--test_export.txt").read_bytes()))
    assert [message.text for message in found] == ["Hello John!", "Hello\nJane!"]


@FEW
@given(broken_samples("signal"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(signal, data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files_of_others_break_nothing() -> None:
    for path in CORPUS.iterdir():
        is_read(signal, path.read_bytes())
