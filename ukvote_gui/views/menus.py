"""What the window's menus are made of: actions, and choices of one of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ukvote_gui.core import dataset, describe, files
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.state.session import Session
from ukvote_gui.state.settings import Settings
from ukvote_gui.theme import Theme
from ukvote_gui.theme.theme import CHOICES


def add_action(
    window: QWidget,
    menu: QMenu,
    name: str,
    text: str,
    slot: Callable[[], object],
    key: QKeySequence.StandardKey | None = None,
) -> QAction:
    """Add an action to a menu, and to the window, where its key works with no menu open."""
    action = QAction(text, window)
    action.setObjectName(name)
    if key is not None:
        action.setShortcuts(key)
    action.triggered.connect(slot)
    menu.addAction(action)
    window.addAction(action)
    return action


class Choice(QActionGroup):
    """Actions of a menu of which one is checked; each is of a key, and has a text."""

    def __init__(self, menu: QMenu, texts: dict[str, str]) -> None:
        super().__init__(menu)
        self._actions = {key: self.addAction(text) for key, text in texts.items()}
        for key, action in self._actions.items():
            action.setCheckable(True)
            action.setData(key)
            menu.addAction(action)

    def check(self, key: str) -> None:
        """Check the action of a key."""
        self._actions[key].setChecked(True)


class BaseChoice(QObject):
    """The choice of the election that the scenario starts from.

    Where the scenario does not fit the other one, ``report`` is told so, and why.
    """

    def __init__(self, menu: QMenu, session: Session, report: Callable[[str, str], None]) -> None:
        super().__init__(menu)
        self._session = session
        self._report = report
        general, with_byelections = dataset.BASES
        texts = {
            general: "&General election of 4 July 2024",
            with_byelections: "The same, with the &by-elections since",
        }
        self._choice = Choice(menu, texts)
        self._choice.triggered.connect(self._on_chosen)
        menu.aboutToShow.connect(self._on_shown)

    def _on_shown(self) -> None:
        self._choice.check(self._session.scenario.base)

    def _on_chosen(self, action: QAction) -> None:
        changed = replace(self._session.scenario, base=str(action.data()))
        try:
            # The moves may name candidates who did not stand in the other base.
            files.from_json(files.to_json(changed))
        except ScenarioError as error:
            why = describe.who_does_not_stand(self._session.scenario, changed.base) or str(error)
            self._report("This scenario does not fit that election", why)
            return
        title = dataset.load_election(changed.base).title
        self._session.change(changed, f"Start from: {title}")


class ThemeChoice(QObject):
    """The choice of light or dark colours."""

    def __init__(self, menu: QMenu, theme: Theme, settings: Settings) -> None:
        super().__init__(menu)
        self._theme = theme
        self._settings = settings
        texts = ("Like the &system", "&Light", "&Dark")
        choice = Choice(menu, dict(zip(CHOICES, texts, strict=True)))
        choice.triggered.connect(self._on_chosen)
        choice.check(theme.choice)

    def _on_chosen(self, action: QAction) -> None:
        self._theme.choose(str(action.data()))
        self._settings.theme = self._theme.choice
