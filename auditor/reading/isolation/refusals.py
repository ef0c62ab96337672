"""The reasons for which reading was stopped, in both languages. Stops nothing itself."""

from auditor.reading.source import Limits

_MEBIBYTE = 1 << 20
MALFORMED = "读取程序的应答无效 / the answer of the reading process is malformed"
UNSTARTED = "读取程序无法启动 / the reading process cannot be started"
UNLIMITED = "本系统不能限制读取所用内存 / this platform cannot limit the memory that reading takes"


def describe_memory(limits: Limits) -> str:
    """Say that reading took more memory than it may."""
    size = f"{limits.memory_bytes // _MEBIBYTE:,} MiB"
    return f"读取超出内存上限 {size} / reading exceeds the memory limit of {size}"


def describe_time(limits: Limits) -> str:
    """Say that reading took longer than it may."""
    time = limits.seconds
    return f"读取超出时间上限 {time} 秒 / reading exceeds the time limit of {time} seconds"


def describe_crash(status: int | None, limits: Limits) -> str:
    """Say that the reading process ended by itself; a negative status is a signal's number."""
    size = f"{limits.memory_bytes // _MEBIBYTE:,} MiB"
    ended = f"{status}" if status is None or status >= 0 else f"signal {-status}"
    return (
        f"读取程序意外终止（{ended}）：文件损坏，或超出内存上限 {size} / the reading process "
        f"ended unexpectedly ({ended}): a damaged file, or more than {size} of memory"
    )
