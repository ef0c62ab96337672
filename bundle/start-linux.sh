#!/bin/sh
# Give a folder or a file: it is audited, and the report opens.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 4
for python in "$here/python/bin/python3" python3.14 python3.13 python3.12 python3.11 python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
    exec "$python" "$here/program/start.py" "$@"
  fi
done
echo "需要 Python 3.11 以上。请先阅读 README.html。" >&2
echo "Python 3.11 or later is needed. Please read README.html." >&2
exit 4
