"""The product of one province: its rules and its screens."""
