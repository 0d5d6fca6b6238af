"""The scenario beside another, or beside the election as it was: totals, and the seats that differ."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QColor, QHideEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from ukvote_gui.core import dataset, files, formatting, side_by_side, tables
from ukvote_gui.core.compare import Comparison, compare
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.files import ScenarioFile
from ukvote_gui.core.side_by_side import PartySides, SeatSides
from ukvote_gui.core.totals import OTHERS
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.models.roles import TOOL_TIP
from ukvote_gui.state import clipboard
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.theme.panel import AnswerPanel, quiet_label, title_label, words_label

FILE_FILTER = f"Scenarios (*{files.SUFFIX});;All files (*)"
THE_BASE = "the election as it was"


class ComparePanel(AnswerPanel):
    """Compares the session's scenario with its base, or with a scenario file.

    Inside it: ``compare_with`` (QComboBox), ``compare_open`` and ``compare_copy`` (QPushButton),
    ``compare_problem``, ``compare_note`` and ``compare_headline`` (QLabel), ``compare_totals`` and
    ``compare_seats`` (QTableView).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_panel")
        self.setAccessibleName("Compare scenarios")
        self._session = session
        self._theme = theme
        self._others: list[ScenarioFile] = []
        self._comparison: Comparison | None = None
        self._with = StillCombo()
        self._with.setObjectName("compare_with")
        self._with.setAccessibleName("What the scenario is compared with")
        self._with.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._with.setMinimumContentsLength(12)
        self._with.addItem(THE_BASE)
        self._open = QPushButton("Open a scenario…")
        self._open.setObjectName("compare_open")
        self._open.setToolTip("Compare with the scenario in a file; the one you work on stays open")
        self._copy = QPushButton("Copy as table")
        self._copy.setObjectName("compare_copy")
        self._copy.setToolTip("Copy the totals and the seats that differ, to paste into a spreadsheet")
        self._problem = words_label("compare_problem")
        self._problem.setAccessibleName("Problem")
        self._problem.hide()
        self._note = quiet_label()
        self._note.setObjectName("compare_note")
        self._note.hide()
        self._headline = words_label("compare_headline")
        self._totals = AnswerTable(theme, parent=self)
        self._totals_view = AnswerView(
            "compare_totals", "Totals by party, side by side", self._totals, roomy={0: 8}
        )
        self._seats = AnswerTable(theme, parent=self)
        self._seats_view = AnswerView(
            "compare_seats",
            "Seats that elect somebody else",
            self._seats,
            roomy={0: 14, 1: 12, 2: 12},
            most_rows=8,
            lines=2,
            chooses=True,
        )
        self._seats_title = title_label("Seats that elect somebody else")
        choose = QHBoxLayout()
        label = QLabel("Compare with")
        label.setBuddy(self._with)
        choose.addWidget(label)
        choose.addWidget(self._with, 1)
        choose.addWidget(self._open)
        heading = QHBoxLayout()
        heading.addWidget(title_label("Totals"), 1)
        heading.addWidget(self._copy)
        self.body.addLayout(choose)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._note)
        self.body.addWidget(self.status)
        self.body.addWidget(self._headline)
        self.body.addWidget(self._seats_title)
        self.body.addWidget(self._seats_view)
        self.body.addLayout(heading)
        self.body.addWidget(self._totals_view)
        self.body.addStretch(1)
        self._with.currentIndexChanged.connect(self._on_other_chosen)
        self._with.activated.connect(self._problem.hide)
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)
        for view in (self._totals_view, self._seats_view):
            view.copy_pressed.connect(self._on_copy)
        self._seats_view.seat_chosen.connect(session.select)
        session.seat_changed.connect(self._on_seat_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def compare_with_file(self, path: Path) -> None:
        """Compare with the scenario in a file; where it is none, go on as before.

        Why it is none is said until something is chosen or changed, or the panel is hidden.
        """
        try:
            read = files.read(path)
        except ScenarioError as error:
            self._problem.setText(f"“{path.name}” was not opened: {error}.")
            self._problem.show()
            return
        self._problem.hide()
        self._others.append(read)
        self._with.addItem(read.scenario.title or path.stem)
        self._with.setItemData(self._with.count() - 1, str(path), TOOL_TIP)
        self._with.setCurrentIndex(self._with.count() - 1)

    def question(self) -> Work:
        other = self._chosen
        return partial(compare, self._session.scenario, None if other is None else other.scenario)

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, Comparison)
        self._comparison = answer
        against_base = self._chosen is None
        text = side_by_side.headline(answer, self._other)
        if against_base and not answer.scenario.moves:
            text = "The scenario has no moves yet, so it is the election as it was."
        self._headline.setText(text)
        self._totals.show(
            [_party_row(sides) for sides in side_by_side.party_sides(answer)], _total_heads(against_base)
        )
        seats = side_by_side.seat_sides(answer)
        self._seats.show([_seat_row(sides) for sides in seats], _seat_heads(against_base))
        self._seats_title.setVisible(bool(seats))
        self._seats_view.setVisible(bool(seats))
        self._seats_view.show_seat(self._session.seat)

    @property
    def _chosen(self) -> ScenarioFile | None:
        """The scenario that is compared with, None for the base."""
        at = self._with.currentIndex()
        return self._others[at - 1] if at > 0 else None

    @property
    def _other(self) -> str:
        name = self._with.currentText()
        return name if self._chosen is None else f"“{name}”"

    def _on_other_chosen(self) -> None:
        self._problem.hide()
        warning = "" if self._chosen is None else self._chosen.warning
        self._note.setText(warning)
        self._note.setVisible(bool(warning))
        self.follow_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._problem.hide()

    def _on_outcome_changed(self) -> None:
        self._problem.hide()
        self.follow()

    def _on_open(self) -> None:
        self._problem.hide()
        path = self._session.path
        folder = "" if path is None else str(path.parent)
        name, _ = QFileDialog.getOpenFileName(self, "Compare with a scenario", folder, FILE_FILTER)
        if name:
            self.compare_with_file(Path(name))

    def _on_copy(self) -> None:
        if self._comparison is not None:
            shown = side_by_side.tables_of(self._comparison, self._other)
            text = "\n".join(tables.as_text(table) for table in shown)
            clipboard.put(text, "<br>".join(tables.as_html(table) for table in shown))
            self._session.message_posted.emit("Copied the comparison.")

    def _on_seat_changed(self) -> None:
        self._problem.hide()
        self._seats_view.show_seat(self._session.seat)

    def _on_theme_changed(self) -> None:
        palette = self._problem.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.tokens.problem))
        self._problem.setPalette(palette)
        for view in (self._totals_view, self._seats_view):
            view.viewport().update()


