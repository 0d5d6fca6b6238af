"""A second reading of the scenario contract, slow and plain, that the engine is checked against."""
