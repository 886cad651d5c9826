/* Compares two to four regions or examples. hooks/guide/rendering/page_scripts.py writes the data: __compare with words,
   regions and the titles of examples; what is compared of examples comes in parts, loaded when they are needed. The
   choice is in the address, ?regions=a,b or ?examples=a,b, which is the same in both languages. */
(() => {
  "use strict";
  const place = document.getElementById("compare");
  if (!place) return;
  const data = window.__compare;
  const { words } = data;
  const LEAST = 2;
  const MOST = 4;
  const SHOWN = 60; // examples in the list at a time
  const lang = document.documentElement.lang;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const KINDS = {
    regions: data.regions.map(({ id, title: [text, of] }) => ({ id, text, of })),
    examples: data.examples.map(([id, text, of], at) => ({ id, text, of, part: Math.floor(at / data.part) })),
  };
  const collator = new Intl.Collator("sv"); // in English too, as all lists of the site
  for (const list of Object.values(KINDS)) list.sort((one, two) => collator.compare(one.text, two.text));
  const records = { regions: new Map(data.regions.map((one) => [one.id, one])), examples: new Map() };

  /* ---- the address ---- */

  let kind = "regions";
  let chosen = [];
  let tooMany = false;
  const read = () => {
    const params = new URLSearchParams(location.search);
    kind = params.has("examples") && !params.has("regions") ? "examples" : "regions";
    const known = new Map([...KINDS[kind].map(({ id }) => [id, id]), ...(kind === "examples" ? data.renamed : [])]);
    const wanted = [...new Set(params.getAll(kind).flatMap((ids) => ids.split(",")).map((id) => known.get(id)))].filter(Boolean);
    tooMany = wanted.length > MOST;
    chosen = wanted.slice(0, MOST);
  };
  const write = () => {
    const query = chosen.length ? `?${kind}=${chosen.join(",")}` : "";
    // A browser that forbids it (some do from file://) still compares; only the address stays.
    try { history.pushState(history.state, "", location.pathname + query + location.hash); } catch { /* see above */ }
  };

  /* ---- the examples' parts ---- */

  data.take = (_, part) => { for (const one of part) records.examples.set(one.id, one); };
  const ready = () => {
    const parts = kind === "regions" ? [] : KINDS.examples.filter((one) => chosen.includes(one.id)).map((one) => one.part);
    return Promise.all([place.dataset.export, ...parts.map((number) => place.dataset.part.replace("-0.", `-${number}.`))].map(window.s3Load));
  };

  /* ---- the choice ---- */

  const kinds = make("p", { class: "kinds" });
  for (const name of ["regions", "examples"]) {
    const radio = make("input", { type: "radio", name: "kind", value: name });
    radio.addEventListener("change", () => { kind = name; chosen = []; tooMany = false; search.value = ""; write(); show(); });
    kinds.append(make("label", {}, radio, words[name]));
  }
  const search = make("input", { type: "search", id: "compare-search", autocomplete: "off" });
  const list = make("ul");
  const status = make("p", { role: "status" });
  const clear = make("button", { type: "button", class: "button" }, words.clear);
  const print = make("button", { type: "button", class: "button" }, words.print);
  const saves = make("span", {}, ...["csv", "json"].flatMap((format) => {
    const button = make("button", { type: "button", class: "button", "data-format": format }, say(words.save, { format: format.toUpperCase() }));
    button.addEventListener("click", () => save(format));
    return [button, " "];
  }));
  const form = make("form", { class: "screen-only", "aria-label": words.choose },
    make("fieldset", {}, make("legend", {}, words.kind), kinds),
    make("p", {}, make("label", { for: "compare-search" }, words.search), " ", search),
    make("fieldset", { class: "compare-list" }, make("legend", {}, words.choose), list));
  const result = make("div");
  const tools = make("p", { class: "screen-only" }, clear, " ", print, " ", saves, words.share);
  place.append(form, status, result, tools);

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const showList = () => {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    const all = KINDS[kind];
    const hits = all.filter((one) => !chosen.includes(one.id) && wanted.every((word) => fold(one.text).includes(word)));
    const shown = [...chosen.map((id) => all.find((one) => one.id === id)), ...hits.slice(0, SHOWN)];
    list.replaceChildren(...shown.map(({ id, text, of }) => {
      const box = make("input", { type: "checkbox", value: id });
      box.checked = chosen.includes(id);
      box.disabled = !box.checked && chosen.length >= MOST;
      box.addEventListener("change", () => {
        chosen = box.checked ? [...chosen, id] : chosen.filter((one) => one !== id);
        tooMany = false;
        write();
        show();
        list.querySelector(`input[value="${id}"]`)?.focus();
      });
      return make("li", {}, make("label", {}, box, make("span", { lang: of }, text)));
    }));
  };

  /* ---- the comparison ---- */

  const unknown = () => make("span", { class: "unknown" }, words.unknown);
  const isEmpty = (cell) => !cell || cell.length === 0;
  const content = (type, cell, others) => {
    if (isEmpty(cell)) return [unknown()];
    if (type === "text") return [cell];
    if (type === "prose") return cell.text.map((text) => make("p", { lang: cell.lang === lang ? "" : cell.lang }, text));
    const own = cell.map(([key]) => key).filter((key) => !others.some((other) => (other ?? []).some(([one]) => one === key)));
    const items = make("ul", {}, ...cell.map(([, text]) => make("li", {}, text)));
    return own.length ? [items, make("p", {}, make("small", {}, say(words.only, { names: own.join(", ") })))] : [items];
  };
  const verdict = (type, cells) => {
    if (type === "prose") return "";
    if (cells.some(isEmpty)) return words.unknown; // what is not known of one may be the same
    if (type === "text") return cells.every((cell) => cell === cells[0]) ? words.same : words.differs;
    const common = cells[0].map(([key]) => key).filter((key) => cells.every((cell) => cell.some(([one]) => one === key)));
    const all = cells.every((cell) => cell.length === common.length);
    return all ? words.same : say(words.common, { names: common.join(", ") || words.none });
  };
  const table = (compared) => {
    const heads = compared.map(({ title: [text, of], page }) => make("th", { scope: "col" }, make("a", { href: page, lang: of }, text)));
    const rows = data.fields[kind].map(([type, field], at) => {
      const cells = compared.map((one) => one.cells[at]);
      const verdictText = verdict(type, cells);
      return make("tr", {}, make("th", { scope: "row" }, field),
        ...cells.map((cell, of) => make("td", { "data-label": compared[of].title[0] }, ...content(type, cell, cells.filter((_, other) => other !== of)))),
        make("td", { class: "verdict", "data-label": words.difference }, verdictText || "–"));
    });
    return make("table", { class: "compare-table" }, make("caption", {}, words.table),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.field), ...heads, make("th", { scope: "col" }, words.difference))),
      make("tbody", {}, ...rows));
  };
  /* What is compared as a file: a row a field as the table has it, or a record each. */
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const plain = (type, cell) => (isEmpty(cell) ? "" : type === "text" ? cell : type === "prose" ? cell.text.join("\n\n") : cell.map(([, text]) => text));
  const save = async (format) => {
    await window.s3Load(place.dataset.export);
    const compared = chosen.map((id) => records[kind].get(id));
    const fields = data.fields[kind];
    const { csv, json, save: keep } = window.s3Export;
    const heads = [words.field, ...compared.map((one) => one.title[0]), words.difference];
    const rows = fields.map(([type, field], at) => {
      const cells = compared.map((one) => one.cells[at]);
      return [field, ...cells.map((cell) => [plain(type, cell)].flat().join("; ")), verdict(type, cells)];
    });
    const objects = compared.map((one) => ({
      id: one.id, title: one.title[0], page: new URL(one.page, home).href,
      fields: Object.fromEntries(fields.map(([type, field], at) => [field, plain(type, one.cells[at])])),
    }));
    keep(`${words.file}.${format}`, format === "csv" ? csv([heads, ...rows]) : json(objects));
  };
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    kinds.querySelector(`input[value=${kind}]`).checked = true;
    showList();
    clear.hidden = !chosen.length;
    print.hidden = chosen.length < LEAST;
    saves.hidden = true; // until what saves has come
    if (chosen.length < LEAST) {
      status.textContent = words.few;
      result.replaceChildren();
      return;
    }
    status.textContent = words.loading;
    try { await ready(); } catch { status.textContent = words.failed; return; }
    if (mine !== turn) return; // the reader has chosen again meanwhile
    saves.hidden = false;
    const compared = chosen.map((id) => records[kind].get(id));
    const names = say(words.chosen, { names: compared.map((one) => one.title[0]).join(" · ") });
    status.textContent = chosen.length === MOST ? `${names} ${words.full}` : names;
    result.replaceChildren(table(compared));
  };

  search.addEventListener("input", showList);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => { chosen = []; write(); show(); search.focus(); });
  print.addEventListener("click", () => window.print());
  addEventListener("popstate", () => { read(); show(); });
  read();
  show();
})();
