"""The record as files for other programs: spreadsheets, databases, calendars, maps, statistics.

Imports from: ground, record, parameters.
"""
