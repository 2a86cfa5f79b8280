"""What a conversation is called by the name of its file."""

import pytest

from relkeeper.importers.file_titles import title_around, title_of


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/exports/样张三.txt", "样张三"),
        ("样张三_utf8(1).csv", "样张三"),
        ("C:\\exports\\Ada Example (2).md", "Ada Example"),
        ("Ada B. Example.txt", "Ada B. Example"),
        ("Chatham.txt", "Chatham"),
        ("Message from Ada.txt", "Message from Ada"),
        ("Ada", "Ada"),
        (".hidden", ".hidden"),
        *((name, "") for name in ("chat.md", "_chat.txt", "message_1.json", "messages.csv", "WeFlow.json", "index.md")),
        ("聊天记录.txt", ""),
        ("standard input", ""),
        ("", ""),
    ],
)
def test_by_the_file(path: str, title: str) -> None:
    assert title_of(path) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/exports/Ada Example/chat.md", "Ada Example"),
        ("x/WhatsApp Chat - Ada.ZIP/_chat.txt", "WhatsApp Chat - Ada"),
        ("Ada B. Example/chat.md", "Ada B. Example"),
        ("Downloads/chat.md", ""),
        ("../chat.md", ""),
        ("./chat.md", ""),
        ("/chat.md", ""),
        ("chat.md", ""),
    ],
)
def test_by_what_is_around_it(path: str, title: str) -> None:
    assert title_around(path) == title
