"""What every room may use: where files are, how bad input is refused, days and periods, fingerprints, safe writes.

Imports from: no other room.
"""
