"""The docks, in the order they are laid out."""

from labeler.ui.docks.classes import ClassesDock
from labeler.ui.docks.dock import Dock
from labeler.ui.docks.files import FilesDock
from labeler.ui.docks.objects import ObjectsDock
from labeler.ui.docks.rules import RulesDock

DOCKS: tuple[type[Dock], ...] = (FilesDock, ClassesDock, ObjectsDock, RulesDock)
