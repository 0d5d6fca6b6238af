"""The one error that a person can cause: a scenario that does not say what it must."""


class ScenarioError(ValueError):
    """Something in a scenario is wrong, at a place in it that can be named.

    ``place`` is the path inside the file (``moves[2].to.Green``), or the file's own name.
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}" if place else problem)
        self.place = place
        self.problem = problem
