"""How good the ranking is, on sets of judged questions."""
