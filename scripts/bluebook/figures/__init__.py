"""A figure and all that belongs to it: picture, numbers, record, citation, bundle, gallery, origin, print check.

Imports from: ground, charts, views, record, parameters.
"""
