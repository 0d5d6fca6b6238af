"""A slow reference evaluator of scenario files, written from the contract of the format alone.

It shares no code with the program and uses no numpy: lists, sums and loops, one function a move, so that a
psephologist can hold it beside the contract and check it line by line. It takes files that are valid; it does
not look for errors. Votes are floats and never rounded, shares in files and in the outcome are points (0 to
100), shares inside this module are fractions, rates are fractions.

Where the contract is silent, this is what was taken:

Order
    Candidates less than 1e-9 votes below the leader of those not yet placed are tied with that leader, and
    the one with more base votes, then the lower person id, goes first. `new:<n>` comes after every number.
    Withdrawn candidates come last, with 0 votes. Where one candidate stands there is no runner-up, and the
    majority is the winner's votes, 100 points (0 where there are no votes).
    `changed` means that another person wins than in the base.
Scope
    Left out, it is "all". An empty object holds everywhere; an empty list holds nowhere. `majority_below`
    is strict.
`swing`
    N, W and T are shares of all standing votes in scope. "Where no party falls" is where L = 0: no party
    that the move names has d < 0. A falling party without votes in scope (N = 0) stays at 0, and counts in
    L. A constituency without votes, or where all the new shares are 0, is left as it was.
`transfer`, `withdraw`, `pact`
    Takers who all have no votes take equally, also of `rest`. All that a move gives is reckoned from the
    votes before it. "Two or more members' candidates" are candidates, so two of one party count.
`pact`
    The takers of `leak` are the standing candidates who match and do not withdraw, the nominee among them
    if it matches; what finds no taker goes to `rest`, which the nominee shares in. Ties in `choose` follow
    the order of winners. A bloc in `members` is one selector. A nominee who does not stand is passed over.
`set_shares`
    Where no other candidate stands and the named shares are all 0, they are scaled to equal shares.
`turnout`
    Points are added to each constituency's own turnout. A constituency without votes stays so.
`stand` (not in the contract)
    Adds in each constituency in scope a candidate of `party` called `name`, with the id `new:<n>` where n
    counts the `stand` moves of the file from 1, disabled ones too. It takes from each standing candidate
    who matches a selector of `from` that fraction of its current votes; rates of several selectors that
    match one candidate add up, to at most 1. `seats` is short for a scope of those seats. It has no votes
    in the base.
Spreads
    A number given as {"value": ..., "low": ..., "high": ...} counts as its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]

TIE_VOTES = 1e-9
WEAK_SHARE = 0.2


@dataclass(eq=False)
class Candidate:
    """One candidate in one constituency, while a scenario is evaluated; equal to itself only."""

    person: str
    name: str
    party: str
    base_votes: float
    votes: float
    standing: bool = True


@dataclass
class Constituency:
    """One constituency, with what its base result was."""

    ons_id: str
    name: str
    country: str
    region: str
    electorate: float
    candidates: list[Candidate]
    base_winner: Candidate = field(init=False)
    base_majority_points: float = field(init=False)

    def __post_init__(self) -> None:
        self.base_winner = in_winner_order(self.candidates)[0]
        self.base_majority_points = majority_share_points(self)

    def standing(self) -> list[Candidate]:
        return [candidate for candidate in self.candidates if candidate.standing]

    def valid_votes(self) -> float:
        """X of the contract."""
        return total_votes(self.standing())


def evaluate(election: Iterable[Json], scenario: Json, dataset: str = "") -> dict[str, Any]:
    """The outcome of a scenario, in the JSON shape of `evaluate FILE --candidates`, unrounded.

    `election` holds {"id", "name", "country", "region", "electorate", "candidates"} a constituency, and its
    candidates are {"person", "name", "party", "votes"}. `dataset` is the fingerprint to print.
    """
    constituencies = [read_constituency(row) for row in election]
    blocs = scenario.get("blocs", {})
    stand_moves = 0
    for move in scenario["moves"]:
        if move["kind"] == "stand":
            stand_moves += 1
        if not move.get("enabled", True):
            continue
        if move["kind"] == "set_shares":
            in_scope = [c for c in constituencies if c.ons_id == move["seat"]]
        else:
            in_scope = [c for c in constituencies if is_in_scope(c, scope_of(move), blocs)]
        match move["kind"]:
            case "swing":
                swing(in_scope, move)
            case "transfer":
                transfer(in_scope, move, blocs)
            case "withdraw":
                withdraw(in_scope, move, blocs)
            case "pact":
                pact(in_scope, move, blocs)
            case "set_shares":
                set_shares(in_scope, move)
            case "turnout":
                turnout(in_scope, move)
            case "stand":
                stand(in_scope, move, blocs, f"new:{stand_moves}")
            case kind:
                raise ValueError(f"unknown kind of move: {kind}")
    return outcome(constituencies, scenario.get("base", "ge2024"), dataset)


def read_constituency(row: Json) -> Constituency:
    candidates = [
        Candidate(c["person"], c["name"], c["party"], float(c["votes"]), float(c["votes"]))
        for c in row["candidates"]
    ]
    return Constituency(
        row["id"], row["name"], row["country"], row["region"], float(row["electorate"]), candidates
    )


def number(given: Any) -> float:
    """A number of the file; of one with a spread, its value."""
    return float(given["value"] if isinstance(given, Mapping) else given)


def total_votes(candidates: Iterable[Candidate]) -> float:
    return sum(candidate.votes for candidate in candidates)


# Selectors and scopes


def matches(candidate: Candidate, selectors: Iterable[str], blocs: Json) -> bool:
    """Whether any of the selectors names the candidate."""
    for selector in selectors:
        if selector.startswith("bloc:"):
            if matches(candidate, blocs[selector.removeprefix("bloc:")], blocs):
                return True
        elif selector.startswith("person:"):
            if candidate.person == selector.removeprefix("person:"):
                return True
        elif candidate.party == selector:
            return True
    return False


def matching(candidates: Iterable[Candidate], selectors: Iterable[str], blocs: Json) -> list[Candidate]:
    return [candidate for candidate in candidates if matches(candidate, selectors, blocs)]


def others_than(some: Sequence[Candidate], candidates: Iterable[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate not in some]


def scope_of(move: Json) -> Any:
    if "seats" in move:
        return {"seats": move["seats"]}
    return move.get("scope", "all")


def is_in_scope(constituency: Constituency, scope: Any, blocs: Json) -> bool:
    if scope == "all":
        return True
    if "countries" in scope and constituency.country not in scope["countries"]:
        return False
    if "regions" in scope and constituency.region not in scope["regions"]:
        return False
    if "seats" in scope and constituency.ons_id not in scope["seats"]:
        return False
    if "won_by" in scope and not matches(constituency.base_winner, scope["won_by"], blocs):
        return False
    return "majority_below" not in scope or constituency.base_majority_points < scope["majority_below"]


# Who won


def person_order(person: str) -> tuple[int, int]:
    """Ids in their order: numbers, then candidates that the scenario added."""
    if person.startswith("new:"):
        return 1, int(person.removeprefix("new:"))
    return 0, int(person)


def in_winner_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Most votes first; of tied candidates the one with more votes in the base, then the lower person id."""
    waiting = list(candidates)
    order: list[Candidate] = []
    while waiting:
        most = max(candidate.votes for candidate in waiting)
        tied = [candidate for candidate in waiting if most - candidate.votes < TIE_VOTES]
        following = min(tied, key=lambda c: (-c.base_votes, person_order(c.person)))
        order.append(following)
        waiting.remove(following)
    return order


