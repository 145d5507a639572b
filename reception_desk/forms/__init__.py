"""Sheets and rules in plain Python: the standard library and small rule libraries only."""
