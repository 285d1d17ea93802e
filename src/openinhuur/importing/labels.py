"""What people call the fields and sections of a call: one table each, to read and to extend.

A label is compared without capitals, spaces, punctuation and what stands in brackets, so "Knock-outcriteria",
"KNOCK OUT CRITERIA" and "Knock-out criteria (alle verplicht)" are one label.
"""

import re
import unicodedata
from functools import lru_cache


def _labels(text: str) -> tuple[str, ...]:
    """Labels written one after another, with commas between."""
    return tuple(" ".join(label.split()) for label in text.split(","))


FIELDS: dict[str, tuple[str, ...]] = {
    "number": _labels("""
        Aanvraagnummer, Aanvraag nummer, Aanvraagnr, Aanvraag nr, Aanvraag-ID, Aanvraag ID, Referentie,
        Referentienummer, Referentie nummer, Ons kenmerk, Kenmerk, Opdrachtnummer, Uitvraagnummer, Nummer aanvraag,
        Inhuurnummer, Zaaknummer, Dossiernummer, Vacaturenummer, Inhuuraanvraagnummer, Nummer, Nr, ID, Application
        number, Request number, Reference, Reference number, Assignment number, Request ID, Job ID, Call number,
        Ref, Opdracht-ID, Referentiecode"""),
    "title": _labels("""
        Functie, Functietitel, Functienaam, Functiebenaming, Titel, Naam opdracht, Opdracht, Opdrachttitel, Rol,
        Titel opdracht, Gevraagde functie, Profiel, Naam functie, Onderwerp, Job title, Title, Role, Position,
        Assignment, Function, Aanvraag, Uitvraag, Vacature, Gevraagde rol, Omschrijving functie, Naam van de
        opdracht, Gezocht, Wij zoeken, Betreft, Gevraagd, Naam aanvraag, Titel aanvraag, Functie/rol, Rol/functie,
        Professional"""),
    "buyer": _labels("""
        Opdrachtgever, Eindopdrachtgever, Eindklant, Klant, Inlener, Aanbestedende dienst, Organisatie, Naam
        opdrachtgever, Client, Buyer, Customer, Organisation, Contracting authority, End client, Hiring
        organisation, Naam organisatie, Gemeente, Inhurende organisatie, Inhurende dienst"""),
    "start": _labels("""
        Start, Aanvang, Aanvang opdracht, Startdatum, Begindatum, Start opdracht, Start datum, Ingangsdatum,
        Aanvangsdatum, Begin, Beoogde startdatum, Gewenste startdatum, Verwachte startdatum, Start per, Startmoment,
        Gewenste aanvang, Per, Start date, Starting date, Commencement, Begin date, Aanvang werkzaamheden, Datum
        aanvang, Datum start, Geplande startdatum, Ingang, Beschikbaar per, Aanvang inzet, Startdatum opdracht,
        Begin opdracht, Begindatum opdracht, Expected start, Verwachte start"""),
    "period": _labels("""
        Duur, Einde opdracht, Einddatum, Eind datum, Looptijd, Duur van de opdracht, Duur opdracht, Periode,
        Contractduur, Opdrachtduur, Duur inzet, Initiële duur, Initiële looptijd, Inzetperiode, Duur inhuur,
        Inhuurperiode, Looptijd opdracht, Contractperiode, Einde, Tot en met, Einddatum opdracht, Looptijd van de
        opdracht, Verwachte einddatum, Verwachte duur, Duration, End date, Term, Period, Contract duration, End,
        Initial term, Contract term, Length, Contractlooptijd, Periode van inzet, Geplande einddatum, Datum einde,
        Totale duur, Opdrachtperiode, Periode van de opdracht, Looptijd inhuur"""),
    "extensions": _labels("""
        Opties verlenging, Optie verlenging, Optie tot verlenging, Opties tot verlenging, Verlenging,
        Verlengingsopties, Verlengingsoptie, Optie op verlenging, Verlengen, Verlenging mogelijk, Mogelijkheid tot
        verlenging, Verlengingsmogelijkheden, Verlengingsmogelijkheid, Extension, Extensions, Extension options,
        Option to extend, Options to extend, Extension option, Verlengopties, Kans op verlenging, Verlenging
        optioneel, Optionele verlenging, Opties, Optiejaren, Verlengbaar, Possible extension, Possible extensions,
        Options"""),
    "hours": _labels("""
        Uren per week, Uren, Inzet, Aantal uren, Aantal uren per week, Aantal uur per week, Uur per week, Inzet per
        week, Uren p/w, Uren p.w., Omvang, Werkuren per week, Gemiddeld aantal uren per week, Omvang inzet,
        Urenomvang, Inzet in uren, Arbeidsduur, Omvang opdracht, Aantal uur, Gevraagde inzet, Hours per week, Hours,
        Weekly hours, Hours a week, Working hours, Uren/week, Werkweek, Urenbesteding, Inzet (uren per week), Aantal
        uren p/w, Beschikbaarheid, Tijdsbesteding, Gevraagde uren, Workload, Number of hours"""),
    "working_days": _labels("""
        Werkdagen, Dagen, Gewenste werkdagen, Vaste werkdagen, Working days, Days, Inzetdagen"""),
    "education": _labels("""
        Opleidingniveau, Opleidingsniveau, Opleiding, Niveau, Opleidingsniveau minimaal, Werk- en denkniveau, Werk
        en denkniveau, Functieniveau, Minimale opleiding, Minimaal opleidingsniveau, Opleidingseis, Education,
        Education level, Level of education, Level, Gevraagd opleidingsniveau, Gewenste opleiding, Required
        education, Denkniveau"""),
    "region": _labels("""
        Regio, Standplaats, Locatie, Werklocatie, Plaats, Plaats van uitvoering, Werkplek, Provincie, Plaats
        tewerkstelling, Locatie opdracht, Region, Location, Place of work, Work location, Place, Locatie van
        uitvoering, Plaats van tewerkstelling, Stad, Werkplaats, Locatie werkzaamheden"""),
    "salary_scale": _labels("""
        Schaal, Salarisschaal, Functieschaal, Indicatie schaal, Inschaling, Salary scale, Scale, Schaalindicatie,
        Functieschaal opdrachtgever, Pay scale"""),
    "dps": _labels("""
        DAS opdracht, DAS, Dynamisch aankoopsysteem, Aankoopsysteem, Binnen DAS, DAS-opdracht, DPS, Dynamic
        purchasing system, Onder DAS, DPS assignment, DAS uitvraag, Via DAS"""),
    "positions": _labels("""
        Benodigd aantal professionals, Aantal, Aantal professionals, Aantal posities, Aantal kandidaten, Aantal
        functies, Aantal personen, Aantal vacatures, Aantal plaatsen, Benodigd aantal, Gevraagd aantal, Aantal in te
        huren professionals, Number of positions, Positions, Number of professionals, Openings, Aantal benodigde
        professionals, Aantal te gunnen kandidaten, Aantal gevraagde professionals, Vacancies, Aantal medewerkers,
        Aantal in te huren personen, Aantal opdrachten, Number of people, Headcount"""),
    "self_employed": _labels("""
        ZZP, ZZP toegestaan, Zzp'er toegestaan, ZZP mogelijk, Zzp inzet, Self-employed, Self-employed allowed,
        Freelance, Zelfstandigen, Inzet zzp, Zelfstandigen toegestaan, Zzp'ers, Open voor zzp, Inzet van zzp'ers,
        Freelancers, Zzp'ers toegestaan, Zzp'er, Zzp'er mogelijk, Geschikt voor zzp, Freelancers allowed,
        Self-employed contractors"""),
    "payroll": _labels("""
        Payroll, Payroll toegestaan, Payrolling, Payroll mogelijk, Payrolling toegestaan, Payroll allowed,
        Payrollconstructie, Payroll constructie, Payroll constructie toegestaan, Payrolling allowed"""),
    "contract_form": _labels("""
        Contractvorm, Inhuurvorm, Inhuurconstructie, Contractvormen, Type contract, Contract type, Soort inhuur,
        Dienstverband, Vorm van inhuur, Toegestane contractvormen"""),
    "max_rate": _labels("""
        Tarief, Max. uurtarief, Maximaal uurtarief, Maximumtarief, Maximum uurtarief, Uurtarief, Max tarief,
        Maximaal tarief, Maximum tarief, Tariefplafond, Plafondtarief, Tarief per uur, Tariefindicatie, Maximum
        rate, Max. rate, Rate, Hourly rate, Maximum hourly rate, Max. hourly rate, Richttarief, Tarief maximaal,
        Uurtarief maximaal, Tarief (max), Maximale uurtarief, Tariefmaximum, Rate cap"""),
    "broker_fee": _labels("""
        Fee, Bemiddelingsfee, Inhuurfee, Fee per uur, Opslag, Brokerfee, Broker fee, Bureaufee, Fee inhuurdesk, Fee
        intermediair, Bemiddelingskosten, Transactiefee, Makelaarsfee, Servicefee, Leveranciersfee, Broker fee per
        hour, Desk fee, Inkoopfee, Opslag per uur, Administratiekosten"""),
    "vog": _labels("""
        VOG, Verklaring omtrent het gedrag, Verklaring omtrent gedrag, VOG vereist, VOG verplicht, VOG nodig,
        Screening, Certificate of conduct, Verklaring omtrent het gedrag vereist, VOG-verklaring"""),
    "cv": _labels("""
        CV-eisen, CV eisen, Eisen aan het cv, Cv, Cv vereisten, Eisen cv, CV requirements, Curriculum vitae,
        Vormvereisten cv, Vereisten cv, Aan te leveren documenten, Opmaak cv, Format cv, Requirements for the CV,
        Eisen aan cv, Voorwaarden cv"""),
    "max_pages": _labels("""
        Maximaal aantal pagina's cv, Maximaal aantal pagina's, Lengte cv, Omvang cv, Max. pagina's cv, Max pagina's
        cv"""),
    "cv_language": _labels("Taal cv, Taal van het cv, CV language, Cv taal, Language of the CV"),
    "references": _labels("Referenties, Aantal referenties, References, Number of references"),
    "closing_date": _labels("""
        Einde inschrijfdatum, Verloopt op, Reageren t/m, Reageren voor, Reageren tot, Reageren tot en met,
        Sluitingsdatum, Deadline, Reactietermijn, Uiterste reactiedatum, Reageer voor, Reageer uiterlijk,
        Inschrijven tot, Inschrijven voor, Inschrijven t/m, Sluiting inschrijving, Sluitingsdatum inschrijving,
        Uiterste inschrijfdatum, Inschrijfdatum, Aanbieden voor, Aanbieden tot, Aanbieden t/m, Sluit op, Deadline
        inschrijving, Deadline aanbieden, Uiterlijk aanbieden, Uiterlijk reageren, Reageren uiterlijk, Uiterste
        inleverdatum, Einddatum inschrijving, Sluiting, Inschrijftermijn, Deadline indienen, Inschrijving sluit,
        Sluitingstermijn, Sluitingsdatum en -tijd, Sluitingsdatum en tijd, Deadline reactie, Closing date, Closes,
        Closes on, Closes at, Submission deadline, Respond by, Apply before, Apply by, Closing date and time,
        Deadline for submission, Response deadline, Closing, Expires, Bid deadline, Reactie uiterlijk, Reactiedatum,
        Indienen voor, Indienen uiterlijk, Uiterste datum inschrijving, Gesloten op, Deadline for bids, Deadline
        aanbiedingen, Einde inschrijving, Einde inschrijftermijn, Einde reactietermijn, Reactie voor, Aanbiedingen
        uiterlijk, Reageren kan tot, Reageren kan t/m, Reageren kan tot en met, Sluit, Sluitdatum, Indienen tot,
        Aanmelden voor, Aanmelden tot, Open tot, Reactie tot, Inleverdatum, Bids due, Bids close, Due, Due date"""),
    "closing_time": _labels("""
        Eindtijd, Sluitingstijd, Tijdstip sluiting, Tijd, Closing time, Einde inschrijftijd, Inschrijftijd,
        Tijdstip, Time, Deadline tijd, Uiterste tijd"""),
    "questions": _labels("""
        Vragen tot, Vragen stellen tot, Vragen stellen, Vragen voor, Vragen uiterlijk, Deadline vragen, Sluiting
        vragen, Sluitingsdatum vragen, Vragen indienen tot, Vragen indienen voor, Vragenronde tot, Questions until,
        Questions before, Questions by, Deadline for questions, Questions close, Questions, Indienen vragen, Vragen
        stellen t/m, Vragen t/m, Deadline stellen van vragen, Vragenronde, Vragen, Vragen stellen voor, Vragen
        stellen kan tot, Einde vragenronde, Uiterste datum vragen"""),
    "answers": _labels("""
        Antwoorden, Nota van inlichtingen, Beantwoording vragen, Publicatie antwoorden, Antwoorden uiterlijk,
        Answers by, Answers, Answers published, NvI, Publicatie nota van inlichtingen, Antwoord op vragen,
        Beantwoording, Antwoorden op vragen"""),
    "invitations": _labels("""
        Uitnodigingen, Uitnodiging gesprekken, Uitnodiging, Uitnodigingen uiterlijk, Invitations by, Invitations,
        Bericht uitnodiging, Uitnodiging selectiegesprek, Uitnodigingen gesprekken, Uitnodiging voor gesprek,
        Bericht over uitnodiging"""),
    "interviews": _labels("""
        Gesprekken, Gesprekken vanaf, Interviews, Interviews from, Selectiegesprekken, Interview, Gesprek, Datum
        gesprekken, Interviewdata, Interviewdatum, Planning gesprekken, Gespreksdata, Datum gesprek, Gesprekken
        gepland, Interviewronde, Kennismakingsgesprekken, Interview dates, Interview date, Selectiegesprek,
        Verificatiegesprekken, Datum interview, Interviews gepland op"""),
    "shortlist": _labels("""
        Shortlist, Aantal voor te dragen kandidaten, Shortlist size, Omvang shortlist, Voordracht, Aantal kandidaten
        op de shortlist, Maximaal aantal voor te dragen kandidaten"""),
    "min_invited": _labels("""
        Minimaal aantal uit te nodigen kandidaten, Minimum invited, Aantal gesprekken, Minimaal aantal gesprekken,
        Aantal uit te nodigen kandidaten, Uit te nodigen kandidaten"""),
    "tie_break": _labels("""
        Gelijke score, Bij gelijke score, Bij gelijke scores, Tie-break, Tie break, Gelijke stand, Bij gelijke
        stand, Equal scores, Bij gelijk aantal punten"""),
    "price_weight": _labels("""
        Weging prijs, Weging tarief, Gewicht prijs, Price weight, Prijs weging, Weging uurtarief, Weight of price,
        Prijsweging, Gewicht tarief"""),
    "interview_weight": _labels("""
        Weging interview, Weging gesprek, Gewicht interview, Interview weight, Weging selectiegesprek, Weight of
        interview, Gewicht gesprek"""),
}

