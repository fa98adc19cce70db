"""A network in the shape that `kg.network` gives, made by hand from two invented articles: 60 nodes, 90 facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

FOLDER = Path(__file__).parent / "articles"
BASE = "https://example.org/kg/"

# key: type, label
ENTITIES: dict[str, tuple[str, str]] = {
    "doc1": ("Document", "О планах Заречной области на выставке «ПромМост-2031»"),
    "doc2": ("Document", "Деловой форум Заречной и Лесогорской областей"),
    "sevta": ("Publisher", "СЕВТА"),
    "lapshin": ("Person", "Игорь Лапшин"),
    "zimina": ("Person", "Анна Зимина"),
    "orlov": ("Person", "Павел Орлов"),
    "chair": ("Post", "председатель Заречного облисполкома"),
    "governor": ("Post", "губернатор Верхнекамского края"),
    "deputy": ("Post", "первый заместитель министра экономики"),
    "council": ("Organization", "Заречный облисполком"),
    "ministry": ("Organization", "Министерство экономики"),
    "chamber": ("Organization", "Торгово-промышленная палата Лесогорской области"),
    "university": ("Organization", "Университет Лесогорска"),
    "technopark": ("Organization", "Приозёрский технопарк"),
    "fund": ("InternationalOrganization", "Фонд промышленной кооперации Союза"),
    "zarechie": ("Region", "Заречная область"),
    "kama": ("Region", "Верхнекамский край"),
    "lesogorie": ("Region", "Лесогорская область"),
    "steppe": ("Region", "Степная республика"),
    "regions": ("Region", "регионы Поморья"),
    "pomorie": ("Country", "Поморье"),
    "priozersk": ("City", "Приозёрск"),
    "lesogorsk": ("City", "Лесогорск"),
    "park": ("Place", "индустриальный парк «Восход»"),
    "districts": ("District", "районы Заречной области"),
    "expo": ("Event", "ПромМост-2031"),
    "forum": ("Event", "Деловой форум Заречной и Лесогорской областей"),
    "next": ("Event", "форум 2032 года"),
    "plenary": ("EventSection", "Кооперация без границ"),
    "green": ("EventSection", "Зелёная энергетика"),
    "zarechmash": ("Company", "ОАО «Заречмаш»"),
    "engines": ("Company", "холдинг «Камские двигатели»"),
    "milk": ("Company", "завод «Молочный путь»"),
    "roads": ("Company", "ООО «Дорстрой»"),
    "biosphere": ("Company", "компания «Биосфера»"),
    "companies": ("Company", "компании"),
    "companies_pomorie": ("Company", "компании из регионов Поморья"),
    "entrepreneurs": ("Person", "предприниматели"),
    "turbines": ("Project", "совместный выпуск газовых турбин"),
    "logistics": ("Project", "логистический центр"),
    "highway": ("Project", "скоростная трасса «Север — Юг»"),
    "trade_house": ("Project", "торговый дом Верхнекамского края"),
    "additive": ("Project", "центр аддитивных технологий"),
    "tractors": ("Product", "тракторы"),
    "lifts": ("Product", "лифты"),
    "dairy": ("Product", "молочная продукция"),
    "goods": ("Product", "товары"),
    "vet": ("Product", "ветеринарные препараты"),
    "pharma": ("Industry", "фармацевтика"),
    "light": ("Industry", "лёгкая промышленность"),
    "education": ("Industry", "образование"),
    "tourism": ("Industry", "туризм"),
    "machines": ("Industry", "машиностроение"),
    "biotech": ("Industry", "биотехнологии"),
    "agreements": ("Agreement", "соглашения на уровне облисполкома"),
    "contracts": ("Document", "двусторонние договоры районов"),
    "area": ("Area", "площадь экспозиции"),
    "money": ("Money", "900 млн рублей"),
    "jobs": ("Quantity", "рабочие места"),
    "exports": ("Quantity", "экспорт в Лесогорскую область"),
}
COLLECTIVE = {"regions", "districts", "companies", "companies_pomorie", "entrepreneurs"}
ALIASES = {"zarechmash": ["Заречмаш", "завод «Заречмаш»"], "zarechie": ["Заречье"], "council": ["облисполком"]}

RELATIONS = {
    "publishedBy": "опубликовано", "saidBy": "сообщает со слов", "holdsPost": "занимает пост", "worksFor": "работает в",
    "participatesIn": "участвует в", "partOfEvent": "часть мероприятия", "takesPlaceIn": "проходит в",
    "takesPlaceOn": "проходит", "participantCount": "число участников", "exhibitionArea": "площадь экспозиции",
    "cooperatesWith": "сотрудничает с", "partnerRegionCount": "число регионов-партнёров",
    "agreementCount": "число соглашений", "tradeTurnover": "товарооборот с", "supplies": "поставляет",
    "signedAgreementWith": "подписал соглашение с", "produces": "производит", "locatedIn": "находится в",
    "investsIn": "инвестирует в", "contractValue": "сумма", "jobsCreated": "создаёт рабочие места",
    "financedBy": "финансируется", "plansProject": "планирует проект", "initiatedBy": "по инициативе",
    "implementsProject": "реализует проект", "visits": "посетил", "meets": "встретился с",
    "cooperationIndustry": "отрасль сотрудничества", "organizes": "организует", "growth": "рост",
    "projectInIndustry": "отрасль проекта", "exportsTo": "экспортирует в", "industryOf": "отрасль",
    "partOf": "входит в",
}  # fmt: skip

# subject | relation | object | words of the text | status, value comparator unit figure where there is a number
_FIRST = """\
doc1 | publishedBy | sevta | СЕВТА | declared
sevta | saidBy | lapshin | рассказал председатель Заречного облисполкома Игорь Лапшин | declared
sevta | saidBy | zimina | Анна Зимина сообщила | declared
lapshin | holdsPost | chair | председатель Заречного облисполкома Игорь Лапшин | declared
lapshin | worksFor | council | председатель Заречного облисполкома Игорь Лапшин | declared
lapshin | participatesIn | plenary | Игорь Лапшин на пленарном заседании «Кооперация без границ» | done
lapshin | participatesIn | expo | в рамках международной выставки «ПромМост-2031» | done
plenary | partOfEvent | expo | прошло в рамках международной выставки «ПромМост-2031» | done
expo | takesPlaceIn | priozersk | проходит в Приозёрске | underway
expo | takesPlaceOn | doc1 | с 14 по 17 мая 2031 года | underway
expo | participantCount | companies | участвуют свыше 340 компаний | underway | 340 > компания
expo | participantCount | companies_pomorie | более 120 из 19 регионов Поморья | underway | 120 > компания
expo | participantCount | regions | 19 регионов Поморья | underway | 19 = регион
companies_pomorie | locatedIn | pomorie | из 19 регионов Поморья | declared
expo | exhibitionArea | area | площадь экспозиции превысила 12 тыс. кв. м | declared | 12000 > кв. м
zarechie | partnerRegionCount | regions | сотрудничает с 41 регионом Поморья | underway | 41 = регион
zarechie | cooperatesWith | regions | Заречная область сотрудничает с 41 регионом Поморья | underway
regions | partOf | pomorie | регионом Поморья | declared
zarechie | cooperatesWith | kama | связи сложились с Верхнекамским краем | underway
zarechie | cooperatesWith | lesogorie | связи сложились с Верхнекамским краем, Лесогорской областью | underway
zarechie | cooperatesWith | steppe | с Верхнекамским краем, Лесогорской областью и Степной республикой | underway
council | agreementCount | agreements | На уровне облисполкома действует 27 соглашений | underway | 27 = соглашение
districts | agreementCount | contracts | 96 двусторонних договоров подписали районы | done | 96 = договор
districts | locatedIn | zarechie | подписали районы | declared
zarechie | tradeTurnover | kama | товарооборот Заречной области с Верхнекамским краем вырос на 18 % | done | 18 = %
zarechie | tradeTurnover | kama | составил 4,2 млрд рублей | done | 4200000000 = RUB
zarechie | supplies | goods | поставляют в край до 250 наименований товаров | underway | 250 <= наименование
zarechie | exportsTo | kama | Предприятия области поставляют в край | underway
zarechie | supplies | tractors | поставляют в край до 250 наименований товаров: тракторы | underway
zarechie | supplies | lifts | тракторы, лифты | underway
zarechie | supplies | dairy | лифты, молочную продукцию | underway
zarechmash | signedAgreementWith | engines | ОАО «Заречмаш» и холдинг «Камские двигатели» подписали соглашение | done
zarechmash | implementsProject | turbines | соглашение о совместном выпуске газовых турбин | planned
engines | implementsProject | turbines | соглашение о совместном выпуске газовых турбин | planned
turbines | locatedIn | park | разместят в индустриальном парке «Восход» | planned
turbines | contractValue | money | инвестиции оцениваются в 900 млн рублей | planned | 900000000 = RUB
turbines | jobsCreated | jobs | не менее 350 рабочих мест | planned | 350 >= рабочее место
turbines | financedBy | fund | Проект финансирует Фонд промышленной кооперации Союза | underway
fund | investsIn | turbines | финансирует Фонд промышленной кооперации Союза | underway
milk | locatedIn | lesogorsk | Завод «Молочный путь» из Лесогорска | declared
milk | plansProject | logistics | построит в Приозёрске логистический центр | planned
logistics | locatedIn | priozersk | в Приозёрске логистический центр | planned
highway | initiatedBy | steppe | По инициативе Степной республики реализуется проект | underway
roads | implementsProject | highway | участвует ООО «Дорстрой» | underway
zimina | holdsPost | governor | Губернатор Верхнекамского края Анна Зимина | declared
zimina | worksFor | kama | Губернатор Верхнекамского края Анна Зимина | declared
kama | plansProject | trade_house | край планирует открыть в Приозёрске торговый дом | planned
trade_house | locatedIn | priozersk | открыть в Приозёрске торговый дом | planned
zimina | visits | zarechmash | Она посетила завод «Заречмаш» | done
zimina | meets | lapshin | встретилась с Игорем Лапшиным | done
zarechie | cooperationIndustry | pharma | сотрудничают в фармацевтике | underway
zarechie | cooperationIndustry | light | фармацевтике, лёгкой промышленности | underway
zarechie | cooperationIndustry | education | лёгкой промышленности, образовании | underway
zarechie | cooperationIndustry | tourism | образовании и туризме | underway
kama | cooperationIndustry | pharma | стороны сотрудничают в фармацевтике | underway
zarechmash | locatedIn | zarechie | Предприятия области | declared
kama | participatesIn | expo | Губернатор Верхнекамского края | done
zarechmash | produces | tractors | тракторы, лифты | declared
park | locatedIn | zarechie | индустриальном парке «Восход» | declared
council | locatedIn | zarechie | Заречного облисполкома | declared
kama | locatedIn | pomorie | Верхнекамским краем | declared
"""
_SECOND = """\
doc2 | publishedBy | sevta | СЕВТА | declared
forum | takesPlaceIn | lesogorsk | Лесогорск | done
forum | participantCount | entrepreneurs | собрал около 200 предпринимателей | done | 200 ~ человек
zarechie | participatesIn | forum | Деловой форум Заречной и Лесогорской областей | done
lesogorie | participatesIn | forum | Деловой форум Заречной и Лесогорской областей | done
sevta | saidBy | orlov | Павел Орлов заявил | declared
orlov | holdsPost | deputy | Первый заместитель министра экономики Павел Орлов | declared
orlov | worksFor | ministry | Первый заместитель министра экономики Павел Орлов | declared
orlov | participatesIn | forum | Павел Орлов заявил | done
zarechie | growth | exports | экспорт Заречной области в Лесогорскую увеличился в 1,5 раза | done | 1.5 = раз
zarechie | exportsTo | lesogorie | экспорт Заречной области в Лесогорскую | done
biosphere | supplies | vet | Компания «Биосфера» начала поставки ветеринарных препаратов | underway
zarechmash | supplies | tractors | «Заречмаш» договорился об отгрузке 60 тракторов | planned | 60 = шт.
chamber | organizes | forum | Форум организовала Торгово-промышленная палата | done
chamber | locatedIn | lesogorie | Торгово-промышленная палата Лесогорской области | declared
green | partOfEvent | forum | На полях форума работала секция «Зелёная энергетика» | done
engines | participatesIn | green | участником стал холдинг «Камские двигатели» | done
university | implementsProject | additive | создадут центр аддитивных технологий | planned
technopark | implementsProject | additive | Приозёрский технопарк создадут центр аддитивных технологий | planned
university | cooperatesWith | technopark | Университет Лесогорска и Приозёрский технопарк создадут | planned
university | locatedIn | lesogorsk | Университет Лесогорска | declared
technopark | locatedIn | priozersk | Приозёрский технопарк | declared
additive | projectInIndustry | machines | работать в сфере машиностроения | planned
additive | projectInIndustry | biotech | машиностроения и биотехнологий | planned
additive | financedBy | ministry | Проект поддержит Министерство экономики | planned
next | takesPlaceIn | priozersk | Следующий форум пройдёт в Приозёрске | planned
lesogorsk | locatedIn | lesogorie | Университет Лесогорска | declared
biosphere | participatesIn | forum | Компания «Биосфера» | done
zarechmash | participatesIn | forum | «Заречмаш» договорился | done
"""
_ARTICLES = {
    "sevta-2031-05-14": ("О планах Заречной области на выставке «ПромМост-2031»", "2031-05-14", "expo.txt", _FIRST),
    "sevta-2031-06-22": ("Деловой форум Заречной и Лесогорской областей", "2031-06-22", "forum.txt", _SECOND),
}  # fmt: skip


def sample_network() -> nx.MultiDiGraph:
    """The network of the two articles."""
    network = nx.MultiDiGraph(articles={})
    for key, (kind, label) in ENTITIES.items():
        network.add_node(
            BASE + "entity/" + key, label=label, label_en="", type=kind, aliases=ALIASES.get(key, []),
            collective=key in COLLECTIVE, same_as=[], lat=None, lon=None,
        )  # fmt: skip
    for name, (title, date, file, facts) in _ARTICLES.items():
        text = (FOLDER / file).read_text(encoding="utf-8")
        article = BASE + "article/" + name
        network.graph["articles"][article] = {
            "id": name, "title": title, "date": date, "publisher": "СЕВТА", "url": "https://example.org/" + name,
            "text": text,
        }  # fmt: skip
        for number, line in enumerate(facts.splitlines()):
            cells = [cell.strip() for cell in line.split("|")]
            _add_fact(network, article, f"{BASE}fact/{name}-{number:02d}", text, cells)
    return network


def _add_fact(network: nx.MultiDiGraph, article: str, iri: str, text: str, cells: list[str]) -> None:
    subject, relation, obj, words, status = cells[:5]
    number, comparator, unit = [*cells[5].split(" ", 2)] if len(cells) > 5 else (None, None, None)
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    figure = f"{comparator} {number} {unit}".removeprefix("= ") if number else ""
    ends: dict[str, Any] = {}
    for side, key in (("subject", subject), ("object", obj)):
        stems = [word.strip("«»")[:4].lower() for word in ENTITIES[key][1].split() if len(word) > 3]
        found = [at for stem in stems if (at := text.lower().find(stem, start, start + len(words))) >= 0]
        if found:
            stop = next(i for i in range(max(found), len(text)) if not (text[i].isalnum() or text[i] == "-"))
            ends |= {f"{side}_start": min(found), f"{side}_end": stop}
    network.add_edge(
        BASE + "entity/" + subject, BASE + "entity/" + obj, key=iri, relation=relation, label=RELATIONS[relation],
        label_en=relation, figure=figure, value=float(number) if number else None, comparator=comparator, unit=unit,
        date=_date(relation, article), status=status,
        speaker="Игорь Лапшин" if relation in {"partnerRegionCount", "cooperatesWith"} else "",
        mode="direct" if relation == "partnerRegionCount" else "narration", pattern=f"{relation}_by_words",
        article=article, start=start, end=start + len(words), sentence_start=first, sentence_end=last, confidence=0.93,
        post=None, **ends,
    )  # fmt: skip


def _date(relation: str, article: str) -> str | None:
    dates = {"takesPlaceOn": "2031-05-14/2031-05-17", "publishedBy": article[-10:]}
    return dates.get(relation, "2031-03" if relation == "tradeTurnover" else None)


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence that holds the words, told by «. » and a capital or by the end of a line."""
    marks = [0]
    for i in range(1, len(text)):
        after_stop = text[i - 2 : i] in {". ", "! "} and (text[i].isupper() or text[i] in "«")
        if (text[i - 1] == "\n" or after_stop) and not text[:i].endswith(("кв. ", "тыс. ")):
            marks.append(i)
    first = max(mark for mark in marks if mark <= start)
    last = min([mark for mark in marks if mark >= stop], default=len(text))
    return first, len(text[:last].rstrip())
