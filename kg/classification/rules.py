"""What the patterns have found in a sentence, as features: a classifier that knows it can add, not repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.classification.argument import Argument
from kg.classification.candidates import Candidate
from kg.relations.pattern import Match, side
from kg.vocabulary import relations as declared


@dataclass(slots=True)
class Fired:
    """Relations that patterns found: between two sides, of a subject, of an object; sides by IRI, name or number."""

    pairs: dict[tuple[object, object], set[str]] = field(default_factory=lambda: defaultdict(set))
    subjects: dict[object, set[str]] = field(default_factory=lambda: defaultdict(set))
    objects: dict[object, set[str]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, matches: Iterable[tuple[str, Match]]) -> Fired:
        """The matches of a sentence, each with the name of its relation."""
        fired = cls()
        for relation, match in matches:
            subject, object_ = side(match.subject), side(match.object)
            whose = subject.iri if subject is not None else None
            fired.subjects[whose].add(relation)
            keys: list[object] = [object_.iri, object_.name] if object_ is not None else []
            keys += [match.period.iso] if object_ is None and match.period is not None else []
            for key in keys:
                fired.pairs[whose, key].add(relation)
                fired.objects[key].add(relation)
            if match.quantity is not None:
                fired.pairs[whose, match.quantity.value].add(relation)
        return fired

    def features(self, one: Candidate) -> list[str]:
        """What the patterns say of a candidate and of its sides."""
        if not self.subjects:
            return []
        names = self._told("object", one.object)
        if one.subject is None:
            found = {name for (_, key), relations in self.pairs.items() if key == one.object.key for name in relations}
            return [*(f"fired={name}" for name in sorted(found)), *names]
        subject = self._told("subject", one.subject)
        if not subject and not names and one.object.key not in self.subjects:
            return []
        keys: list[object] = [one.object.key, one.object.name]
        keys += [one.object.quantity.value] if one.object.quantity is not None else []
        found = _of(self.pairs, [(one.subject.key, key) for key in keys])
        turned = _of(self.pairs, [(one.object.key, one.subject.key)])
        found |= {name for name in turned if declared()[name].symmetric}
        return [*names, *(f"fired={name}" for name in sorted(found)), *subject]

    def _told(self, role: str, one: Argument) -> list[str]:
        """What the patterns say of a side by itself, remembered."""
        if (role, id(one)) not in self.seen:
            keys: list[object] = [one.key, one.name] if role == "object" else [one.key]
            found = _of(self.objects if role == "object" else self.subjects, keys)
            self.seen[role, id(one)] = [f"fired {role}={name}" for name in sorted(found)]
        return self.seen[role, id(one)]


def _of(table: dict[object, set[str]] | dict[tuple[object, object], set[str]], keys: Iterable[object]) -> set[str]:
    return {name for key in keys if key in table for name in table[key]}  # type: ignore[index]
