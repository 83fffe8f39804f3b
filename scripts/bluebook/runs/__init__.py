"""Running notebooks: which runs there are, which are due, how they are executed, swept over a grid and verified.

Imports from: ground, record, counts, parameters, figures, kernels.
"""
