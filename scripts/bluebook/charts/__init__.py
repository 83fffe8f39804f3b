"""Drawing: a frame in, a matplotlib Figure out. Never pyplot, no file, no column name: the index and columns given are drawn.

`sheets` is the paper all are drawn on; every other module is one kind of chart.

Imports from: ground.
"""
