"""Soát báo cáo: reads a report's own words and recomputes the figures that stand in it."""
