// Reading needs no htmx. It is fetched when somebody turns to a question; until then the forms work by themselves.
{
  const source = document.currentScript.dataset.htmx;
  const fetchOnce = ({ target }) => {
    if (!target.closest?.(".check") || document.querySelector(`script[src="${source}"]`)) return;
    document.head.append(Object.assign(document.createElement("script"), { src: source }));
  };
  if (source) for (const kind of ["focusin", "pointerdown", "input"]) addEventListener(kind, fetchOnce);
}
// An answer that could not be sent stays as it was given, and the page says so.
addEventListener("htmx:error", ({ target }) => {
  const told = target.querySelector?.("[data-unsent]");
  if (!told) return;
  told.hidden = false;
  told.focus();
});
