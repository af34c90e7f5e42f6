"""The `thads` command: its groups, its refusals in one line, its exit codes 0, 1, 2."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

import click
from sqlalchemy.exc import OperationalError

from tenants.errors import TenantError
from tenants.settings import Settings
from thads.commands.vietnamese import VietnameseGroup
from thads.core.errors import Conflict, NotFound, RuleBroken

REFUSED = 2
COMMANDS = {
    "demo": "thads.commands.demo:demo",
    "tenants": "thads.commands.tenants:tenants",
    "practice": "thads.commands.practice:practice",
    "users": "thads.commands.users:users",
    "import": "thads.commands.imports:import_",
    "statistics": "thads.commands.statistics:statistics",
    "verify": "thads.commands.statistics:verify",
    "rebuild": "thads.commands.statistics:rebuild",
    "report": "thads.commands.report:report",
    "reports": "thads.commands.reports:reports",
    "national": "thads.commands.national:national",
    "check-report": "thads.commands.checkreport:check_report",
    "serve": "thads.commands.serve:serve",
    "work": "thads.commands.serve:work",
    "schedule": "thads.commands.serve:schedule",
    "dev": "thads.commands.dev:dev",
}
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class AllCommands(VietnameseGroup):
    """Loads a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the contract."""
        return [name for name, where in COMMANDS.items() if find_spec(where.partition(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=AllCommands, context_settings=CONTEXT)
def cli() -> None:
    """Phần mềm thi hành án dân sự: lệnh cho người vận hành.

    Kết thúc với 0: xong; 1: xong nhưng có điều cần xem; 2: từ chối, kèm một dòng lý do.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command; a refusal is one line on standard error."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code."""
    try:
        assemble_process()
        result: Any = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="thads",
            standalone_mode=False,
        )
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help() if asked.ctx else "", err=True)
        return REFUSED
    except click.ClickException as wrong:
        return _refuse(_in_vietnamese(wrong))
    except click.Abort:
        return _refuse("đã dừng giữa chừng.")
    except (RuleBroken, TenantError) as refused:
        return _refuse(str(refused))
    except NotFound as missing:
        return _refuse(str(missing) or "không tìm thấy.")
    except Conflict as conflict:
        return _refuse(str(conflict) or "người khác vừa sửa; hãy chạy lại.")
    except OperationalError as failure:
        return _refuse(f"không dùng được cơ sở dữ liệu: {str(failure.orig).strip()}")
    except sqlite3.OperationalError as failure:  # of a file that only one command knows
        return _refuse(f"không dùng được cơ sở dữ liệu: {failure}")
    except OSError as failure:
        return _refuse(_file_trouble(failure))
    return result if isinstance(result, int) else 0


def assemble_process() -> None:
    """What every command needs: the read models in step, the audit chain's key."""
    from thads.assembly import assemble

    assemble(Settings.from_environment().audit_key)


def _refuse(line: str) -> int:
    click.echo("thads: " + " ".join(line.split()), err=True)
    return REFUSED


def _in_vietnamese(wrong: click.ClickException) -> str:
    name = _name_of(wrong)
    match wrong:
        case click.MissingParameter():
            return f"thiếu {name}. Xem: {_path(wrong)} --help"
        case click.NoSuchOption():
            return f"không có tùy chọn {wrong.option_name}. Xem: {_path(wrong)} --help"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            return f"giá trị của {name} không dùng được; chọn: {', '.join(choice.choices)}."
        case click.BadParameter():
            return f"giá trị của {name} không dùng được: {wrong.message}"
        case click.UsageError() if wrong.message.startswith("No such command"):
            return f"không có lệnh {wrong.message.partition(' command ')[2]} Xem: thads --help"
        case click.UsageError():
            return f"{wrong.message} Xem: {_path(wrong)} --help"
    return wrong.format_message()


def _file_trouble(failure: OSError) -> str:
    match failure:
        case FileNotFoundError():
            reason = "không có tệp hoặc thư mục"
        case PermissionError():
            reason = "không được phép đọc hoặc ghi"
        case OSError(errno=errno.ENOSPC):
            reason = "hết chỗ trên đĩa"
        case _:
            reason = failure.strerror or str(failure)
    return f"{reason}: {failure.filename}" if failure.filename else reason


def _name_of(wrong: click.ClickException) -> str:
    param = getattr(wrong, "param", None)
    hint = getattr(wrong, "param_hint", None) or (param and param.get_error_hint(wrong.ctx))  # type: ignore[attr-defined]
    return str(hint or "tham số").replace("'", "")


def _path(wrong: click.UsageError) -> str:
    return wrong.ctx.command_path if wrong.ctx else "thads"
