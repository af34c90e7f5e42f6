"""Officer and accountant lay their figures side by side, decision by decision (TT78/2020 Đ.8)."""
