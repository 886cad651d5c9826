/* The filters on the page of examples. hooks/guide/rendering/templates/filters.html has the form and says what is loaded where; hooks/guide/rendering/page_scripts.py
   writes the data, which come when the reader first turns to the filters: __examples, then __example_texts. What is typed is sought in
   titles, then in what else a card is about, then in the rest of the texts, in any inflection; a link leads on to the search. */
(() => {
  "use strict";
  const form = document.querySelector("form.finder");
  if (!form) return;
  const ROUND = 24; // cards shown at a time
  const SHORT = 4; // letters of a stem that is sought as a word of its own only
  const QUIET = 200; // ms without typing before the address follows: browsers limit how often it may change
  const text = form.elements.q;
  const boxes = [...form.querySelectorAll("input[type=checkbox]")].map((input) => {
    const label = input.closest("label");
    return { input, label, name: label.children[1], count: label.querySelector(".count"), facet: input.name, value: input.value };
  });
  const FACETS = [...new Set(boxes.map((box) => box.facet))];
  const root = document.documentElement.classList;
  const folds = [...form.querySelectorAll(".facet")];
  const filters = form.querySelector(".finder-fold > summary");
  const place = form.closest(".examples");
  const status = place.querySelector(".finder-status");
  const untouched = status.textContent;
  const saving = place.querySelector(".save-list");
  const chips = place.querySelector(".chosen-filters");
  const toPack = chips.querySelector(".found-pack");
  const toGuide = chips.querySelector(".found-guide");
  const guide = toGuide.getAttribute("href");
  const chosenInAll = filters.querySelector(".chosen");
  const lead = form.querySelector(".finder-show button");
  const legend = (facet) => folds[FACETS.indexOf(facet)].querySelector("summary > span").textContent;
  const number = (count) => count.toLocaleString(document.documentElement.lang);

  /* ---- the address ---- */

  // A browser that forbids it (some do from file://) still filters; only the address stays.
  const address = (change, search, state = null) => {
    try { history[change](state, "", location.pathname + search); } catch { /* see above */ }
  };
  const revealed = () => history.state?.shown ?? ROUND; // what a reader on the way back had before them
  const hasQuery = (params) => [...FACETS, "q"].some((key) => params.get(key)?.trim());
  const read = (search) => {
    const params = new URLSearchParams(search);
    for (const { input, facet, value } of boxes) input.checked = params.getAll(facet).join().split(",").includes(value);
    text.value = params.get("q") ?? "";
  };
  const query = () => {
    const others = new URLSearchParams(location.search);
    for (const key of [...FACETS, "q"]) others.delete(key);
    const parts = FACETS.map((facet) => [facet, boxes.filter((box) => box.facet === facet && box.input.checked)])
      .filter(([, chosen]) => chosen.length)
      .map(([facet, chosen]) => `${facet}=${chosen.map((box) => encodeURIComponent(box.value)).join(",")}`);
    if (text.value.trim()) parts.push(`q=${encodeURIComponent(text.value.trim())}`);
    if (`${others}`) parts.push(others);
    return parts.length ? `?${parts.join("&")}` : "";
  };

  /* ---- the examples ---- */

  const SPELLINGS = [[/([iy])z(?=[aei]|\b)/g, "$1s"], [/programme?/g, "program"], [/center/g, "centre"], [/(behavi|col|fav|lab|neighb)our/g, "$1or"]];
  // Without dots and rings, and British and American spellings alike.
  const fold = (words) => SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) stems.set(word, fold(stemmers[document.documentElement.lang](word)));
    return stems.get(word);
  };
  // A text as it is searched, with the stems of its words after it.
  const searched = (texts) => {
    const words = texts.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return `${fold(texts)} ${[...new Set(words.map(stem))].join(" ")} `;
  };
  // Of a typed word, what to look for: the word, and its stem, which may end a compound unless it is as short as that of
  // "länder" (in "Götaland") or "lärande" (in "klar").
  const forms = (word) => [fold(word), stem(word).length > SHORT ? `${stem(word)} ` : ` ${stem(word)} `];
  let rows = [];
  let ids; // of the values of each facet
  const take = ({ facets, wheres, rows: given }) => {
    ids = FACETS.map((facet) => facets[facet]);
    for (const box of boxes) {
      box.at = facets[box.facet].indexOf(box.value);
      (namesOf[box.facet] ??= [])[box.at] = box.name.textContent;
    }
    steps = inOrder("step");
    themes = inOrder("theme");
    rows = given.map(([page, title, at, foreign, ...values]) => {
      const where = wheres[at], head = searched(title);
      const ownFacets = foreign & 4 ? ["step"] : ["step", "theme"]; // themes of its own
      const names = ownFacets.flatMap((facet) => values[FACETS.indexOf(facet)].map((value) => namesOf[facet][value]));
      const text = `${head}\n${searched([where, ...names].join("\n"))}`;
      return { page, title, where, foreign, values, summary: "", text, head: head.length, shown: Infinity };
    });
  };
  const takeTexts = (texts) => {
    texts.forEach(([summary, organisations, reviewed, words], at) => {
      const row = rows[at], [onCard, rest] = [`${summary}\n${organisations}`, words].map(searched);
      Object.assign(row, { summary, reviewed, shown: row.text.length + 1 + onCard.length });
      row.text = [row.text, onCard, rest].join("\n");
    });
  };
  /* The hits, those with all words in the title first and those with some of them in the rest of the texts only last, and
     how many each value has or would add: a value counts the examples that fit all that is chosen under the other headings. */
  const sift = () => {
    const words = text.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).map(forms);
    // Where the text of a row has a word: 0 in the title, 1 in what else its card is about, 2 in the rest, 3 nowhere.
    const part = ({ text, head, shown }) => (form) => {
      const at = text.indexOf(form);
      return at < 0 ? 3 : at < head ? 0 : at < shown ? 1 : 2;
    };
    const chosen = FACETS.map((facet) => new Set(boxes.filter((box) => box.facet === facet && box.input.checked).map((box) => box.at)));
    const counts = ids.map((values) => values.map(() => 0));
    const hits = [[], [], []];
    for (const row of rows) {
      const failed = [];
      chosen.forEach((set, at) => { if (set.size && !row.values[at].some((value) => set.has(value))) failed.push(at); });
      if (failed.length > 1) continue;
      const worst = Math.max(0, ...words.map((forms) => Math.min(...forms.map(part(row)))));
      if (worst === 3) continue;
      if (!failed.length) hits[worst].push(row);
      row.values.forEach((values, at) => {
        if (!failed.length || failed[0] === at) for (const value of values) counts[at][value]++;
      });
    }
    return { hits: hits.flat(), counts };
  };

  /* ---- what is shown ---- */

  const make = (tag, className, content = "", lang = "") => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (lang) element.lang = lang;
    element.append(content);
    return element;
  };
  const other = document.documentElement.lang === "sv" ? "en" : "sv";
  const inOrder = (facet) => boxes.filter((box) => box.facet === facet).sort((one, two) => one.at - two.at);
  const card = (row) => {
    const item = make("li", `card card-${steps[row.values[0][0]].value}`);
    const link = make("a", "card-title", row.title, row.foreign & 1 ? other : "");
    link.href = `${row.page}.html`;
    const evidence = namesOf.evidence[row.values[FACETS.indexOf("evidence")][0]];
    const meta = make("p", "card-meta");
    for (const at of row.values[0]) meta.append(make("span", `step step-${steps[at].value}`, steps[at].name.textContent), " ");
    const title = make("p", "", link);
    item.append(title, make("p", "", row.summary, row.foreign & 2 ? other : ""), make("p", "card-where", `${row.where} · ${evidence}`), meta);
    const has = row.values[FACETS.indexOf("theme")];
    if (row.foreign & 4) { // those that it has through its region are not its own
      if (has.length) item.append(make("p", "card-themes", form.dataset.inherited));
    } else if (has.length) {
      const own = make("p", "card-themes");
      has.forEach((at, place) => {
        const link = make("a", "theme", themes[at].name.textContent, themes[at].name.lang);
        link.href = form.dataset.themes.replace(/index(?=\.html$)/, themes[at].value);
        own.append(place ? ", " : "", link);
      });
      item.append(own);
    }
    return item;
  };
  const namesOf = {}; // the names of the values of each facet, in the order of the data
  let steps, themes, hits, section, list, more, leading; // leading: the hits or, where nothing is chosen, all
  const reveal = (from, to) => {
    list.append(...hits.slice(from, to).map(card));
    more.hidden = to >= hits.length;
  };
  const tell = (kind, count) => {
    const message = status.dataset[kind].replace("{count}", number(count));
    if (status.textContent !== message) status.textContent = message;
  };
  const chip = (label, remove) => {
    const button = make("button", "chip", make("span", "unseen", `${form.dataset.remove} `));
    button.type = "button";
    button.append(label);
    const cross = make("span", "cross", "×");
    cross.setAttribute("aria-hidden", "true");
    button.append(" ", cross);
    button.addEventListener("click", remove);
    const item = make("li");
    item.append(button);
    return item;
  };
  const showChosen = () => {
    const active = boxes.filter((box) => box.input.checked).map((box) =>
      chip(`${legend(box.facet)}: ${box.name.textContent}`, () => { box.input.checked = false; removed(); }));
    const typed = text.value.trim();
    if (typed) active.push(chip(form.dataset.words.replace("{text}", () => typed), () => { text.value = ""; removed(); }));
    toGuide.hidden = !typed;
    toGuide.href = `${guide}?q=${encodeURIComponent(typed)}`;
    toGuide.textContent = toGuide.dataset.label.replace("{text}", () => typed);
    chips.firstElementChild.replaceChildren(...active);
    chips.hidden = !active.length;
    chosenInAll.textContent = active.length ? `(${active.length})` : "";
    folds.forEach((facet, at) => {
      const chosen = boxes.filter((box) => box.facet === FACETS[at] && box.input.checked).length;
      facet.querySelector(".chosen").textContent = chosen ? `(${chosen})` : "";
    });
    return active.length > 0;
  };
  const showCounts = (counts) => {
    for (const box of boxes) {
      const count = counts[FACETS.indexOf(box.facet)][box.at] ?? 0;
      box.count.textContent = number(count);
      box.label.classList.toggle("none", !count);
      // One that has the focus keeps it: a disabled one would drop it.
      box.input.disabled = !count && !box.input.checked && box.input !== document.activeElement;
    }
  };
  const show = (upTo = ROUND) => {
    if (!rows.length) { // what is chosen is shown when they have come
      const asked = Boolean(query());
      root.toggle("finding", asked);
      const now = asked ? status.dataset.loading : untouched;
      if (status.textContent !== now) status.textContent = now;
      return;
    }
    const result = sift();
    const any = showChosen();
    hits = any ? result.hits : [];
    leading = any ? hits : rows;
    saving.hidden = !leading.length;
    toPack.disabled = !leading.length;
    showCounts(result.counts);
    const leads = leading.length;
    lead.textContent = lead.dataset[leads > 1 ? "some" : leads ? "one" : "none"].replace("{count}", number(leads));
    tell(!any ? "all" : hits.length > 1 ? "some" : hits.length ? "one" : "none", leads);
    root.toggle("finding", any);
    section.hidden = !hits.length;
    list.replaceChildren();
    reveal(0, upTo);
  };

  /* ---- what the reader does ---- */

  const choose = () => { address("pushState", query()); need(); show(); };
  const removed = () => {
    const buttons = [...chips.querySelectorAll(".chip")];
    const at = buttons.indexOf(document.activeElement);
    choose();
    const left = [...chips.querySelectorAll(".chip")];
    (left[Math.min(at, left.length - 1)] ?? status).focus();
  };
  const TURNED = ["pointerenter", "focusin"]; // to the filters
  let coming;
  const come = async () => {
    await Promise.all([form.dataset.stemmers, form.dataset.index].map(window.s3Load));
    if (!rows.length) take(__examples);
    show(revealed());
    performance.mark("finder-usable"); // for tests/bench/finder.py
    await window.s3Load(form.dataset.texts);
    takeTexts(__example_texts);
    show(Math.max(ROUND, list.children.length));
    performance.mark("finder-texts");
    for (const type of TURNED) form.removeEventListener(type, need);
  };
  const need = () => coming ??= come().catch(() => { // on a line that broke, the next turn asks again
    coming = null;
    if (!rows.length && query()) status.textContent = status.dataset.failed;
  });
  /* What docs/assets/js/export.js saves: the list with ids of values, and the same with their names. */
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const record = (row, value) => {
    const of = Object.fromEntries(FACETS.map((facet, at) => [facet, row.values[at].map((place) => value(at, place))]));
    return {
      id: row.page, language: row.foreign & 1 ? other : document.documentElement.lang, title: row.title, summary: row.summary,
      where: row.where, steps: of.step, themes: of.theme, themes_inherited: Boolean(row.foreign & 4 && of.theme.length),
      regions: of.region, countries: of.country, roles: of.role, evidence: of.evidence[0], status: of.status[0],
      reviewed: row.reviewed, page: new URL(`${row.page}.html`, home).href,
    };
  };
  window.s3Listed = async () => {
    await need();
    if (!rows[0]?.reviewed) throw new Error("The texts have not come");
    return {
      rows: leading.map((row) => record(row, (at, place) => ids[at][place])),
      names: leading.map((row) => record(row, (at, place) => namesOf[FACETS[at]][place])),
    };
  };
  // Few save the list: what does so comes when they open it.
  saving.addEventListener("toggle", () => window.s3Load(saving.dataset.script), { once: true });
  const given = location.search;
  const start = () => {
    section = document.querySelector("section.hits");
    list = section.querySelector("ul");
    more = section.querySelector(".more");
    let typing;
    const typed = () => { clearTimeout(typing); if (query() !== location.search) address("replaceState", query()); };
    text.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(typed, QUIET); need(); show(); });
    text.addEventListener("change", typed);
    for (const { input } of boxes) input.addEventListener("change", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    chips.querySelector(".clear").addEventListener("click", () => { read(""); clearTimeout(typing); choose(); status.focus(); });
    more.addEventListener("click", () => {
      const shown = list.children.length;
      reveal(shown, shown + ROUND);
      address("replaceState", location.search, { shown: shown + ROUND });
      list.children[shown].querySelector("a").focus();
    });
    addEventListener("beforeprint", () => hits && reveal(list.children.length, hits.length)); // on paper nobody can ask for more
    window.s3Found = () => hits.map((row) => row.page.match(/[^/]+$/)[0]); // for example.js
    window.addEventListener("popstate", () => { clearTimeout(typing); read(location.search); if (query()) need(); show(revealed()); }); // for links within the page too
    for (const type of TURNED) form.addEventListener(type, need);
    if (hasQuery(new URLSearchParams(given))) need();
  };

  read(given);
  for (const { input } of boxes) if (input.checked) input.closest(".facet").open = true;
  // Beside what they give on a wide screen, the filters are always open; else a button opens them.
  const filterFold = form.querySelector(".finder-fold");
  const wide = matchMedia("(min-width: 76.25em)");
  const fit = () => { filterFold.open = wide.matches; };
  const opened = () => root.toggle("filtering", filterFold.open && !wide.matches);
  fit();
  wide.addEventListener?.("change", fit);
  filterFold.addEventListener("toggle", opened);
  filterFold.classList.add("ready"); // until then the style sheet shows what it will be
  lead.addEventListener("click", () => {
    filterFold.open = false;
    status.scrollIntoView();
    status.focus();
  });
  root.toggle("finding", hasQuery(new URLSearchParams(given)));
  document.addEventListener("DOMContentLoaded", start);
})();
