"""The columns of Outlook's table, in the languages in which they are known for certain.

A language that is not here, or a word of it, is read as fields, or by `csv` as any table.
"""

from itertools import product

from relkeeper.rules.texts.entered import key

_ENGLISH_PHONES = {
    "Assistant's Phone": "assistant", "Business Fax": "work,fax", "Business Phone": "work", "Business Phone 2": "work",
    "Callback": "callback", "Car Phone": "car", "Company Main Phone": "main", "Home Fax": "home,fax",
    "Home Phone": "home", "Home Phone 2": "home", "ISDN": "isdn", "Mobile Phone": "cell", "Other Fax": "other,fax",
    "Other Phone": "other", "Pager": "pager", "Primary Phone": "pref", "Radio Phone": "radio",
    "TTY/TDD Phone": "tty", "Telex": "telex",
}  # fmt: skip
_ENGLISH = {
    "First Name": "given_name", "Middle Name": "middle_name", "Last Name": "family_name", "Title": "prefix",
    "Suffix": "suffix", "Nickname": "alias", "Company": "organization", "Department": "department",
    "Job Title": "title", "Birthday": "birthday", "Anniversary": "anniversary", "Notes": "notes",
    "Spouse": "relation:spouse", "Manager's Name": "relation:manager", "Assistant's Name": "relation:assistant",
    "Children": "relation:child", "Referred By": "relation:referred by", "Web Page": "url",
    "Personal Web Page": "url:home", "Categories": "tag", "Keywords": "tag", "E-mail Address": "email",
    "E-mail 2 Address": "email", "E-mail 3 Address": "email",
    **{head: f"phone:{label}" for head, label in _ENGLISH_PHONES.items()},
    **{
        f"{place} {part}": f"{kind}:{label}"
        for (place, label), (part, kind) in product(
            (("Business", "work"), ("Home", "home"), ("Other", "other")),
            (
                ("Street", "street"), ("Street 2", "street"), ("Street 3", "street"), ("City", "city"),
                ("State", "region"), ("Postal Code", "code"), ("Country/Region", "country"), ("Country", "country"),
                ("Address PO Box", "po_box"),
            ),
        )
    },
}  # fmt: skip

_GERMAN = {
    "Vorname": "given_name", "Weitere Vornamen": "middle_name", "Nachname": "family_name", "Anrede": "prefix",
    "Suffix": "suffix", "Firma": "organization", "Abteilung": "department", "Position": "title",
    "Geburtstag": "birthday", "Jahrestag": "anniversary", "Notizen": "notes", "Partner": "relation:spouse",
    "Partner/in": "relation:spouse", "Name des/der Vorgesetzten": "relation:manager",
    "Name Assistent": "relation:assistant", "Kinder": "relation:child", "Webseite": "url", "Kategorien": "tag",
    "Stichwörter": "tag", "E-Mail-Adresse": "email", "E-Mail 2: Adresse": "email", "E-Mail 3: Adresse": "email",
    "Fax geschäftlich": "phone:work,fax", "Telefon geschäftlich": "phone:work", "Telefon geschäftlich 2": "phone:work",
    "Telefon Firma": "phone:main", "Autotelefon": "phone:car", "Fax privat": "phone:home,fax",
    "Telefon privat": "phone:home", "Telefon privat 2": "phone:home", "Telefon (privat)": "phone:home",
    "Telefon (privat 2)": "phone:home", "Mobiltelefon": "phone:cell", "Mobiltelefon 2": "phone:cell",
    "Weiteres Fax": "phone:other,fax", "Weiteres Telefon": "phone:other", "Pager": "phone:pager",
    "Haupttelefon": "phone:pref", "Telefon Assistent": "phone:assistant",
    **{
        f"{part} {place}": f"{kind}:{label}"
        for (place, label), (part, kind) in product(
            (("geschäftlich", "work"), ("privat", "home")),
            (
                ("Straße", "street"), ("Ort", "city"), ("Region", "region"), ("Bundesland/Kanton", "region"),
                ("Postleitzahl", "code"), ("Land/Region", "country"), ("Land", "country"), ("Postfach", "po_box"),
            ),
        )
    },
}  # fmt: skip

