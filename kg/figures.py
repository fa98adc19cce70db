"""Numbers and dates as people write them in Russian."""

from __future__ import annotations

from decimal import Decimal

from kg.vocabulary import units

_SIGNS = {"=": "", ">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ ", "~": "≈ "}
_SCALES = ((Decimal(10) ** 12, "трлн"), (Decimal(10) ** 9, "млрд"), (Decimal(10) ** 6, "млн"))
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_SPACE = "\N{NO-BREAK SPACE}"


def figure(value: Decimal, comparator: str, unit: str | None) -> str:
    """A bounded number with its unit in the right form.

    >>> figure(Decimal(510), ">", "компания"), figure(Decimal("1.5"), "=", "раз"), figure(Decimal(21), "~", "регион")
    ('> 510 компаний', '1,5 раза', '≈ 21 регион')
    >>> figure(Decimal(1_100_000_000), "=", "USD")
    '1,1 млрд USD'
    """
    number, scaled = _number(value)
    sign = _SIGNS[comparator]
    return f"{sign}{number}" if unit is None else f"{sign}{number} {_unit(value, unit, scaled=scaled)}"


def readable_period(iso: str) -> str:
    """An ISO date or interval in words.

    >>> readable_period("2025-09-29/2025-10-01"), readable_period("2025-09"), readable_period("2030")
    ('29 сентября – 1 октября 2025 года', 'сентябрь 2025 года', '2030 год')
    >>> readable_period("2025-09-29/2025-09-30")
    '29–30 сентября 2025 года'
    """
    start, _, end = iso.partition("/")
    if not end or end == start:
        return _date(start)
    if len(start) == len(end) == len("2025-09-29"):
        return _days(start, end)
    return f"{_date(start)} – {_date(end)}"


def _number(value: Decimal) -> tuple[str, bool]:
    """The digits, and whether a word of scale stands for some of them; exact either way."""
    for scale, word in _SCALES:
        short = value / scale
        if abs(short) >= 1 and short == round(short, 2):
            return f"{_digits(short)} {word}", True
    return _digits(value), False


def _digits(value: Decimal) -> str:
    return format(value.normalize(), ",f").replace(",", _SPACE).replace(".", ",")


def _unit(value: Decimal, unit: str, *, scaled: bool) -> str:
    known = units().get(unit)
    if known is None:
        return f"({unit})" if unit.islower() and unit.replace(" ", "").isalpha() else unit
    if scaled:
        return known.many
    if value != value.to_integral_value():
        return known.few
    last, tens = int(abs(value)) % 10, int(abs(value)) % 100
    if last == 1 and tens != 11:  # 21 регион, 11 регионов
        return unit
    return known.few if last in (2, 3, 4) and tens not in (12, 13, 14) else known.many


def _date(iso: str) -> str:
    year, month, day = [*iso.split("-"), "", ""][:3]
    if day:
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year} года"
    return f"{_NOMINATIVE[int(month) - 1]} {year} года" if month else f"{year} год"


def _days(start: str, end: str) -> str:
    (year, month, day), (other_year, other_month, _) = start.split("-"), end.split("-")
    if year != other_year:
        return f"{_date(start)} – {_date(end)}"
    if month != other_month:
        return f"{int(day)} {_MONTHS[int(month) - 1]} – {_date(end)}"
    return f"{int(day)}–{_date(end)}"
