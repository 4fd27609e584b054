"""A fake Grafana for tests: a world of its own for each test."""

from grafake.control import ControlError, ServerEnded
from grafake.program import ProgramNotFound
from grafake.server import Server, StartFailed, shared_server
from grafake.testcase import GrafanaTestCase
from grafake.world import Clock, Faults, World

__all__ = [
    "Clock",
    "ControlError",
    "Faults",
    "GrafanaTestCase",
    "ProgramNotFound",
    "Server",
    "ServerEnded",
    "StartFailed",
    "World",
    "shared_server",
]
