"""Tallies put into words for a chart or a table, in the reader's language: the only place where codes meet labels.

Imports from: ground, counts, charts, record, parameters.
"""
