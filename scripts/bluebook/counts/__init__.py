"""The rules of counting, one place each: a frame in, a frame out. No file is read or written.

Notebooks call these functions and guard what they return with an `assert`.

Imports from: ground.
"""
