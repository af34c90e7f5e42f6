"""Writes of classification; each guards, writes and seals its entry, the caller commits."""
