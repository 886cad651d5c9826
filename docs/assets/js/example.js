/* The page of an example: the list that the reader came from, citations to copy, and the workshop pack's button.
   Without this script the page has all of its text; neighbours then follow the list of the example's main step. */
(() => {
  "use strict";

  /* Lists: a card in a named list takes the list's name along in the address, the same in both languages. */
  const withList = (link, list) => { link.search = `?list=${list}`; };
  for (const type of ["click", "auxclick"]) {
    document.addEventListener(type, (event) => {
      const link = event.target.closest?.("[data-list] a.card-title");
      if (link) withList(link, link.closest("[data-list]").dataset.list);
    }, { capture: true });
  }
  const neighbours = [...document.querySelectorAll("nav.neighbours")];
  const asked = new URLSearchParams(location.search).get("list");
  const shown = neighbours.find((nav) => nav.dataset.list === asked) ?? neighbours[0];
  for (const nav of neighbours) nav.hidden = nav !== shown;
  for (const link of shown?.querySelectorAll("a.neighbour") ?? []) withList(link, shown.dataset.list);

  /* Copying: where the browser gives no clipboard (it may not on file://), the text is selected instead. */
  const copying = (box) => {
    const text = box.querySelector(".copied-text");
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = box.dataset.copy;
    const label = box.querySelector(".copied-label");
    if (label) button.setAttribute("aria-label", `${box.dataset.copy}: ${label.textContent}`);
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = box.dataset.done;
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = box.dataset.byHand;
      }
    });
    box.append(button, " ", status);
  };
  document.querySelectorAll(".copied").forEach(copying);

  /* The pack: ids of chosen examples, and of pages (steps/vision), on the reader's own device. null where the browser keeps nothing. */
  const KEY = "s3-pack";
  const read = () => {
    let kept;
    try { kept = localStorage.getItem(KEY); } catch { return null; }
    try {
      const ids = JSON.parse(kept ?? "[]");
      return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
    } catch { return []; }
  };
  const write = (ids) => {
    try {
      if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
      else localStorage.removeItem(KEY);
      return true;
    } catch { return false; }
  };
  window.s3Pack = { read, write, copying };

  const choice = document.querySelector(".pack-choice");
  if (!choice) return;
  const { id, add, take, open } = choice.dataset;
  const [button, link] = ["button", "a"].map((part) => choice.querySelector(part));
  const show = () => {
    const ids = read();
    button.hidden = ids === null;
    button.textContent = ids?.includes(id) ? take : add;
    link.textContent = ids?.length ? `${open} (${ids.length})` : open;
    link.search = ids === null ? `?ids=${id}` : ""; // what is kept need not be told to a server
  };
  button.addEventListener("click", () => {
    const ids = read() ?? [];
    write(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
    show();
  });
  for (const type of ["storage", "pageshow"]) window.addEventListener(type, show);
  show();
})();
