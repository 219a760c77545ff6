"""Draw a quad: its four corners one by one, or a drag that makes them a box's."""

from labeler.tools.tool import BoxDrawing, Outline, Pointer, Workspace


class DrawQuad(Outline):
    id = "draw_quad"
    kind = "quad"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._drawing: BoxDrawing | None = None

    @property
    def busy(self) -> bool:
        return self._drawing is not None or super().busy

    @property
    def hint(self) -> str:
        if self._drawing is not None and self._drawing.dragged:
            return self._drawing.hint
        if not self.path:
            return self.id
        return "draw_quad_last" if len(self.path) == 3 else "draw_quad_next"

    def press(self, pointer: Pointer) -> None:
        if self._drawing is not None:
            return
        if not self.path:
            self._drawing = BoxDrawing(self.workspace, pointer, "quad")
            return
        self.extend(pointer)
        if len(self.path) == 4 and not self.complete():
            self.path.pop()
            self.show(pointer)

    def move(self, pointer: Pointer, pressed: bool) -> None:
        if self._drawing is None:
            self.show(pointer)
        elif pressed:
            self._drawing.move(pointer)
        else:
            self.cancel()  # the release was lost: nobody knows where the gesture was to end

    def release(self, pointer: Pointer) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is not None and not drawing.release(pointer):
            self.extend(drawing.start)

    def key(self, name: str, pointer: Pointer) -> bool:
        return self._drawing is not None or super().key(name, pointer)

    def cancel(self) -> None:
        self._drawing = None
        super().cancel()
