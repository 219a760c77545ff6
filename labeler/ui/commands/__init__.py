"""The groups of commands; together they have one method per action id."""

from labeler.ui.commands.classes import ClassCommands
from labeler.ui.commands.edit import EditCommands
from labeler.ui.commands.files import FileCommands
from labeler.ui.commands.go import GoCommands
from labeler.ui.commands.group import Commands
from labeler.ui.commands.help import HelpCommands
from labeler.ui.commands.rules import RuleCommands
from labeler.ui.commands.shape import ShapeCommands
from labeler.ui.commands.video import VideoCommands
from labeler.ui.commands.view import ViewCommands

COMMANDS: tuple[type[Commands], ...] = (
    FileCommands,
    EditCommands,
    ViewCommands,
    GoCommands,
    ShapeCommands,
    ClassCommands,
    RuleCommands,
    VideoCommands,
    HelpCommands,
)
