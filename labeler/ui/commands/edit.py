"""The commands of the edit menu: undo, clipboard, delete, select."""

from labeler.core.annotation import Shape
from labeler.services.edits import add_shapes
from labeler.ui.commands.group import Commands


class EditCommands(Commands):
    """Undo and what concerns the shapes of the open image as a set."""

    _copied: tuple[Shape, ...] = ()

    def undo(self) -> None:
        """A gesture of several clicks gives back its last one; else the last step is undone."""
        tool = self.canvas.tool
        if tool is not None and tool.busy:
            if not self.canvas.offer_key("back"):
                self.canvas.cancel_gesture()
        elif not self.window.single_shape.undo():
            self.session.history.undo()

    def redo(self) -> None:
        self.canvas.cancel_gesture()
        self.session.history.redo()

    def cut(self) -> None:
        self.copy()
        self._remove("cut")

    def copy(self) -> None:
        self._copied = self.workspace.selected or self._copied

    def paste(self) -> None:
        if not self._copied:
            self.say("nothing_copied", key=self.window.key_of("copy_previous"))
        add_shapes(self.workspace, self._copied, "paste")

    def duplicate(self) -> None:
        add_shapes(self.workspace, self.workspace.selected, "duplicate")

    def copy_previous(self) -> None:
        if not self.session.copy_from_previous():
            self.say("nothing_to_copy")

    def delete(self) -> None:
        """The tool may mean a corner; else the selected shapes go."""
        if not self.canvas.offer_key("delete"):
            self._remove("delete")

    def clear_all(self) -> None:
        everything = [shape.id for shape in self.workspace.annotation]
        self.workspace.commit(self.workspace.annotation.removing(everything), "clear_all")

    def _remove(self, action: str) -> None:
        annotation = self.workspace.annotation.removing(self.workspace.selection)
        self.workspace.commit(annotation, action)

    def select_all(self) -> None:
        self.workspace.select(shape.id for shape in self.workspace.annotation)

    def select_none(self) -> None:
        self.workspace.select(())
