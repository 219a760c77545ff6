"""Move, add and remove corners of any polygon or quad under the pointer, selected or not."""

from labeler.core.hits import GRAB_PX, NEAR_PX, Hit, corner, middle, smallest, under
from labeler.tools.tool import (
    CornerMoving,
    Cursor,
    Pointer,
    Tool,
    Workspace,
    remove_corner,
)


class EditPoints(Tool):
    id = "edit_points"
    edits = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._gesture: CornerMoving | None = None
        self._held: Pointer | None = None  # where the button went down, beside any corner
        self._found: Hit | None = None

    @property
    def busy(self) -> bool:
        return self._gesture is not None

    @property
    def hint(self) -> str:
        if self._gesture is not None:
            return self._gesture.hint
        return self.id if self._found is None else f"edit_points_{self._found.part}"

    def cursor(self, pointer: Pointer) -> Cursor:
        return "arrow" if self._hit(pointer) is None else "point"

    def press(self, pointer: Pointer) -> None:
        if self._gesture is not None:
            return
        found = self._found = self._hit(pointer)
        if found is None:
            self._held = pointer
            return
        self.workspace.select((found.id,))
        self._gesture = CornerMoving(self.workspace, pointer, found)

    def move(self, pointer: Pointer, pressed: bool) -> None:
        if self._gesture is None:
            self._look(pointer)
        elif pressed:
            self._gesture.move(pointer)
        else:
            self.cancel()  # the release was lost: nobody knows where the gesture was to end

    def release(self, pointer: Pointer) -> None:
        gesture, self._gesture = self._gesture, None
        held, self._held = self._held, None
        if gesture is not None:
            if not gesture.release(pointer) and gesture.adds:
                gesture.finish(gesture.start)
        elif held is not None:
            id = self._smallest(held)
            self.workspace.select(() if id is None else (id,))
        self._look(pointer)

    def key(self, name: str, pointer: Pointer) -> bool:
        if self.busy:
            return True
        return name == "delete" and remove_corner(self.workspace, self._hit(pointer))

    def cancel(self) -> None:
        self._gesture = self._held = self._found = None
        super().cancel()

    def _look(self, pointer: Pointer) -> None:
        self._found = self._hit(pointer)
        self.workspace.hover(self._found.id if self._found else self._smallest(pointer))

    def _smallest(self, pointer: Pointer) -> int | None:
        return smallest(self.workspace.annotation, pointer.at, pointer.within(NEAR_PX))

    def _hit(self, pointer: Pointer) -> Hit | None:
        """A corner, else a middle, of what is selected first, then of the smallest."""
        annotation, reach = self.workspace.annotation, pointer.within(GRAB_PX)
        ids = under(annotation, pointer.at, reach)
        chosen = self.workspace.selection
        near = [annotation[id] for id in sorted(ids, key=lambda id: id not in chosen)]
        outlines = [shape for shape in near if shape.kind != "box"]
        for part in (corner, middle):
            for shape in outlines:
                if (found := part(shape, pointer.at, reach)) is not None:
                    return found
        return None
