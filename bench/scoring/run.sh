#!/bin/sh
# Times our evaluation and its Python peers on the same data, and prints one table with ratios.
# Needs cargo and python3 with venv; installs pinned packages from PyPI into a venv under the temp folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${TMPDIR:-/tmp}/anbud-bench-scoring
cargo=${CARGO:-cargo}
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
fi
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
cd "$here/../.."
ANBUD_RANKINGS=1 "$cargo" bench --quiet -p scoring --bench evaluate > "$work/rankings.txt"
"$cargo" bench --quiet -p scoring --bench evaluate > "$work/divan.txt"
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$work/venv/bin/python" "$here/peers.py" "$work/divan.txt" "$work/rankings.txt"
