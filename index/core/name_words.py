"""Words that tell people, organisations and places from one another.

Chosen for what is written about states, their offices and the people in them; what they do not
know is not listed, and found all the same by who asks for it.
"""

TITLES = frozenset(
    """
    adm administrator admiral adviser advisor advocate amb ambassador archbishop attorney baron
    baroness bishop brigadier capt captain cardinal ceo cfo chair chairman chairperson
    chairwoman chancellor chief cio ciso cmdr col colonel commander commissioner commodore
    congressman congresswoman coo coordinator councillor councilor counsel counselor count
    countess cto czar dame deputy detective director doctor dr duchess duke earl emperor
    empress envoy father gen general generals gens gov governor inspector judge justice justices
    king lady leader lieutenant lord lt maj major marquess marquis marshal master mayor messrs
    minister ministers miss mr mrs ms negotiator officer pope premier president prince princess
    prof professor professors profs queen rabbi radm rep representative representatives reps
    rev reverend sec secretary sen senator senators sens sergeant sgt sheik sheikh sir sister
    speaker spokesman spokesperson spokeswoman sultan superintendent tsar undersecretary vadm
    viscount warlord
    """.split()
)
"""Stand before a person's name and are shown, but are no part of it."""

TIMES = frozenset(
    """
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Yesterday Today Tomorrow Tonight Earlier
    Later Meanwhile Afterwards Afterward Nonetheless Nevertheless However Then Now Soon Once
    Again Several Many Various Numerous Former Still Moreover Furthermore Instead Perhaps Also
    Often Sometimes Thus Hence Therefore
    """.split()
)
"""Stand before a title where a sentence begins, and are no part of it: "On Tuesday Mr. ..."."""

ROLES = frozenset(
    """
    actor actress admiral adviser advisor aide ambassador analyst architect artist attorney
    author biologist candidate ceo cfo chairman chairperson chairwoman chancellor chemist chief
    co-founder cofounder columnist commander commentator commodore composer congressman
    contractor coordinator counselor defendant dictator diplomat director dissident doctor
    economist editor emperor engineer envoy executive expert fellow founder founder general
    geologist governor hacker historian journalist judge king lawyer leader lecturer lieutenant
    marshal mathematician mayor minister musician negotiator novelist officer official
    operative painter philosopher physicist pianist player poet politician premier president
    priest producer professor programmer prosecutor quarterback reporter researcher scholar
    scientist secretary senator singer songwriter spokesman spokesperson spokesperson
    spokeswoman spy strategist superintendent theologian undersecretary writer
    """.split()
)
"""Before a name, in small letters, they say that it is a person's."""

SPEAKING = frozenset(
    """
    added argued asked believed called claimed concluded contended declared denied described
    explained insisted noted observed proposed recalled replied reported responded said says
    stated suggested testified thought told warned writes wrote born died married pleaded
    resigned retired tweeted joked
    """.split()
)
"""Behind a name of two words or more, they say the same."""

HEADS = frozenset(
    """
    academy administration agency airlines airways alliance army assembly association authority
    bank battalion board brigade broadcasting brotherhood bundesamt bureau cabinet center centre
    chamber church circus clinic club coalition college command commission committee company
    conference congress consortium cooperative corp corporation corps council court department
    directorate division endowment enterprises faculty federation fleet force forces forum
    foundation fund gallery group guard headquarters holdings hospital inc incorporated
    industries initiative institute institutes institution journal lab laboratories laboratory
    labs league legion library limited ltd ministry mission museum navy network news observatory
    office orchestra organisation organization parliament partnership party police post press
    regiment school secretariat senate service services society squadron studios symphony
    syndicate telecom telekom times tribunal tribune troops trust union university centers
    centres daily gazette herald telegraph
    """.split()
)
"""A name that holds one is an organisation's, if the word ends it, or "of" or "for" follows."""

