"""Commands whose help is in Vietnamese."""

from typing import Any

import click


class Vietnamese(click.Command):
    """Help in Vietnamese."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TÙY CHỌN]", **given})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line above the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Vietnamese heading."""
        records = [p.get_help_record(ctx) for p in self.get_params(ctx)]
        rows = [(term, _translated(text)) for term, text in filter(None, records) if text]
        with formatter.section("Tùy chọn"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help says what it does."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Hiện hướng dẫn này."
        return option


class VietnameseGroup(Vietnamese, click.Group):
    """A group of commands with its help in Vietnamese."""

    command_class = Vietnamese

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "LỆNH …", **given})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        Vietnamese.format_options(self, ctx, formatter)
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(n, c.get_short_help_str(80)) for n, c in named if c and not c.hidden]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


def _translated(text: str) -> str:
    return text.replace("[required]", "[bắt buộc]").replace("[default:", "[mặc định:")
