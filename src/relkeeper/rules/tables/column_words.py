"""The words for what a column of people holds, in the languages of address books.

They stand at the heads of tables, and a user of `import --map` may write them.
"""

import re
from collections.abc import Mapping
from functools import cache

from relkeeper.rules.texts.entered import key

_WORDS: Mapping[str, str] = {
    "name": "name|full name|fullname|complete name|display name|contact name|contact|person|姓名|名字|名称|联系人"
    "|姓名全称|聯絡人|稱呼|称呼|全名|vollständiger name|voller name|ganzer name|anzeigename|vor- und nachname"
    "|name und vorname|nom complet|nom et prénom|prénom et nom|nom affiché|nombre completo|nombre y apellido"
    "|nombre y apellidos|氏名|お名前|名前|名前(フルネーム)",
    "given_name": "given name|first name|firstname|forename|名|vorname|prénom|nombre de pila|nombre"
    "|名(ファーストネーム)",
    "middle_name": "middle name|additional name|中间名|中間名|weitere vornamen|deuxième prénom|segundo nombre",
    "prefix": "prefix|name prefix|salutation|anrede",
    "suffix": "suffix|name suffix",
    "family_name": "family name|last name|lastname|surname|姓|姓氏|nachname|familienname|nom|nom de famille|apellido"
    "|apellidos",
    "alias": "alias|nickname|nick name|nick|screen name|昵称|暱稱|别名|外号|英文名|spitzname|surnom|apodo"
    "|ニックネーム",
    "organization": "organization|organisation|org|company|company name|employer|organization name|公司|公司名称|单位"
    "|工作单位|單位|公司名稱|机构|firma|unternehmen|société|entreprise|empresa|compañía"
    "|organización|会社|会社名|組織",
    "department": "department|dept|部门|部門|abteilung|département|departamento|部署|部署名",
    "title": "title|job title|jobtitle|position|role|job|职位|职务|职称|頭銜|職位|職務|职业|position/titel|funktion"
    "|poste|fonction|cargo|puesto|役職|肩書き",
    "phone": "phone|phone number|telephone|telephone number|tel|tel.|phone no|phone no.|contact number"
    "|contact no|contact no.|电话|电话号码"
    "|联系电话|联系方式|電話|電話號碼|聯絡電話|telefon|telefonnummer|telefonnr|rufnummer|téléphone"
    "|numéro de téléphone|teléfono|電話番号",
    "phone:cell": "mobile|mobile phone|mobile number|cell|cell phone|cellphone|手机|手机号|手机号码|移动电话|手機"
    "|手機號碼|行動電話|mobil|mobiltelefon|handy|handynummer|handynr|portable|téléphone portable|tél. mobile|móvil"
    "|teléfono móvil|celular|携帯|携帯電話",
    "phone:home": "home phone|phone (home)|家庭电话|住宅电话|住家電話|telefon privat|téléphone (domicile)"
    "|teléfono particular|自宅電話",
    "phone:work": "work phone|business phone|office phone|phone (work)|办公电话|公司电话|單位電話|座机"
    "|telefon geschäftlich|téléphone (bureau)|teléfono del trabajo|会社電話|tel会社",
    "phone:fax": "fax|fax number|传真|傳真|télécopie|ファックス|ファクス",
    "email": "email|e-mail|mail|email address|e-mail address|primary email|secondary email|邮箱|电子邮箱|电子邮件"
    "|邮件|电邮|邮箱地址|電子郵件|電郵|信箱|e-mail-adresse|courriel|adresse e-mail|adresse email|correo"
    "|correo electrónico|メール|メールアドレス|eメール",
    "email:home": "home email|personal email|private email|个人邮箱",
    "email:work": "work email|business email|工作邮箱|公司邮箱",
    "address": "address|postal address|mailing address|street address|地址|住址|通讯地址|联系地址|通訊地址|adresse"
    "|anschrift|dirección|domicilio|住所",
    "address:home": "home address|家庭地址|住宅地址|privatadresse|自宅住所",
    "address:work": "work address|business address|办公地址|公司地址|geschäftsadresse|会社住所",
    "url": "url|website|web site|web page|webpage|homepage|blog|网址|网站|主页|網址|網站|webseite|site web|página web"
    "|sitio web|ホームページ|ウェブサイト",
    "tag": "tag|tags|label|labels|group|groups|group membership|category|categories|标签|分组|组|组别|群组|标记|標籤"
    "|群組|類別|类别|分类|gruppe|gruppen|kategorie|kategorien|groupe|catégories|grupo|grupos|etiquetas|categorías"
    "|グループ|タグ|ラベル",
    "notes": "note|notes|comment|comments|remark|remarks|memo|备注|说明|附注|备注信息|備註|附註|notiz|notizen"
    "|bemerkung|bemerkungen|remarque|remarques|commentaire|nota|notas|observaciones|メモ|備考",
    "how_we_met": "how we met|met at|where we met|认识方式|怎么认识的|如何认识|相识|如何認識",
    "birthday": "birthday|birth date|birthdate|date of birth|dob|生日|出生日期|生辰|geburtstag|geburtsdatum"
    "|date de naissance|fecha de nacimiento|cumpleaños|誕生日|生年月日",
    "anniversary": "anniversary|wedding anniversary|纪念日|结婚纪念日|紀念日|hochzeitstag|jahrestag"
    "|anniversaire de mariage|aniversario|記念日",
    "relation:spouse": "spouse|husband|wife|partner|配偶|爱人|伴侣|ehepartner|conjoint|conjoint(e)|cónyuge|配偶者",
    "pronouns": "pronouns|pronomen|pronoms|pronombres|人称代词",
    "cadence": "cadence|keep in touch|联系频率|联络频率",
}  # fmt: skip
# Services whose name alone is a head; not those that are a word for something else (line, signal).
SERVICES = frozenset({
    "qq", "wechat", "weibo", "dingtalk", "feishu", "douyin", "xiaohongshu", "zhihu", "alipay", "telegram", "whatsapp",
    "skype", "twitter", "facebook", "instagram", "linkedin", "discord", "xmpp", "icq", "msn", "mastodon", "kakaotalk",
    "viber", "zalo", "slack", "teams", "github",
})  # fmt: skip
# Those that are.
AMBIGUOUS_SERVICES = frozenset({"line", "signal", "messenger", "imessage", "zoom", "matrix", "threema"})
# "Mobile Nr", "Tel. No.": the number of a phone is the phone.
_NUMBER = re.compile(r"[ .-]*(?:nr|no|num|number|nummer|号码|号|號碼|號)\.?$")


def target(word: str) -> str:
    """What a word says that a column holds, as --map has it (`phone:cell`); empty where it says nothing known here."""
    said = key(word)
    known = _targets()
    of_a_number = known.get(_NUMBER.sub("", said), "")
    return known.get(said) or (of_a_number if of_a_number.startswith("phone") else "")


@cache
def _targets() -> Mapping[str, str]:
    return {key(word): target for target, words in _WORDS.items() for word in words.split("|")}
