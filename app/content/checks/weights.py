"""How much a phone has to fetch: each lesson page, and a whole module."""

from __future__ import annotations

from app.content.draft import Draft
from app.content.lessons import Page
from app.content.weight import MODULE, PAGE, packed, page_weight, photo_bytes


def check_weights(draft: Draft) -> None:
    """Warn of lesson pages over their budget in any language, and of a module that is too much for one track."""
    weights: dict[str, int] = {}
    for ident, pages in draft.lessons.items():
        for page in pages.pages.values():
            weight = page_weight(draft, page)
            if weight > PAGE:
                _note_page(draft, page, weight)
            if page.language == draft.source:
                weights[ident] = weight
    for track, ids in draft.outline.tracks.items():
        photos: dict[str, int] = {}
        for ident in set(ids) & weights.keys():
            photos |= photo_bytes(draft, draft.lessons[ident].pages[draft.source])
        total = sum(weights.get(ident, 0) for ident in ids) + sum(photos.values())
        if total > MODULE:
            sentence = f"a {track} fetches {total // 1000} KB, more than {MODULE // 1000} KB"
            draft.outline.warning(("tracks", track), "module-heavy", sentence, "use fewer or smaller photos")


def _note_page(draft: Draft, page: Page, weight: int) -> None:
    sentence = f"the page has {weight / 1024:.1f} KB compressed, more than {PAGE // 1024}"
    drawn = [
        (packed(draft.pictures.made.get(source.removeprefix("media/"), "")), source, spot)
        for source, _, spot in page.made.pictures
    ]
    size, source, spot = max(drawn, default=(0, "", page.sheet.front.at(("title",))))
    advice = f"`{source}` is {size} bytes of it: simplify it, or cut words" if source else "cut words, or split it"
    page.sheet.notes.warning(spot, "page-heavy", sentence, advice)
