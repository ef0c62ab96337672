"""A parser for argparse in which options and paths may be mixed. Knows no command."""

import argparse
from typing import Any


class MixedParser(argparse.ArgumentParser):
    """A parser that lets options stand between the paths, as users write them."""

    _is_mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's own
        """Parse options first and then, from what is left, the paths."""
        if self._is_mixing or self._subparsers is not None:  # argparse comes back for each
            return super().parse_known_args(args, namespace)
        self._is_mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_mixing = False
