"""What a contact is called by the little that is known."""

from relkeeper.drafts import PointDraft
from relkeeper.rules.names.display_names import first_of

POINTS = (
    PointDraft("address", "12 Sample Street"),
    PointDraft("url", "https://example.org/ada"),
    PointDraft("wechat", "ada_example"),
    PointDraft("phone", "+1 212 555 0101"),
    PointDraft("email", "ada@example.org"),
    PointDraft("email", "ada@example.com"),
)


def test_the_first_that_there_is() -> None:
    assert first_of("", "Ada Example", aliases=["Addie"], organization="Engines", points=POINTS) == "Ada Example"
    assert first_of("", "", aliases=["Addie", "Al"], organization="Engines", points=POINTS) == "Addie"
    assert first_of(aliases=["", "Al"], organization="Engines", points=POINTS) == "Al"
    assert first_of("", aliases=[], organization="Engines", points=POINTS) == "Engines"


def test_of_points_an_email_then_a_phone_then_a_handle() -> None:
    called = [first_of(aliases=[], organization="", points=points) for points in (POINTS, POINTS[:4], POINTS[:3])]
    assert called == ["ada@example.org", "+1 212 555 0101", "ada_example"]


def test_where_somebody_lives_or_writes_is_no_name() -> None:
    assert first_of("", aliases=[], organization="", points=POINTS[:2]) == ""
