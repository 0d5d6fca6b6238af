"""Chances: how sure a scenario is whose numbers are uncertain, from drawing it thousands of times."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import chances, dataset, draws, formatting, tables
from ukvote_gui.core.chances import LEVELS, Chances, PartyChances
from ukvote_gui.models import doubt_table
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state import clipboard
from ukvote_gui.state.draws_worker import draws_of
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel, StepSpin
from ukvote_gui.theme.panel import quiet_label, title_label, words_label
from ukvote_gui.theme.sight import Follower

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
HEADS = (
    Head("Party"),
    Head("Expected\nseats", "The mean of the party’s seats in all draws.", figures=True),
    Head("95% of\ndraws", "The middle 95% of the draws lie between these numbers of seats.", figures=True),
    Head(
        "Most\nseats",
        "Chance to have more seats than any other party. Independents are no party.",
        figures=True,
    ),
    Head(
        "Overall\nmajority",
        "Chance to have more than half of all seats. Independents are no party.",
        figures=True,
    ),
)
LEAST_PARTY_LETTERS = 8
LEAST_SEAT_LETTERS = 14


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
        self._theme = theme
        self._worker = draws_of(session)
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}

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
        self._stale = _Banner(theme, "chances_stale", STALE)
        self._result = _Result(session, theme, self._names)

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
        if found is None:
            if not self._worker.running:
                self._status.setText("")
        else:
            if not self._worker.running:
                self._status.setText(_in_words(found, self._worker.seconds))
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


class _Result(QWidget):
    """The chances of the parties, and those of the selected constituency's candidates."""

    def __init__(self, session: Session, theme: Theme, names: dict[str, str]) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._names = names
        self._found: Chances | None = None
        self._same = quiet_label()
        self._same.setObjectName("chances_same")
        self._majority = words_label("chances_majority")
        self._doubt = words_label("chances_doubt")
        self._doubtful = AnswerTable(theme, doubt_table.HEADS, self)
        self._doubtful_title = title_label("Seats in doubt")
        self._doubtful_view = AnswerView(
            "chances_doubtful",
            "Seats in doubt, the most open first",
            self._doubtful,
            roomy={0: LEAST_SEAT_LETTERS},
            most_rows=8,
            chooses=True,
        )
        self._parties = AnswerTable(theme, HEADS, self)
        self._view = AnswerView(
            "chances_parties",
            "Seats of the parties in the draws",
            self._parties,
            roomy={0: LEAST_PARTY_LETTERS},
        )
        self._seat_title = title_label("")
        self._seat_title.setWordWrap(True)
        self._seat = QWidget()
        self._seat.setObjectName("chances_seat")
        self._grid = QGridLayout(self._seat)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._rows: list[_CandidateRow] = []
        self._others = quiet_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (
            title_label("Parties"),
            self._view,
            self._same,
            self._majority,
            self._doubtful_title,
            self._doubt,
            self._doubtful_view,
            self._seat_title,
            self._seat,
            self._others,
        ):
            layout.addWidget(widget)
        self._view.copy_pressed.connect(self._on_copy_pressed)
        self._doubtful_view.copy_pressed.connect(self._on_doubtful_copy_pressed)
        self._doubtful_view.seat_chosen.connect(session.select)
        theme.changed.connect(self._on_theme_changed)

    def show_chances(self, found: Chances) -> None:
        """Show what draws came to."""
        if found is not self._found:
            self._found = found
            self._show_parties(found)
            self._show_doubtful(found)
        self._doubtful_view.show_seat(self._session.seat)
        self._show_seat(found)

    def _show_parties(self, found: Chances) -> None:
        parties = chances.party_chances(found)
        differ = [party for party in parties if not party.same]
        self._parties.show([self._party_row(party) for party in differ or parties])
        self._same.setText(chances.same_in_words(found, self._names) if differ else "")
        self._same.setVisible(bool(self._same.text()))
        self._majority.setText(chances.majority_in_words(found, self._names))

    def _show_doubtful(self, found: Chances) -> None:
        rows = doubt_table.rows_of(found)
        self._doubt.setText(chances.doubt_in_words(found))
        self._doubtful.show(rows)
        self._doubtful_view.setVisible(bool(rows))

    def _show_seat(self, found: Chances) -> None:
        """Show the chances of the selected constituency's candidates."""
        name = self._session.constituency.name
        self._seat_title.setText(f"Who wins {name}")
        self._seat.setAccessibleName(f"Chances in {name}")
        shown = chances.seat_chances(found, self._session.seat)
        while len(self._rows) < len(shown):
            self._rows.append(_CandidateRow(self._theme, self._grid, len(self._rows)))
        for at, row in enumerate(self._rows):
            row.set_visible(at < len(shown))
        for row, (candidate, chance) in zip(self._rows, shown, strict=False):
            row.show_chance(candidate.person, candidate.name, candidate.party, chance)
        others = chances.others_in_seat(found, self._session.seat)
        self._others.setText(f"{others} other{'s' * (others != 1)} win{'s' * (others == 1)} no draw.")
        self._others.setVisible(others > 0)

    def _party_row(self, party: PartyChances) -> Row:
        name = self._names[party.party]
        ranges = [_from_to(*interval) for interval in party.intervals]
        by_level = [
            f"{formatting.percent(level, 0)} of the draws: {words} seats"
            for level, words in zip(LEVELS, ranges, strict=True)
        ]
        tip = "\n".join([*by_level, f"Plain result: {party.plain_seats}"])
        least, most = party.intervals[-1]
        return Row(
            (
                Cell(name, party.party),
                Cell(formatting.points(party.expected_seats), tip=tip),
                Cell(str(least) if least == most else f"{least}–{most}", tip=tip, spoken=ranges[-1]),
                Cell(formatting.chance(party.most_seats)),
                Cell(formatting.chance(party.majority)),
            )
        )

    def _on_copy_pressed(self) -> None:
        self._copy(self._parties)

    def _on_doubtful_copy_pressed(self) -> None:
        self._copy(self._doubtful)

    def _copy(self, table: AnswerTable) -> None:
        clipboard.put(tables.as_text(table.table()), tables.as_html(table.table()))
        self._session.message_posted.emit(f"Copied {table.rowCount()} rows.")

    def _on_theme_changed(self) -> None:
        for view in (self._view, self._doubtful_view):
            view.viewport().update()


