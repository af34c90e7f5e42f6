"""The official sets of communes and the way from one to the other."""

from datetime import date

from thads.places import queries

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
ISLAND_DISTRICTS = ["318", "471", "498", "536", "755"]  # without communes before 1/7/2025
ISLANDS = [
    f"Đặc khu {name}" for name in ("Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo")
]


def test_a_code_needs_its_day():
    assert queries.commune("00004", BEFORE).name == "Phường Trúc Bạch"
    assert queries.commune("00004", AFTER).name == "Phường Ba Đình"
    assert queries.commune("99999", AFTER) is None


def test_sixty_three_provinces_became_thirty_four():
    assert len(queries.provinces(BEFORE)) == 63
    assert len(queries.provinces(AFTER)) == 34


def test_both_sets_are_whole():
    assert sum(len(queries.communes_of(p.code, BEFORE)) for p in queries.provinces(BEFORE)) == 10035
    assert sum(len(queries.communes_of(p.code, AFTER)) for p in queries.provinces(AFTER)) == 3321
    assert queries.communes_of("00", AFTER) == ()


def test_lao_cai_had_nine_districts_and_has_none():
    before = queries.communes_of("10", BEFORE)
    assert {c.district for c in before} >= {"Thị xã Sa Pa", "Huyện Si Ma Cai"}
    assert len({c.district_code for c in before}) == 9
    assert {c.district for c in queries.communes_of("15", AFTER)} == {None}


def test_an_address_names_all_levels_of_its_day():
    assert queries.commune("00004", BEFORE).full_name == (
        "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
    )
    assert queries.commune("00004", AFTER).full_name == "Phường Ba Đình, Thành phố Hà Nội"


def test_a_divided_commune_has_several_successors():
    [whole] = queries.successors("00001")
    assert (whole.commune.code, whole.whole) == ("00097", True)
    divided = queries.successors("00007")
    assert len(divided) > 1
    assert not any(s.whole for s in divided)
    assert queries.successors("99999") == ()


def test_every_old_and_every_new_commune_is_in_the_succession():
    for province in queries.provinces(BEFORE):
        for commune in queries.communes_of(province.code, BEFORE):
            assert queries.successors(commune.code), commune
    alone = [
        c.name
        for p in queries.provinces(AFTER)
        for c in queries.communes_of(p.code, AFTER)
        if not queries.predecessors(c.code)
    ]
    assert alone == ISLANDS


def test_an_island_district_without_communes_has_a_successor():
    for district, island in zip(ISLAND_DISTRICTS, ISLANDS, strict=True):
        assert [s.commune.name for s in queries.successors(district)] == [island]


def test_search_needs_no_marks_and_puts_the_name_first():
    found = queries.search("sa pa", BEFORE)
    assert found[0].name == "Phường Sa Pa"
    assert all("sa" in c.folded and "pa" in c.folded for c in found)
    assert queries.search("Quỳ Hợp, Nghệ An", BEFORE)[0].province.name == "Tỉnh Nghệ An"
    assert queries.search("   ", BEFORE) == ()
    assert len(queries.search("xa", AFTER, limit=5)) == 5
