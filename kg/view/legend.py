"""The legend of the static picture: types with their marks, relations with their numbers and colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.view.labels import text_width, wrap
from kg.view.records import Record

ROW = 18
INDENT = 48
WRAP = 30


@dataclass(frozen=True, slots=True)
class Legend:
    """What the legend lists: `relations` are number, name, colour and count, the commonest first."""

    nodes: Sequence[Record]
    type_names: Mapping[str, str]
    relations: Sequence[tuple[int, str, str, int]]
    collective: str  # what a hollow mark means

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        lines = [line for name, _ in self._types() for line in wrap(name, WRAP)]
        lines += self._hollow()
        lines += [line for _, name, _, _ in self.relations for line in wrap(name, WRAP)]
        return INDENT + max((text_width(line) for line in lines), default=60.0) + 40

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        rows = len(self._types()) + len(self._hollow()) + sum(len(wrap(name, WRAP)) for _, name, _, _ in self.relations)
        return (rows + 3.5) * ROW

    def drawn(self, text: Callable[..., str], shape: Callable[..., str], phrases: Mapping[str, Any]) -> list[str]:
        """Its elements, from the top left corner."""
        parts = [text(0, 12, phrases["types_title"], weight="bold")]
        y = 12 + ROW + 4
        for (name, count), kind in zip(self._types(), self._kinds(), strict=True):
            parts += [shape(kind, 24, y - 4, 6.5), text(INDENT, y, f"{name} · {count}")]
            y += ROW
        for row, line in enumerate(self._hollow()):
            parts += [shape(self._group_kind(), 24, y - 4, 6.5, True)] if row == 0 else []
            parts.append(text(INDENT, y, line))
            y += ROW
        parts.append(text(0, y + 10, phrases["relations_title"], weight="bold"))
        y += 10 + ROW + 4
        for number, name, colour, count in self.relations:
            parts.append(text(14, y, str(number), anchor="end", colour=colour))
            parts.append(f'<path d="M20,{y - 4:g}H40" stroke="{colour}" stroke-width="3"/>')
            lines = wrap(name, WRAP)
            for row, line in enumerate(lines):
                parts.append(text(INDENT, y + row * ROW, line + (f" · {count}" if row == len(lines) - 1 else "")))
            y += ROW * len(lines)
        return parts

    def _group_kind(self) -> str:
        return next((str(node["type"]) for node in self.nodes if node.get("collective")), "")

    def _hollow(self) -> list[str]:
        """What a hollow mark means, where there is one."""
        return wrap(self.collective, WRAP) if self._group_kind() else []

    def _kinds(self) -> list[str]:
        counts = Counter(node["type"] for node in self.nodes)
        return sorted(counts, key=lambda kind: (-counts[kind], kind))

    def _types(self) -> list[tuple[str, int]]:
        counts = Counter(node["type"] for node in self.nodes)
        return [(self.type_names.get(kind, kind), counts[kind]) for kind in self._kinds()]