# Also common headings of running text: a label only with a colon or in a column of its own.
NEEDS_COLON = _labels("""
    Functie, Opdracht, Rol, Profiel, Organisatie, Klant, Aanvraag, Uitvraag, Per, Opties, Nr, ID, Nummer,
    Assignment, Role, Position, Organisation, Client, Title, Term, Level, Vragen, Questions, Begin, Einde, End, Cv,
    Onderwerp, Gezocht, Wij zoeken, Plaats, Place, Time, Tijd, Dagen, Days, Screening, Antwoorden, Answers, Gesprek,
    Interview, Aantal, Opslag, Niveau, Vacature, Betreft, Referenties, References, Gemeente, Provincie, Period,
    Professional, Function, Customer, Buyer, Dienstverband, Ref, Gevraagd, Stad, Omvang, Length, Beschikbaar per,
    Beschikbaarheid, Start per, Due, Options, Sluit, Tot en met""")

# What other headings are called; their text is kept as it is, and they end a list.
OTHER_SECTIONS = _labels("""
    Organisatie, Over de organisatie, Over ons, Afdeling, Team, Opdracht, Opdrachtomschrijving, Profiel,
    Omschrijving, Omschrijving opdracht, Omschrijving van de opdracht, Functieomschrijving, De opdracht, De functie,
    Werkzaamheden, Taken, Taken en verantwoordelijkheden, Verantwoordelijkheden, Taakomschrijving, Resultaat,
    Achtergrond, Context, Doel, Doelstelling, Aanleiding, Inleiding, Planning, Tijdpad, Tijdlijn, Procedure,
    Beoordeling, Beoordelingsprocedure, Beoordelingsmethodiek, Gunning, Overige informatie, Overig, Overige,
    Bijzonderheden, Meer informatie, Contact, Contactgegevens, Voorwaarden, Uitvoeringsvoorwaarde, Over de opdracht,
    Uitvoeringsvoorwaarden, Algemeen, Algemene gegevens, Gegevens, Kenmerken, Selectieprocedure, Wat ga je doen,
    Functie, Functieprofiel, De afdeling, Het team, Planning en procedure, Aanvullende informatie, Toelichting,
    Opmerkingen, Wat bieden wij, Description, About, About us, About the organisation, The assignment, Timeline,
    Tasks, Responsibilities, Background, Other information, Further information, Terms, Assessment, Evaluation,
    Organisation, Assignment, Job description, Conditions, Schedule, Feiten, Facts, In het kort, Samenvatting,
    Kerngegevens, Opdrachtgegevens, Inschrijving, Inschrijven, Reageren, Facturatie, Werkwijze, Proces, Betaling,
    G-rekening, Privacy, Details, De gemeente, Summary, Overview, Key facts, Aandachtspunten, Tarief en voorwaarden,
    Beoordeling en gunning, Wijze van beoordelen, Vragen, Wie zijn wij, Wat vragen wij, Department, Team and
    department, Scope, Duties, Deliverables, How to apply, Selection""")

