"""Draw real answers as SVG pictures for the README.

.venv/bin/python docs/picture.py
"""

import io
from pathlib import Path

from rich.console import Console

from bot.opening import opened_library
from bot.settings import read_settings
from bot.terminal.render import answer_view
from index.ports import silent

DOCS = Path(__file__).resolve().parent
QUESTIONS = {
    "answer": "y does beijing act like captin renalt",
    "no-answer": "What is Salt Typhoon?",
}


def main() -> None:
    """Ask each question and save what the terminal shows."""
    library = opened_library(read_settings(environment={}), silent, print)
    for name, question in QUESTIONS.items():
        console = Console(record=True, width=92, file=io.StringIO(), highlight=False)
        console.print(f'[bold]$ dossier ask -k 2 "{question}"[/]')
        console.print(answer_view(library.ask(question, 2)))
        console.save_svg(str(DOCS / f"{name}.svg"), title="dossier")


if __name__ == "__main__":
    main()
