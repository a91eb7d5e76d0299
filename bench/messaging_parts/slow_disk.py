"""A disk that takes longer to flush: a small library that waits before each fsync and fdatasync.

It is compiled here (`cc`) and loaded before the C library (`LD_PRELOAD`), so it works on Linux
with a compiler, for whatever process is begun with it.
"""

import shutil
import subprocess
from pathlib import Path

SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static void wait_a_little(void) {
  struct timespec pause = {0, PAUSE_NS};
  nanosleep(&pause, 0);
}
int fsync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_a_little();
  return real(file);
}
int fdatasync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_a_little();
  return real(file);
}
"""


def slow_disk(folder: Path, milliseconds: float) -> Path | None:
    """The library that adds so much to each flush; None without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    source, made = folder / "slow_disk.c", folder / "slow_disk.so"
    source.write_text(SOURCE)
    pause = f"-DPAUSE_NS={int(milliseconds * 1e6)}"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", pause, "-o", made, source, "-ldl"], check=True
    )
    return made