class _CandidateRow:
    """A candidate with a bar of the chance to win, in a row of a grid."""

    def __init__(self, theme: Theme, grid: QGridLayout, at: int) -> None:
        self._name = PartyLabel(theme)
        self._bar = _ChanceBar(theme)
        self._chance = QLabel()
        self._chance.setTextFormat(Qt.TextFormat.PlainText)
        self._chance.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._chance.setMinimumWidth(self._chance.fontMetrics().horizontalAdvance(">100%"))
        grid.addWidget(self._name, at, 0)
        grid.addWidget(self._bar, at, 1)
        grid.addWidget(self._chance, at, 2)

    def set_visible(self, visible: bool) -> None:
        for widget in (self._name, self._bar, self._chance):
            widget.setVisible(visible)

    def show_chance(self, person: str, name: str, party: str, chance: float) -> None:
        words = formatting.chance(chance)
        self._name.show_party(party, name, lead=party)
        self._name.setToolTip(name)
        self._bar.show_chance(chance, party)
        self._chance.setText(words)
        self._chance.setObjectName(f"chance_{person}")
        self._chance.setAccessibleName(f"Chance of {name} ({party}): {words}")


class _ChanceBar(QWidget):
    """A bar from 0 to 100%, in a party's colour."""

    HEIGHT = 9

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chance = 0.0
        self._party = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_chance(self, chance: float, party: str) -> None:
        self._chance, self._party = chance, party
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(self._theme.tokens.track))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setClipRect(QRectF(0, 0, max(1.0, whole.width() * self._chance), whole.height()))
        painter.setBrush(self._theme.colour(self._party))
        painter.drawRoundedRect(whole, 2, 2)


class _Banner(QLabel):
    """Words that stand out, in the colour of what has changed."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName("Notice")
        self.setWordWrap(True)
        self.setMargin(6)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.tokens.changed))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.tokens.text))
        self.setPalette(palette)


def _number(name: str, accessible_name: str, limits: tuple[int, int], value: int) -> StepSpin:
    box = StepSpin()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    box.setDecimals(0)
    box.setGroupSeparatorShown(True)
    box.setRange(*limits)
    box.setValue(value)
    return box


def _from_to(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def _in_words(found: Chances, seconds: float) -> str:
    made = f"{formatting.votes(found.draws)} draws with seed {found.seed} in {seconds:.1f} seconds."
    if found.certain:
        return f"{made} {NOTHING_REACHED}"
    error = formatting.points(found.sampling_error * 100)
    return f"{made} For so many, a chance is right to within {error} points."
