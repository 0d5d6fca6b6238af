"""The election, the scenario and what follows from them: values and functions, without Qt."""
