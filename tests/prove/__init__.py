"""Proof that the checks work: errors are planted one at a time into a copy of the project, and the gates are run. `make prove`.

The rooms: `plants` (what an error is) → `records`, `mutations`, `cells`, `drawings` (the errors planted in the data, the
code, the notebooks, the figures) → `gates` (what may catch one) → `trials` (a copy, one error, its gates, side by side) →
`reports` (who caught what, and the survivors with their reasons, from survivors.yml).

Nothing here imports `bluebook` before an error is planted: each trial is a process forked from one that has the libraries
alone, so that what it checks is the copy.
"""
