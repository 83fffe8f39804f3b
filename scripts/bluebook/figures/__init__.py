"""A figure and all that belongs to it: picture, numbers, record, citation, bundle, gallery, origin, fitness for print.

Imports from: ground, charts, record, parameters.
"""
