"""The claims in the window: read, narrowed, chosen, copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from tests.widgets import cells, find, said, show
from ukvote_gui.core.claims import Verdict, load_claims
from ukvote_gui.models.claims import ClaimsModel, Column
from ukvote_gui.models.roles import ACCESSIBLE
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.claims_panel import ClaimsPanel


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> ClaimsPanel:
    panel = ClaimsPanel(session, theme)
    show(panel, qtbot, 640, 700)
    qtbot.waitUntil(lambda: bool(cells(panel, "claims_view")))
    return panel


def choose(panel: ClaimsPanel, row: int) -> None:
    find(panel, QTableView, "claims_view").selectRow(row)


def test_every_figure_has_a_row_in_words(panel: ClaimsPanel) -> None:
    rows = cells(panel, "claims_view")
    assert len(rows) == len(load_claims())
    assert rows[1] == ["2", "Majority in Ilford North", "528", "528", "= agrees"]
    assert said(panel, "claims_summary").startswith("102 printed figures: 91 agree")
    assert find(panel, QTableView, "claims_view").accessibleName()


def test_it_is_filled_some_time_after_the_start_though_nobody_sees_it(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    panel = ClaimsPanel(session, theme)
    qtbot.addWidget(panel)
    assert cells(panel, "claims_view") == []
    qtbot.waitUntil(lambda: len(cells(panel, "claims_view")) == len(load_claims()), timeout=10_000)
    assert not panel.isVisible()


def test_only_those_that_differ(panel: ClaimsPanel) -> None:
    box = find(panel, QComboBox, "claims_verdict")
    box.setCurrentIndex(box.findData(Verdict.DIFFERS))
    rows = cells(panel, "claims_view")
    assert len(rows) == 10
    assert {row[Column.VERDICT] for row in rows} == {"≠ differs"}
    assert said(panel, "claims_summary").endswith("10 figures shown.")


def test_words_narrow_it_and_nothing_found_is_said(panel: ClaimsPanel, qtbot: QtBot) -> None:
    search = find(panel, QLineEdit, "claims_search")
    qtbot.keyClicks(search, "slough 25.46")
    assert [row[Column.FIGURE] for row in cells(panel, "claims_view")] == [
        "Share of Azhar Iqbal Chohan, Slough"
    ]
    qtbot.keyClicks(search, " nowhere")
    assert cells(panel, "claims_view") == []
    assert said(panel, "claims_summary").endswith("0 figures shown.")


def test_a_row_chosen_says_all_of_it_and_selects_the_constituency(
    panel: ClaimsPanel, session: Session
) -> None:
    choose(panel, 4)
    remark = said(panel, "claims_remark")
    assert "1,689 votes behind Rushanara Ali" in remark
    assert "Source: A, Muslim group calls for united election alliance in UK (July 2024)" in remark
    assert session.seat == "E14001086"


def test_a_figure_of_the_country_leaves_the_constituency(panel: ClaimsPanel, session: Session) -> None:
    before = session.seat
    choose(panel, 0)
    assert session.seat == before
    assert "So the data have Bradford West too." in said(panel, "claims_remark")


@pytest.mark.parametrize("column", list(Column))
def test_it_sorts_by_every_column_and_keeps_the_row_chosen(panel: ClaimsPanel, column: Column) -> None:
    choose(panel, 4)
    remark = said(panel, "claims_remark")
    table = find(panel, QTableView, "claims_view")
    for order in Qt.SortOrder:
        table.horizontalHeader().setSortIndicator(column, order)
        assert table.model().rowCount() == len(load_claims())
        assert said(panel, "claims_remark") == remark


def test_it_is_copied_as_a_table(panel: ClaimsPanel, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.message_posted) as posted:
        find(panel, QPushButton, "claims_copy").click()
    assert posted.args == [f"Copied {len(load_claims())} figures."]
    assert "Wes Streeting over Leanne Mohamad" in QGuiApplication.clipboard().text()


def test_signs_are_spoken_as_words(theme: Theme) -> None:
    model = ClaimsModel(theme)
    model.set_figures(load_claims())
    assert model.index(0, Column.VERDICT).data(ACCESSIBLE) == "Differs: the data have Bradford West too"


def test_the_model_keeps_to_the_rules_of_models(theme: Theme) -> None:
    model = ClaimsModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_figures(load_claims())
    model.show_only(Verdict.AGREES, "corbyn")
    model.sort(Column.DATA)
    assert model.rowCount() > 0
    del tester


def test_figures_are_sorted_as_numbers(theme: Theme) -> None:
    model = ClaimsModel(theme)
    model.set_figures(load_claims())
    model.sort(Column.DATA)
    values = [figure.found.value for figure in model.shown if figure.found.value is not None]
    counts = [value for value in values if value == int(value)]
    assert counts == sorted(counts)


def test_a_remark_begins_at_its_top(panel: ClaimsPanel, qtbot: QtBot) -> None:
    panel.resize(400, 420)
    choose(panel, 0)
    bar = next(area.verticalScrollBar() for area in panel.findChildren(QScrollArea))
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    choose(panel, 13)
    assert bar.value() == 0
