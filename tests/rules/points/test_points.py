"""Contact points as cards and users write them."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import points

EMAILS = {
    "ada@example.org": "ada@example.org",
    "  Ada@Example.ORG\n": "ada@example.org",
    "<ada@example.org>": "ada@example.org",
    "mailto:ADA@example.org": "ada@example.org",
    "MailTo:ada@example.org?subject=Tea": "ada@example.org",
    " <mailto:ada@example.org> ": "ada@example.org",
    "mailto:<ada@example.org>": "ada@example.org",
    "Ada Example <ada@example.org>": "ada@example.org",
    "ａｄａ＠example.org": "ada@example.org",
    "ÖRNEK@example.org": "örnek@example.org",
    "ada at example": "ada at example",
    "a<b": "a<b",
    "ada\udcff@example.org": "ada?@example.org",
    "": "",
}


@pytest.mark.parametrize(("written", "normal"), EMAILS.items())
def test_an_email_address_is_what_stands_in_the_brackets(written: str, normal: str) -> None:
    assert points.normalise_email(written) == normal


HANDLES = {
    "Ada": "ada",
    "@Ada": "ada",
    " @ ada ": "ada",
    "＠ＡＤＡ": "ada",
    "wxid_Ada-1": "wxid_ada-1",
    "Straße": "strasse",
    "㎒": "mhz",
    "ǰ": "ǰ",
    "阿达": "阿达",
    "ada@example.org": "ada@example.org",
    "12345": "12345",
    "@": "",
}


@pytest.mark.parametrize(("written", "normal"), HANDLES.items())
def test_a_handle_has_no_case_and_no_at(written: str, normal: str) -> None:
    assert points.normalise_handle(written) == normal


URLS = {
    "example.org": "https://example.org",
    "Example.ORG/Ada": "https://example.org/Ada",
    " https://example.org/ ": "https://example.org",
    "HTTPS://EXAMPLE.org:443/Ada/": "https://example.org/Ada",
    "http://example.org:80": "http://example.org",
    "ftp://example.org:21": "ftp://example.org",
    "ssh://Example.org": "ssh://example.org",
    "http://example.org:443": "http://example.org:443",
    "https://example.org:80": "https://example.org:80",
    "example.org:8080/x/": "https://example.org:8080/x",
    "//Example.org": "https://example.org",
    "https://example.org:/Ada": "https://example.org/Ada",
    "https://example.org/Ada#Tea": "https://example.org/Ada#Tea",
    "https://example.org/?q=Ada": "https://example.org?q=Ada",
    "https://Ada:Pw@Example.org": "https://Ada:Pw@example.org",
    "http://[2001:DB8::1]:80/": "http://[2001:db8::1]",
    "https://示例.example/路/": "https://示例.example/路",
    "MAILTO:Ada@example.org": "mailto:Ada@example.org",
    "urn:uuid:F8": "urn:uuid:F8",
    "http://[": "http://[",
    "http://example.org:port": "http://example.org:port",
    "ask Ada": "ask Ada",
    "": "",
}


@pytest.mark.parametrize(("written", "normal"), URLS.items())
def test_a_url_is_compared_as_a_browser_would(written: str, normal: str) -> None:
    assert points.normalise_url(written) == normal


def test_an_address_is_compared_without_lines_and_commas() -> None:
    assert points.normalise_text("1 Example St.,\nSample Town") == points.normalise_text("1 example st sample town")
    assert points.normalise_text("示例路 1 号") == "示例路 1 号"


@pytest.mark.parametrize(
    ("text", "found"), [("+49 (30) 12-34", "49301234"), ("１２３", "123"), ("٣ ४", "34"), ("②½x", ""), ("", "")]
)
def test_digits_of_any_script_are_digits(text: str, found: str) -> None:
    assert points.digits(text) == found


NORMAL_FORMS = [
    points.normalise_email,
    points.normalise_handle,
    points.normalise_url,
    points.normalise_text,
    points.digits,
]


@pytest.mark.parametrize("normalise", NORMAL_FORMS)
@given(text=st.text() | st.text("aA:/.?#@[]0<> mailto\u0130\n\ud800"))
@example(text="mailto:mailto:<<a>>")
@example(text="@ @a")
def test_a_normal_form_refuses_nothing_and_is_its_own_normal_form(normalise: Callable[[str], str], text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    normal.encode("utf-8")


LABELLED = {
    "work:+49 30 1234": ("work", "+49 30 1234"),
    " work : +49 30 1234 ": ("work", "+49 30 1234"),
    "工作：+86 10 1234": ("工作", "+86 10 1234"),
    "fax:030 1234": ("fax", "030 1234"),
    "home2:1": ("home2", "1"),
    "e-mail:ada@example.org": ("e-mail", "ada@example.org"),
    "blog:https://example.org": ("blog", "https://example.org"),
    "home:https://示例：1": ("home", "https://示例：1"),
    "ada:b:c": ("ada", "b:c"),
    "+49 30 1234": ("", "+49 30 1234"),
    "https://example.org": ("", "https://example.org"),
    "HTTP://example.org": ("", "HTTP://example.org"),
    "mailto:ada@example.org": ("", "mailto:ada@example.org"),
    "tel:+49301234": ("", "tel:+49301234"),
    "xmpp:ada@example.org": ("", "xmpp:ada@example.org"),
    "sip:ada@example.org": ("", "sip:ada@example.org"),
    "ftp:x": ("", "ftp:x"),
    "example.org:8080": ("", "example.org:8080"),
    "12:30": ("", "12:30"),
    "front door: ring": ("", "front door: ring"),
    "ada@example.org": ("", "ada@example.org"),
    "-:1": ("", "-:1"),
    ":1": ("", ":1"),
    "x" * 20 + ":1": ("x" * 20, "1"),
    "x" * 21 + ":1": ("", "x" * 21 + ":1"),
}


@pytest.mark.parametrize(("text", "parts"), LABELLED.items())
def test_a_label_is_a_word_before_a_colon(text: str, parts: tuple[str, str]) -> None:
    assert points.labelled(text) == parts


@pytest.mark.parametrize(
    ("text", "said"), [("work:", "after 'work:'"), ("", "a value is missing;"), (" ", "LABEL:VALUE")]
)
def test_a_value_must_be_there(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        points.labelled(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("qq:12345", ("qq", "12345")),
        ("QQ号： 12345", ("qq", "12345")),
        ("WeChat:Ada_1", ("wechat", "Ada_1")),
        ("微信号:ada", ("wechat", "ada")),
        ("微信:ada", ("wechat", "ada")),
        ("xmpp:ada@example.org", ("xmpp", "ada@example.org")),
        ("sip:ada@example.org", ("sip", "ada@example.org")),
        ("telegram:@ada", ("telegram", "@ada")),
        ("matrix:@ada:example.org", ("matrix", "@ada:example.org")),
        ("某某:ada", ("某某", "ada")),
    ],
)
def test_a_handle_names_its_service(text: str, parts: tuple[str, str]) -> None:
    assert points.handle(text) == parts


@pytest.mark.parametrize("text", ["12345", "ada", "qq:", ":ada", "12:34", "my chat:ada", "vk.example:ada", ""])
def test_a_handle_without_a_service_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="SERVICE:NAME, for example qq:12345"):
        points.handle(text)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("phone:1", "--phone"),
        ("电话:1", "--phone"),
        ("tel:1", "--phone"),
        ("email:a@example.org", "--email"),
        ("mailto:a@example.org", "--email"),
        ("address:x", "--address"),
        ("url:x", "--url"),
        ("https://example.org", "--url"),
    ],
)
def test_what_has_an_option_of_its_own_is_no_handle(text: str, option: str) -> None:
    with pytest.raises(UsageError, match=f"write it with {option}$"):
        points.handle(text)


def test_no_service_has_the_name_of_a_kind() -> None:
    for kind in ("phone", "email", "address", "url"):
        with pytest.raises(UsageError):
            points.handle(f"{kind}:x")


@pytest.mark.parametrize(
    ("word", "name"), [("微信", "wechat"), (" TG ", "telegram"), ("ＱＱ", "qq"), ("Signal", "signal")]
)
def test_a_service_has_one_spelling(word: str, name: str) -> None:
    assert points.service(word) == name
    assert points.service(name) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada@Example.org ", "Ada@Example.org"),
        ("Ada Example <Ada@example.org>", "Ada@example.org"),
        ("阿达@示例.example", "阿达@示例.example"),
        ("ada@localhost", "ada@localhost"),
    ],
)
def test_an_email_address_keeps_its_case(text: str, address: str) -> None:
    assert points.check_email(text) == address


@pytest.mark.parametrize("text", ["ada", "@example.org", "ada@", "a@b@c", "ada @example.org", "@", "", "a@b c"])
def test_what_is_no_email_address_is_refused(text: str) -> None:
    assert not points.is_email(text)
    with pytest.raises(UsageError, match=f"^'{text}' is no e-mail address; one looks like ada@example.org$"):
        points.check_email(text)


@given(st.text() | st.text("a:：@1-"))
def test_what_the_user_types_is_taken_or_refused(text: str) -> None:
    for parse in (points.labelled, points.handle, points.check_email):
        try:
            parsed = parse(text)
        except UsageError:
            continue
        assert parsed[-1].strip()


@given(st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=20), st.text(min_size=1))
def test_label_and_value_come_back(label: str, value: str) -> None:
    if value.strip() and not label.isdecimal():
        assert points.labelled(f"{label}:{value}") == (label, value.strip())


def test_points_are_light() -> None:
    code = "import sys; import relkeeper.rules.points; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pypinyin", "phonenumbers", "dataclasses", "json", "sqlite3"} & set(loaded)
