"""The form in JupyterLab: choose a question, a partner, a period and a language; the notebook is run with them.

Imports from: ground, record, parameters, figures, runs.
"""
