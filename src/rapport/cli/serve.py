"""Run the place: the server with its jobs, a worker with jobs alone, the tables, Django's tools."""

import errno
import os
import signal
import socket
from types import FrameType

import click

from rapport.cli.demo import fill_if_empty
from rapport.cli.place import open_place, open_ready_place, refuse

BACKLOG = 512


@click.command()
@click.option("--host", help="Address to listen on; else RAPPORT_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; else RAPPORT_PORT or 8000.")
@click.option("--jobs/--no-jobs", default=True, help="Whether this process also runs the jobs.")
@click.option("--demo", is_flag=True, help="Fill an empty place with the demo network first.")
def serve(host: str | None, port: int | None, jobs: bool, demo: bool) -> None:
    """Make the tables ready and serve the place until Ctrl+C or SIGTERM.

    Example: RAPPORT_PORT=8080 rapport serve
    """
    _prefer("RAPPORT_HOST", host)
    _prefer("RAPPORT_PORT", port)
    open_place()
    # These need Django to be set up.
    from django.conf import settings  # noqa: PLC0415

    from rapport.config.serving import run_server  # noqa: PLC0415

    options = settings.OPTIONS
    listening = _listen(options.host, options.port)
    open_ready_place()
    greeting = [f"Rapport is ready: {options.url}", *(fill_if_empty() if demo else [])]
    run_server(listening, jobs=jobs, told=lambda: click.echo("\n".join(greeting)))


@click.command()
def worker() -> None:
    """Run only the jobs (mail, notices, tidying), for hosts that serve with --no-jobs."""
    open_ready_place()
    from rapport.site.jobs_runner import JobsRunner  # noqa: PLC0415

    runner = JobsRunner()

    def end(signum: int, frame: FrameType | None) -> None:
        runner.ask_to_stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    click.echo("Rapport's jobs are running.")
    runner.run()


@click.command()
def migrate() -> None:
    """Make or update the tables; harmless when repeated."""
    open_ready_place()
    click.echo("The tables are up to date.")


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Django's own commands, as in `rapport manage dbshell`."""
    open_place()
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["rapport manage", *words])


def _prefer(variable: str, value: object) -> None:
    """What is written on the command line wins over the environment."""
    if value is not None:
        os.environ[variable] = str(value)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done; a busy one is refused by name."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio switches Nagle off: else each answer that is written in two
    # pieces waits some 40 ms for the acknowledgement of its first.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            refuse(f"port {port} is taken by another program; set RAPPORT_PORT to a free one")
        refuse(f"cannot listen on {host} port {port}: {error.strerror or error}")
    return listening
