"""The file itself: what it is, its sheets, their rows. Runs in a process of its own.

Nothing here knows the database, nor imports what does: the process must be small and its start
quick.
"""
