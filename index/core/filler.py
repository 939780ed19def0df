"""Question -> question without what only opens or closes a turn of chat."""

import re

_ASKED = r"(?:any(?:one|body)|some(?:one|body)|you|u|you guys|y'?all)"
_TOLD = r"(?:tell|explain|remind|show|help|give|find|point|get)"
_US = r"(?:me|(?-i:us))"  # "US" is a country
_ASKING = (
    r"(?:any(?:one|body)|are|can|did|do|does|hey|hi|how|i|is|r|was|wat|were|what|when|where"
    r"|which|who|why|y)\b"
)
_WHETHER = r"(?: if| whether)?"
_LEARN = r"(?:know|find out|find|understand|remember|figure out)"

_SEEK = r"where|find|which|what|looking for|show|(?:i )?need"
_PART = r"(?:the|that) (?:part|bit|passage|paragraph|section|spot)"
_PART_WHERE = r"(?: (?:where|about|on|that|which|saying|with|of|when|in which)(?: it says)?)?"

_OPENINGS = (
    r"hey|hi|hello|yo|sup|ok|okay|um+|uh+|er+|hm+|lol|lmao|haha|omg|wow|bruh?|bro|dude",
    r"(?:hey|hi|hello|yo) (?:y'?all|folks|everyone|guys)",
    rf"(?:so|well|folks|everyone|guys|thanks)(?=\s*[,.:;!]|\s+{_ASKING})",
    r"please|pls|plz|sorry|btw|by the way|idk|i forgot|i forget",
    r"(?:just |a )?(?:quick|random|dumb|stupid|noob) (?:question|q)",
    rf"(?:i am |i'm |i was |just )*(?:curious|wondering){_WHETHER}",
    rf"(?:does |do |did )?{_ASKED}(?: here)? (?:happen to )?(?:know|remember|recall){_WHETHER}",
    rf"(?:can|could|would|will) {_ASKED}(?: please)? {_TOLD}(?: {_US})?(?: out)?{_WHETHER}",
    rf"(?:please )?{_TOLD}(?: to)? {_US}(?: out)?{_WHETHER}",
    rf"(?:i )?(?:want|need|would like|'?d like|(?:am |'?m )?trying)(?: to)? {_LEARN}{_WHETHER}",
    r"(?:i )?(?:do not|don'?t|cannot|can'?t) (?:know|remember|recall)",
    rf"(?:{_SEEK})?(?: is| was|'?s)? ?{_PART}{_PART_WHERE}",
)
_CLOSINGS = (
    r"thanks|thank you|thx|lol|lmao|haha|tho|though|bro|bruh|dude|anyway|btw|by the way|please",
    r"pls|plz|i forget|i forgot|or nah|or something|and stuff|and so on|right now|exactly",
    r"actually|just curious|just wondering|idk|imo|tbh|ngl",
    r"any(?:one|body) know|(?<=, )any(?:one|body)|do(?:es)? any(?:one|body) know",
    r"where is that|where does it say that",
)
_INTERJECTIONS = r"lol|lmao|haha+|omg|bruh|idk|tbh|imo|ngl|smh|pls|plz|thx|btw"

_OPENING = re.compile(
    rf"(?:{'|'.join(_OPENINGS)})(?=$|[\s,.:;!?]|-(?!\w))[\s,.:;!?-]*", re.IGNORECASE
)
_CLOSING = re.compile(rf"[\s,.:;!?-]+(?:{'|'.join(_CLOSINGS)})[\s.!?]*$", re.IGNORECASE)
_INTERJECTION = re.compile(rf"\b(?:{_INTERJECTIONS})\b[\s,]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")

_KEPT_WORDS = 2
"""Stripping stops before fewer words are left: what remains must still be a question."""


def without_filler(question: str) -> str:
    """Return ``question`` without openings, closings and interjections of chat.

    A question that is nothing else comes back as it was.
    """
    rest = _INTERJECTION.sub("", question).strip()
    while (shorter := _without_opening(rest)) != rest and _enough(shorter):
        rest = shorter
    while (shorter := _CLOSING.sub("", rest, count=1).strip()) != rest and _enough(shorter):
        rest = shorter
    return rest if _enough(rest) else question


def _without_opening(question: str) -> str:
    match = _OPENING.match(question)
    return question[match.end() :].strip() if match and match.end() else question


def _enough(question: str) -> bool:
    return len(_WORD.findall(question)) >= _KEPT_WORDS
