"""Words that tell people, organisations and places from one another.

Chosen for what is written about states, their offices and the people in them; what they do not
know is not listed, and found all the same by who asks for it.
"""

TITLES = frozenset(
    """
    admiral advisor adviser ambassador amb archbishop attorney baron baroness bishop brigadier capt
    captain cardinal chairman chairwoman chancellor chief col colonel commander commissioner
    congressman congresswoman counsel counselor count countess dame detective doctor dr duchess
    duke earl emperor empress father general gen gov governor inspector judge justice king lady
    lieutenant lord lt maj major marshal master mayor minister miss mr mrs ms officer pope premier
    president prince princess prof professor queen rabbi rep representative rev reverend secretary
    sen senator sergeant sgt sheik sheikh sir sister sultan superintendent tsar viscount warlord
    """.split()
)
"""Stand before a person's name and are shown, but are no part of it."""

TIMES = frozenset(
    """
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Yesterday Today Tomorrow Tonight Earlier
    Later Meanwhile Afterwards Afterward Nonetheless Nevertheless However Then Now Soon Once Again
    Still Moreover Furthermore Instead Perhaps Also Often Sometimes Thus Hence Therefore
    """.split()
)
"""Stand before a title where a sentence begins, and are no part of it: "On Tuesday Mr. ..."."""

ROLES = frozenset(
    """
    actor actress analyst architect artist author biologist chemist chief commander composer
    counselor dictator diplomat director doctor economist editor emperor engineer expert
    founder general geologist governor historian journalist judge king lawyer leader lecturer
    mathematician mayor minister musician novelist officer official painter philosopher
    physicist pianist player poet politician president priest producer professor prosecutor
    quarterback reporter researcher scholar scientist secretary senator singer songwriter
    spokesman spokesperson spokeswoman theologian writer
    """.split()
)
"""Before a name, in small letters, they say that it is a person's."""

SPEAKING = frozenset(
    """
    added argued asked believed called claimed concluded contended declared denied described
    explained insisted noted observed proposed recalled replied reported responded said says
    stated suggested testified thought told warned writes wrote born died married
    """.split()
)
"""Behind a name of two words or more, they say the same."""

HEADS = frozenset(
    """
    academy administration agency airlines airways alliance army assembly association authority
    bank battalion board brigade broadcasting brotherhood bureau cabinet centre center chamber
    church circus clinic club co coalition college command commission committee company conference
    congress consortium cooperative corp corporation corps council court department directorate
    division endowment enterprises faculty federation fleet force forces forum foundation fund
    group guard headquarters holdings hospital inc industries initiative institute institutes
    institution journal laboratories laboratory league legion library limited ltd ministry mission
    museum navy network news observatory office orchestra organisation organization parliament
    partnership party police post press regiment school secretariat senate service services society
    squadron studios symphony syndicate times tribune troops trust tribunal union university
    """.split()
)
"""A name that holds one is an organisation's, if the word ends it, or "of" or "for" follows."""

GENERIC = frozenset(
    """
    Business Elementary Executive Federal Foreign General Graduate High International Law Local
    Medical Middle National Private Public Security State Regional Primary Secondary Royal
    Special United World Memorial
    """.split()
)
"""With a head alone they name no organisation: "High School", "National Army"."""

MINISTRIES = frozenset(
    "agency bureau commission committee council department directorate ministry".split()
)
"""Heads that name one even with such words, if there are two, or "of" follows."""

INSTITUTIONS = frozenset(
    {
        "Central Committee",
        "Communist Party",
        "Federal Reserve",
        "Foreign Ministry",
        "Foreign Office",
        "General Assembly",
        "General Staff",
        "National Security Agency",
        "National Security Council",
        "Security Council",
        "State Council",
        "State Department",
        "Supreme Court",
        "White House",
        "World Bank",
    }
)
"""Organisations of several words, none of which tells one by itself."""

