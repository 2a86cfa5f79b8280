"""Contact points of a card: kinds, values, labels, order."""

import pytest

from relkeeper.drafts import PointDraft
from relkeeper.importers.encoding import TextCodec
from relkeeper.importers.vcard.lines import ContentLine
from relkeeper.importers.vcard.properties import property_of
from relkeeper.rules.vcard.content_lines import Property, header_of
from relkeeper.rules.vcard.points import apple_label, point_of, preference


def prop(raw: str, version: str = "3.0") -> Property:
    found = property_of(ContentLine(1, raw.encode()), version, TextCodec("utf-8"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raw", "kind", "value", "label"),
    [
        ("TEL;TYPE=WORK,VOICE,PREF:+1 (555) 0100", "phone", "+1 (555) 0100", "work"),
        ("TEL;TYPE=voice:1", "phone", "1", ""),
        ("TEL;TYPE=WORK;TYPE=FAX:1", "phone", "1", "work,fax"),
        ("TEL;TYPE=x-mobil:1", "phone", "1", "mobil"),
        ("TEL;VALUE=uri;TYPE=cell,voice,text:tel:+1-418-555-0100;ext=102", "phone", "+1-418-555-0100 ext. 102", "cell"),
        ("TEL:tel:555%200100;phone-context=+44", "phone", "555 0100", ""),
        ("TEL:sip:ada@phones.example", "sip", "ada@phones.example", ""),
        (r"TEL:205246\;\;\,\;", "phone", "205246;;,;", ""),
        ("PHONE:1", "phone", "1", ""),
        ("WORK.TEL:1", "phone", "1", "work"),
        ("home.TEL;TYPE=fax:1", "phone", "1", "home,fax"),
        ("EMAIL;TYPE=INTERNET,HOME: ada@example.org ", "email", "ada@example.org", "home"),
        ("EMAIL:MAILTO:ada@example.org", "email", "ada@example.org", ""),
        (r"URL;TYPE=work:http\://a.example/b\,c", "url", "http://a.example/b,c", "work"),
        ("X-QQ:12345", "qq", "12345", ""),
        ("x-aim;TYPE=HOME:ada", "aim", "ada", "home"),
        ("X-GOOGLE-TALK:ada@example.org", "gtalk", "ada@example.org", ""),
        ("X-SKYPE-USERNAME:skype:ada?chat", "skype", "ada", ""),
        ("X-JABBER:ada@chat.example", "xmpp", "ada@chat.example", ""),
        ("X-SIP:sip:90-180", "sip", "90-180", ""),
        ("X-WEIXIN:ada", "wechat", "ada", ""),
        ("X-微信:ada", "wechat", "ada", ""),
        ("X-MS-IMADDRESS:ada@example.org", "im", "ada@example.org", ""),
        ("X-messaging/gadu-All:452", "gadugadu", "452", ""),
        ("X-messaging/something-All:ada", "something", "ada", ""),
        ("IMPP:xmpp:ada@chat.example", "xmpp", "ada@chat.example", ""),
        ("IMPP;X-SERVICE-TYPE=QQ;type=HOME;type=pref:x-apple:888", "qq", "888", "home"),
        ("IMPP;X-SERVICE-TYPE=微信号:x-apple:ada", "wechat", "ada", ""),
        ("IMPP;X-SERVICE-TYPE=GoogleTalk:xmpp:ada", "gtalk", "ada", ""),
        ("IMPP;X-SERVICE-TYPE=Other:other:ada", "im", "ada", ""),
        ("IMPP:ymsgr:ada", "yahoo", "ada", ""),
        ("IMPP:aim:goim?screenname=ada%20b", "aim", "ada b", ""),
        ("IMPP:x-apple:ada", "im", "ada", ""),
        ("IMPP:ada", "im", "ada", ""),
        ("IMPP:https://chat.example/ada", "im", "https://chat.example/ada", ""),
        ("X-SOCIALPROFILE;type=sinaweibo;x-user=a:http://weibo.example/n/a", "weibo", "http://weibo.example/n/a", ""),
        ("X-SOCIALPROFILE;type=WORK;type=linkedin:x-apple:ada", "linkedin", "ada", "work"),
        ("X-SOCIALPROFILE;type=twitter;x-user=ada:x-apple:", "twitter", "ada", ""),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@a", "mastodon", "https://social.example/@a", ""),
    ],
)  # fmt: skip
def test_points(raw: str, kind: str, value: str, label: str) -> None:
    assert point_of(prop(raw), "") == PointDraft(kind, value, label)


@pytest.mark.parametrize("raw", ["TEL:", "TEL: ", "IMPP:x-apple:", "X-ABUID:1", "X-OTHER:1", "NOTE:1", "ADR:;;;;;;"])
def test_what_is_no_point(raw: str) -> None:
    assert point_of(prop(raw), "") is None


@pytest.mark.parametrize(
    ("raw", "version", "line"),
    [
        (
            "ADR:;Suite 5;100 Waters Edge;Baytown;LA;30314;USA",
            "3.0",
            "Suite 5, 100 Waters Edge, Baytown, LA, 30314, USA",
        ),
        ("ADR:;;中关村大街1号;北京市;;100080;中国", "3.0", "中关村大街1号, 北京市, 100080, 中国"),
        (r"ADR:;;Street 4\nBuilding 6\, left,;New York;;;", "3.0", "Street 4, Building 6, left, New York"),
        ("ADR:;;A,B;C", "3.0", "A, B, C"),
        ("ADR:;;H. v. B.\\\n9999\\\nStation 9;Hamburg", "2.1", "H. v. B., 9999, Station 9, Hamburg"),
    ],
)
def test_an_address_in_one_line(raw: str, version: str, line: str) -> None:
    point = point_of(prop(raw, version), "")
    assert point is not None
    assert (point.kind, point.value) == ("address", line)


def test_a_given_label_comes_last_and_none_twice() -> None:
    assert point_of(prop("TEL;TYPE=work,work:1"), "Reception") == PointDraft("phone", "1", "work,reception")
    assert point_of(prop("TEL;TYPE=work:1"), "Work") == PointDraft("phone", "1", "work")


def test_labels_of_apple() -> None:
    assert apple_label("_$!<HomePage>!$_") == "homepage"
    assert apple_label("Mum's  Office") == "Mum's Office"


def test_preference() -> None:
    headers = ["TEL;PREF=1", "TEL;TYPE=pref", "TEL;PREF", "TEL;PREF=20", "TEL", "TEL;PREF=high"]
    assert [preference(header_of(header)) for header in headers] == [1, 1, 1, 20, 101, 101]