_FRENCH = {
    "Prénom": "given_name", "Deuxième prénom": "middle_name", "Nom": "family_name", "Suffixe": "suffix",
    "Société": "organization", "Service": "department", "Titre": "title", "Anniversaire": "birthday",
    "Notes": "notes", "Catégories": "tag", "Page Web": "url", "Adresse de messagerie": "email",
    "Adresse de messagerie 2": "email", "Adresse de messagerie 3": "email", "Télécopie (bureau)": "phone:work,fax",
    "Téléphone (bureau)": "phone:work", "Téléphone 2 (bureau)": "phone:work", "Télécopie (domicile)": "phone:home,fax",
    "Téléphone (domicile)": "phone:home", "Téléphone 2 (domicile)": "phone:home", "Tél. mobile": "phone:cell",
    "Téléphone (autre)": "phone:other",
    **{
        f"{part} ({place})": f"{kind}:{label}"
        for (place, label), (part, kind) in product(
            (("bureau", "work"), ("domicile", "home"), ("autre", "other")),
            (
                ("Rue", "street"), ("Ville", "city"), ("Dép/Région", "region"), ("Code postal", "code"),
                ("Pays/Région", "country"), ("Pays", "country"),
            ),
        )
    },
}  # fmt: skip

_SPANISH = {
    "Nombre": "given_name", "Segundo nombre": "middle_name", "Apellidos": "family_name", "Sufijo": "suffix",
    "Organización": "organization", "Departamento": "department", "Puesto": "title", "Cumpleaños": "birthday",
    "Aniversario": "anniversary", "Notas": "notes", "Categorías": "tag", "Cónyuge": "relation:spouse",
    "Página Web": "url", "Dirección de correo electrónico": "email", "Dirección de correo electrónico 2": "email",
    "Dirección de correo electrónico 3": "email", "Fax del trabajo": "phone:work,fax",
    "Teléfono del trabajo": "phone:work", "Teléfono del trabajo 2": "phone:work", "Teléfono particular": "phone:home",
    "Teléfono particular 2": "phone:home", "Teléfono móvil": "phone:cell", "Otro teléfono": "phone:other",
    "Calle del trabajo": "street:work", "Ciudad del trabajo": "city:work",
    "Provincia o estado del trabajo": "region:work", "Código postal del trabajo": "code:work",
    "País o región del trabajo": "country:work",
}  # fmt: skip

_CHINESE = {
    "名": "given_name", "中间名": "middle_name", "姓": "family_name", "单位": "organization", "部门": "department",
    "职务": "title", "生日": "birthday", "纪念日": "anniversary", "附注": "notes", "类别": "tag",
    "配偶": "relation:spouse",
    "网页": "url", "经理姓名": "relation:manager", "助理姓名": "relation:assistant", "电子邮件地址": "email",
    "电子邮件 2 地址": "email", "电子邮件 3 地址": "email", "商务传真": "phone:work,fax", "商务电话": "phone:work",
    "商务电话 2": "phone:work", "住宅传真": "phone:home,fax", "住宅电话": "phone:home", "住宅电话 2": "phone:home",
    "移动电话": "phone:cell", "其他电话": "phone:other", "单位主要电话": "phone:main", "寻呼机": "phone:pager",
    **{
        f"{place} {part}": f"{kind}:{label}"
        for (place, label), (part, kind) in product(
            (("商务地址", "work"), ("住宅地址", "home"), ("其他地址", "other")),
            (
                ("街道", "street"), ("街道 2", "street"), ("街道 3", "street"), ("市/县", "city"),
                ("省/市/自治区", "region"), ("邮政编码", "code"), ("国家/地区", "country"),
            ),
        )
    },
}  # fmt: skip

LANGUAGES = tuple(
    {key(head): target for head, target in heads.items()} for heads in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _CHINESE)
)
"""For each language what the columns hold, by the key of their heads."""

# What programs, not people, put there; and what only says how an address is shown.
_DEFAULTS = {
    "Priority": "normal", "Sensitivity": "normal", "Private": "false|off", "Gender": "unspecified|0",
    "Priorität": "normal", "Vertraulichkeit": "normal", "Geschlecht": "keine angabe", "Privat": "falsch|aus",
    "Priorité": "normale", "Critère de diffusion": "normale", "Privé": "faux", "Sexe": "non spécifié",
    "Prioridad": "normal", "Confidencialidad": "normal", "Privado": "falso", "Sexo": "sin especificar",
    "优先级": "普通|一般", "敏感度": "普通|一般", "私有": "false|否", "性别": "未指定",
}  # fmt: skip
DEFAULTS = {key(head): frozenset(words.split("|")) for head, words in _DEFAULTS.items()}

_SHOWN = ("E-mail Type", "E-mail Display Name", "E-Mail-Typ", "E-Mail: Angezeigter Name")
_SHOWN_NUMBERED = ("E-mail {} Type", "E-mail {} Display Name", "E-Mail {}: Typ", "E-Mail {}: Angezeigter Name")
LEFT_OUT = frozenset(
    key(head) for head in (*_SHOWN, *(head.format(number) for head in _SHOWN_NUMBERED for number in (2, 3)))
)
