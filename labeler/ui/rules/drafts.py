"""Rules that are being changed in the editor, until they are saved or given up."""

from dataclasses import replace

from labeler.core.project import presets
from labeler.core.rules.rule import Grade, Rule, Texts
from labeler.services.ruling import Ruling


class Drafts:
    """Every rule in force, or what was made of it here."""

    def __init__(self, ruling: Ruling) -> None:
        self._ruling = ruling
        self._changed: dict[str, Rule] = {}
        self._removed: set[str] = set()

    @property
    def rules(self) -> tuple[Rule, ...]:
        kept = [rule for rule in self._ruling.rules if rule.id not in self._removed]
        new = [rule for id, rule in self._changed.items() if self._ruling.rule(id) is None]
        return (*(self._changed.get(rule.id, rule) for rule in kept), *new)

    @property
    def unsaved(self) -> bool:
        return bool(self._removed) or any(self.differs(id) for id in self._changed)

    def rule(self, id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == id), None)

    def before(self, id: str) -> Rule | None:
        """The rule that is in force."""
        return self._ruling.rule(id)

    def differs(self, id: str) -> bool:
        return id in self._changed and self._changed[id] != self._ruling.rule(id)

    def put(self, rule: Rule) -> None:
        self._changed[rule.id] = rule
        if rule == self._ruling.rule(rule.id):
            del self._changed[rule.id]

    def add_question(self, title: Texts, grades: tuple[Texts, Texts]) -> Rule:
        """A rule that is only answered, with two grades: one that passes and one that does not."""
        used = {rule.id for rule in (*self._ruling.rules, *self._changed.values())}
        id = next(f"question_{n}" for n in range(1, len(used) + 2) if f"question_{n}" not in used)
        both = (
            Grade("grade_1", title=grades[0]),
            Grade("grade_2", accepted=False, title=grades[1]),
        )
        self._changed[id] = Rule(id, both, title=title)
        return self._changed[id]

    def remove(self, id: str) -> None:
        self._changed.pop(id, None)
        if self._ruling.rule(id) is not None:
            self._removed.add(id)

    def restored(self, rule: Rule) -> Rule | None:
        """The program's own version, with the examples that were marked here; None for a rule that
        is somebody's own."""
        own = next((one for one in presets() if one.id == rule.id), None)
        return own and replace(own, examples=rule.examples, version=rule.version)

    def save(self) -> None:
        """Each rule that differs is one step that can be taken back."""
        for id in list(self._changed):
            rule = self._changed[id]
            if self.differs(id):
                self._ruling.put(rule)
        for id in self._removed:
            self._ruling.remove(id)
        self._changed.clear()
        self._removed.clear()
