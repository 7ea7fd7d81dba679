"""`python -m qbot`."""

from qbot.cli.main import main

if __name__ == "__main__":
    main()