def majority_votes(constituency: Constituency) -> float:
    order = in_winner_order(constituency.standing())
    runner_up_votes = order[1].votes if len(order) > 1 else 0.0
    return max(0.0, order[0].votes - runner_up_votes)


def majority_share_points(constituency: Constituency) -> float:
    return points_of(majority_votes(constituency), constituency.valid_votes())


def points_of(votes: float, of: float) -> float:
    return 100.0 * votes / of if of > 0 else 0.0


# Giving votes away

Gains = list[tuple[Candidate, float]]


def shared_out(votes: float, takers: Sequence[Candidate]) -> Gains:
    """What each taker gets of the votes: in proportion to current votes, equally where all have none."""
    total = total_votes(takers)
    if total == 0:
        return [(taker, votes / len(takers)) for taker in takers]
    return [(taker, votes * taker.votes / total) for taker in takers]


def add(gains: Gains) -> None:
    for candidate, votes in gains:
        candidate.votes += votes


def offer(pool: float, rates: Json, candidates: Sequence[Candidate], blocs: Json) -> tuple[Gains, float]:
    """What the candidates who match take of a pool of votes, and the rate that found a taker or abstains."""
    gains: Gains = []
    taken_rate = 0.0
    for target, given in rates.items():
        rate = number(given)
        if target == "abstain":
            taken_rate += rate
            continue
        takers = matching(candidates, [target], blocs)
        if takers:
            gains += shared_out(pool * rate, takers)
            taken_rate += rate
    return gains, taken_rate


def leave(
    leavers: Sequence[Candidate], remaining: Sequence[Candidate], gains: Gains, taken_rate: float, rest: str
) -> None:
    """The leavers withdraw: the gains are paid, and what they do not take goes to the rest."""
    if rest == "proportional":
        left_rate = max(0.0, 1.0 - taken_rate)
        gains = gains + shared_out(total_votes(leavers) * left_rate, remaining)
    for leaver in leavers:
        leaver.votes = 0.0
        leaver.standing = False
    add(gains)