def _total_heads(against_base: bool) -> list[Head]:
    other = "Base" if against_base else "Other"
    return [
        Head("Party"),
        Head("Seats", "Seats in this scenario", figures=True),
        Head(other, "Seats in what it is compared with", figures=True),
        Head("±", "This scenario's seats less those of the other", figures=True),
        Head("Share", "Share of all valid votes in this scenario", figures=True),
        Head(other, "Share of all valid votes in what it is compared with", figures=True),
        Head("±", "This scenario's share less that of the other, in points", figures=True),
    ]


def _seat_heads(against_base: bool) -> list[Head]:
    other = "Base" if against_base else "Other"
    return [
        Head("Constituency\nbecause of", "Under it the moves without which both would elect the same person"),
        Head("Elects", "Who wins in this scenario"),
        Head(other, "Who wins in what it is compared with"),
    ]


def _party_row(sides: PartySides) -> Row:
    others = sides.party == OTHERS
    name = "Parties with few votes and no seat" if others else dataset.load_parties()[sides.party].name
    seats = sides.seats - sides.seats_against
    share = formatting.change_pp((sides.share - sides.share_against) * 100)
    votes, votes_against = round(sides.votes), round(sides.votes_against)
    change = f"{formatting.change(votes - votes_against)} votes, {share} points"
    return Row(
        (
            Cell(sides.party, "" if others else sides.party, quiet=others, tip=name, spoken=name),
            Cell(str(sides.seats), strong=True),
            Cell(str(sides.seats_against)),
            Cell(formatting.change(seats), changed=bool(seats)),
            _share_cell(votes, sides.share),
            _share_cell(votes_against, sides.share_against),
            Cell(share, changed=float(share.replace(formatting.MINUS, "-")) != 0, tip=change, spoken=change),
        )
    )


def _share_cell(votes: int, share: float) -> Cell:
    text = formatting.percent(share)
    both = f"{formatting.votes(votes)} votes, {text}"
    return Cell(text, tip=both, spoken=both)


def _seat_row(sides: SeatSides) -> Row:
    return Row(
        (
            Cell(
                sides.name,
                tip=f"{sides.name}: {sides.why}",
                spoken=f"{sides.name}, because of {sides.why}",
            ),
            candidate_cell(sides.winner),
            candidate_cell(sides.against),
        ),
        sides.seat,
        note=sides.why,
    )