KNOWN_ORGANISATIONS = frozenset(
    """
    NATO UN EU FBI CIA NSA NASA OPEC IMF WTO WHO OECD BBC CNN ABC NBC CBS ESPN IBM UNESCO
    UNICEF ASEAN IAEA ICANN NIST DARPA GCHQ KGB PLA CFR FCC FDA EPA CERT Congress Senate
    Pentagon Kremlin Interpol Europol Google Microsoft Huawei Mandiant Facebook Twitter Cisco
    Lawfare Parliament Bundestag Politburo Knesset Duma Hezbollah Hamas Taliban Wikileaks
    WikiLeaks
    """.split()
)
"""Organisations of one word that no rule would know."""

NO_NAMES = frozenset(
    """
    January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Easter Christmas Christian
    Christians Catholic Catholics Protestant Protestants Muslim Muslims Jewish Jews Jew Islamic
    Buddhist Buddhists Hindu Hindus Marxist Marxism Nazi Nazis Communist Communists Democrat
    Democrats Democratic Republican Republicans Liberal Conservative Conservatives Labour
    Internet Web English French German Chinese Russian Russians American Americans British
    Japanese Korean Koreans Iranian Iranians Israeli Israelis Indian Indians Pakistani Turkish
    Turks Spanish Italian Italians Dutch Swedish Norwegian Danish Finnish Polish Czech
    Hungarian Greek Greeks Roman Romans Latin Arab Arabs Arabic African Africans Asian Asians
    European Europeans Western Eastern Northern Southern Central North South East West
    Northeast Northwest Southeast Southwest Old New Great Grand Upper Lower First Second Third
    Fourth Fifth Sixth Seventh Eighth Ninth Tenth Mongol Mongols Norman Normans Ottoman
    Victorian Soviet Soviets Huguenot Huguenots Australian Australians Canadian Canadians
    Mexican Mexicans Brazilian Egyptian Vietnamese Scottish Welsh Irish God Bible Act Amendment
    Constitution Treaty Article Chapter Section Part Volume Figure Table Appendix War Battle
    Revolution Century Dynasty Empire Republic Kingdom Age Era Cold World River Lake Mount
    Mountain Mountains Sea Ocean Island Islands Bay Street Road Avenue Park Bridge Valley City
    County Province State States District Region Peninsula Desert Hill Hills Castle Palace
    House Tower Square Station Airport Bowl Cup Games Olympics Championship Prize Award Awards
    Medal Day Night Week Month Year Series Show Theory Theorem Law Method Test Model Program
    Project Plan System Protocol Virus Disease Syndrome Principle Effect Number Numbers Stadium
    Field Arena Hotel Plaza Hall Gate Wall Canal Coast Beach Creek Falls Forest Basin Plain
    Plateau Gulf Strait Cape Port Harbor Harbour Town Village Heights Springs Point Rock Arbor
    Dhabi Staff Several Many Review Report Reports Who Agreement Convention Declaration Charter
    Doctrine Pact Accord Crisis Network
    """.split()
)
"""Have a capital, and end or begin no person's name."""

PLACES = frozenset(
    """
    Afghanistan Africa Albania Algeria America Amsterdam Angola Antarctica Arabia Argentina
    Arizona Armenia Asia Athens Atlanta Australia Austria Azerbaijan Baghdad Bangladesh
    Barcelona Bavaria Beijing Belarus Belgium Berlin Bolivia Bosnia Boston Brazil Britain
    Brussels Budapest Bulgaria Burma Cairo California Cambodia Cambridge Cameroon Canada
    Carolina Chicago Chile China Colombia Colorado Congo Connecticut Copenhagen Croatia Cuba
    Cyprus Dakota Dallas Damascus Delaware Delhi Denmark Denver Detroit Dublin Ecuador
    Edinburgh Egypt England Estonia Ethiopia Europe Finland Florence Florida France Geneva
    Georgia Germany Ghana Greece Greenland Guatemala Haiti Hamburg Hawaii Helsinki Holland
    Honduras Houston Hungary Iceland Idaho Illinois India Indiana Indonesia Iowa Iran Iraq
    Ireland Israel Istanbul Italy Jamaica Japan Jerusalem Jordan Kabul Kansas Kazakhstan
    Kentucky Kenya Kiev Korea Kosovo Kuwait Kyiv Laos Latvia Lebanon Leningrad Liberia Libya
    Lisbon Lithuania London Louisiana Luxembourg Macau Madrid Maine Malaysia Manchester
    Manhattan Maryland Massachusetts Melbourne Mexico Miami Michigan Milan Minnesota
    Mississippi Missouri Mongolia Montana Moscow Mozambique Mumbai Munich Myanmar Naples
    Nebraska Nepal Netherlands Nevada Nicaragua Nigeria Normandy Norway Ohio Oklahoma Ontario
    Oregon Oslo Oxford Pakistan Palestine Panama Paraguay Paris Pennsylvania Persia Peru
    Philadelphia Philippines Poland Portugal Prague Prussia Pyongyang Qatar Quebec Rio Romania
    Rome Russia Rwanda Scotland Seattle Senegal Seoul Serbia Shanghai Siberia Singapore
    Slovakia Slovenia Somalia Spain Stockholm Sudan Sweden Switzerland Sydney Syria Taipei
    Taiwan Tanzania Tehran Tennessee Texas Thailand Tibet Tokyo Toronto Tunisia Turkey Uganda
    Ukraine Utah Venezuela Venice Vermont Victoria Vienna Vietnam Virginia Wales Warsaw
    Washington Wisconsin Wyoming Yemen Yugoslavia Zambia Zimbabwe
    """.split()
)

