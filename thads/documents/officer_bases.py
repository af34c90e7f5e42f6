"""On which articles the papers of officers rest that follow from no act: old law, new law."""

OFFICER_BASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("SUMMONS", ("L08 Đ.20 k.3", "NĐ62 Đ.12"), ("NĐ152 Đ.15", "NĐ152 Đ.16")),
    ("CALL", ("L08 Đ.39", "NĐ62 Đ.12"), ("NĐ152 Đ.15", "NĐ152 Đ.16")),
    ("NOTICE", ("L08 Đ.39", "NĐ62 Đ.12"), ("NĐ152 Đ.15", "NĐ152 Đ.16")),
    ("LEAFLET", ("L08 Đ.45 k.1",), ("L25 Đ.36",)),
    ("COST_NOTICE", ("L08 Đ.73 k.4", "NĐ62 Đ.45"), ("L25 Đ.72 k.7", "NĐ152 Đ.86")),
    ("INFORMATION_REQUEST", ("L08 Đ.44 k.6", "NĐ62 Đ.9"), ("L25 Đ.37 k.6", "NĐ152 Đ.21")),
    ("DELIVERY_MINUTES", ("L08 Đ.40", "L08 Đ.41", "NĐ62 Đ.12"), ("NĐ152 Đ.16",)),
    ("POSTING_MINUTES", ("L08 Đ.42 k.2", "NĐ62 Đ.12"), ("NĐ152 Đ.17 k.3",)),
    ("SETTLEMENT_MINUTES", ("L08 Đ.20 k.3",), ("NĐ152 Đ.14",)),
    ("AGREEMENT_MINUTES", ("L08 Đ.6", "NĐ62 Đ.5 k.2"), ("NĐ152 Đ.14 k.2",)),
    ("VERIFICATION_MINUTES", ("L08 Đ.44 k.4", "NĐ62 Đ.9"), ("L25 Đ.37", "NĐ152 Đ.21")),
)
