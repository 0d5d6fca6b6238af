"""The kinds of move that a scenario is made of, one module a kind."""

from ukvote_gui.core.moves.base import Move, State
from ukvote_gui.core.moves.pact import Pact
from ukvote_gui.core.moves.set_shares import SetShares
from ukvote_gui.core.moves.stand import Stand
from ukvote_gui.core.moves.swing import Swing
from ukvote_gui.core.moves.transfer import Transfer
from ukvote_gui.core.moves.turnout import Turnout
from ukvote_gui.core.moves.withdraw import Withdraw

KINDS: dict[str, type[Move]] = {
    kind.kind: kind for kind in (SetShares, Swing, Turnout, Transfer, Withdraw, Pact, Stand)
}
"""Each kind of move by its name in the file."""

__all__ = [
    "KINDS",
    "Move",
    "Pact",
    "SetShares",
    "Stand",
    "State",
    "Swing",
    "Transfer",
    "Turnout",
    "Withdraw",
]
