"""What is typed on the pages for those outside the office."""

from flask_wtf.file import FileField, FileRequired

from thads.web.forms import Form, TextField


class CheckForm(Form):
    """The short code of a paper; it stands in the address."""

    class Meta(Form.Meta):
        """A question changes nothing, so it needs no seal."""

        csrf = False

    code = TextField("Mã kiểm tra in ở chân trang", longest=40)


class PaperForm(Form):
    """The file to compare."""

    file = FileField("Tệp PDF bạn đang có", [FileRequired("Chọn tệp PDF cần so.")])