REQUIREMENTS, CRITERIA, COMPETENCES, SELECTION, OTHER = (
    "requirements",
    "criteria",
    "competences",
    "selection_criteria",
    "other",
)
SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (OTHER, re.compile(r"cvs?eis|eisen(?:aan)?(?:het|de)?cv|cvrequirement|requirementsforthecv|beoordeling|assessment"
                       r"|procedure|evaluati|stap\d|step\d|wegingsfactor|inschrijf?voorwaarden|toetsing")),
    (COMPETENCES, re.compile(r"competenti|competenc|persoonskenmerk|persoonlijkekenmerk|persoonlijkeeigenschap"
                             r"|softskill|persoonlijkheid|vaardigheden$|gedragskenmerk|personalqualit|skills$")),
    (SELECTION, re.compile(r"selectiecriteriaopdrachtgever|criteriaopdrachtgever|selectiecriteriavoorhetgesprek"
                           r"|criteriavoor(?:de)?uitnodiging|selectiecriteriastap3|uitnodigingscriteria")),
    (CRITERIA, re.compile(r"gunning.*criteri|gunnings?criteri|selectiecriteri|^criteria$|wensen|nicetohave"
                          r"|awardcriteri|wenscriteri"
                          r"|beoordelingscriteri|kwaliteitscriteri|scorecriteri|wegingscriteri"
                          r"|selectioncriteri|^wishes|desirable"
                          r"|^pre$|^pres$|^gewenst$|kwalitatievecriteri|preferences|pluspunten|scoringcriteri"
                          r"|evaluationcriteri")),
    (REQUIREMENTS, re.compile(r"knockout|vereisten|eisen|musthave|minimumeis|minimaleeis|functieeis|requirements"
                              r"|eisenlijst"
                              r"|geschiktheidscriteri|selectieeis|hardeeis|mandatory|^ko(?:criteri)?"
                              r"|uitsluitingscriteri"
                              r"|minimumcriteri|essentialcriteri|^essential$")),
)  # fmt: skip


