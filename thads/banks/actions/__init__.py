"""What is written down about credit institutions. The caller commits."""
