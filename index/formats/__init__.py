"""Files of other formats -> text: one module a format, each with one library behind it."""
