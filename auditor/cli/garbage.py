"""When the garbage collector looks for cycles. It would look at every rule again and again."""

import gc


def keep_garbage_collector_away() -> None:
    """Leave rules and grammars out of every collection: they live until the end."""
    gc.freeze()
    gc.set_threshold(2_000_000, 50, 50)
