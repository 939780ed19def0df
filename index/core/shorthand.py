"""Chat shorthand -> the words that it stands for."""

import re

# Stands for one thing wherever it is typed.
_PLAIN_SHORTHAND = {
    "2day": "today",
    "2moro": "tomorrow",
    "2nite": "tonight",
    "abt": "about",
    "aint": "is not",
    "any1": "anyone",
    "arent": "are not",
    "b/c": "because",
    "b/w": "between",
    "b4": "before",
    "bc": "because",
    "bcuz": "because",
    "bcz": "because",
    "btwn": "between",
    "cant": "cannot",
    "convo": "conversation",
    "couldnt": "could not",
    "coz": "because",
    "cuz": "because",
    "deets": "details",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "dunno": "do not know",
    "every1": "everyone",
    "gimme": "give me",
    "gonna": "going to",
    "gotta": "have to",
    "govs": "governments",
    "govt": "government",
    "gr8": "great",
    "gvt": "government",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "hows": "how is",
    "im": "i am",
    "info": "information",
    "isnt": "is not",
    "ive": "i have",
    "kinda": "kind of",
    "l8r": "later",
    "lemme": "let me",
    "msg": "message",
    "msgs": "messages",
    "no1": "no one",
    "obv": "obviously",
    "outta": "out of",
    "peeps": "people",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "prez": "president",
    "prolly": "probably",
    "rn": "right now",
    "shouldnt": "should not",
    "smb": "somebody",
    "smth": "something",
    "some1": "someone",
    "sorta": "sort of",
    "teh": "the",
    "thats": "that is",
    "theres": "there is",
    "theyre": "they are",
    "theyve": "they have",
    "tho": "though",
    "thru": "through",
    "thx": "thanks",
    "tmrw": "tomorrow",
    "tryna": "trying to",
    "ur": "your",
    "w/": "with",
    "w/o": "without",
    "wanna": "want to",
    "wasnt": "was not",
    "wat": "what",
    "wats": "what is",
    "werent": "were not",
    "weve": "we have",
    "whats": "what is",
    "whens": "when is",
    "wheres": "where is",
    "whos": "who is",
    "whys": "why is",
    "wont": "will not",
    "wouldnt": "would not",
    "wut": "what",
    "youre": "you are",
    "youve": "you have",
    "yr": "year",
    "yrs": "years",
}

# Means something else too: read as shorthand only beside another sign of chat.
_DOUBTFUL_SHORTHAND = {
    "def": "definitely",
    "diff": "different",
    "gov": "government",
    "hes": "he is",
    "n": "and",
    "para": "paragraph",
    "pres": "president",
    "prob": "probably",
    "r": "are",
    "shes": "she is",
    "u": "you",
    "vs": "versus",
    "y": "why",
    "2": "to",
    "4": "for",
}

# After these "r" is "are", and before them "y" is "why", without any other sign.
_ASKING = frozenset(
    """
    how wat what when where which who why wut y
    """.split()
)
_PRONOUNS = frozenset(
    """
    he i it she the there these they those u we you
    """.split()
)
_VERBS = frozenset(
    """
    are arent can cant could couldnt did didnt do does doesnt dont had has have is isnt r
    should shouldnt was were wont would wouldnt
    """.split()
)
# Before these a lone "4" is "for" and a lone "2" is "to"; after those of _COUNTED it is a number.
_UNCOUNTABLE = frozenset(
    """
    a be do get go have help her him his it keep know make me my our see stop take talk that
    the their them this those us use what which who your
    """.split()
)
_COUNTED = frozenset(
    """
    about act all any apt article chapter executive figure least level most no number order
    over page paragraph part phase point section step rule table than the these those tier
    title top type under unit war
    """.split()
)

_TOKEN = re.compile(r"b/[cw]\b|w/o\b|w/|[^\W_]+(?:['.-][^\W_]+)*")


def expanded(question: str) -> str:
    """Return ``question`` with its shorthand written out; all else stays as it was typed."""
    tokens = list(_TOKEN.finditer(question))
    words = [token[0].lower() for token in tokens]
    chatting = any(word in _PLAIN_SHORTHAND for word in words)
    pieces, end = [], 0
    for i, token in enumerate(tokens):
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        written = _meaning(token[0], before, after, chatting=chatting)
        if written is not None:
            pieces += [question[end : token.start()], written]
            if token[0].endswith("/") and not question[token.end() :].startswith(" "):
                pieces.append(" ")
            end = token.end()
    return "".join(pieces) + question[end:]


def _meaning(typed: str, before: str, after: str, *, chatting: bool) -> str | None:
    """Return what ``typed`` stands for between its neighbours, or ``None`` if for itself."""
    if typed.isupper() and not typed.isdigit():
        return None  # an initial or an acronym
    word = typed.lower()
    if word in _PLAIN_SHORTHAND:
        return _PLAIN_SHORTHAND[word]
    if word not in _DOUBTFUL_SHORTHAND:
        return None
    if word.isdigit():
        number = not before or not after or before in _COUNTED or after[0].isdigit()
        plain = not number and after in _UNCOUNTABLE
    elif word == "y":
        plain = chatting or after in _VERBS
    elif word in {"r", "u"} and len(after) == 1 and after not in "ui":
        plain = False  # "R&D", "u s"
    elif word in {"r", "u"}:
        plain = chatting or before in _ASKING | _VERBS or after in _PRONOUNS
    else:
        plain = chatting
    return _DOUBTFUL_SHORTHAND[word] if plain else None
