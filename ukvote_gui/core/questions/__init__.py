"""What people ask of the solvers: what changes a seat, or gives a party so many; and the answers.

A value that is said to be enough is: it is rounded up, and the engine has tried it as it is said.
"""
