# The five commands of every day. `just` lists them; each line can be typed without it too.

set positional-arguments := true # so that what is quoted stays one word

# Show this list
default:
    @just --list

# The tests that you name, or all: just test tests/cases -k "extension and late"
test *what:
    python -m pytest -q "$@"

# Every test on every core, with complete branch coverage: the README's own command
all:
    python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov

# Lint, format and types; what can be mended is mended
lint:
    python -m ruff check --fix .
    python -m ruff format .
    python -m mypy
    python -m pyright

# The documentation, with warnings as errors: the README's own command
docs:
    python -m sphinx -W docs docs/_build

# Everything that is promised, from a clean clone of what is committed
ci:
    .ci/run
