"""``python -m huibao``: the same as the ``huibao`` command."""

from huibao.main import main

if __name__ == "__main__":
    raise SystemExit(main())
