"""Job ads: what each role's ad says, from when on, and which of the candidates' themes it answers.

``book`` keeps the versions of each role's ad; ``saying`` tells what a version says on each theme and what a change
touched; ``reading`` and ``matching`` find the themes of a passage with the theme engine, ``vagueness`` says why a
mention is no answer, ``pay`` looks for the pay, ``differences`` compares two versions. ``samples`` are the demo's ads.

``gap`` sets what an ad says beside what candidates ask; ``outcomes`` tells what became of the questions after a change
(``windows``: the weeks compared, ``effect``: the statistics).
``draft`` lays out approved answers for the ad, ``brief`` prints one page per role, ``words`` says it all.
"""