GENERIC = frozenset(
    """
    Annual Business Elementary Executive Federal Foreign General Graduate High International Law
    Local Medical Memorial Middle National Peace Press Primary Private Public Regional Regular
    Royal Secondary Security Special State Summit United Video World
    """.split()
)
"""With a head alone they name no organisation: "High School", "National Army"."""

MINISTRIES = frozenset(
    "agency bureau commission committee council department directorate ministry".split()
)
"""Heads that name one even with such words, if there are two, or "of" follows."""

COMPANIES = frozenset(
    """
    aerospace chemical chemicals communications dynamics electric electronics entertainment
    instruments international motors networks petroleum pharmaceuticals pictures semiconductor
    software solutions steel systems technologies
    """.split()
)
"""Heads that name one at the end, behind a word that is no field of work: "Acme Systems"."""

FIELDS = frozenset(
    """
    Advanced Artificial Arts Chemical Clinical Commerce Communication Communications Complex
    Computer Computing Control Critical Cyber Cybersecurity Data Defence Defense Digital Drug
    Dynamic Early Economic Education Electric Embedded Emerging Energy Environmental Exchange
    Expert Family Financial Food Forestry Global Health Human Humanities Immune Industrial
    Industry Informatics Information Infrastructure Innovation Intelligence Intelligent Internet
    Key Labor Living Musical Scientific Labour Learning Legal Life Management Maternal
    Mathematics Medical Medicine Military Mobile Modern Motion Natural Nervous Neural Nuclear
    Operating Planning Political Power Public Reform Research Safety Sciences Science Securities
    Security Social Space Sports Statistics Support Technical Technology Telecommunications
    Trade Transport Transportation Warning Weapon Weapons Welfare Wireless
    """.split()
)
"""Name a field of work; before "and" they go on to the next one: "Food and Drug ..."."""

BUSINESS = frozenset("ceo cfo cio ciso coo cto".split())
"""Titles of which a company stands in front: "Credit Suisse CEO Brady Dougan"."""

PAPERS = frozenset("daily gazette herald journal news post telegraph times tribune".split())
"""Heads that name a newspaper behind two words of any kind: "South China Morning Post"."""

PARTISAN = frozenset(
    """
    Christian Communist Conservative Democratic Labour Labor Liberal Nazi Republican Socialist
    Green
    """.split()
)
"""Name a party or a union together with such a word, though by themselves they name nobody."""

THREATS = frozenset(
    "Bear Blizzard Chollima Kitten Panda Sandstorm Sleet Spider Tempest Typhoon".split()
)
"""By these, with one word before, security companies name groups of attackers."""

FIRMS = frozenset(
    """
    agency bank broadcaster carrier company conglomerate consultancy corporation firm giant
    group insurer magazine maker manufacturer newspaper nonprofit outlet provider retailer
    start-up startup subsidiary supplier utility vendor website
    """.split()
)
"""In small letters before or behind a name, they say that it is an organisation's."""

