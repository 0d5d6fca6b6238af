"""Chances: how sure a scenario is whose numbers are uncertain, from drawing it thousands of times."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import draws, formatting
from ukvote_gui.core.chances import Chances
from ukvote_gui.state.draws_worker import draws_of
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StepSpin
from ukvote_gui.theme.panel import quiet_label
from ukvote_gui.theme.sight import Follower
from ukvote_gui.views.chances_panel.banner import Banner
from ukvote_gui.views.chances_panel.result import Result

DRAWS_RANGE = (100, 100_000)
DRAWS_STEP = 1000
MOST_SEED = 999_999_999
DELAY_MS = 100
"""How long after a change the panel follows: a drag is not held up by it."""

CERTAIN = (
    "Every number in this scenario is certain, so there is nothing to draw: the seats are what the table "
    "says.\nTo say that a number is uncertain, press ± beside it where its move is edited, and give the "
    "range that it is likely in."
)
UNCERTAIN = (
    "half of the time below the number itself, eight times in ten within its range. What a number is off by "
    "is partly common to the country, partly to a region, and partly each seat’s own. These are chances "
    "within the scenario, and no forecast."
)
ONE_UNCERTAIN = f"1 number is uncertain. Each draw gives it another value: {UNCERTAIN}"
MANY_UNCERTAIN = f"{{}} numbers are uncertain. Each draw gives each of them another value: {UNCERTAIN}"
NOTHING_REACHED = "No seat depends on an uncertain number: every draw is the plain result."
STALE = (
    "The numbers below are of an earlier version of the scenario. Run the draws again to see what it comes "
    "to now."
)


class ChancesPanel(QScrollArea):
    """Runs the draws, and shows the chances of the parties and of the selected constituency's candidates.

    Handles: ``chances_run``, ``chances_cancel``, ``chances_draws``, ``chances_seed``, ``chances_progress``,
    ``chances_about``, ``chances_status``, ``chances_stale``, ``chances_parties``, ``chances_majority``,
    ``chances_doubt``, ``chances_doubtful``, ``chances_seat``, and ``chance_<person id>`` for each candidate
    who wins any draw.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chances_panel")
        self.setAccessibleName("Chances")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._session = session
        self._worker = draws_of(session)

        self._about = quiet_label()
        self._about.setObjectName("chances_about")
        self._draws = _number("chances_draws", "Number of draws", DRAWS_RANGE, draws.DRAWS)
        self._draws.setSingleStep(DRAWS_STEP)
        self._seed = _number("chances_seed", "Seed of the draws", (0, MOST_SEED), 1)
        self._seed.setToolTip("The same seed gives the same draws again; another one gives others.")
        self._run = QPushButton()
        self._run.setObjectName("chances_run")
        self._cancel = QPushButton("Cancel")
        self._cancel.setObjectName("chances_cancel")
        self._cancel.setAccessibleName("Cancel the draws")
        self._progress = QProgressBar()
        self._progress.setObjectName("chances_progress")
        self._progress.setAccessibleName("Draws done")
        self._progress.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._status = quiet_label()
        self._status.setObjectName("chances_status")
        self._status.setAccessibleName("About the draws")
        self._stale = Banner(theme, "chances_stale", STALE)
        self._result = Result(session, theme)

        widget = QWidget()
        body = QVBoxLayout(widget)
        body.setContentsMargins(12, 10, 12, 10)
        body.setSpacing(6)
        body.addWidget(self._about)
        body.addLayout(self._settings_row())
        body.addLayout(self._run_row())
        body.addWidget(self._status)
        body.addWidget(self._stale)
        body.addWidget(self._result)
        body.addStretch(1)
        self.setWidget(widget)
        self._follower = Follower(widget, DELAY_MS)
        self._follower.due.connect(self._on_due)

        self._draws.valueChanged.connect(self._on_draws_changed)
        self._run.clicked.connect(self._on_run_clicked)
        self._cancel.clicked.connect(self._worker.cancel)
        self._worker.started.connect(self._on_started)
        self._worker.progressed.connect(self._progress.setValue)
        self._worker.ended.connect(self._on_ended)
        self._worker.chances_changed.connect(self._on_chances_changed)
        session.outcome_changed.connect(self._follower.follow_soon)
        session.seat_changed.connect(self._follower.follow_now)
        self._on_draws_changed()
        self._show_running()
        self._on_chances_changed()

    def _settings_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for text, box in (("Draws", self._draws), ("Seed", self._seed)):
            label = QLabel(text)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(8)
        row.addStretch(1)
        return row

    def _run_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._run)
        row.addWidget(self._progress, stretch=1)
        row.addWidget(self._cancel)
        row.addStretch()
        return row

    # What a person does

    def _on_draws_changed(self) -> None:
        self._run.setText(f"Run {formatting.votes(self._draws.value())} draws")

    def _on_run_clicked(self) -> None:
        self._worker.start(round(self._draws.value()), round(self._seed.value()))

    # What happens

    def _on_started(self) -> None:
        self._progress.setRange(0, self._worker.total)
        self._progress.setValue(0)
        self._status.setText("Drawing… The window can be used meanwhile.")
        self._show_running()

    def _on_ended(self, why: str) -> None:
        if why:
            self._status.setText(why)
        self._show_running()

    def _on_chances_changed(self) -> None:
        found = self._worker.chances
        self._stale.setVisible(self._worker.stale)
        self._result.setVisible(found is not None)
        if not self._worker.running:
            self._status.setText("" if found is None else _in_words(found, self._worker.seconds))
        self._status.setVisible(bool(self._status.text()))
        self._follower.follow_now()

    def _on_due(self) -> None:
        self._show_scenario()
        if self._worker.chances is not None:
            self._result.show_chances(self._worker.chances)

    def _show_scenario(self) -> None:
        """Say what is uncertain in the scenario, and whether there is anything to draw."""
        number = draws.uncertain_amounts(self._session.scenario)
        uncertain = ONE_UNCERTAIN if number == 1 else MANY_UNCERTAIN.format(number)
        self._about.setText(uncertain if number else CERTAIN)
        self._run.setEnabled(bool(number) and not self._worker.running)
        self._run.setToolTip("" if number else "Nothing is uncertain, so there is nothing to draw.")

    def _show_running(self) -> None:
        running = self._worker.running
        had_focus = self._run.hasFocus() or self._cancel.hasFocus()
        for box in (self._draws, self._seed):
            box.setEnabled(not running)
        self._progress.setVisible(running)
        self._cancel.setVisible(running)
        self._show_scenario()
        self._status.setVisible(bool(self._status.text()))
        if had_focus:
            (self._cancel if running else self._run).setFocus()


def _number(name: str, accessible_name: str, limits: tuple[int, int], value: int) -> StepSpin:
    box = StepSpin()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    box.setDecimals(0)
    box.setGroupSeparatorShown(True)
    box.setRange(*limits)
    box.setValue(value)
    return box


def _in_words(found: Chances, seconds: float) -> str:
    made = f"{formatting.votes(found.draws)} draws with seed {found.seed} in {seconds:.1f} seconds."
    if found.certain:
        return f"{made} {NOTHING_REACHED}"
    error = formatting.points(found.sampling_error * 100)
    return f"{made} For so many, a chance is right to within {error} points."
