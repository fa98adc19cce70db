"""Articles of the genre from templates, as many as wanted: no text of others is needed, and no two are alike.

python benchmarks/corpus.py 10000 > corpus.jsonl     JSON Lines with id, text and published
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from kg.gazetteer import entries

NAMES = ("Иван", "Сергей", "Алексей", "Дмитрий", "Андрей", "Михаил", "Николай", "Виктор", "Павел", "Олег")
STEMS = ("Голуб", "Соловь", "Ворон", "Журавл", "Сокол", "Орл", "Щегл", "Синиц", "Чиж", "Стриж", "Филин", "Ястреб")
GOODS = ("тракторы", "молочную продукцию", "мебель", "кабель", "лифты", "пиломатериалы", "шины", "комбайны", "ткани")
FIELDS = ("машиностроения", "сельского хозяйства", "логистики", "строительства", "туризма", "образования", "энергетики")
EVENTS = ("Диалог регионов", "Экспорт-форум", "Промышленная неделя", "Агротехника", "Северный мост", "Степной путь")
FIRMS = ("Техмаш", "Агролайн", "Промсбыт", "Лесторг", "Энергокабель", "Стройдеталь", "Молпрод", "Шинторг")
SENTENCES = (
    "Губернатор {where_gen} {person} посетил {city_acc}.",
    "Выставка «{event} {year}» собрала более {number} компаний из {count} стран.",
    "Товарооборот {where_gen} с Беларусью вырос в {last} году на {share}%.",
    "Компания «{firm}-{number}» поставляет {goods} в Казахстан и Узбекистан.",
    "Стороны договорились о сотрудничестве в области {field} и {other_field}.",
    "Завод «{firm} {number}» создаст {count} рабочих мест и выпустит {number} т продукции.",
    "Об этом сообщил директор компании «{firm}-{number}» {other_person}.",
    "Погода в тот день была ясной, и гости долго не расходились.",
    "Экспорт {where_gen} в Китай составил {number} млн долларов.",
    "Соглашение с {other_where_ins} подписано на форуме «{event}».",
)


def articles(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Articles with id, text and day; the same number and seed give the same ones."""
    chance = random.Random(seed)
    regions = [entry.name for entry in entries("region") if entry.name.endswith("ская область")]
    for index in range(number):
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
        lines = [sentence.format(**_words(chance, regions, day)) for sentence in chance.sample(SENTENCES, 8)]
        lines += [sentence.format(**_words(chance, regions, day)) for sentence in chance.sample(SENTENCES, 8)]
        text = f"date {day}\n\n" + " ".join(lines[:8]) + "\n\n" + " ".join(lines[8:])
        yield {"id": f"a{index:07}", "text": text, "published": str(day)}


def _words(chance: random.Random, regions: list[str], day: date) -> dict[str, object]:
    where, other = chance.sample(regions, 2)
    field, other_field = chance.sample(FIELDS, 2)
    return {
        "where_gen": where.replace("ская область", "ской области"),
        "other_where_ins": other.replace("ская область", "ской областью"),
        "city_acc": chance.choice(("Минск", "Брест", "Гомель", "Ташкент", "Бишкек", "Казань", "Харбин")),
        "person": _person(chance), "other_person": _person(chance),
        "event": chance.choice(EVENTS), "firm": chance.choice(FIRMS), "goods": chance.choice(GOODS),
        "field": field, "other_field": other_field, "year": day.year, "last": day.year - 1,
        "number": chance.randrange(20, 900), "count": chance.randrange(3, 60), "share": chance.randrange(2, 40),
    }  # fmt: skip


def _person(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)} {chance.choice(STEMS)}{chance.choice(('ов', 'ин', 'евский', 'ко'))}"


def main() -> None:
    """Print them."""
    for article in articles(int(sys.argv[1])):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