FORENAMES = frozenset(
    """
    Aaron Abdul Abdullah Abraham Abu Ada Adam Adolf Adrian Ahmad Ahmed Akira Alan Albert
    Alberto Albrecht Alec Alejandro Aleksandr Alessandro Alex Alexander Alexandra Alexandre
    Alexei Alexis Alfonso Alfred Ali Alice Alison Allan Allen Alvin Amanda Amelia Amir Amy Ana
    Anatoly Anders Andre Andrea Andreas Andrei Andrew Andrey Andy Angela Angelo Anita Ann Anna
    Anne Annie Anthony Antoine Anton Antonio Antony Archibald Arnold Arthur Audrey August
    Augustus Barack Barbara Barry Bartholomew Beatrice Ben Benedict Benjamin Bernard Bernhard
    Bernie Bertrand Beth Betty Beyoncé Bill Billy Blaise Bob Bobby Boris Brad Brandon Brenda
    Brett Brian Bruce Bruno Bryan Calvin Camille Carl Carlo Carlos Carol Caroline Caspar
    Catherine Cecil Chad Charles Charlie Charlotte Chester Chris Christian Christina Christine
    Christoph Christopher Cindy Claire Clara Clarence Clark Claude Clement Cliff Clinton Colin
    Conrad Constance Cornelius Craig Curtis Cynthia Cyrus Dale Dan Daniel Danny Daphne Darwin
    Dave David Dean Deborah Denis Dennis Derek Diana Diane Dick Diego Dieter Dietrich Dimitri
    Dmitri Dmitry Dolores Dominic Don Donald Donna Doris Dorothy Doug Douglas Duncan Dwight
    Earl Ed Eddie Edgar Edith Edmund Eduard Eduardo Edward Edwin Eleanor Elena Eli Elias Elijah
    Elizabeth Ella Ellen Elliott Elsa Elvis Emil Emily Emma Emmanuel Enrico Eric Erich Erik
    Ernest Ernesto Ernst Erwin Ethan Eugene Eva Evan Evelyn Ezra Felix Ferdinand Fernando
    Florence Frances Francesco Francis Francisco Franco Frank Franklin Franz Fred Frederic
    Frederick Friedrich Fritz Gabriel Galileo Gareth Gary Gavin Geoffrey George Georg Gerald
    Gerard Gerhard Gilbert Gina Giovanni Giuseppe Glen Glenn Gloria Gordon Grace Graham Greg
    Gregory Guido Guillaume Gustav Guy Hamid Hannah Hans Harold Harriet Harry Hassan Heather
    Heidi Heinrich Heinz Helen Helena Helmut Henri Henrik Henry Herbert Herman Hermann Hillary
    Hiroshi Homer Howard Hubert Hugh Hugo Hussein Ian Ibrahim Igor Ilya Immanuel Imran Ingrid
    Irene Isaac Isabel Isabella Ivan Jack Jackie Jacob Jacques Jaime Jake James Jamie Jan Jane
    Janet Janice Jared Jason Javier Jay Jean Jeff Jefferson Jeffrey Jennifer Jeremy Jerome
    Jerry Jesse Jessica Jim Jimmy Joan Joe Joel Johann Johannes John Johnny Jon Jonas Jonathan
    Jorge Joseph Josef Josh Joshua Joyce Juan Juanita Judith Judy Jules Julia Julian Julie
    Juliet Julius Justin Kamala Kanye Karen Karl Kate Katherine Kathleen Kathy Katie Keith
    Kelly Ken Kenneth Kevin Khalid Kim Kirk Klaus Konrad Kurt Kyle Lance Larry Lars Laura
    Lauren Laurence Lawrence Leah Lee Leo Leon Leonard Leonardo Leonid Leopold Leroy Leslie
    Lewis Lila Lili Linda Lionel Lisa Liz Lloyd Lois Lorenzo Lou Louis Louise Luc Lucas Lucia
    Lucy Ludwig Luigi Luis Luke Luther Lyndon Lynn Madeleine Mahmoud Malcolm Manuel Marc Marcel
    Marco Marcus Margaret Maria Marianne Marie Marilyn Mario Marion Marjorie Mark Marshall
    Martha Martin Marvin Mary Mathias Matt Matthew Matthias Maurice Max Maximilian Megan Mel
    Melissa Mia Michael Michel Michelle Miguel Mike Mikhail Milton Mitchell Mohamed Mohammad
    Mohammed Moses Muhammad Mustafa Nadia Nancy Natalie Nathan Nathaniel Neil Nelson Nicholas
    Nick Nicolas Nicolaus Nicole Niels Nigel Nikita Nikola Nikolai Nina Noah Noam Nora Norman
    Oliver Olivia Omar Orson Oscar Osama Oswald Otto Pablo Pamela Patricia Patrick Paul Paula
    Pauline Pedro Peggy Penelope Percy Pete Peter Phil Philip Philippe Phillip Phillis Phoebe
    Pierre Pieter Rachel Rafael Ralph Ramon Randall Randy Raphael Raul Ray Raymond Rebecca
    Reginald Rene René Reza Rhonda Ricardo Richard Rick Rita Rob Robert Roberto Robin Rodney
    Roger Roland Roman Ron Ronald Rosa Rosalind Rose Ross Roy Rudolf Rudolph Rufus Rupert
    Russell Ruth Ryan Saddam Sally Salvador Sam Samantha Samuel Sandra Santiago Sara Sarah Saul
    Scott Sean Sebastian Serena Serge Sergei Sergey Seth Shane Shannon Sharon Shawn Sheila
    Shinzo Shirley Sidney Sigmund Silvio Simon Simone Sofia Sonia Sophia Sophie Spencer Stalin
    Stanley Stefan Stella Stephanie Stephen Steve Steven Stewart Stuart Sue Susan Suzanne
    Sylvia Takeshi Tamara Tariq Ted Terence Teresa Terry Theodore Theresa Thomas Tim Timothy
    Tina Todd Tom Tommy Toni Tony Tracy Trevor Tyler Ulrich Ulysses Umar Ursula Valentin
    Valerie Vanessa Vasily Vera Vernon Veronica Victor Viktor Vincent Viola Violet Virginia
    Vivian Vladimir Walt Walter Warren Wayne Wendy Werner Wesley Wilfred Wilhelm Will Willem
    William Willie Willy Wilson Winston Wolfgang Woodrow Yasser Yitzhak Yoko Yuri Yusuf Yves
    Yvonne Zachary
    """.split()
)
"""First names; of one word that is a place's as well, the rest of the name decides."""

SURNAMES_FIRST = frozenset(
    """
    Bai Cai Chang Chen Chiang Chow Dai Deng Ding Du Fan Fang Feng Gao Gu Guo Han He Hu Hua
    Huang Jia Jiang Jin Kang Kong Li Liang Lin Liu Lu Luo Ma Mao Meng Pan Peng Qian Qin Ren
    Shao Shen Shi Song Su Sun Tang Tao Tian Wan Wang Wei Wen Wu Xi Xia Xiao Xie Xiong Xu Xue
    Yan Yang Yao Ye Yin Yu Yuan Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
    """.split()
)
"""Chinese family names, which stand before one word more: "Xi Jinping"."""
