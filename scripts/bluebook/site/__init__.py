"""The site: the notebooks as articles, the record as pages, in English and Japanese, static and without any network.

Imports from: ground, counts, record, parameters, views, figures, runs.
"""
