"""What can be wrong around a sound house: other programs, the disk, the memory and the clock."""

import os
import shutil
import time
from collections.abc import Callable
from typing import TypeAlias

from bot.doctor import machine
from tests.bot.house import House

Fault: TypeAlias = tuple[Callable[[House], None], str, str, str, str]
"""What plants it, the check that sees it, how bad it is, and words of what is told: what is wrong,
and what to do."""


def build_under_way(house: House) -> None:
    house.held_lock(house.index / "LOCK")


def documents_held(house: House) -> None:
    house.held_lock(house.seeds / ".lock")


def killed_build(house: House) -> None:
    (house.index / ".unfinished-123").mkdir()


def metrics_nowhere(house: House) -> None:
    house.setting("DOSSIER_METRICS_PORT", "9464")
    house.setting("DOSSIER_METRICS_HOST", "192.0.2.1")  # of no machine's


def metrics_on_a_name_that_is_none(house: House) -> None:
    house.setting("DOSSIER_METRICS_PORT", "9464")
    house.setting("DOSSIER_METRICS_HOST", "a..b")


def port_of_another_program(house: House) -> None:
    house.setting("DOSSIER_METRICS_PORT", str(house.taken_port()))


def full_disk(house: House) -> None:
    usage = shutil.disk_usage(house.folder)._replace(free=1024)
    house.patch.setattr(shutil, "disk_usage", lambda _: usage)


def little_memory(house: House) -> None:
    told = house.folder / "meminfo"
    told.write_text("MemTotal: 900000 kB\nMemAvailable: 102400 kB\n")
    house.patch.setattr(machine, "_MEMINFO", told)


def container_limit(house: House) -> None:
    told = house.folder / "cgroup"
    told.mkdir()
    for name, value in (
        ("max", "314572800"),
        ("current", "209715200"),
        ("stat", "inactive_file 1024"),
    ):
        (told / f"memory.{name}").write_text(f"{value}\n")
    house.patch.setattr(machine, "_CGROUP", told)


def clock_behind(house: House) -> None:
    in_a_week = time.time() + 7 * 24 * 60 * 60
    os.utime(house.seeds / "tea.md", (in_a_week, in_a_week))


def document_of_the_future(house: House) -> None:
    (house.seeds / "tea.md").write_text("---\ndate: 2999\n---\n\nTea is poured.\n")


AROUND: list[Fault] = [
    (build_under_way, "locks", "warning", "is building", "Wait"),
    (documents_held, "locks", "warning", "is changing the documents", "Wait"),
    (killed_build, "locks", "warning", ".unfinished-123", "dossier index build"),
    (
        metrics_nowhere,
        "metrics",
        "failed",
        "cannot be opened on 192.0.2.1",
        "DOSSIER_METRICS_HOST",
    ),
    (metrics_on_a_name_that_is_none, "metrics", "failed", "on a..b", "DOSSIER_METRICS_HOST"),
    (port_of_another_program, "metrics", "failed", "already in use", "DOSSIER_METRICS_PORT"),
    (full_disk, "disk", "failed", "0 MB are free", "Free some"),
    (little_memory, "memory", "warning", "100 MB are available", "End other programs"),
    (container_limit, "memory", "warning", "100 MB are available", "container's limit"),
    (clock_behind, "clock", "failed", "tea.md", "timedatectl"),
    (document_of_the_future, "clock", "failed", "its date", "mend the date"),
]
