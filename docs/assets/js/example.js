/* Lists and pages of examples: the list that the reader came from, citations to copy, the workshop pack's button.
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
  const wanted = new URLSearchParams(location.search).get("list");
  const shown = neighbours.find((nav) => nav.dataset.list === wanted) ?? neighbours[0];
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
    let stored;
    try { stored = localStorage.getItem(KEY); } catch { return null; }
    try {
      const ids = JSON.parse(stored ?? "[]");
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

/* Choosing in a list what to compare or to put in the workshop pack: a check box for each region or example, and a bar
   that says how many are chosen and leads on. hooks/guide/rendering/templates/macros.html has the bar; without scripts
   the table of regions has check boxes and the bar a button, which the browser sends to the comparison itself. */
(() => {
  "use strict";
  const bar = document.querySelector("form.picks");
  if (!bar) return;
  const { kind, pick, picked, few, many, pack } = bar.dataset;
  const [LEAST, MOST] = [2, 4];
  const [status, compare, add, clear] = ["[role=status]", "[type=submit]", ".picks-pack", ".picks-clear"].map((part) => bar.querySelector(part));
  const cards = document.querySelector(".examples"); // on the page of examples, whose cards come and go
  const all = cards?.querySelector(".found-pack");
  const before = status.textContent;
  const chosen = new Map(); // titles by id
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const boxes = () => document.querySelectorAll(`input[name=${kind}]:not(.finder input)`);

  const show = () => {
    const count = chosen.size;
    document.documentElement.classList.toggle("picking", count > 0);
    compare.disabled = count < LEAST || count > MOST;
    add.hidden = clear.hidden = !count;
    const summary = say(picked, { count, names: [...chosen.values()].join(" · ") });
    status.textContent = count ? [summary, count < LEAST ? few : count > MOST ? many : ""].join(" ").trim() : before;
    for (const box of boxes()) box.checked = chosen.has(box.value);
  };
  /* Where the browser keeps nothing, the address is the pack. */
  const toPack = (ids) => {
    const current = window.s3Pack.read();
    const items = ids.map((id) => (kind === "regions" ? `regions/${id}` : id));
    if (current) window.s3Pack.write([...new Set([...current, ...items])]);
    location.href = pack + (current ? "" : `?ids=${items.join(",")}`);
  };
  const addBox = (card) => {
    const link = card.querySelector("a.card-title");
    if (!link || card.querySelector(".pick")) return;
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "pick";
    box.type = "checkbox";
    box.name = kind;
    box.autocomplete = "off";
    box.value = link.pathname.match(/([^/]+)\.html$/)[1];
    box.checked = chosen.has(box.value);
    box.setAttribute("aria-label", say(pick, { name: link.textContent }));
    label.append(box, say(pick, { name: "" }).replace(/[\s:]+$/, ""));
    card.append(label);
  };

  document.addEventListener("change", ({ target: box }) => {
    if (![...boxes()].includes(box)) return;
    if (box.checked) chosen.set(box.value, box.closest(".card, tr").querySelector("a").textContent);
    else chosen.delete(box.value);
    show();
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = `${bar.getAttribute("action")}?${kind}=${[...chosen.keys()].join(",")}`;
  });
  add.addEventListener("click", () => toPack([...chosen.keys()]));
  clear.addEventListener("click", () => {
    chosen.clear();
    show();
    (boxes()[0] ?? bar).focus();
  });
  if (cards) {
    const fill = () => cards.querySelectorAll(".card").forEach(addBox);
    new MutationObserver(fill).observe(cards.querySelector(".hits ul"), { childList: true });
    fill();
    all.hidden = false;
    all.addEventListener("click", () => window.s3Found().length && toPack(window.s3Found()));
  }
  for (const box of boxes()) if (box.checked) box.dispatchEvent(new Event("change", { bubbles: true })); // a way back
  show();
})();