def key_of(text: str) -> str:
    """A label as it is compared: no brackets, capitals, accents, spaces or punctuation.

    >>> key_of("Opleiding(s)niveau:"), key_of("Knock-out criteria (verplicht)")
    ('opleidingsniveau', 'knockoutcriteria')
    """
    text = re.sub(r"\(([a-z]{1,3})\)(?=\w)", r"\1", text)
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    plain = unicodedata.normalize("NFD", text.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


_FIELD_OF = {key_of(label): field for field, labels in FIELDS.items() for label in reversed(labels)}
_NEEDS_COLON = {key_of(label) for label in NEEDS_COLON}
_OTHER = {key_of(label) for label in OTHER_SECTIONS}


@lru_cache(maxsize=4096)
def field_of(label: str) -> str | None:
    """The field that a label names, or None."""
    return _FIELD_OF.get(key_of(label))


def stands_alone(label: str) -> bool:
    """Whether the label is one without a colon too."""
    return key_of(label) not in _NEEDS_COLON


def section_of(heading: str) -> str | None:
    """What the section under a heading holds; "other" for running text, None for an unknown heading.

    >>> section_of("Vereisten / knock-out criteria"), section_of("CV-eisen"), section_of("Over ons")
    ('requirements', 'other', 'other')
    """
    key = key_of(heading)
    key = re.sub(r"^\d+", "", key) or key
    if key in _OTHER:
        return OTHER
    return next((kind for kind, pattern in SECTIONS if pattern.search(key)), None)
