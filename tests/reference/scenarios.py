"""Random scenarios that are valid for a given election, to hold the engine against the reference evaluator.

They lean towards the corners: every kind of move, scopes that hold nowhere, blocs of blocs and of nothing,
rates of 0 and 1, exact ties, candidates named again after they withdrew, moves that are switched off. Persons
and seats are drawn from a few constituencies of the election, so that one move meets what another did.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

Json = Mapping[str, Any]
Move = dict[str, Any]

KINDS = ("swing", "transfer", "withdraw", "pact", "set_shares", "turnout", "stand")


def scenarios(election: Sequence[Json], max_moves: int = 6) -> st.SearchStrategy[Move]:
    """A hypothesis strategy of scenarios for an election."""
    return st.builds(
        lambda rng, moves: random_scenario(rng, election, moves),
        st.randoms(use_true_random=False),
        st.integers(0, max_moves),
    )


def random_scenario(
    rng: random.Random, election: Sequence[Json], moves: int = 5, kinds: Sequence[str] = KINDS
) -> Move:
    """A valid scenario with that many moves of those kinds; the same seed makes the same one."""
    return _Maker(rng, election).scenario(moves, kinds)


class _Maker:
    def __init__(self, rng: random.Random, election: Sequence[Json]) -> None:
        self.rng = rng
        self.election = election
        self.focus = rng.sample(list(election), min(len(election), rng.randint(1, 8)))
        standing = [c["party"] for seat in self.focus for c in seat["candidates"]]
        everywhere = sorted({c["party"] for seat in election for c in seat["candidates"]})
        # As often as they stand in the seats in focus, so that most selectors meet a candidate.
        self.parties = standing * 3 + everywhere
        self.blocs: dict[str, list[str]] = {}
        self.newcomers: list[tuple[str, str, Any]] = []

    def scenario(self, moves: int, kinds: Sequence[str]) -> Move:
        for n in range(self.rng.randint(0, 3)):
            # A bloc may name those before it; sometimes it names nothing.
            self.blocs[f"bloc {n}"] = self.selectors(at_least=self.rng.choice([0, 1, 1, 1]))
        made = []
        for _ in range(moves):
            kind = self.rng.choice(kinds)
            move: Move = {"kind": kind, **getattr(self, kind)()}
            if self.rng.random() < 0.15:
                move["enabled"] = self.rng.random() < 0.2
            if self.rng.random() < 0.2:
                move["title"] = f"A {kind}"
            made.append(move)
        scenario: Move = {"format": "ukvote-scenario", "version": 1, "moves": made}
        if self.blocs:
            scenario["blocs"] = self.blocs
        return scenario

    # Parts

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def party(self) -> str:
        return str(self.rng.choice(self.parties))

    def person(self) -> str:
        if self.newcomers and self.chance(0.3):
            return self.rng.choice(self.newcomers)[0]
        return str(self.rng.choice(self.rng.choice(self.focus)["candidates"])["person"])

    def selector(self) -> str:
        draw = self.rng.random()
        if draw < 0.2:
            return f"person:{self.person()}"
        if draw < 0.45 and self.blocs:
            return f"bloc:{self.rng.choice(list(self.blocs))}"
        return self.party()

    def selectors(self, at_least: int = 1, at_most: int = 4) -> list[str]:
        wanted = self.rng.randint(at_least, at_most)
        return list(dict.fromkeys(self.selector() for _ in range(wanted)))

    def rate(self) -> float:
        return self.rng.choice([0.0, 1.0, 0.5, self.rng.randint(0, 1000) / 1000, self.rng.random()])

    def parts_of(self, whole: int, count: int) -> list[int]:
        """Whole numbers that add up to at most `whole`, often to all of it, with zeros among them."""
        parts = []
        for _ in range(count):
            part = self.rng.choice([0, whole, self.rng.randint(0, whole), self.rng.randint(0, whole)])
            parts.append(part)
            whole -= part
        self.rng.shuffle(parts)
        return parts

    def rates(self, at_most: int = 1000) -> dict[str, float]:
        """Targets and their rates, that add up to at most so many thousandths."""
        targets = self.selectors(at_least=0)
        if self.chance(0.3):
            targets.append("abstain")
        return {t: part / 1000 for t, part in zip(targets, self.parts_of(at_most, len(targets)), strict=True)}

    def some_seats(self) -> list[str]:
        picked = self.rng.sample(self.focus, self.rng.randint(0, len(self.focus)))
        return [seat["id"] for seat in picked]

    def scope(self) -> Any:
        if self.chance(0.25):
            return "all"
        keys: dict[str, Any] = {
            "countries": [self.rng.choice(self.election)["country"] for _ in range(self.rng.randint(1, 2))],
            "regions": [self.rng.choice(self.election)["region"] for _ in range(self.rng.randint(1, 4))],
            "seats": self.some_seats(),
            "won_by": self.selectors(at_least=self.rng.choice([0, 1, 1, 1])),
            "majority_below": self.rng.choice([0, 2, 5, 10.5, 20, 100]),
        }
        kept = self.rng.sample(list(keys), self.rng.choice([0, 1, 1, 1, 2, 3]))
        return {key: list(dict.fromkeys(v)) if isinstance(v := keys[key], list) else v for key in kept}

    def scoped(self, move: Move) -> Move:
        return move if self.chance(0.2) else {**move, "scope": self.scope()}

    # Moves

    def swing(self) -> Move:
        parties = list(dict.fromkeys(self.party() for _ in range(self.rng.randint(1, 5))))
        split = self.rng.randint(0, len(parties))
        move: Move = {}
        if split:
            move["changes"] = {
                p: self.rng.choice([0, -100, 100, self.rng.randint(-15, 15), self.rng.uniform(-15, 15)])
                for p in parties[:split]
            }
        if parties[split:]:
            parts = self.parts_of(1000, len(parties) - split)
            move["targets"] = {p: part / 10 for p, part in zip(parties[split:], parts, strict=True)}
        if self.chance(0.8):
            move["method"] = self.rng.choice(["uniform", "proportional", "strong_transition"])
        return self.scoped(move)

    def transfer(self) -> Move:
        return self.scoped({"from": self.selectors(), "to": self.rates()})

    def withdraw(self) -> Move:
        move: Move = {"who": self.selectors(), "to": self.rates()}
        if self.chance(0.7):
            move["rest"] = self.rng.choice(["abstain", "proportional"])
        return self.scoped(move)

    def pact(self) -> Move:
        members = self.selectors(at_least=self.rng.choice([1, 2, 2, 3]), at_most=5)
        move: Move = {"members": members}
        transfer_rate = 1000
        if self.chance(0.8):
            transfer_rate = self.rng.choice([0, 1000, 600, self.rng.randint(0, 1000)])
            move["transfer"] = transfer_rate / 1000
        if self.chance(0.6):
            move["leak"] = self.rates(1000 - transfer_rate)
        if self.chance(0.7):
            move["choose"] = self.rng.choice(["most_votes", "first_listed"])
        if self.chance(0.7):
            move["rest"] = self.rng.choice(["abstain", "proportional"])
        if self.chance(0.6):
            nominees = {}
            for seat in self.focus:
                possible = [c["person"] for c in seat["candidates"] if self.matches(c, members)]
                if possible and self.chance(0.6):
                    nominees[seat["id"]] = self.rng.choice(possible)
            move["nominees"] = nominees
        return self.scoped(move)

    def matches(self, candidate: Json, selectors: Sequence[str]) -> bool:
        return any(
            self.matches(candidate, self.blocs[s.removeprefix("bloc:")])
            if s.startswith("bloc:")
            else s in (candidate["party"], f"person:{candidate['person']}")
            for s in selectors
        )

    def set_shares(self) -> Move:
        seat = self.rng.choice(self.focus)
        persons = [str(c["person"]) for c in seat["candidates"]]
        persons += [person for person, _, seats in self.newcomers if seat["id"] in seats]
        everyone = self.chance(0.3)
        named = self.rng.sample(persons, len(persons) if everyone else self.rng.randint(1, len(persons)))
        if self.chance(0.3):
            # Shares that are all the same, for ties.
            return {"seat": seat["id"], "shares": {p: 96 / len(named) for p in named}}
        parts = self.parts_of(1000, len(named))
        return {"seat": seat["id"], "shares": {p: part / 10 for p, part in zip(named, parts, strict=True)}}

    def turnout(self) -> Move:
        points = self.rng.choice([0, 100, self.rng.randint(0, 100), self.rng.uniform(0, 100)])
        if self.chance(0.5):
            return self.scoped({"set": points})
        return self.scoped({"change": self.rng.choice([points, -points, points / 10, -points / 10])})

    def stand(self) -> Move:
        person = f"new:{len(self.newcomers) + 1}"
        name = f"Newcomer {len(self.newcomers) + 1}"
        move: Move = {"party": self.party(), "name": name, "from": {}}
        for selector in self.selectors(at_least=0):
            move["from"][selector] = self.rate()
        if self.chance(0.6):
            seats = move["seats"] = self.some_seats() or [self.focus[0]["id"]]
            self.newcomers.append((person, name, seats))
            return move
        # Which seats the scope holds is not worked out here, so that no later set_shares names the newcomer.
        self.newcomers.append((person, name, []))
        return self.scoped(move)
