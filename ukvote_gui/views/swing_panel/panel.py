"""The swing panel: parties rise and fall over a whole area."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ukvote_gui.core import formatting, swings
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.swings import METHODS
from ukvote_gui.state.gesture import Gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.views.swing_panel.party_row import Heading, PartyRow

MODES = (("Changes in points", False), ("Target shares", True))
OF_CHANGES = "Parties left alone keep their share; then all shares are brought back to 100%."
OF_TARGETS = (
    "A target sets the change. Bringing all shares back to 100%, and seats where a party does not stand, "
    "can leave it off its target."
)
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole


class SwingPanel(QWidget):
    """Edits the swing of an area: one move of the scenario, made when it is wanted and gone when it is not.

    Handles: ``swing_area``, ``swing_mode``, ``swing_method`` (QComboBox), ``swing_spin_<party>``
    (QDoubleSpinBox), ``swing_base_<party>`` and ``swing_now_<party>``,
    ``swing_note`` (QLabel), ``swing_reset`` (QPushButton).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("swing_panel")
        self.setAccessibleName("Swing panel")
        self._session = session
        self._theme = theme
        self._gesture = Gesture(session)
        self._areas = swings.areas(session.election)
        self._area = self._areas[0]
        self._swing: Swing | None = None
        self._as_targets = False
        self._rows: list[PartyRow] = []
        self._shown: dict[str, PartyRow] = {}

        self._where = StillCombo(self)
        self._where.setObjectName("swing_area")
        self._where.setAccessibleName("Where the swing is")
        self._where.addItems([area.name for area in self._areas])
        self._reset = QPushButton("Reset", self)
        self._reset.setObjectName("swing_reset")
        self._mode = StillCombo(self)
        self._mode.setObjectName("swing_mode")
        self._mode.setAccessibleName("What is set")
        self._mode.addItems([label for label, _ in MODES])
        self._mode.setToolTip("Switching keeps the result: a change becomes the target it leads to, and back")
        self._method = StillCombo(self)
        self._method.setObjectName("swing_method")
        self._method.setAccessibleName("Method of the swing")
        for at, (label, _, explanation) in enumerate(METHODS):
            self._method.addItem(label)
            self._method.setItemData(at, explanation, _TOOL_TIP)
        self._note = QLabel(self)
        self._note.setObjectName("swing_note")
        self._note.setAccessibleName("About this swing")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)

        self._heading = Heading(self)
        self._list = QWidget()
        self._list_layout = QVBoxLayout(self._list)
        self._list_layout.setContentsMargins(0, 0, 4, 0)
        self._list_layout.setSpacing(3)
        self._list_layout.addWidget(self._heading)
        self._list_layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._list)
        scroll.setMinimumHeight(80)

        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(4)
        where = QHBoxLayout()
        where.addWidget(self._where, 1)
        where.addWidget(self._reset)
        where_label = QLabel("&Where", self)
        where_label.setBuddy(self._where)
        form.addRow(where_label, where)
        form.addRow("Se&t", self._mode)
        form.addRow("&Method", self._method)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(form)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._note)

        self._where.currentIndexChanged.connect(self._on_area_chosen)
        self._mode.currentIndexChanged.connect(self._on_mode_chosen)
        self._method.currentIndexChanged.connect(self._on_method_chosen)
        self._reset.clicked.connect(self._on_reset)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._refresh)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_area_chosen(0)

    # What is shown

    def _show_area(self) -> None:
        """Give each party of the area a row, with its share in the base."""
        session = self._session
        self._swing = swings.swing_of(session.scenario, session.election, self._area)
        parties = swings.parties_of(session.election, self._area, self._swing)
        while len(self._rows) < len(parties):
            self._add_row()
        base = swings.shares_of(session.base, self._area)
        self._shown = dict(zip(parties, self._rows, strict=False))
        for party, row in self._shown.items():
            row.show_party(party, base[party])
        for row in self._rows[len(parties) :]:
            row.leave()
        self._show_swing()
        self._show_shares()

    def _add_row(self) -> None:
        row = PartyRow(self._theme, self._list)
        row.points_set.connect(self._on_points_set)
        row.spin.left.connect(self._gesture.end)
        self._list_layout.insertWidget(len(self._rows) + 1, row)
        # A widget made later comes last in the window's tab order, after the other panels.
        QWidget.setTabOrder(self._rows[-1].spin if self._rows else self._method, row.spin)
        self._rows.append(row)

    def _refresh(self) -> None:
        """Show the outcome; called at every step of a drag."""
        session = self._session
        swing = swings.swing_of(session.scenario, session.election, self._area)
        if swing is not self._swing:
            self._swing = swing
            if list(self._shown) != swings.parties_of(session.election, self._area, swing):
                self._show_area()
                return
            self._show_swing()
        self._show_shares()

    def _show_shares(self) -> None:
        now = swings.shares_of(self._session.outcome, self._area)
        for party, row in self._shown.items():
            row.show_now(now[party])
        self._show_note()

    def _show_swing(self) -> None:
        """Show the numbers of the area's swing."""
        if self._swing is not None:
            self._as_targets = bool(self._swing.targets)
            _choose(self._method, [method for _, method, _ in METHODS].index(self._swing.method))
        _choose(self._mode, int(self._as_targets))
        self._method.setToolTip(METHODS[self._method.currentIndex()][2])
        self._heading.show_mode(self._as_targets, self._rows[0].spin.width())
        points = swings.points_of(self._swing, self._as_targets)
        others = swings.points_of(self._swing, not self._as_targets)
        for party, row in self._shown.items():
            row.show_points(points.get(party), self._as_targets, self._area.name, others.get(party))
        self._reset.setAccessibleName(f"Reset the swing in {self._area.name}")
        self._reset.setToolTip(f"Drop the swing in {self._area.name}")
        self._reset.setEnabled(self._swing is not None)
        self._show_note()

    def _show_note(self) -> None:
        lines = [OF_TARGETS if self._as_targets else OF_CHANGES]
        targets = sum(swings.points_of(self._swing, True).values())
        if targets > 100:
            lines.append(f"The targets add up to {formatting.points(targets)}%, more than there is.")
        named, more = swings.other_swings(self._session.scenario, self._session.election, self._area)
        if more:
            named.append("a choice of constituencies" if more == 1 else f"{more} choices of constituencies")
        if named:
            lines.append(f"This scenario also swings {', '.join(named)}.")
        text = "\n".join(lines)
        if text != self._note.text():
            self._note.setText(text)

    # What a person does

    def _on_area_chosen(self, at: int) -> None:
        self._gesture.end()
        self._area = self._areas[at]
        self._show_area()

    def _on_mode_chosen(self, at: int) -> None:
        self._gesture.end()
        self._as_targets = MODES[at][1]
        session = self._session
        scenario = swings.in_terms_of_targets(
            session.scenario, session.election, self._area, self._as_targets
        )
        how = "as target shares" if self._as_targets else "as changes"
        session.change(scenario, f"Swing in {self._area.name}: {how}")
        self._show_swing()

    def _on_method_chosen(self, at: int) -> None:
        self._gesture.end()
        label, method, explanation = METHODS[at]
        self._method.setToolTip(explanation)
        session = self._session
        scenario = swings.with_method(session.scenario, session.election, self._area, method)
        session.change(scenario, f"Swing in {self._area.name}: {label.lower()}")

    def _on_points_set(self, party: str, points: object, goes_on: bool) -> None:
        start = self._gesture.start_of((self._area, party, self._as_targets), goes_on)
        wanted = points if isinstance(points, float) else None
        scenario = swings.with_points(
            start.scenario,
            self._session.election,
            self._area,
            party,
            wanted,
            as_target=self._as_targets,
            method=METHODS[self._method.currentIndex()][1],
        )
        self._gesture.change(scenario, self._step_text(party, wanted))

    def _step_text(self, party: str, points: float | None) -> str:
        if points is None:
            what = f"no target for {party}"
        elif self._as_targets:
            what = f"{party} to {formatting.points(points)}%"
        else:
            what = f"{party} {formatting.change_pp(points)}"
        return f"Swing in {self._area.name}: {what}"

    def _on_reset(self) -> None:
        self._gesture.end()
        session = self._session
        scenario: Scenario = swings.without(session.scenario, session.election, self._area)
        session.change(scenario, f"Reset the swing in {self._area.name}")

    def _on_election_changed(self) -> None:
        self._gesture.end()
        self._show_area()

    def _on_theme_changed(self) -> None:
        for label in (self._note, *self._heading.findChildren(QLabel)):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.tokens.muted))
            label.setPalette(palette)


def _choose(combo: StillCombo, at: int) -> None:
    if combo.currentIndex() != at:
        combo.blockSignals(True)
        combo.setCurrentIndex(at)
        combo.blockSignals(False)
