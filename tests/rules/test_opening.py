"""Which files are opened, and under what name."""

import pytest

from relkeeper.rules.opening import opened_as


@pytest.mark.parametrize(
    ("name", "media_type", "opened"),
    [
        ("chat.txt", "text/plain", "chat.txt"),
        ("chat.TXT", "text/plain", "chat.TXT"),
        ("chat", "text/plain", "chat.txt"),
        ("photo.txt", "image/png", "photo.txt.png"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("../../x.pdf", "application/pdf", "x.pdf"),
        ("样张三.pdf", "application/pdf", "样张三.pdf"),
        ("-rf", "text/plain", "rf.txt"),
    ],
)
def test_under_an_ending_of_its_kind(name: str, media_type: str, opened: str) -> None:
    assert opened_as(name, media_type) == opened


@pytest.mark.parametrize("ending", ["exe", "BAT", "desktop", "sh", "py", "js", "lnk", "command", "hta", "ps1", "url"])
@pytest.mark.parametrize("media_type", ["text/plain", "application/pdf", "image/png"])
def test_never_under_a_name_that_runs(ending: str, media_type: str) -> None:
    assert opened_as(f"invoice.{ending}", media_type) is None


@pytest.mark.parametrize(
    "media_type",
    [
        "application/x-msdownload", "application/x-executable", "text/x-script", "application/x-desktop",
        "application/octet-stream", "image/svg+xml", "text/xml", "application/x-shockwave-flash", "",
        "text/html", "application/xhtml+xml", "application/xml", "multipart/related",
    ],
)  # fmt: skip
def test_never_of_a_kind_that_runs_or_is_unknown(media_type: str) -> None:
    assert opened_as("photo.jpg", media_type) is None