# Moves


def swing(in_scope: Sequence[Constituency], move: Json) -> None:
    method = move.get("method", "uniform")
    scope_votes = sum(c.valid_votes() for c in in_scope)
    if scope_votes == 0:
        return

    def votes_in(constituency: Constituency, party: str) -> float:
        return total_votes(c for c in constituency.standing() if c.party == party)

    def share_in(constituency: Constituency, party: str) -> float:
        """S."""
        votes = constituency.valid_votes()
        return votes_in(constituency, party) / votes if votes > 0 else 0.0

    def share_of_scope(party: str) -> float:
        """N."""
        return sum(votes_in(c, party) for c in in_scope) / scope_votes

    change = {party: number(points) / 100.0 for party, points in move.get("changes", {}).items()}
    for party, points in move.get("targets", {}).items():
        change[party] = number(points) / 100.0 - share_of_scope(party)

    national = {party: share_of_scope(party) for party in change}
    # W, and T = N - W, of the contract; kept apart so that a T of nothing is 0 and no rounding.
    weak_share = dict.fromkeys(change, 0.0)
    strong_share = dict.fromkeys(change, 0.0)
    for party in change:
        for constituency in in_scope:
            share = share_in(constituency, party)
            weight = constituency.valid_votes() / scope_votes
            weak_share[party] += min(share, WEAK_SHARE) * weight
            strong_share[party] += (share - min(share, WEAK_SHARE)) * weight
    fall = sum(-d for d in change.values() if d < 0)  # L

    def fallen(party: str, share: float) -> float:
        """S' of a party that falls, by strong transition."""
        weak = min(share, WEAK_SHARE)
        strong = share - weak
        wanted = max(0.0, national[party] + change[party])  # P
        if national[party] == 0:
            return 0.0
        if wanted >= strong_share[party]:
            return strong + weak * (wanted - strong_share[party]) / weak_share[party]
        return strong * wanted / strong_share[party]

    def new_shares(shares: Mapping[str, float]) -> dict[str, float]:
        """S' of each party that the move names and that stands in a constituency, from its S there."""
        if method == "proportional":
            return {
                p: s * max(0.0, (national[p] + change[p]) / national[p]) if national[p] > 0 else 0.0
                for p, s in shares.items()
            }
        if method == "uniform" or fall == 0:
            return {p: max(0.0, s + change[p]) for p, s in shares.items()}
        new = {p: fallen(p, s) for p, s in shares.items() if change[p] < 0}
        lost = sum(shares[p] - new[p] for p in new)  # R
        for p, s in shares.items():
            if change[p] >= 0:
                new[p] = s + lost * change[p] / fall
        return new

    # The shares of the scope are those before the move, so every constituency is reckoned before any changes.
    results = []
    for constituency in in_scope:
        standing_parties = {c.party for c in constituency.standing()}
        old = {party: share_in(constituency, party) for party in standing_parties}
        named = {party: share for party, share in old.items() if party in change}
        results.append((constituency, {**old, **new_shares(named)}))

    for constituency, shares in results:
        votes = constituency.valid_votes()
        total_share = sum(shares.values())
        if votes == 0 or total_share == 0:
            continue
        gains: Gains = []
        for party, share in shares.items():
            of_party = [c for c in constituency.standing() if c.party == party]
            gains += shared_out(votes * share / total_share, of_party)
        for candidate, new_votes in gains:
            candidate.votes = new_votes


def transfer(in_scope: Sequence[Constituency], move: Json, blocs: Json) -> None:
    for constituency in in_scope:
        standing = constituency.standing()
        givers = matching(standing, move["from"], blocs)
        pool = total_votes(givers)
        gains, taken_rate = offer(pool, move.get("to", {}), others_than(givers, standing), blocs)
        for giver in givers:
            giver.votes *= max(0.0, 1.0 - taken_rate)
        add(gains)


def withdraw(in_scope: Sequence[Constituency], move: Json, blocs: Json) -> None:
    for constituency in in_scope:
        standing = constituency.standing()
        leavers = matching(standing, move["who"], blocs)
        remaining = others_than(leavers, standing)
        if not remaining:
            continue
        gains, taken_rate = offer(total_votes(leavers), move.get("to", {}), remaining, blocs)
        leave(leavers, remaining, gains, taken_rate, move.get("rest", "abstain"))


