# Sourced by scripts/corpus and scripts/test: makes .venv with the locked dependencies. Needs Python >= 3.11 and a package index.
# Usage: setup LOCKFILE; afterwards .venv/bin holds everything. A set-up that is up to date costs a few milliseconds.

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "mudawwana needs Python 3.11 or newer; install it, or name it: PYTHON=/path/to/python $0" >&2
    exit 5
}

setup() {
    stamp=.venv/.set-up-from-$1
    if [ -x .venv/bin/corpus ] && cmp -s "$1" "$stamp" && [ ! pyproject.toml -nt "$stamp" ]; then
        return
    fi
    echo "setting up .venv (once)" >&2
    if [ ! -x .venv/bin/python ]; then
        python=$(find_python) || exit 5
        "$python" -m venv .venv || exit 5
    fi
    uv=$(command -v uv || echo .venv/bin/uv)
    if [ ! -x "$uv" ]; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check uv || exit 5
    fi
    "$uv" pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$1" || exit 5
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . || exit 5
    .venv/bin/python -m compileall -q src  # where PYTHONDONTWRITEBYTECODE is set, every start would compile everything
    cp "$1" "$stamp"
}
