"""Sheets and columns of the register workbook (case-import.md), as data.

What is read, written out, explained on the screen and marked in the error workbook is said here
once.
"""

from collections.abc import Mapping
from typing import NamedTuple

from thads.core.text import fold

FOLDED_SPACE = "_"


class Column(NamedTuple):
    """One column: its name in the first row, whether each row must fill it, what it holds."""

    name: str
    must: bool
    meaning: str


class Sheet(NamedTuple):
    """One sheet; `of_case` when its rows start with the key of a case."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    of_case: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in the order in which we write them."""
        return tuple(column.name for column in self.columns)

    @property
    def must(self) -> tuple[str, ...]:
        """The names of the columns that each row must fill."""
        return tuple(column.name for column in self.columns if column.must)


def _column(name: str, meaning: str) -> Column:
    """A column whose name ends with a star must be filled."""
    return Column(name.rstrip("*"), name.endswith("*"), meaning)


_KEY_COLUMNS = (
    _column("don_vi*", "mã đơn vị ra quyết định thi hành án"),
    _column("so_qd*", "số quyết định, ví dụ 123"),
    _column("ky_hieu*", "ký hiệu, ví dụ QĐ-CCTHADS"),
    _column("ngay_qd*", "ngày ra quyết định, ngày/tháng/năm"),
)
KEY = tuple(column.name for column in _KEY_COLUMNS)

UNITS = Sheet(
    "don_vi",
    "đơn vị (tùy chọn, người quản trị nhập)",
    (
        _column("ma*", "mã đơn vị"),
        _column("ten*", "tên đơn vị"),
        _column("loai*", "cuc, chi_cuc, thads_tinh, phong_khu_vuc, phong_nghiep_vu"),
        _column("cap_tren", "mã đơn vị cấp trên"),
        _column("hieu_luc_tu", "ngày bắt đầu hoạt động"),
        _column("hieu_luc_den", "ngày cuối cùng hoạt động"),
    ),
    of_case=False,
)
PEOPLE = Sheet(
    "can_bo",
    "cán bộ (tùy chọn, người quản trị nhập)",
    (
        _column("ten_dang_nhap*", "tên đăng nhập"),
        _column("ho_ten*", "họ và tên"),
        _column("don_vi*", "mã đơn vị"),
        _column(
            "vai_tro*",
            "truong_thads, chi_cuc_truong, chap_hanh_vien, tham_tra_vien, thu_ky, ke_toan, "
            "thu_kho, van_thu",
        ),
    ),
    of_case=False,
)
CASES = Sheet(
    "viec",
    "mỗi việc thi hành án một dòng",
    (
        *_KEY_COLUMNS,
        _column("hinh_thuc*", "chu_dong, theo_yeu_cau"),
        _column(
            "loai_an*",
            "dan_su, hinh_su, hanh_chinh, hon_nhan_gia_dinh, kinh_doanh_thuong_mai, lao_dong, "
            "pha_san, trong_tai, canh_tranh, khac",
        ),
        _column("chap_hanh_vien", "tên đăng nhập của Chấp hành viên"),
        _column("nhan_uy_thac", "x nếu thụ lý do nhận ủy thác"),
        _column("so_ban_an", "số bản án, quyết định của Tòa án"),
        _column("ngay_ban_an", "ngày bản án, quyết định của Tòa án"),
        _column("toa_an", "tên Tòa án"),
        _column("tham_nhung_kinh_te", "x nếu là án tham nhũng, kinh tế"),
        _column("ma_tuy", "x nếu là án ma túy"),
        _column("yeu_to_nuoc_ngoai", "x nếu có yếu tố nước ngoài"),
        _column("to_chuc_tin_dung", "tên tổ chức tín dụng, nếu là án tín dụng ngân hàng"),
    ),
)
PARTIES = Sheet(
    "duong_su",
    "đương sự, mỗi người một dòng",
    (
        *_KEY_COLUMNS,
        _column("vai_tro*", "duoc_thi_hanh, phai_thi_hanh, lien_quan"),
        _column("ho_ten*", "họ và tên, hoặc tên tổ chức"),
        _column("loai", "ca_nhan, to_chuc; để trống là cá nhân"),
        _column("so_dinh_danh", "số định danh cá nhân hoặc mã số tổ chức"),
        _column("dia_chi", "địa chỉ"),
        _column("ma_xa", "mã xã, phường theo danh mục của ngày ra quyết định"),
    ),
)
ITEMS = Sheet(
    "khoan",
    "các khoản phải thi hành",
    (
        *_KEY_COLUMNS,
        _column("khoan*", "số thứ tự của khoản trong việc: 1, 2, …"),
        _column(
            "loai_khoan*",
            "an_phi, tien_phat, truy_thu, tich_thu, sung_cong, boi_thuong_nha_nuoc, cap_duong, "
            "boi_thuong_thiet_hai, tien_luong, tra_no, tra_no_tin_dung, chia_tai_san, "
            "giao_tai_san, tra_lai_tai_san, tieu_huy_vat_chung, buoc_thuc_hien, khac",
        ),
        _column("so_tien*", "số tiền, đồng; 0 nếu không phải nộp tiền"),
        _column("ngan_sach", "x nếu nộp ngân sách nhà nước; để trống thì theo loại khoản"),
    ),
)
EVENTS = Sheet(
    "dien_bien",
    "diễn biến thi hành án, theo ngày rồi theo dòng",
    (
        *_KEY_COLUMNS,
        _column("ngay*", "ngày có hiệu lực"),
        _column(
            "su_kien*",
            "phan_cong, chuyen_don_vi, thong_bao_hop_le, xac_minh, co_dieu_kien, "
            "chua_co_dieu_kien, tiep_tuc, hoan, tam_dinh_chi, chuyen_theo_doi_rieng, dinh_chi, "
            "mien_giam, uy_thac, rut_ho_so, thu_hoi, huy, gui_lai_yeu_cau, hoan_thanh, "
            "ket_thuc_khac, tang_nghia_vu",
        ),
        _column("khoan", "số thứ tự của khoản; để trống là mọi khoản còn đang thi hành"),
        _column("so_tien", "số tiền của một phần khoản; để trống là toàn bộ số còn lại"),
        _column("can_cu", "căn cứ: điểm của điều luật, ví dụ c"),
        _column("so_qd_su_kien", "số quyết định của diễn biến"),
        _column("chap_hanh_vien", "tên đăng nhập của Chấp hành viên được phân công"),
        _column("don_vi_nhan", "mã đơn vị nhận, khi chuyển đơn vị"),
    ),
)
MONEY = Sheet(
    "thu_chi",
    "thu, chi tiền thi hành án",
    (
        *_KEY_COLUMNS,
        _column("ngay*", "ngày thu, chi"),
        _column("khoan*", "số thứ tự của khoản"),
        _column("loai*", "thu, chi, nop_ngan_sach, huy_thu"),
        _column("so_tien*", "số tiền, đồng, lớn hơn 0"),
        _column("chung_tu", "số chứng từ"),
    ),
)

ALL = (UNITS, PEOPLE, CASES, PARTIES, ITEMS, EVENTS, MONEY)
SHEETS: Mapping[str, Sheet] = {sheet.name: sheet for sheet in ALL}
OF_CASE = tuple(sheet for sheet in ALL if sheet.of_case)


def name_of(heading: str) -> str:
    """The name that a heading or a sheet's tab stands for: "Đơn vị", " DON_VI " are don_vi."""
    return FOLDED_SPACE.join(fold(heading).replace(FOLDED_SPACE, " ").split())
