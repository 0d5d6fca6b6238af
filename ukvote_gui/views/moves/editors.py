"""The editor of each kind of move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ukvote_gui.core.moves import Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.pact_editor import PactEditor
from ukvote_gui.views.moves.set_shares_editor import SetSharesEditor
from ukvote_gui.views.moves.stand_editor import StandEditor
from ukvote_gui.views.moves.swing_editor import SwingEditor
from ukvote_gui.views.moves.transfer_editor import TransferEditor
from ukvote_gui.views.moves.turnout_editor import TurnoutEditor
from ukvote_gui.views.moves.withdraw_editor import WithdrawEditor

EDITORS: dict[str, Callable[[Session, Theme, QWidget], MoveEditor[Any]]] = {
    Pact.kind: PactEditor,
    Transfer.kind: TransferEditor,
    Withdraw.kind: WithdrawEditor,
    Stand.kind: StandEditor,
    Swing.kind: SwingEditor,
    Turnout.kind: TurnoutEditor,
    SetShares.kind: SetSharesEditor,
}
