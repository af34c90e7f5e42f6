"""Who signs which paper, and who may sign in whose place (reference 2.2, 3.4; NĐ30 Đ.13)."""

from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force

FIRST_LAW = date(2009, 7, 1)
DECREE_30 = date(2020, 3, 5)  # Nghị định 30/2020/NĐ-CP


class Signer(Coded):
    """Whose competence a paper is."""

    HEAD = "head", "Thủ trưởng cơ quan thi hành án"
    OFFICER = "officer", "Chấp hành viên được phân công"
    ISSUER = "issuer", "Người có thẩm quyền ra quyết định đó"
    SUPERIOR = "superior", "Cấp trên trực tiếp, người giải quyết khiếu nại"
    PROVINCE_HEAD = "province_head", "Thủ trưởng cơ quan cấp tỉnh"


class Substitute(Coded):
    """Who may sign in the head's place."""

    DEPUTY = "deputy", "Phó Thủ trưởng trong lĩnh vực được giao"
    CHIEF_OFFICER = "chief_officer", "Chấp hành viên trưởng (Trưởng phòng khu vực) được ủy quyền"
    SUBORDINATE_HEAD = "subordinate_head", "Người đứng đầu đơn vị thuộc cơ quan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRule(Dated):
    """A kind of paper (value of its ActKind, or its own name) and whose signature it bears.

    `modes`: values of SigningMode by which another may sign; empty: in person only.
    """

    kind: str
    label: str
    signer: Signer
    modes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRule(Dated):
    """A mode of signing (value of SigningMode): by whom, and on what it must rest."""

    mode: str
    label: str
    substitute: Substitute | None
    needs_delegation: bool  # in writing, for a time, of a stated content
    condition: str


OF_HEAD = frozenset({"head", "kt", "tuq"})  # a decision; TL. is for papers of routine
NOBODY_ELSE = frozenset({"head"})


