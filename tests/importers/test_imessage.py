"""iMessage chats by imessage-exporter."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given

from relkeeper.drafts import PersonDraft
from relkeeper.importers import imessage
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.chat_readers import CORPUS, broken_samples, chat, head, is_read, messages, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("imessage")
OTHERS = [sample for name in ("whatsapp", "signal", "messenger", "sms", "vcard") for sample in golden.samples(name)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, imessage) == golden.expectation(sample).read_text(encoding="utf-8")
    assert imessage.recognises(head(sample))


@pytest.mark.parametrize("sample", OTHERS, ids=lambda sample: sample.name)
def test_samples_of_others_are_not_taken(sample: Path) -> None:
    assert not imessage.recognises(head(sample))


def test_a_file_named_after_a_handle_is_of_whom_has_it() -> None:
    text = "May 17, 2022  5:29:42 PM\nAda\nhello\n\nMay 17, 2022  5:29:43 PM\nMe\nhello\n\n"
    found = records(imessage, text, "x/ada@example.org.txt")
    assert chat(found).peer == PersonDraft("", "email", "ada@example.org")
    assert messages(found)[0].sender == PersonDraft("Ada", "email", "ada@example.org")
    assert messages(found)[0].at == datetime.fromisoformat("2022-05-17 17:29:42")
    assert messages(records(imessage, text, "Tea club.txt"))[0].sender == PersonDraft("Ada")
    assert chat(found).marks_me


def test_where_nobody_is_called_me_the_handle_is_nobodys_yet() -> None:
    text = "May 17, 2022  5:29:42 PM\nGrace\nhello\n\nMay 17, 2022  5:29:43 PM\nada@example.org\nhello\n\n"
    found = records(imessage, text, "ada@example.org.txt")
    assert not chat(found).marks_me
    assert [said.sender for said in messages(found)] == [PersonDraft("Grace"), chat(found).peer]


def test_attachments_stand_as_paths(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"picture")
    text = "May 17, 2022 12:29:42 AM\nMe\na.jpg\nlook\n../a.jpg\n"
    (message,) = messages(records(imessage, text, folder=tmp_path))
    assert [file.name for file in message.files] == ["a.jpg"]
    assert message.text == "a.jpg\nlook\n../a.jpg"
    assert message.at.hour == 0


def test_recognises() -> None:
    assert imessage.recognises(Head(b"\nMay 17, 2022  5:29:42 PM (Read by you)\nMe\n"))
    assert not imessage.recognises(Head(b"    May 17, 2022  5:29:42 PM\n"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files() -> None:
    assert not [path for path in CORPUS.iterdir() if imessage.recognises(head(path))]


@FEW
@given(broken_samples("imessage"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(imessage, data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files_of_others_break_nothing() -> None:
    for path in CORPUS.iterdir():
        is_read(imessage, path.read_bytes())
