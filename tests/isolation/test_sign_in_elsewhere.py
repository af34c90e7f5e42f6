"""A person of one province is nobody in another (P1)."""

from thads.identity.models import Role


def test_two_provinces_are_worked_in_side_by_side(sign_in):
    here, there = sign_in(Role.PROVINCE_HEAD), sign_in(Role.PROVINCE_HEAD, tenant="nghe-an")
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 200


def test_a_sign_in_is_worth_nothing_in_another_province(sign_in):
    client = sign_in(Role.PROVINCE_HEAD)
    kept = client.get_cookie("thads", domain="lao-cai.localhost")
    assert kept is not None
    client.host = "nghe-an.localhost"
    client.set_cookie("thads", kept.value, domain="nghe-an.localhost")
    assert client.get("/account").status_code == 404
