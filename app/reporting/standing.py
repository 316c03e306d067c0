"""Where one person stands in all modules: the facts of the domains below, brought together in five queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.assessment.queries import quiz_results
from app.assessment.results import NEVER_TRIED
from app.certificates.queries import held_by
from app.content.models import Library, Module
from app.learning.progress import Facts, Progress, missing_prerequisites, progress
from app.learning.queries import assignments_declared, gates_opened, lessons_done
from app.questions.question import Track


@dataclass(frozen=True)
class Standing:
    """A person's progress by module id, in the order of the course, and the gates open to them."""

    progress: dict[str, Progress]
    opened: frozenset[str]

    @property
    def complete(self) -> frozenset[str]:
        """The modules that count as done."""
        return frozenset(each.module_id for each in self.progress.values() if each.is_complete)

    def waits_for(self, library: Library, module: Module) -> tuple[Module, ...]:
        """Give the modules to finish before this one's quiz."""
        return missing_prerequisites(library, module, self.complete, self.opened)


def standing(session: Session, library: Library, person_id: int, track: Track, enterprise_id: int | None) -> Standing:
    """Bring together where a person stands in every published module that has something for their track."""
    lessons, quizzes = lessons_done(session, person_id), quiz_results(session, person_id)
    declared, held = assignments_declared(session, person_id), held_by(session, person_id)
    found = {
        module.id: progress(
            module,
            track,
            Facts(
                lessons.get(module.id, {}),
                quizzes.get(module.id, NEVER_TRIED),
                assignment_declared=module.id in declared,
                certificate=held.valid.get(module.id),
                withdrawn=held.withdrawn.get(module.id),
            ),
        )
        for module in library.published
        if module.tracks.get(track)
    }
    return Standing(found, gates_opened(session, enterprise_id))
