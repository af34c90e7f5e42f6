"""Reads of the credit institutions and of what was agreed with them."""