INSTITUTIONS = frozenset(
    {
        "African Union",
        "Barnes & Noble",
        "Booz Allen Hamilton",
        "Catholic Church",
        "Central Committee",
        "Communist Party",
        "Credit Suisse",
        "Ernst & Young",
        "European Central Bank",
        "European Commission",
        "European Council",
        "European Parliament",
        "European Union",
        "Exxon Mobil",
        "Federal Reserve",
        "Foreign Ministry",
        "Foreign Office",
        "General Assembly",
        "General Dynamics",
        "General Electric",
        "General Motors",
        "General Staff",
        "Goldman Sachs",
        "Home Depot",
        "JPMorgan Chase",
        "Johnson & Johnson",
        "Lehman Brothers",
        "Lockheed Martin",
        "Marks & Spencer",
        "Merrill Lynch",
        "Morgan Stanley",
        "National Security Agency",
        "National Security Council",
        "Northrop Grumman",
        "Pratt & Whitney",
        "Procter & Gamble",
        "Rio Tinto",
        "Roman Catholic Church",
        "Security Council",
        "Simon & Schuster",
        "Standard & Poor's",
        "State Council",
        "State Department",
        "Supreme Court",
        "Trend Micro",
        "United Nations",
        "Wells Fargo",
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
    WikiLeaks Sejm Bundesrat Riksdag Accenture Adobe Airbnb Airbus Alibaba AstraZeneca AT&T
    Baidu BASF Boeing ByteDance Citigroup Comcast CrowdStrike Deloitte Dropbox Equifax Ericsson
    ExxonMobil FireEye Gazprom Hikvision Infosys JPMorgan Kaspersky KPMG Lenovo LinkedIn
    Lufthansa Maersk Marriott McAfee McDonald's McKinsey Mitsubishi Moody's Motorola Netflix
    Nissan Nokia Novartis Nvidia OpenAI Palantir PayPal Petrobras PetroChina Pfizer
    PricewaterhouseCoopers Qualcomm RAND Raytheon Reuters Rosneft Samsung Siemens Sinopec
    SolarWinds Sony SpaceX Starbucks Symantec Tencent Toshiba Toyota Uber Verizon VMware
    Vodafone Volkswagen Walmart Xiaomi Xinhua Yahoo YouTube ZTE
    """.split()
)
"""Organisations of one word that no rule would know."""

NO_NAMES = frozenset(
    """
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Easter Christmas Christian Christians
    Catholic Catholics Protestant Protestants Muslim Muslims Jewish Jews Jew Islamic Buddhist
    Buddhists Hindu Hindus Marxist Marxism Nazi Nazis Communist Communists Democrat Democrats
    Democratic Republican Republicans Liberal Conservative Conservatives Labour Internet Web
    English French German Chinese Russian Russians American Americans British Japanese Korean
    Koreans Iranian Iranians Israeli Israelis Indian Indians Pakistani Turkish Turks Spanish
    Italian Italians Dutch Swedish Norwegian Danish Finnish Polish Czech Hungarian Greek Greeks
    Roman Romans Latin Arab Arabs Arabic African Africans Asian Asians European Europeans
    Western Eastern Northern Southern Central North South East West Northeast Northwest
    Southeast Southwest Old New Great Grand Upper Lower First Second Third Fourth Fifth Sixth
    Seventh Eighth Ninth Tenth Mongol Mongols Norman Normans Ottoman Victorian Soviet Soviets
    Huguenot Huguenots Australian Australians Canadian Canadians Mexican Mexicans Brazilian
    Egyptian Vietnamese Scottish Welsh Irish God Bible Act Amendment Constitution Treaty Article
    Chapter Section Part Volume Figure Table Appendix War Battle Revolution Century Dynasty
    Empire Republic Kingdom Age Era Cold World River Lake Mount Mountain Mountains Sea Island
    Islands Bay Street Road Avenue Park Bridge Valley City County Province State States District
    Region Peninsula Desert Hill Hills Castle Palace House Tower Square Station Airport Bowl Cup
    Games Olympics Championship Prize Award Awards Medal Day Night Week Month Year Series Show
    Theory Theorem Law Method Test Model Program Project Plan System Protocol Virus Disease
    Syndrome Principle Effect Number Numbers Stadium Field Arena Hotel Plaza Hall Gate Wall
    Canal Coast Beach Creek Falls Forest Basin Plain Plateau Gulf Strait Cape Port Harbor
    Harbour Town Village Heights Springs Point Rock Arbor Dhabi Staff Several Many Review Report
    Reports Who Agreement Convention Declaration Charter Doctrine Pact Accord Crisis Network
    Garden Gardens Practice Survey Exchange Administration Administrations Policy Strategy
    Forces Dialogue Conference Summit Guidelines Guideline Prix Ocean Fort Government Tribe Code
    Disorder Depression Questionnaire Database Commons Scale Neck
    Committees Councils Agencies Ministries
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
