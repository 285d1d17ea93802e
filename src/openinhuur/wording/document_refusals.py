"""Why a file of a stranger was not read, in Dutch and English: code → templates filled with the refusal's fields.

Each says what to do next. They need no Django, so that reading a request needs none either.
"""

from typing import Final

DOCUMENT_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "not-readable": ("De pdf kan niet worden gelezen.", "The PDF cannot be read."),
    "document-broken": (
        "De pdf is beschadigd en kan niet worden gelezen.",
        "The PDF is damaged and cannot be read.",
    ),
    "document-encrypted": (
        "De pdf is beveiligd met een wachtwoord: vraag om een pdf zonder wachtwoord.",
        "The PDF is protected with a password: ask for a PDF without one.",
    ),
    "document-has-too-many-pages": (
        "De pdf heeft meer dan {limit} bladzijden.",
        "The PDF has more than {limit} pages.",
    ),
    "document-too-big": (
        "De pdf, of de tekst erin, is groter dan {limit_mb} MB.",
        "The PDF, or the text in it, is larger than {limit_mb} MB.",
    ),
    "document-too-slow": (
        "Het lezen van de pdf duurde langer dan {seconds} seconden en is gestopt.",
        "Reading the PDF took longer than {seconds} seconds and was stopped.",
    ),
    "document-unpacks-too-big": (
        "Dit bestand pakt uit tot meer dan {limit_mb} MB. Maak de afbeeldingen erin kleiner en sla het opnieuw op.",
        "This file unpacks to more than {limit_mb} MB. Make the pictures in it smaller and save it again.",
    ),
    "document-too-complex": (
        "Dit bestand zit te ingewikkeld in elkaar om veilig te lezen. Druk het af als pdf en stuur die pdf.",
        "This file is put together in too complex a way to read it safely. Print it as PDF and send that PDF.",
    ),
    "document-page-too-large": (
        "Een bladzijde in dit bestand is groter dan A0. Kies A4 als papierformaat en sla het opnieuw op.",
        "A page of this file is larger than A0. Choose A4 as the paper size and save it again.",
    ),
    "document-has-script": (
        "In dit bestand zit een script of een macro. Dat laten wij niet toe. Druk het af als pdf en stuur die pdf.",
        "This file holds a script or a macro. We do not allow that. Print it as PDF and send that PDF.",
    ),
    "document-starts-program": (
        "Dit bestand kan een programma starten. Dat laten wij niet toe. Druk het af als pdf en stuur die pdf.",
        "This file can start a program. We do not allow that. Print it as PDF and send that PDF.",
    ),
    "document-acts-by-itself": (
        "Dit bestand doet vanzelf iets als iemand het opent. Druk het af als pdf en stuur die pdf.",
        "This file does something by itself when somebody opens it. Print it as PDF and send that PDF.",
    ),
    "document-has-files-inside": (
        "In dit bestand zitten andere bestanden, zoals bijlagen. Sla het op zonder bijlagen, of druk het af als pdf.",
        "This file holds other files, such as attachments. Save it without attachments, or print it as PDF.",
    ),
    "document-has-form": (
        "Dit bestand is een formulier met invulvelden. Vul het in, druk het af als pdf en stuur die pdf.",
        "This file is a form with fields. Fill it in, print it as PDF, and send that PDF.",
    ),
    "document-has-media": (
        "In dit bestand zit geluid, film of een 3D-model. Haal dat eruit, of druk het af als pdf.",
        "This file holds sound, film or a 3D model. Take it out, or print the file as PDF.",
    ),
    "document-refers-outside": (
        "Dit bestand haalt iets op van een andere plek (gewone links mogen). Druk het af als pdf en stuur die pdf.",
        "This file fetches something from elsewhere (ordinary links are fine). Print it as PDF and send that PDF.",
    ),
    "document-kind-not-accepted": (
        "Dit soort bestand nemen wij niet aan. Wij kijken naar de inhoud, niet naar de naam. Stuur een pdf.",
        "We do not accept this kind of file. We look at the contents, not at the name. Send a PDF.",
    ),
    "word-document-broken": (
        "Dit Word- of OpenDocument-bestand is beschadigd. Open het, sla het op als pdf en stuur die pdf.",
        "This Word or OpenDocument file is damaged. Open it, save it as PDF and send that PDF.",
    ),
    "word-not-possible": (
        "Word-bestanden kunnen wij hier niet lezen. Sla het bestand op als pdf en stuur die pdf.",
        "We cannot read Word files here. Save the file as PDF and send that PDF.",
    ),
    "word-not-converted": (
        "Van dit Word-bestand konden wij geen pdf maken. Sla het zelf op als pdf en stuur die pdf.",
        "We could not make a PDF of this Word file. Save it as PDF yourself and send that PDF.",
    ),
    "virus-found": (
        "De virusscanner vond iets in dit bestand: {name}. Wij nemen het niet aan. Controleer uw computer.",
        "The virus scanner found something in this file: {name}. We do not accept it. Please check your computer.",
    ),
    "scanner-away": (
        "De virusscanner antwoordt niet; het bestand is niet aangenomen. Probeer het over een paar minuten opnieuw.",
        "The virus scanner does not answer, so the file was not accepted. Please try again in a few minutes.",
    ),
}
