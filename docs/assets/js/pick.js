/* Choosing in a list what to compare or to put in the workshop pack: a check box for each region or example, and a bar
   that says how many are chosen and leads on. hooks/guide/rendering/templates/macros.html has the bar; without this
   script the table of regions has check boxes and the bar a button, which the browser sends to the comparison itself. */
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
    const said = say(picked, { count, names: [...chosen.values()].join(" · ") });
    status.textContent = count ? [said, count < LEAST ? few : count > MOST ? many : ""].join(" ").trim() : before;
    for (const box of boxes()) box.checked = chosen.has(box.value);
  };
  /* The pack is kept on the device by example.js; where the browser keeps nothing, the address is the pack. */
  const toPack = (ids) => {
    const kept = window.s3Pack?.read();
    const items = ids.map((id) => (kind === "regions" ? `regions/${id}` : id));
    if (kept) window.s3Pack.write([...new Set([...kept, ...items])]);
    location.href = pack + (kept ? "" : `?ids=${items.join(",")}`);
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
    label.append(box, say(pick, { name: "" }).trim());
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
