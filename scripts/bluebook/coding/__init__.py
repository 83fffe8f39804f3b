"""Drafts of rows, coded by rule from a saved page: one module per field, each cell with the phrase that it rests on.

What the page does not say stays empty. A person reads the draft before it becomes a candidate.

Imports from: ground, record.
"""
