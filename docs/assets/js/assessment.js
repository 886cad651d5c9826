/* The self-assessment: keeps the answers on this device, shows the result, and reads and writes files. What is in a file or
   in storage is data from outside: it is checked answer by answer, and shown as text. */
(() => {
  "use strict";
  const form = document.getElementById("assessment");
  if (!form) return;
  const place = document.getElementById("assessment-result");
  const tools = document.querySelector(".assessment-tools");
  const words = form.dataset;
  const lang = document.documentElement.lang;
  const KEY = "s3-assessment"; // in storage, and as the format of a file
  const VERSION = 1;
  const MOST = { name: 100, note: 1000, who: 100, file: 1_000_000, files: 30, weakest: 5 };
  const SVG = "http://www.w3.org/2000/svg";

  const make = (tag, attributes = {}, ...inside) => {
    const element = attributes.xmlns ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const draw = (tag, attributes, ...inside) => make(tag, { xmlns: SVG, ...attributes }, ...inside);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = (value, minimumFractionDigits = 0) => value.toLocaleString(lang, { minimumFractionDigits, maximumFractionDigits: 1 });
  const today = () => new Date().toLocaleDateString("sv"); // YYYY-MM-DD

  const statements = [...form.querySelectorAll("fieldset")].map((box) => ({
    id: box.id, box, step: box.dataset.step, name: box.dataset.name, text: box.querySelector("legend").textContent,
    levels: [...box.querySelectorAll("label > span")].map((one) => one.lastChild.textContent.trim()),
  }));
  const rows = [...place.querySelectorAll("tr[data-step]")];

  /* ---- an assessment: a name, a day, and a level, a note and who answers by statement ---- */

  const empty = () => ({ name: "", date: "", answers: new Map() });
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
  const answerOf = (given) => {
    const level = Number.isInteger(given?.level) && given.level >= 0 && given.level <= 5 ? given.level : null;
    return { level, note: text(given?.note, MOST.note), who: text(given?.who, MOST.who) };
  };
  /* What was read, checked. Throws the key of the message that says what is wrong. */
  const accept = (given) => {
    if (given?.format !== KEY) throw new Error("foreign");
    if (!(given.version <= VERSION)) throw new Error("newer");
    if (typeof given.answers !== "object" || !given.answers) throw new Error("damaged");
    const read = { ...empty(), name: text(given.name, MOST.name), date: /^\d{4}-\d\d-\d\d$/.test(given.date) ? given.date : "" };
    for (const { id } of statements) if (Object.hasOwn(given.answers, id)) read.answers.set(id, answerOf(given.answers[id]));
    read.leftOut = Object.keys(given.answers).length - read.answers.size;
    return read;
  };
  const plain = ({ name, date, answers }) => ({ format: KEY, version: VERSION, name, date, answers: Object.fromEntries(answers) });
  const levelOf = (one, id) => one.answers.get(id)?.level ?? null;
  const graded = (one, ids) => ids.map((id) => levelOf(one, id)).filter((level) => level > 0);
  const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  };
  const idsOf = (step) => statements.filter((one) => one.step === step).map((one) => one.id);
  const average = (one, step) => {
    const levels = graded(one, idsOf(step));
    return levels.length ? levels.reduce((sum, level) => sum + level, 0) / levels.length : null;
  };

  /* ---- what is on this device ---- */

  let [own, earlier, others] = [empty(), null, []];
  let refused = false; // the browser stores nothing
  let unsaved = false;
  const restore = () => {
    let stored;
    try { stored = localStorage.getItem(KEY); } catch { refused = true; }
    try {
      const saved = JSON.parse(stored ?? "{}");
      const one = (given) => { try { return accept(given); } catch { return null; } };
      own = one(saved.own) ?? own;
      earlier = one(saved.earlier);
      if (Array.isArray(saved.others)) others = saved.others.map(one).filter(Boolean);
    } catch { /* damaged: nobody but this page writes it */ }
  };
  const isEmpty = (one) => !one.name && !one.answers.size;
  const store = () => {
    try {
      if (isEmpty(own) && !earlier && !others.length) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify({ own: plain(own), earlier: earlier && plain(earlier), others: others.map(plain) }));
    } catch { refused = true; }
    unsaved = refused && !isEmpty(own);
  };

  /* ---- the form ---- */

  const name = document.getElementById("assessment-name");
  const fields = (box) => [...box.querySelectorAll("[data-field]")];
  const fill = () => {
    name.value = own.name;
    for (const { id, box } of statements) {
      const answer = own.answers.get(id);
      for (const radio of box.querySelectorAll("input[type=radio]")) radio.checked = radio.value === String(answer?.level);
      for (const field of fields(box)) field.value = answer?.[field.dataset.field] ?? "";
    }
  };
  const readForm = () => {
    own = { ...empty(), name: name.value.trim(), date: today() };
    for (const { id, box } of statements) {
      const chosen = box.querySelector("input:checked");
      const [note, who] = fields(box).map((field) => field.value.trim());
      if (chosen || note || who) own.answers.set(id, { level: chosen ? Number(chosen.value) : null, note, who });
    }
  };

  /* ---- the result ---- */

  const CENTRE = [210, 160];
  const RADIUS = 115;
  const at = (axis, level) => {
    const angle = (axis / rows.length) * 2 * Math.PI - Math.PI / 2;
    return [CENTRE[0] + (Math.cos(angle) * RADIUS * level) / 5, CENTRE[1] + (Math.sin(angle) * RADIUS * level) / 5].map((value) => value.toFixed(1));
  };
  const ring = (levels) => levels.map((level, axis) => (level === null ? null : at(axis, level))).filter(Boolean);
  const polygon = (levels, kind) => {
    const points = ring(levels);
    return draw("g", { class: kind }, draw("polygon", { points: points.join(" ") }), ...points.map(([cx, cy]) => draw("circle", { cx, cy, r: 3.5 })));
  };
  const averages = (one) => rows.map((row) => average(one, row.dataset.step));
  const chart = (lines) => {
    const grid = [1, 2, 3, 4, 5].map((level) => draw("polygon", { class: "ring", points: ring(rows.map(() => level)).join(" ") }));
    const axes = rows.map((_, axis) => { const [x2, y2] = at(axis, 5); return draw("line", { x1: CENTRE[0], y1: CENTRE[1], x2, y2 }); });
    const labels = rows.map((row, axis) => {
      const [x, y] = at(axis, 5.35).map(Number);
      const side = x > CENTRE[0] + 9 ? "start" : x < CENTRE[0] - 9 ? "end" : "middle";
      return draw("text", { x, y: y + (side === "middle" ? (y < CENTRE[1] ? 0 : 12) : 5), "text-anchor": side }, row.cells[0].textContent);
    });
    const scale = [1, 3, 5].map((level) => { const [x, y] = at(0, level).map(Number); return draw("text", { class: "scale", x: x + 4, y: y + 12 }, String(level)); });
    const picture = draw("svg", { viewBox: "0 0 420 320", role: "img", "aria-label": words.chart }, ...grid, ...axes, ...lines.map(([levels, kind]) => polygon(levels, kind)), ...labels, ...scale);
    const named = lines.filter(([, , label]) => label);
    const key = named.map(([, kind, label]) => make("li", {}, draw("svg", { viewBox: "0 0 32 10", "aria-hidden": "true" }, draw("g", { class: kind }, draw("polygon", { points: "1,5 31,5" }))), ` ${label}`));
    return [picture, make("ul", { class: "assessment-key" }, ...key)];
  };
  const titled = (one, otherwise) => [one.name || otherwise, one.date].filter(Boolean).join(", ");
  const middle = () => ({ ...empty(), answers: new Map(statements.flatMap(({ id }) => {
    const levels = others.flatMap((one) => graded(one, [id]));
    return levels.length ? [[id, { level: median(levels) }]] : [];
  })) });

  const showSteps = () => {
    const lines = others.map((one, at_) => [averages(one), "one", at_ ? "" : words.one]);
    if (others.length) lines.push([averages(middle()), "middle", words.middle]);
    if (earlier) lines.push([averages(earlier), "earlier", titled(earlier, words.earlier)]);
    if (graded(own, statements.map((one) => one.id)).length) lines.push([averages(own), "own", words.own]);
    place.querySelector(".assessment-chart").replaceChildren(...(lines.length ? chart(lines) : [make("p", {}, words.none)]));
    for (const row of rows) {
      const [now, before] = [own, earlier].map((one) => (one ? average(one, row.dataset.step) : null));
      const change = now !== null && before !== null ? now - before : null;
      const sign = change > 0 ? "+" : "";
      [now, before, change].forEach((value, cell) => {
        row.cells[cell + 1].textContent = value === null ? "–" : `${cell === 2 ? sign : ""}${number(value, 1)}`;
      });
    }
  };
  const showWeakest = () => {
    const base = graded(own, statements.map((one) => one.id)).length ? own : middle();
    const weak = statements.filter(({ id }) => levelOf(base, id) > 0 && levelOf(base, id) < 5).sort((one, two) => levelOf(base, one.id) - levelOf(base, two.id));
    const items = weak.slice(0, MOST.weakest).map((one) => {
      const level = levelOf(base, one.id);
      const now = Number.isInteger(level) ? say(words.level, { level, text: one.levels[level - 1] }) : `${words.median}: ${number(level)}`;
      return make("li", {}, make("a", { href: `#${one.id}` }, one.name), make("p", {}, now), one.box.querySelector(".assessment-help").cloneNode(true));
    });
    const open = statements.filter(({ id }) => levelOf(base, id) === 0).map((one) => one.name);
    const none = base.answers.size ? words.allStrong : words.none;
    const shown = items.length ? [make("ol", {}, ...items)] : open.length ? [] : [make("p", {}, none)];
    if (open.length) shown.push(make("p", {}, say(words.findOut, { names: open.join(", ") })));
    place.querySelector(".assessment-weakest").replaceChildren(...shown);
  };
  const spoken = (level) => (level === null ? words.unanswered : level === 0 ? words.noIdea : String(level));
  const showTogether = () => {
    const head = make("tr", {}, ...[words.statement, words.answers, words.median, words.spread].map((label) => make("th", { scope: "col" }, label)));
    const body = statements.map(({ id, name: called }) => {
      const levels = others.flatMap((one) => graded(one, [id]));
      const apart = levels.length ? Math.max(...levels) - Math.min(...levels) : 0;
      const spread = levels.length ? `${Math.min(...levels)}–${Math.max(...levels)}` : "–";
      const listed = others.map((one, place_) => make("li", {}, `${one.name || say(words.person, { number: place_ + 1 })}: ${spoken(levelOf(one, id))}`));
      return make("tr", {}, make("th", { scope: "row" }, called), make("td", { "data-label": words.answers }, make("ul", {}, ...listed)),
        make("td", { "data-label": words.median }, levels.length ? number(median(levels)) : "–"),
        make("td", { "data-label": words.spread }, ...(apart > 1 ? [make("strong", {}, `${spread}, ${words.apart}`)] : [spread])));
    });
    place.querySelector(".assessment-together").replaceChildren(...(others.length
      ? [make("table", { class: "stacked", "aria-labelledby": "together" }, make("thead", {}, head), make("tbody", {}, ...body))] : []));
  };
  const status = form.querySelector("[role=status]");
  const show = (...messages) => {
    showSteps();
    showWeakest();
    showTogether();
    tools.querySelector("[data-act=drop]").parentElement.hidden = !earlier && !others.length;
    const count = statements.filter(({ id }) => levelOf(own, id) !== null).length;
    const now = [...messages, say(refused ? words.notKept : words.kept, { count, all: statements.length })].join(" ");
    if (status.textContent !== now) status.textContent = now; // or a screen reader says it again
  };
  const change = (...messages) => { store(); show(...messages); };

  /* ---- files ---- */

  const give = (file, type, content) => {
    const link = make("a", { download: file, href: URL.createObjectURL(new Blob([content], { type })) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    show(say(words.saved, { file }));
  };
  const fileName = (ending) => `${KEY}-${today()}.${ending}`;
  /* A cell that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
  const cell = (value) => `"${String(value).replace(/^(?=[=+\-@\t\r\n＝＋－＠])/, "'").replaceAll('"', '""')}"`;
  const csv = () => {
    const who = [earlier && titled(earlier, words.earlier), ...others.map((one, place_) => one.name || say(words.person, { number: place_ + 1 }))].filter(Boolean);
    const lines = [["id", words.step, words.statement, own.name || words.own, "", words.note, words.who, ...who]];
    for (const { id, step, text: statement, levels } of statements) {
      const answer = own.answers.get(id) ?? { level: null, note: "", who: "" };
      const of = rows.find((row) => row.dataset.step === step).cells[0].textContent;
      lines.push([id, of, statement, spoken(answer.level), levels[answer.level - 1] ?? "", answer.note, answer.who,
        ...[earlier, ...others].filter(Boolean).map((one) => spoken(levelOf(one, id)))]);
    }
    return `\ufeff${lines.map((line) => line.map(cell).join(lang === "sv" ? ";" : ",")).join("\r\n")}\r\n`;
  };
  /* The assessments in the chosen files; a file that is none of ours is told of, and the others are read. */
  const readFiles = async (files, wrong) => {
    const read = [];
    for (const file of [...files].slice(0, MOST.files)) {
      try {
        if (file.size > MOST.file) throw new Error("foreign");
        let given;
        try { given = JSON.parse((await file.text()).replace(/^\ufeff/, "")); } catch { throw new Error("damaged"); }
        const one = accept(given);
        one.name ||= file.name.replace(/\.json$/i, "").slice(0, MOST.name);
        if (one.leftOut) wrong.push(say(words.leftOut, { count: one.leftOut }));
        read.push(one);
      } catch (error) {
        wrong.push(say(words[error.message] ?? words.damaged, { name: file.name }));
      }
    }
    return read;
  };
  const taken = {
    open: ([one], wrong) => { own = one; fill(); change(say(words.opened, { name: one.name }), ...wrong); },
    compare: ([one], wrong) => { earlier = one; change(say(words.compared, { name: one.name }), ...wrong); },
    lay: (read, wrong) => { others = [...others, ...read].slice(0, MOST.files); change(say(words.laid, { count: others.length }), ...wrong); },
  };
  for (const input of tools.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const wrong = [];
      const read = await readFiles(input.files, wrong);
      input.value = "";
      if (read.length) taken[input.dataset.for](read, wrong);
      else if (wrong.length) show(...wrong);
    });
  }
  const pick = (act) => tools.querySelector(`input[data-for=${act}]`).click();

  const acts = {
    save: () => { give(fileName("json"), "application/json", `${JSON.stringify(plain({ ...own, date: own.date || today() }), null, 2)}\n`); unsaved = false; },
    csv: () => give(fileName("csv"), "text/csv", csv()),
    open: () => { if (isEmpty(own) || confirm(words.replace)) pick("open"); },
    compare: () => pick("compare"),
    lay: () => pick("lay"),
    print: () => print(),
    anew: () => { earlier = isEmpty(own) ? earlier : own; own = empty(); fill(); change(words.begun); name.focus(); },
    drop: () => { earlier = null; others = []; change(words.dropped); tools.querySelector("[data-act=compare]").focus(); },
    clear: () => {
      if (!confirm(words.sure)) return;
      [own, earlier, others] = [empty(), null, []];
      fill();
      change(words.cleared);
      name.focus();
    },
  };
  for (const button of document.querySelectorAll("[data-act]")) button.addEventListener("click", () => acts[button.dataset.act]());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { readForm(); change(); });
  // On paper a field would show the first lines of its text only.
  addEventListener("beforeprint", () => {
    for (const field of form.querySelectorAll(".assessment-notes [data-field]")) field.parentElement.dataset.text = field.value;
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  restore();
  fill();
  show();
  for (const part of document.querySelectorAll(".assessment-bar, .assessment-tools")) part.hidden = false;
})();
