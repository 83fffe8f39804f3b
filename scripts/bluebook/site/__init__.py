"""The site: the notebooks as articles, the record as pages, in English and Japanese, static and usable offline.

Imports from: ground, counts, record, parameters, views, figures, runs.
"""
