"""What was put together -> a file to hand on: Markdown, Word, PDF, HTML."""
