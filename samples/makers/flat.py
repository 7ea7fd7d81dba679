"""Flat text questionnaires: CSV and TSV as portals and spreadsheets export them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from makers.reading import Asked, Reading, Sample, Slot

_PLAIN = (
    ("C-01", "Company", "Where is your company registered?"),
    ("C-02", "Company", "How many employees work for you?"),
    ("S-01", "Security", "Is your information security management certified to ISO/IEC 27001?"),
    ("S-02", "Security", "Is billing data encrypted in transit and at rest?"),
    ("S-03", "Security", "Do you allow customers to run penetration tests?"),
    ("S-04", "Security", "Within what time do you notify customers of a confirmed breach?"),
    ("P-01", "Privacy", "Which sub-processors do you use, and what for?"),
    ("P-02", "Privacy", 'Do you act as a "processor", a "controller", or both?'),
    ("P-03", "Privacy", "Is our data deleted after we cancel, and within how many days?"),
    ("P-04", "Privacy", "Can we choose the region, e.g. EU or Australia, where data is kept?"),
)
_SPANISH = (
    ("1", "Gobierno", "¿Dispone la empresa de una política de seguridad aprobada por la dirección?"),
    ("2", "Gobierno", "¿Quién es el responsable de la seguridad de la información?"),
    ("3", "Accesos", "¿Se revisan los permisos de los usuarios al menos una vez al año?"),
    ("4", "Accesos", "¿Es obligatorio el segundo factor para los administradores?"),
    ("5", "Datos", "¿En qué países se almacenan los datos?"),
    ("6", "Datos", "¿Se cifran las copias de seguridad?"),
    ("7", "Incidentes", "Describa cómo se comunican los incidentes a los clientes."),
    ("8", "Incidentes", "¿Ha sufrido la compañía alguna brecha en los últimos dos años?"),
)


_EXPORTED = (
    ("10451", "Yes/No", "Are penetration tests carried out\nby an independent firm?"),
    ("10452", "Text", "Describe how you would tell us about an incident."),
    ("10455", "Yes/No", "Is access to the office controlled?"),
    ("10460", "Text", "Which ports does the service need to be open?"),
    ("10461", "Yes/No", "Do you scan for weaknesses at least monthly?"),
    ("10470", "Text", "List the roles in your incident team."),
)


def make_plain_csv() -> Sample:
    """Return plain.csv: commas, UTF-8 with a byte order mark."""
    head = ("ID", "Section", "Question", "Answer", "Comments")
    return _make("plain.csv", head, _PLAIN, ",", "utf-8-sig")


def make_spanish_csv() -> Sample:
    """Return spanish.csv: semicolons and the encoding of Windows, as Excel writes it there."""
    head = ("Nº", "Dominio", "Pregunta", "Respuesta", "Observaciones")
    return _make("spanish.csv", head, _SPANISH, ";", "cp1252")


def make_portal_export() -> Sample:
    """Return portal_export.tsv: tabs, UTF-16 and line breaks in quoted texts, as Excel saves "Unicode text"."""
    head = ("Question ID", "Type", "Question", "Answer", "Notes")
    return _make("portal_export.tsv", head, _EXPORTED, "\t", "utf-16-le", sections=False)


def _make(
    name: str,
    head: Sequence[str],
    rows: Sequence[tuple[str, str, str]],
    mark: str,
    encoding: str,
    *,
    sections: bool = True,
) -> Sample:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(head)
    reading = Reading({"": "questions"})
    for line, (ref, section, text) in enumerate(rows, start=2):
        writer.writerow((ref, section, text, "", ""))
        slots = (Slot("answer", f"D{line}"), Slot("comment", f"E{line}"))
        reading.asked.append(Asked("", f"C{line}", text, slots, ref=ref, section=(section,) if sections else ()))
    mark_of_order = "\ufeff" if encoding == "utf-16-le" else ""
    return Sample(name, (mark_of_order + out.getvalue()).encode(encoding), reading)
