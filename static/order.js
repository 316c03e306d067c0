// Questions that ask for an order get Up and Down buttons; without this script the number pickers work alone.
{
  const rows = (block) => [...block.querySelectorAll(".order-row")];
  const words = (row) => row.querySelector("label").textContent.trim();

  const limit = (block) =>
    rows(block).forEach((row, at, all) => {
      const [up, down] = row.querySelectorAll("button");
      up.disabled = !at;
      down.disabled = at == all.length - 1;
    });

  const place = (block, row, at, control) => {
    const told = block.lastElementChild;
    block.insertBefore(row, rows(block).filter((other) => other != row)[at] || told);
    rows(block).forEach((each, i) => (each.querySelector("select").value = i + 1));
    limit(block);
    // A moved row loses the focus, and at the end of the list one button is dead.
    (control.disabled ? row.querySelector("button:enabled") : control).focus();
    told.textContent = `${words(row)}: ${block.dataset.place} ${at + 1}`;
  };

  const addButton = (block, row, step, sign, name) => {
    row.insertAdjacentHTML("beforeend", `<button type="button">${sign}</button>`);
    const button = row.lastChild;
    button.setAttribute("aria-label", `${name}: ${words(row)}`);
    button.onclick = () => place(block, row, rows(block).indexOf(row) + step, button);
  };

  const dress = (block) => {
    if (block.querySelector("button")) return;
    block.insertAdjacentHTML("beforeend", '<p class="visually-hidden" role="status"></p>');
    for (const row of rows(block)) {
      const picker = row.querySelector("select");
      picker.onchange = () => picker.value && place(block, row, picker.value - 1, picker);
      addButton(block, row, -1, "↑", block.dataset.up);
      addButton(block, row, 1, "↓", block.dataset.down);
    }
    limit(block);
  };

  const dressAll = () => document.querySelectorAll("[data-order]").forEach(dress);
  addEventListener("htmx:after:process", dressAll);
  dressAll();
}
