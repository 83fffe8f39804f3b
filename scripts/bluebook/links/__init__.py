"""Whether the pages behind the rows still answer: each address is asked politely, and what is gone is looked up in an archive.

Imports from: ground, record.
"""
