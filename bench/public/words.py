"""What the made-up calls are called, where they are, and what they say."""

from typing import Final

SENIORITY: Final = ("", "", "", "Senior ", "Medior ", "Strategisch ", "Junior ", "Interim ")
ROLES: Final = (
    "adviseur", "projectleider", "secretaris", "beleidsmedewerker", "programmamanager", "jurist", "inkoper",
    "data-analist", "informatiearchitect", "functioneel beheerder", "applicatiebeheerder", "testmanager",
    "gebiedsregisseur", "planeconoom", "stedenbouwkundige", "verkeerskundige", "jeugdconsulent", "klantmanager",
    "toezichthouder", "vergunningverlener", "communicatieadviseur", "controller", "financieel adviseur",
    "personeelsadviseur", "organisatieadviseur", "informatiebeveiliger", "privacyjurist", "griffier",
    "omgevingsmanager", "contractmanager", "werkvoorbereider", "landmeter", "ecoloog", "archivaris", "teamleider",
    "procesbegeleider", "scrummaster", "ontwikkelaar", "netwerkbeheerder", "kwaliteitsmedewerker", "coördinator",
    "subsidieadviseur", "vastgoedadviseur", "grondzakenjurist", "crisiscoördinator", "bestuurssecretaris",
    "directiesecretaris", "wijkmanager", "trainer", "accountmanager",
)  # fmt: skip
FIELDS: Final = (
    "sociaal domein", "ruimtelijke ordening", "jeugdzorg", "Wmo", "werk en inkomen", "openbare orde en veiligheid",
    "duurzaamheid", "energietransitie", "wonen", "mobiliteit", "onderwijs", "sport", "cultuur", "economie",
    "financiën", "belastingen", "burgerzaken", "dienstverlening", "digitalisering", "informatievoorziening",
    "gegevensbeheer", "archief", "facilitaire zaken", "vastgoed", "grondzaken", "Omgevingswet", "milieu", "water",
    "groen", "riolering", "handhaving", "ondermijning", "inkoop", "juridische zaken", "communicatie",
    "participatie", "bestuurszaken", "samenleving", "asiel en opvang", "inburgering", "schuldhulpverlening",
    "participatiewet", "leerlingenvervoer", "gezondheid", "stadsontwikkeling", "binnenstad", "evenementen",
    "parkeren", "wegbeheer", "bruggen en kades",
)  # fmt: skip
REGIONS: Final = (
    "Zuid-Holland", "Zuid-Holland", "Zuid-Holland", "Noord-Holland", "Noord-Holland", "Noord-Brabant", "Utrecht",
    "Gelderland", "Overijssel", "Limburg", "Groningen", "Friesland", "Drenthe", "Flevoland", "Zeeland",
)  # fmt: skip
LEVELS: Final = ("hbo", "hbo", "hbo", "wo", "wo", "mbo", "")
CATEGORIES: Final = (
    "Bestuur en advies", "Bouw en techniek", "Communicatie", "Financiën", "ICT", "Juridisch", "Ruimte", "Sociaal",
)  # fmt: skip
TOWNS: Final = (
    "Aardenburg", "Beekdal", "Coldenhove", "Duinrode", "Elzendaal", "Fluitenberg", "Grensveen", "Hogewold",
    "IJsselrijk", "Jonkersveld", "Kerkdrecht", "Lindewaard", "Molenbroek", "Nieuwersluis", "Oosterdam",
    "Polderwijk", "Quackhoven", "Rietveld", "Schansdorp", "Torenstad", "Uiterwaard", "Veenhorst", "Waterkamp",
    "Zilverduin", "Achterberg", "Bovenkerke", "Dijkstad", "Eikenrode", "Geestmeer", "Heidestad",
)  # fmt: skip
SUBJECTS: Final = (
    "De gemeente", "De afdeling", "Het team", "De opdrachtgever", "De raad", "Het college", "De organisatie",
    "De professional", "De directie", "Het programma",
)  # fmt: skip
DOINGS: Final = (
    "werkt aan", "zoekt versterking voor", "bereidt besluiten voor over", "geeft richting aan", "bewaakt",
    "verbetert", "onderzoekt", "voert gesprekken over", "maakt plannen voor", "legt verantwoording af over",
    "stemt af met partners in", "begeleidt", "schrijft voorstellen over", "is verantwoordelijk voor", "organiseert",
)  # fmt: skip
ENDS: Final = (
    "samen met inwoners en ondernemers", "binnen de afgesproken planning", "in opdracht van de wethouder",
    "met oog voor de omgeving", "en adviseert daarover aan het bestuur", "in een politiek gevoelige omgeving",
    "met een scherpe blik op kosten", "voor de komende vier jaar", "in de regio", "volgens de wet",
    "met moderne middelen", "naast het dagelijkse werk", "tot tevredenheid van iedereen", "zonder vertraging",
    "en rapporteert daar maandelijks over", "op basis van cijfers", "met korte lijnen", "in kleine stappen",
)  # fmt: skip
