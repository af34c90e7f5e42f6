"""Reads of classification: what standings rest on, what verified assets cover, what grows old."""