def pact(in_scope: Sequence[Constituency], move: Json, blocs: Json) -> None:
    for constituency in in_scope:
        standing = constituency.standing()
        partners = matching(standing, move["members"], blocs)
        if len(partners) < 2:
            continue
        nominee = nominee_of(constituency, partners, move, blocs)
        leavers = others_than([nominee], partners)
        remaining = others_than(leavers, standing)
        pool = total_votes(leavers)
        rate = number(move.get("transfer", 1.0))
        leaked, leaked_rate = offer(pool, move.get("leak", {}), remaining, blocs)
        gains = [(nominee, pool * rate), *leaked]
        leave(leavers, remaining, gains, rate + leaked_rate, move.get("rest", "abstain"))


def nominee_of(
    constituency: Constituency, partners: Sequence[Candidate], move: Json, blocs: Json
) -> Candidate:
    """The partner who stays: the one named for the seat, else by the rule of the pact."""
    named = move.get("nominees", {}).get(constituency.ons_id)
    for partner in partners:
        if partner.person == named:
            return partner
    if move.get("choose", "most_votes") == "first_listed":
        for member in move["members"]:
            of_member = matching(partners, [member], blocs)
            if of_member:
                return in_winner_order(of_member)[0]
    return in_winner_order(partners)[0]


def set_shares(in_scope: Sequence[Constituency], move: Json) -> None:
    for constituency in in_scope:
        standing = constituency.standing()
        votes = constituency.valid_votes()
        named = [c for c in standing if c.person in move["shares"]]
        others = others_than(named, standing)
        shares = [number(move["shares"][c.person]) / 100.0 for c in named]
        if not others:
            total = sum(shares)
            shares = [share / total if total > 0 else 1.0 / len(named) for share in shares]
        remainder = max(0.0, 1.0 - sum(shares))
        new_votes = shared_out(votes * remainder, others)
        new_votes += [(candidate, votes * share) for candidate, share in zip(named, shares, strict=True)]
        for candidate, given in new_votes:
            candidate.votes = given


def turnout(in_scope: Sequence[Constituency], move: Json) -> None:
    for constituency in in_scope:
        votes = constituency.valid_votes()
        if votes == 0:
            continue
        if "set" in move:
            points = number(move["set"])
        else:
            points = points_of(votes, constituency.electorate) + number(move["change"])
        points = min(100.0, max(0.0, points))
        factor = points / 100.0 * constituency.electorate / votes
        for candidate in constituency.standing():
            candidate.votes *= factor


def stand(in_scope: Sequence[Constituency], move: Json, blocs: Json, person: str) -> None:
    for constituency in in_scope:
        newcomer = Candidate(person, move["name"], move["party"], base_votes=0.0, votes=0.0)
        for candidate in constituency.standing():
            rates = [
                number(rate)
                for selector, rate in move.get("from", {}).items()
                if matches(candidate, [selector], blocs)
            ]
            taken = candidate.votes * min(1.0, sum(rates))
            candidate.votes -= taken
            newcomer.votes += taken
        constituency.candidates.append(newcomer)


# The outcome


def outcome(constituencies: Sequence[Constituency], base: str, dataset: str) -> dict[str, Any]:
    rows = [constituency_row(constituency) for constituency in constituencies]
    seats: dict[str, int] = {}
    votes: dict[str, float] = {}
    for row in rows:
        party = row["winner"]["party"]
        seats[party] = seats.get(party, 0) + 1
        for candidate in row["candidates"]:
            party = candidate["party"]
            votes[party] = votes.get(party, 0.0) + candidate["votes"]
    return {"base": base, "dataset": dataset, "seats": seats, "votes": votes, "constituencies": rows}


def constituency_row(constituency: Constituency) -> dict[str, Any]:
    order = in_winner_order(constituency.standing())
    withdrawn = in_winner_order(c for c in constituency.candidates if not c.standing)
    valid_votes = constituency.valid_votes()

    def candidate_row(candidate: Candidate) -> dict[str, Any]:
        return {
            "person": candidate.person,
            "name": candidate.name,
            "party": candidate.party,
            "votes": candidate.votes,
            "share": points_of(candidate.votes, valid_votes),
        }

    return {
        "id": constituency.ons_id,
        "name": constituency.name,
        "winner": candidate_row(order[0]),
        "runner_up": candidate_row(order[1]) if len(order) > 1 else None,
        "majority": majority_votes(constituency),
        "majority_share": majority_share_points(constituency),
        "turnout": points_of(valid_votes, constituency.electorate),
        "tie": len(order) > 1 and abs(order[0].votes - order[1].votes) < TIE_VOTES,
        "changed": order[0].person != constituency.base_winner.person,
        "candidates": [candidate_row(c) | {"standing": c.standing} for c in [*order, *withdrawn]],
    }
