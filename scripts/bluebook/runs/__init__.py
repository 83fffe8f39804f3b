"""Running notebooks: which runs exist and which are due, and how they are executed, swept over a grid and verified.

Imports from: ground, record, counts, parameters, figures, kernels.
"""
