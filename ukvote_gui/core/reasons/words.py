"""Candidates and majorities, as they are called in sentences."""

from __future__ import annotations

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Candidate


def called(candidate: Candidate) -> str:
    """Return a candidate's name and party: ``Wes Streeting (Lab)``."""
    return f"{candidate.name} ({candidate.party})"


def majority_in_votes(votes: float) -> str:
    """Return a majority: ``528 votes``."""
    return formatting.counted(votes, "vote") if round(votes) else "less than a vote"
