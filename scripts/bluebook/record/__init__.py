"""The tables of data/: what their columns mean, which rows are refused and why, and how they are read, sealed and described.

Imports from: ground.
"""
