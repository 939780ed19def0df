"""How good ranking, verdict and answerability are, on sets of judged questions."""