def _both(
    kind: str, label: str, signer: Signer, before: str, after: str
) -> tuple[SigningRule, ...]:
    modes = {Signer.HEAD: OF_HEAD, Signer.ISSUER: OF_HEAD}.get(signer, NOBODY_ELSE)
    return (
        SigningRule(kind=kind, label=label, signer=signer, modes=modes, source=before,
                    valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
        SigningRule(kind=kind, label=label, signer=signer, modes=modes, source=after,
                    valid_from=NEW_LAW),
    )  # fmt: skip


_H, _O = Signer.HEAD, Signer.OFFICER
SIGNING = (
    *_both("docketing", "Quyết định thi hành án", _H, "L08 Đ.36", "L25 Đ.33 k.3, 34 k.3"),
    *_both("refusal", "Thông báo từ chối yêu cầu", _H, "L08 Đ.31 k.5", "L25 Đ.34 k.4"),
    *_both("assignment", "Phân công Chấp hành viên", _H, "L08 Đ.36 k.2", "NĐ152 Đ.12"),
    *_both("transfer", "Chuyển đơn vị thi hành", _H, "L08 Đ.23 k.1", "L25 Đ.32"),
    *_both("not_yet_enforceable", "Chưa có điều kiện thi hành án", _H, "NĐ62 Đ.9 k.4",
           "L25 Đ.38 k.1"),
    *_both("resumption", "Tiếp tục thi hành án", _H, "L08 Đ.48 k.4, 49 k.3",
           "L25 Đ.38 k.2, 46 k.3, 47 k.3"),
    *_both("postponement", "Hoãn thi hành án", _H, "L08 Đ.48", "L25 Đ.46"),
    *_both("suspension", "Tạm đình chỉ thi hành án", _H, "L08 Đ.49", "L25 Đ.47"),
    *_both("discontinuance", "Đình chỉ thi hành án", _H, "L08 Đ.50", "L25 Đ.48"),
    *_both("entrustment", "Ủy thác thi hành án", _H, "L08 Đ.57 k.1", "L25 Đ.49; NĐ152 Đ.26"),
    *_both("asset_entrustment", "Ủy thác xử lý tài sản", _H, "L08 Đ.57 k.2", "L25 Đ.50"),
    *_both("separate_tracking", "Chuyển sổ theo dõi riêng", _H, "NĐ62 Đ.9 k.5",
           "NĐ152 Đ.22 k.1"),
    SigningRule(kind="request_return", label="Gửi lại yêu cầu thi hành án", signer=_H,
                modes=OF_HEAD, source="NĐ152 Đ.22 k.2", valid_from=NEW_LAW),
    SigningRule(kind="take_up", label="Rút hồ sơ lên thi hành", signer=Signer.PROVINCE_HEAD,
                modes=OF_HEAD, source="L08 Đ.35 k.2", valid_from=FIRST_LAW,
                valid_to=OLD_LAW_ENDS),
    *_both("withdrawal", "Thu hồi quyết định", Signer.ISSUER, "L08 Đ.37 k.1", "L25 Đ.52 k.1"),
    *_both("increase", "Sửa đổi, bổ sung quyết định", Signer.ISSUER, "L08 Đ.37 k.2",
           "L25 Đ.52 k.2"),
    *_both("amendment", "Sửa đổi, bổ sung, không đổi nội dung", Signer.ISSUER, "L08 Đ.37 k.2",
           "L25 Đ.52 k.2"),
    *_both("annulment", "Hủy quyết định", Signer.SUPERIOR, "L08 Đ.37 k.3", "L25 Đ.52 k.4"),
    *_both("completion", "Xác nhận thi hành xong", _H, "L08 Đ.52–53", "L25 Đ.55"),
    SigningRule(kind="other_ending", label="Kết thúc khác", signer=_H, modes=OF_HEAD,
                source="NĐ152 Đ.32", valid_from=NEW_LAW),
    *_both("verification_delegation", "Ủy quyền xác minh", _H, "NĐ62 Đ.9 k.2", "NĐ152 Đ.21 k.5"),
    *_both("unit_list", "Danh sách của đơn vị", _H, "NĐ62 Đ.11", "NĐ152 Đ.23, 32"),
    *_both("destruction_council", "Thành lập Hội đồng tiêu hủy", _H, "L08 Đ.125",
           "L25 Đ.58 k.2"),
    *_both("exit_ban", "Tạm hoãn xuất cảnh", _H, "NĐ62 Đ.51 k.1", "L25 Đ.66"),
    *_both("fee", "Quyết định thu phí thi hành án", _H, "TT216 Đ.5 k.1", "TT216 Đ.5 k.1"),
    *_both("fee_exemption", "Miễn, giảm phí thi hành án", _H, "TT216 Đ.7", "TT216 Đ.7"),
    *_both("coercion_cost", "Duyệt dự trù, quyết toán, miễn giảm chi phí cưỡng chế", _H,
           "NĐ62 Đ.44, 45", "L25 Đ.53 k.6; NĐ152 Đ.86, 87"),
    *_both("remission", "Văn bản đề nghị miễn, giảm", _H, "L08 Đ.23 k.1", "L25 Đ.43"),
    *_both("destruction_council", "Quyết định thành lập Hội đồng tiêu hủy", _H, "L08 Đ.125 k.1",
           "L25 Đ.58 k.2"),
    *_both("store_order", "Lệnh nhập, xuất kho vật chứng", _H, "TT04 Đ.11 k.2", "NĐ152 Đ.37 k.3"),
    *_both("complaint", "Giải quyết khiếu nại", _H, "L08 Đ.142", "L25 Đ.102–107"),
    *_both("protest_answer", "Trả lời kháng nghị, kiến nghị", _H, "L08 Đ.161", "L25 Đ.113"),
    *_both("statistics", "Báo cáo thống kê", _H, "L08 Đ.23 k.1", "L25 Đ.22"),
    *_both("verification", "Biên bản xác minh", _O, "L08 Đ.44 k.4", "L25 Đ.37"),
    *_both("security", "Quyết định áp dụng biện pháp bảo đảm", _O, "L08 Đ.66", "L25 Đ.66"),
    *_both("coercion", "Quyết định cưỡng chế", _O, "L08 Đ.20", "L25 Đ.71–94"),
    *_both("coercion_plan", "Duyệt kế hoạch cưỡng chế", _H, "NĐ62 Đ.45 k.1",
           "NĐ152 Đ.46 k.5"),
    *_both("price_cut", "Quyết định giảm giá tài sản", _O, "L08 Đ.104", "L25 Đ.83 k.3"),
)  # fmt: skip

# A delegation of the head's powers to a chief officer is new: until 30/6/2026 each branch was an
# agency with a head of its own.
MODES = (
    ModeRule(mode="head", label="Thủ trưởng ký", substitute=None, needs_delegation=False,
             condition="Người có thẩm quyền tự ký", source="NĐ30 Đ.13 k.1", valid_from=DECREE_30),
    ModeRule(mode="kt", label="KT. (ký thay)", substitute=Substitute.DEPUTY,
             needs_delegation=False, condition="Trong lĩnh vực được giao phụ trách",
             source="NĐ30 Đ.13 k.1; L08 Đ.23 k.2", valid_from=DECREE_30, valid_to=OLD_LAW_ENDS),
    ModeRule(mode="kt", label="KT. (ký thay)", substitute=Substitute.DEPUTY,
             needs_delegation=False, condition="Trong lĩnh vực được giao phụ trách",
             source="NĐ30 Đ.13 k.1; L25 Đ.22", valid_from=NEW_LAW),
    ModeRule(mode="tuq", label="TUQ. (thừa ủy quyền)", substitute=Substitute.SUBORDINATE_HEAD,
             needs_delegation=True, condition="Bằng văn bản, có thời hạn và nội dung; không ủy "
             "quyền lại", source="NĐ30 Đ.13 k.3", valid_from=DECREE_30, valid_to=OLD_LAW_ENDS),
    ModeRule(mode="tuq", label="TUQ. (thừa ủy quyền)", substitute=Substitute.CHIEF_OFFICER,
             needs_delegation=True, condition="Bằng văn bản, có thời hạn và nội dung; không ủy "
             "quyền lại; Thủ trưởng vẫn chịu trách nhiệm",
             source="NĐ30 Đ.13 k.3; L25 Đ.22 k.3", valid_from=NEW_LAW),
    ModeRule(mode="tl", label="TL. (thừa lệnh)", substitute=Substitute.SUBORDINATE_HEAD,
             needs_delegation=True, condition="Theo quy chế làm việc; không dùng cho quyết định "
             "về thi hành án", source="NĐ30 Đ.13 k.4", valid_from=DECREE_30),
)  # fmt: skip


def rule(kind: str, day: date) -> SigningRule:
    """Who signs this kind on `day`; MissingRule when the law of that day knows no such paper."""
    return in_force((r for r in SIGNING if r.kind == kind), day, f"người ký ({kind})")


def mode(name: str, day: date) -> ModeRule:
    """Who may sign so on `day`, and on what it must rest."""
    return in_force((m for m in MODES if m.mode == name), day, f"hình thức ký ({name})")


def may_sign(kind: str, name: str, day: date) -> bool:
    """Whether this kind may be signed in this mode under the law of `day`."""
    return name in rule(kind, day).modes
