"""A sourced record of Japan's diplomacy, event by event, and the notebooks that count and draw it.

The rooms, left to right; each imports only from its left:
refusals, paths, codebook, tables, parameters, tallies, charts, figures, runs, cli.
"""
