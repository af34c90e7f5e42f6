"""Which provinces exist and how to reach one; knows nothing of judgments."""
