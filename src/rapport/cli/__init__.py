"""The terminal door: `rapport VERB …`, each verb loaded only when it is asked for."""

import importlib
from collections.abc import Mapping

import click

import rapport

VERBS: Mapping[str, str] = {
    "reach": "rapport.cli.reach:reach",
    "graph": "rapport.cli.graph:graph",
    "coach": "rapport.cli.coach:coach",
    "import": "rapport.cli.imports:import_",
    "demo": "rapport.cli.demo:demo",
    "serve": "rapport.cli.serve:serve",
    "worker": "rapport.cli.serve:worker",
    "migrate": "rapport.cli.serve:migrate",
    "user": "rapport.cli.user:user",
    "openapi": "rapport.cli.openapi:openapi",
    "manage": "rapport.cli.serve:manage",
}


class LazyVerbs(click.Group):
    """A group that imports a verb's module only to run it or to show its help.

    `rapport reach judge` must start without Django, and `rapport serve` without NumPy.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        target = VERBS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=LazyVerbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(rapport.__version__, prog_name="rapport")
def main() -> None:
    """Rapport: who may reach whom, how, and why."""
