"""A release of the record: what moves when candidates become the record, all of it at once or nothing.

Imports from: ground, counts, record, figures.
"""
