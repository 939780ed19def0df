"""Words that say nothing of what a question is about: grammar, asking, and chat."""

STOP_WORDS = frozenset(
    """
    a about after again against all also am an and any are aren't as at be because been before
    being between both but by can can't cannot could couldn't did didn't do does doesn't doing
    don't down during each either few for from had has hasn't have haven't having he her here
    hers him his how i if in into is isn't it its just may me might mine more most must my
    neither nor not of off on once only or other our ours out over own same shall she should
    shouldn't so some such than that the their theirs them then there these they this those
    through to too under up upon very was wasn't we were weren't what when where which while
    who whom whose why will with won't would wouldn't you your yours anybody anyone anything
    actually basically exactly get got going guy guys kind know like lol no ok okay please
    really said say says somebody someone something stuff tell thanks thing things want yeah
    yes
    """.split()
)
