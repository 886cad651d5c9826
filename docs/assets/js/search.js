/* What is between the field in the header and search-engine.js. Nothing is fetched before a reader turns to the box; from file://, where
   browsers allow no workers, the engine answers in the page. */
(() => {
  "use strict";
  const toggle = document.getElementById("__search"); // the style sheet shows the box while this is checked
  const field = document.querySelector("[data-md-component=search-query]");
  const status = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  const say = document.currentScript.dataset;
  const here = document.currentScript.src;
  const base = new URL(`../../${say.folder}`, here);
  /* ---- what is found ---- */

  const FIRST = 10; // pages shown at once; more as the reader scrolls
  const element = (name, className, html = "") => {
    const node = document.createElement(name);
    node.className = className;
    node.innerHTML = html; // ours, or the engine's, which escapes what it marks
    return node;
  };
  const waiting = new Map(); // by location, the rooms for texts that are not here yet
  /* A page, or a section of one: its heading is the link, and the text a text. */
  const hit = (doc, level, text) => {
    const node = element("div", "hit", `<h${level + 1} class="hit-${level}"></h${level + 1}>${text ?? "<p></p>"}`);
    if (text === null) waiting.set(doc.location, node.lastElementChild);
    const link = element("a", "md-search-result__link", doc.title);
    link.href = new URL(doc.location, base);
    node.firstElementChild.append(link);
    return node;
  };
  const group = (docs) => {
    const item = element("li", "md-search-result__item");
    const page = docs.find((doc) => !doc.location.includes("#"));
    const sections = docs.filter((doc) => doc !== page);
    const best = sections.filter((doc) => doc.score >= docs[0].score);
    const more = sections.slice(best.length);
    item.append(hit(page, 1, page === docs[0] && !best.length ? page.text : ""), ...best.map((doc) => hit(doc, 2, doc.text)));
    if (more.length) {
      const label = more.length === 1 ? say.moreOne : say.moreOther.replace("{count}", more.length);
      const details = element("details", "hit-more", `<summary>${label}</summary>`);
      details.append(...more.map((doc) => hit(doc, 2, doc.text)));
      item.append(details);
    }
    return item;
  };
  /* What may be meant, as https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ says: the focus stays in the field. */
  const options = document.getElementById("__suggestions");
  let chosen = -1;
  const choose = (at) => {
    chosen = at;
    [...options.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options.children[at].id);
      options.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const suggest = (titles) => {
    options.replaceChildren(...titles.map((title, at) => {
      const option = element("li", "suggestion");
      Object.assign(option, { id: `__suggestion-${at}`, textContent: title });
      option.setAttribute("role", "option");
      return option;
    }));
    options.hidden = !titles.length;
    field.setAttribute("aria-expanded", titles.length > 0);
    choose(-1);
  };
  const take = (option) => {
    field.value = option.textContent;
    suggest([]);
    field.focus();
    ask();
  };
  options.addEventListener("pointerdown", (event) => event.preventDefault());
  options.addEventListener("click", ({ target }) => target !== options && take(target));

  let remaining = [];
  const next = () => list.append(...remaining.splice(0, FIRST).map(group));
  const show = (groups) => {
    const count = groups.length;
    status.textContent = !lastQuery.trim() ? "" : count > 1 ? say.other.replace("{count}", count) : count ? say.one : say.none;
    list.replaceChildren();
    waiting.clear();
    remaining = groups;
    next();
  };
  /* Nothing but the rooms changes, and nothing is said aloud. */
  const fill = (groups) => {
    remaining = groups.splice(list.children.length);
    for (const { location, text } of groups.flat()) {
      const room = waiting.get(location);
      if (room) room.outerHTML = text;
    }
    waiting.clear();
  };
  const output = list.closest(".md-search__output");
  output.addEventListener("scroll", () => output.scrollTop + 2 * output.clientHeight > output.scrollHeight && next(), { passive: true });

  // The link stands in the box of the hits, where the arrow keys go, and changes with the query.
  // On the page of examples a query is for the filters.
  const language = document.querySelector("a.language");
  const filters = document.querySelector("form.finder");
  const elsewhere = filters ? new URL(`../../${say.folder ? "" : "en/"}index.html`, here) : language.href.replace(/[?#].*$/, "");
  const link = element("a", "search-other");
  link.hidden = true;
  link.href = elsewhere;
  link.hreflang = language.hreflang;
  link.textContent = say.elsewhere;
  list.before(link);

  /* ---- the engine ---- */

  const load = (name, from = base) =>
    new Promise((onload, onerror) => {
      const script = document.createElement("script");
      Object.assign(script, { src: new URL(name, from), onload, onerror });
      document.head.append(script);
    });
  const inPage = async () => {
    await Promise.all([say.stemmers, say.engine].map((name) => load(name, here)));
    const { port1, port2 } = new MessageChannel();
    answerSearch(port1);
    return port2;
  };
  let port;
  let busy = true; // until it is ready, and while it looks for something
  let lastQuery = ""; // the query it was last given
  let entered = false; // the reader pressed Enter before there was an answer
  const follow = () => {
    entered = false;
    const best = list.querySelector("a") ?? link;
    if (!best.hidden) best.click();
  };
  const ask = () => {
    const query = field.value;
    link.hidden = !query.trim();
    link.href = `${elsewhere}?q=${encodeURIComponent(query)}`;
    if (busy || query === lastQuery) return;
    busy = true;
    lastQuery = query;
    port.postMessage({ query });
  };
  const listen = ({ data: { hits, titles } }) => {
    if (hits && !titles) return busy || fill(hits); // busy: an answer with texts comes
    busy = false;
    if (!hits) {
      show([]);
      performance.mark("search-ready"); // for tests/bench/search.py
    } else if (lastQuery === field.value) {
      // A reader may have moved on before the answer came: the choice stays, and the focus stays in the list.
      const inList = list.contains(document.activeElement);
      show(hits);
      if (inList) (list.querySelector("a") ?? field).focus();
      if (chosen < 0) suggest(titles);
    }
    ask();
    if (entered && !busy) follow();
  };
  const start = async () => {
    if (port !== undefined) return;
    port = null;
    performance.mark("search-opened");
    const worker = window.Worker && location.protocol !== "file:";
    [port] = await Promise.all([worker ? new Worker(new URL(say.engine, here), { name: say.stemmers }) : inPage(), load("search/index.js")]);
    port.onmessage = listen;
    port.postMessage({ index: searchIndex });
    port.postMessage({ texts: await load("search/texts.js").then(() => searchTexts, () => ({})) });
  };

  /* ---- the box ---- */

  const turn = (on) => {
    if (toggle.checked === on) return;
    toggle.checked = on;
    toggle.dispatchEvent(new Event("change"));
  };
  toggle.addEventListener("change", () => {
    entered = false;
    choose(-1);
    if (toggle.checked) return start();
    if (!fromAddress) return;
    const address = new URL(location.href);
    address.searchParams.delete("q");
    try { history.replaceState(history.state, "", address); } catch { /* some browsers forbid it from file:// */ }
  });
  // The index comes when a reader turns to the field; what it finds is shown once there is something to look for.
  field.addEventListener("focus", start);
  for (const type of ["click", "input"]) {
    field.addEventListener(type, () => {
      entered = false;
      if (type === "input") choose(-1);
      start();
      if (field.value.trim() || type === "input" && toggle.checked) turn(true);
      ask();
    });
  }
  const search = (query) => {
    field.value = query;
    turn(true);
    field.focus();
    ask();
  };
  field.form.addEventListener("reset", () => setTimeout(() => { field.focus(); ask(); }));
  field.form.addEventListener("submit", (event) => event.preventDefault());

  const box = field.closest(".md-search"); // site.js closes it with the Escape key
  box.addEventListener("click", (event) => event.target.closest("a") && turn(false));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the keys are for the words being put together
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      if (chosen >= 0) return take(options.children[chosen]);
      if (!field.value.trim()) return;
      if (busy) entered = true;
      else follow();
    } else if (event.target === field && event.key === "ArrowDown" && toggle.checked && chosen < options.children.length - 1) {
      event.preventDefault();
      choose(chosen + 1);
    } else if (event.target === field && event.key === "ArrowUp" && chosen >= 0) {
      event.preventDefault();
      choose(chosen - 1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!toggle.checked && field.value.trim()) turn(true);
      const all = box.querySelectorAll(".md-search-result :is(a, summary)");
      const stops = [field, ...[...all].filter((stop) => stop.getClientRects().length)]; // not what is folded away
      choose(-1);
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[(at + stops.length) % stops.length].focus();
    }
  });

  // The large field of the front page is another way into the same.
  document.querySelector(".front-search")?.addEventListener("submit", (event) => {
    event.preventDefault();
    search(event.target.elements.q.value);
  });

  // An address with a query opens the box with it, but on the page of examples, whose filters it is for.
  const query = new URLSearchParams(location.search).get("q");
  const fromAddress = query !== null && !filters;
  if (fromAddress) search(query);
})();
