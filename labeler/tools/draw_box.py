"""Draw a box anywhere, over other shapes too: by a drag or by two clicks."""

from labeler.tools.tool import BoxDrawing, Pointer, Tool, Workspace


class DrawBox(Tool):
    id = "draw_box"
    draws = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._drawing: BoxDrawing | None = None
        self._held = False  # the button is down

    @property
    def busy(self) -> bool:
        return self._drawing is not None

    @property
    def hint(self) -> str:
        if self._drawing is None:
            return self.id
        return self._drawing.hint if self._drawing.dragged else "draw_box_second"

    def press(self, pointer: Pointer) -> None:
        self._held = True
        if self._drawing is None:
            self._drawing = BoxDrawing(self.workspace, pointer)

    def move(self, pointer: Pointer, pressed: bool) -> None:
        if self._drawing is None:
            self.workspace.hover(None)  # a digit means the class of what will be drawn
        elif self._held and not pressed:
            self.cancel()  # the release was lost: nobody knows where the gesture was to end
        else:
            self._drawing.move(pointer)

    def release(self, pointer: Pointer) -> None:
        if self._drawing is not None and self._held and self._drawing.release(pointer):
            self._drawing = None
        self._held = False

    def key(self, name: str, pointer: Pointer) -> bool:
        if self.busy and name == "back":
            self.cancel()
            return True
        return self.busy

    def cancel(self) -> None:
        self._drawing = None
        self._held = False
        super().cancel()
