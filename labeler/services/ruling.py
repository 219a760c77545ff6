"""The rules of the open dataset, its cameras and real sizes: changed here, each change one step."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.core.finding import LabelerError
from labeler.services.history import Step

if TYPE_CHECKING:
    from labeler.core.cameras import Camera
    from labeler.core.project import Project
    from labeler.core.real_sizes import RealSizes
    from labeler.core.rules.rule import Rule
    from labeler.services.session import Session


class Ruling(QObject):
    """What is asked of objects and images, as labeler.yaml says or by the program's own rules."""

    changed = Signal()  # other rules, or what is measured for them depends on something else

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._newest: dict[str, int] = {}  # versions given, so that none is given twice
        self._known: Project | None = None
        session.opened.connect(self._on_session_opened)
        session.read_again.connect(self._on_session_opened)

    @property
    def rules(self) -> "tuple[Rule, ...]":
        dataset = self._session.dataset
        return dataset.project.rules_in_force if dataset is not None else ()

    @property
    def basis(self) -> object:
        """What measuring depends on besides pictures and shapes: cameras, sizes, model input."""
        dataset = self._session.dataset
        if dataset is None:
            return None
        project = dataset.project
        return (project.root, project.cameras, dict(project.real_sizes), project.model_input)

    def rule(self, id: str) -> "Rule | None":
        return next((rule for rule in self.rules if rule.id == id), None)

    def put(self, rule: "Rule") -> None:
        """Take a rule in the place of that of its id, or as one more."""
        dataset, before = self._session.dataset, self.rule(rule.id)
        if dataset is None or before == rule:
            return
        newest = max(self._newest.get(rule.id, 0), before.version if before else 0)
        if before is not None:
            rule = rule.next_version(before)
        if newest and (before is None or rule.version != before.version):
            rule = replace(rule, version=newest + 1)
        self._newest[rule.id] = max(rule.version, self._newest.get(rule.id, 0))
        self._change("rule", rules=dataset.project.ruled(rule).rules)

    def remove(self, id: str) -> None:
        if (before := self.rule(id)) is not None:
            self._newest[id] = max(before.version, self._newest.get(id, 0))
        self._change("rule", rules=tuple(one for one in self.rules if one.id != id))

    def set_cameras(self, cameras: "tuple[Camera, ...]") -> None:
        self._change("camera", cameras=cameras)

    def set_real_sizes(self, sizes: "RealSizes") -> None:
        self._change("real_sizes", real_sizes=sizes)

    def set_model_input(self, side: int) -> None:
        self._change("model_input", model_input=side)

    def _change(self, action: str, **values: object) -> None:
        dataset = self._session.dataset
        if dataset is None:
            return
        before = {name: getattr(dataset.project, name) for name in values}
        if before == values or not self._take(values):
            return
        step = Step(action, partial(self._take, before), partial(self._take, values))
        self._session.history.remember(step)

    def _take(self, values: dict[str, object]) -> bool:
        """Write labeler.yaml; False when that failed, and everything is as before."""
        session = self._session
        assert session.dataset is not None
        project = replace(session.dataset.project, **values)  # type: ignore[arg-type]
        session.notices.withdraw("project")
        try:
            session.dataset = session.dataset.with_project(project).remember()
        except LabelerError as error:
            session.tell("project", error.finding, level="error")
            return False
        self._known = session.dataset.project
        self.changed.emit()
        return True

    def _on_session_opened(self) -> None:
        """Another dataset, or the same read again, after somebody edited its labeler.yaml."""
        dataset = self._session.dataset
        project = dataset.project if dataset is not None else None
        if _asked(project) != _asked(self._known):
            self._newest.clear()
            self._known = project
            self.changed.emit()


def _asked(project: "Project | None") -> object:
    if project is None:
        return None
    return (project.root, project.rules, project.cameras, project.real_sizes, project.model_input)
