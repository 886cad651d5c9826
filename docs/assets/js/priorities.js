/* The priority matrix: criteria with weights, areas with scores, and the order that they give, counted as one types.
   What is entered is kept on this device alone, under "s3-priorities". A name that nobody has changed is null there, and
   is shown in the language of the page. */
(() => {
  "use strict";
  const place = document.getElementById("priorities");
  if (!place) return;
  const { words, criteria: given, areas: example } = JSON.parse(place.dataset.given);
  const KEY = "s3-priorities";
  const [HIGHEST, HEAVIEST, MOST, LONGEST] = [5, 100, 20, 120];
  const lang = document.documentElement.lang;
  const decimal = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const button = (text, act, label) => {
    const element = make("button", { type: "button", class: "button button--small" }, text);
    if (label) element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    return element;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  /* ---- what is entered ---- */

  const names = Object.fromEntries([...given.map(([name], at) => [`c${at}`, name]), ...example.map(([name], at) => [`e${at}`, name])]);
  const empty = () => ({ criteria: given.map(([, weight], at) => ({ id: `c${at}`, name: null, weight })), areas: [] });
  const worked = () => ({
    ...empty(),
    areas: example.map(([, scores], at) => ({ id: `e${at}`, name: null, scores: Object.fromEntries(scores.map((score, of) => [`c${of}`, score])) })),
  });
  const isNumber = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
  const isItem = (one) => one && /^\w{1,20}$/.test(one.id) && (one.name === null || (typeof one.name === "string" && one.name.length <= LONGEST));
  /* What was kept or read from a file, with nothing in it but what it should have; null if it is something else. */
  const checked = (content) => {
    const { criteria, areas } = content ?? {};
    const lists = [criteria, areas];
    if (!lists.every((list) => Array.isArray(list) && list.length <= MOST && list.every(isItem) && new Set(list.map(({ id }) => id)).size === list.length)) return null;
    if (!criteria.every(({ weight }) => isNumber(weight, HEAVIEST))) return null;
    return {
      criteria: criteria.map(({ id, name, weight }) => ({ id, name, weight })),
      areas: areas.map(({ id, name, scores }) => ({
        id, name, scores: Object.fromEntries(criteria.filter((one) => isNumber(scores?.[one.id], HIGHEST)).map((one) => [one.id, scores[one.id]])),
      })),
    };
  };
  let isStored = true;
  const read = () => {
    try { return checked(JSON.parse(localStorage.getItem(KEY))); } catch { return null; }
  };
  const write = () => {
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch { isStored = false; }
  };
  let state = read() ?? empty();
  let before = null; // what was there before all of it was replaced
  const nameOf = ({ id, name }) => name ?? names[id] ?? "";
  const newId = () => `n${1 + Math.max(0, ...[...state.criteria, ...state.areas].map(({ id }) => (id[0] === "n" ? Number(id.slice(1)) || 0 : 0)))}`;

  /* ---- the order ---- */

  const total = (area, criteria) => {
    const sum = criteria.reduce((all, { weight }) => all + weight, 0);
    const points = criteria.reduce((all, { id, weight }) => all + weight * (area.scores[id] ?? 0), 0);
    return sum ? Math.round((100 * points) / sum) / 100 : 0;
  };
  const ordered = (criteria = state.criteria) => {
    const rows = state.areas.map((area) => ({ area, total: total(area, criteria) }));
    for (const row of rows) {
      row.place = 1 + rows.filter((other) => other.total > row.total).length;
      row.shared = rows.some((other) => other !== row && other.total === row.total);
    }
    return rows.sort((one, two) => one.place - two.place);
  };
  const first = (criteria) => ordered(criteria).filter(({ place: at }) => at === 1).map(({ area }) => nameOf(area)).join(", ");
  const placeOf = ({ place: at, shared }) => (shared ? say(words.shared, { place: at }) : String(at));

  /* ---- the page ---- */

  const criteriaList = make("ul", { class: "criteria" });
  const sum = make("p", { class: "weights" });
  const areaList = make("div", { class: "areas" });
  const status = make("p", { role: "status" });
  const result = make("div", { class: "result" });
  const paper = make("div", { class: "paper" });

  const nameField = (item, label, changed) => {
    const field = make("input", { type: "text", maxlength: LONGEST, "aria-label": label, value: nameOf(item), autocomplete: "off" });
    field.addEventListener("input", () => { item.name = field.value; changed(); });
    return field;
  };
  const criterion = (item, at) => {
    const weight = make("input", { type: "range", min: 0, max: HEAVIEST, value: item.weight });
    const output = make("span", { "aria-hidden": "true" }, String(item.weight)); // the slider says its value itself
    const remove = button(words.remove, () => {
      state.criteria.splice(at, 1);
      rebuilt();
      addCriterion.focus();
    });
    const label = () => {
      weight.setAttribute("aria-label", say(words.weight_of, { name: nameOf(item) }));
      remove.setAttribute("aria-label", say(words.remove_one, { name: nameOf(item) }));
    };
    weight.addEventListener("input", () => {
      item.weight = Number(weight.value);
      output.textContent = weight.value;
      changed();
    });
    label();
    return make("li", {}, nameField(item, say(words.criterion, { number: at + 1 }), () => { label(); showAreas(); changed(); }), make("span", { class: "weight" }, weight, output), remove);
  };
  const score = (area, item) => {
    const select = make("select", {}, make("option", { value: "" }, "–"));
    for (let points = 0; points <= HIGHEST; points++) select.append(make("option", { value: points }, String(points)));
    select.value = String(area.scores[item.id] ?? "");
    select.addEventListener("change", () => {
      if (select.value === "") delete area.scores[item.id];
      else area.scores[item.id] = Number(select.value);
      changed();
    });
    return make("label", {}, make("span", {}, nameOf(item)), select);
  };
  const areaBox = (area, at) => {
    const legend = make("legend", { class: "unseen" }, nameOf(area));
    const remove = button(words.remove, () => {
      state.areas.splice(at, 1);
      rebuilt();
      addArea.focus();
    }, say(words.remove_one, { name: nameOf(area) }));
    const renamed = () => {
      legend.textContent = nameOf(area);
      remove.setAttribute("aria-label", say(words.remove_one, { name: nameOf(area) }));
      changed();
    };
    return make("fieldset", {}, legend, make("p", {}, nameField(area, say(words.area, { number: at + 1 }), renamed), " ", remove), ...state.criteria.map((item) => score(area, item)));
  };
  const table = (caption, heads, rows) => make("table", { class: "order" }, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows.map(([head, ...cells]) => make("tr", {}, make("th", { scope: "row" }, head), ...cells.map((cell) => make("td", {}, cell))))));
  const matrix = () => {
    const rows = new Map(ordered().map((row) => [row.area, row]));
    return [
      [words.head, words.weight, ...state.areas.map(nameOf)],
      ...state.criteria.map((item) => [nameOf(item), String(item.weight), ...state.areas.map((area) => String(area.scores[item.id] ?? ""))]),
      [words.total, String(state.criteria.reduce((all, { weight }) => all + weight, 0)), ...state.areas.map((area) => decimal.format(rows.get(area).total))],
      [words.place, "", ...state.areas.map((area) => placeOf(rows.get(area)))],
    ];
  };

  /* Which criteria alone settle who comes first. */
  const tested = () => {
    const now = first(state.criteria);
    const settle = state.criteria.map((item) => [item, first(state.criteria.filter((one) => one !== item))]).filter(([item, then]) => item.weight && then !== now);
    if (!settle.length) return [make("p", {}, words.holds)];
    return [make("ul", {}, ...settle.map(([item, then]) => make("li", {}, say(words.decides, { criterion: nameOf(item), area: then }))))];
  };
  let announced = null;
  let later = 0;
  const tell = (order) => {
    clearTimeout(later);
    announced ??= order;
    later = setTimeout(() => { if (order !== announced) status.textContent = announced = order; }, 600);
  };
  const showResult = () => {
    const rows = ordered();
    const weights = state.criteria.reduce((all, { weight }) => all + weight, 0);
    sum.textContent = say(weights === 100 ? words.sum : words.sum_other, { sum: weights });
    const missing = state.areas.filter((area) => state.criteria.some(({ id }) => !(id in area.scores))).map(nameOf);
    result.replaceChildren();
    paper.replaceChildren();
    tell(rows.length ? `${words.order} ${rows.map((row) => `${placeOf(row)} ${nameOf(row.area)} ${decimal.format(row.total)}`).join("; ")}` : "");
    if (!rows.length) return void result.append(make("p", {}, words.none));
    result.append(table(words.order, [words.area_head, words.place, words.total], rows.map((row) => [nameOf(row.area), placeOf(row), decimal.format(row.total)])));
    if (missing.length) result.append(make("p", {}, say(words.missing, { names: missing.join(", ") })));
    if (rows.length > 1 && state.criteria.length > 1) result.append(...tested());
    const [heads, ...body] = matrix();
    paper.append(table(words.matrix, heads, body));
  };
  const changed = () => {
    write();
    note.hidden = isStored;
    showResult();
  };
  const showAreas = () => areaList.replaceChildren(...state.areas.map(areaBox));
  const show = () => {
    criteriaList.replaceChildren(...state.criteria.map(criterion));
    showAreas();
    addCriterion.hidden = state.criteria.length >= MOST;
    addArea.hidden = state.areas.length >= MOST;
    undo.hidden = !before;
    note.hidden = isStored;
    showResult();
  };
  const rebuilt = () => { write(); show(); };
  const replace = (next, text) => {
    before = state;
    state = next;
    announced = null; // what has happened is told instead
    rebuilt();
    status.textContent = text;
  };

  /* ---- files ---- */

  const download = (name, type, text) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const saveJson = () => download(`${words.file}.json`, "application/json", JSON.stringify({ kind: KEY, version: 1, ...state }, null, 2));
  /* A spreadsheet would run a cell that begins like a formula; Swedish ones want semicolons. */
  const saveCsv = () => {
    const cell = (text) => `"${text.replace(/^[=+\-@\t\r\n＝＋－＠]/, "'$&").replaceAll('"', '""')}"`;
    const rows = matrix().map((row) => row.map(cell).join(lang === "sv" ? ";" : ","));
    download(`${words.file}.csv`, "text/csv", `\ufeff${rows.join("\r\n")}\r\n`);
  };
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
  file.addEventListener("change", async () => {
    let opened = null;
    try {
      const content = JSON.parse(await file.files[0].text());
      opened = content?.kind === KEY ? checked(content) : null;
    } catch { /* no file of ours */ }
    if (opened) replace(opened, words.was_read);
    else status.textContent = words.bad_file;
    file.value = "";
  });

  /* ---- together ---- */

  const addCriterion = button(words.add_criterion, () => {
    state.criteria.push({ id: newId(), name: "", weight: 10 });
    rebuilt();
    criteriaList.querySelector("li:last-child input").focus();
  });
  const addArea = button(words.add_area, () => {
    state.areas.push({ id: newId(), name: say(words.area, { number: state.areas.length + 1 }), scores: {} });
    rebuilt();
    areaList.querySelector("fieldset:last-child input").select();
  });
  const undo = button(words.undo, () => {
    [state, before] = [before, null];
    rebuilt();
    status.textContent = words.undone;
  });
  const note = make("p", {}, words.not_kept);
  const tools = make("p", { class: "tools" },
    button(words.example, () => replace(worked(), words.loaded)), " ", button(words.save, saveJson), " ", button(words.csv, saveCsv), " ",
    button(words.read, () => file.click()), file, " ", button(words.print, () => window.print()), " ",
    button(words.clear, () => {
      replace(empty(), words.cleared);
      try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
    }), " ", undo);
  const form = make("form", { class: "screen-only", "aria-label": words.matrix }, tools, status, note,
    make("fieldset", {}, make("legend", {}, words.criteria), criteriaList, make("p", {}, addCriterion), sum),
    make("div", { role: "group", "aria-label": words.areas }, areaList, make("p", {}, addArea)));
  form.addEventListener("submit", (event) => event.preventDefault());
  place.append(form, result, paper);
  show();
})();
