"""The register workbook: a province's cases in from Excel, compared, and out again."""
