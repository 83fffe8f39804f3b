"""The rules of counting, each in one place: a frame in, a frame out. No file is read or written.

Notebooks call these functions and guard what they return with an `assert`.

Imports from: ground.
"""
