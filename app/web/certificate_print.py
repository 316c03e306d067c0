"""A certificate in words: the stored record, said in the language it was issued in, for the page and for the PDF."""

from __future__ import annotations

from app.certificates.models import Certificate
from app.certificates.numbers import shown_number
from app.certificates.pdf import CertificatePrint
from app.content.models import Course
from app.i18n import catalogue, interface_language
from app.web.formats import formats


def check_address(certificate: Certificate, address: str) -> str:
    """Give the address where everybody can check a certificate."""
    return f"{address}/c/{shown_number(certificate.number)}"


def in_print(certificate: Certificate, course: Course, address: str) -> CertificatePrint:
    """Put a certificate into words. Only the stored record speaks: later names and titles change nothing."""
    language = interface_language(course.chain(certificate.language))
    _ = catalogue(language).gettext
    return CertificatePrint(
        language=language,
        direction=course.direction(language),
        title=_("Certificate of %(name)s") % {"name": certificate.name},
        issuer=certificate.issuer,
        kind=_("SCORE Learn · certificate of learning"),
        certifies=_("This certifies that"),
        name=certificate.name,
        finished=_("has finished the module"),
        module=certificate.module_title,
        details=details(certificate, language),
        facts=_facts(certificate, language),
        check=_("Scan to check that it is real. Or go to"),
        address=f"{address.rsplit('://', maxsplit=1)[-1]}/c",
        url=check_address(certificate, address),
        qr_words=_("QR code that opens the check of this certificate"),
        notice=_notice(certificate, language),
        issued=certificate.issued_at.date(),
    )


def details(certificate: Certificate, language: str) -> str:
    """Say what was done: "6 lessons · 1 task done at work · final quiz 9 of 10"."""
    words, number = catalogue(language), formats(language)["number"]
    said = words.ngettext("%(count)s lesson", "%(count)s lessons", certificate.lessons)
    parts = [said % {"count": number(certificate.lessons)}]
    if certificate.assignment_title:
        parts.append(words.gettext("task at work declared done: %(title)s") % {"title": certificate.assignment_title})
    if certificate.max_points:
        reached = {"points": number(certificate.points), "most": number(certificate.max_points)}
        parts.append(words.gettext("final quiz %(points)s of %(most)s") % reached)
    return " · ".join(parts)


def learning_time(certificate: Certificate, language: str) -> str:
    """Say how long the lessons take, as planned: "about 1 h 10 min"."""
    _ = catalogue(language).gettext
    hours, minutes = divmod(certificate.minutes, 60)
    if not hours:
        return _("about %(minutes)s min") % {"minutes": minutes}
    if not minutes:
        return _("about %(hours)s h") % {"hours": hours}
    return _("about %(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


def _facts(certificate: Certificate, language: str) -> tuple[tuple[str, str], ...]:
    _ = catalogue(language).gettext
    return (
        (_("Date"), formats(language)["day"](certificate.issued_at)),
        (_("Learning time"), learning_time(certificate, language)),
        (_("Number"), shown_number(certificate.number)),
    )


def _notice(certificate: Certificate, language: str) -> str:
    _ = catalogue(language).gettext
    issued = _("Issued by %(issuer)s to a learner of %(enterprise)s.")
    who = {"issuer": certificate.issuer, "enterprise": certificate.enterprise}
    not_by_ilo = _("It is not a certification by the International Labour Organization.")
    return f"{issued % who} {not_by_ilo}"
