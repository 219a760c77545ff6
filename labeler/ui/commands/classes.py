"""The commands of the class menu: which class the shape at the pointer, or the next one, has."""

from PySide6.QtGui import QCursor

from labeler.ui.commands.group import Commands


class ClassCommands(Commands):
    """Classes by key, by name and one after the other."""

    def class_palette(self) -> None:
        from labeler.ui.dialogs.class_palette import ClassPalette

        self.canvas.cancel_gesture()
        ClassPalette(self.session, self.window).open_at(QCursor.pos())

    def add_class(self) -> None:
        from labeler.ui.docks.classes import ClassesDock

        frame = self.window.docks[ClassesDock.id]
        frame.show()
        frame.raise_()
        dock = frame.widget()
        assert isinstance(dock, ClassesDock)
        dock.focus_add(self.canvas.setFocus)  # so that the next key draws

    def next_class(self) -> None:
        self._walk(1)

    def previous_class(self) -> None:
        self._walk(-1)

    def _walk(self, by: int) -> None:
        classes = self.workspace.classes
        shown = [classes.name_of(number) for number in classes.displayed]
        if shown:
            now = self.workspace.current_class
            at = shown.index(now) if now in shown else -1
            self.workspace.set_current_class(shown[(at + by) % len(shown)])

    def _by_digit(self, digit: str) -> None:
        name = self.workspace.classes.by_key(digit)
        if name is None:
            add = self.window.key_of("add_class")
            self.say("no_class_on_key", key=digit, add=add)
        else:
            self.workspace.apply_class(name)

    def class_1(self) -> None:
        self._by_digit("1")

    def class_2(self) -> None:
        self._by_digit("2")

    def class_3(self) -> None:
        self._by_digit("3")

    def class_4(self) -> None:
        self._by_digit("4")

    def class_5(self) -> None:
        self._by_digit("5")

    def class_6(self) -> None:
        self._by_digit("6")

    def class_7(self) -> None:
        self._by_digit("7")

    def class_8(self) -> None:
        self._by_digit("8")

    def class_9(self) -> None:
        self._by_digit("9")

    def class_0(self) -> None:
        self._by_digit("0")
