/* Files made in the browser, so that they can be saved from file:// too: a list or a comparison as CSV or JSON, and
   citations. Pages that offer any of it load this before the scripts that use it; words come from those pages. */
(() => {
  "use strict";
  const TYPES = {
    csv: "text/csv", json: "application/json", ris: "application/x-research-info-systems", bib: "application/x-bibtex",
  };
  const save = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${TYPES[name.split(".").pop()]};charset=utf-8` }));
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

  /* As hooks/guide/exports/open_data.py writes it: a cell that a spreadsheet would run as a formula gets an apostrophe,
     and the mark in front tells Excel that it is UTF-8. */
  const cell = (value) => {
    const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : `${value}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

  /* As hooks/guide/rendering/citation.py writes them. */
  const csl = ({ id, title, publisher, reviewed, language, note, page }) => ({
    id, type: "webpage", title, author: [{ literal: publisher }], issued: { "date-parts": [reviewed.split("-").map(Number)] },
    language, note, URL: page,
  });
  const ris = ({ id, title, publisher, reviewed, language, note, page }) => [
    ["TY", "ELEC"], ["ID", id], ["AU", publisher.replaceAll(",", "")], ["TI", title], ["PY", reviewed.slice(0, 4)],
    ["DA", reviewed.replaceAll("-", "/")], ["PB", publisher], ["LA", language], ["N1", note], ["UR", page], ["ER", ""],
  ].map(([tag, value]) => `${tag}  - ${value.split(/\s+/).join(" ").trim()}`).join("\n");
  window.s3Export = { save, json, csv };

  /* A citation is saved as it stands on the page. */
  for (const box of document.querySelectorAll("[data-save]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = box.dataset.saveLabel;
    button.setAttribute("aria-label", `${box.dataset.saveLabel}: ${box.dataset.save}`);
    button.addEventListener("click", () => save(box.dataset.save, `${box.querySelector(".copied-text").textContent}\n`));
    box.append(button, " ");
  }

  /* The list on the page of examples, of which finder.js says what is in it. */
  const list = document.querySelector(".save-list");
  if (!list) return;
  const { file, reviewed, saved, failed } = list.dataset;
  const cited = (rows) => rows.map((row) => ({ ...row, publisher: list.dataset.publisher, note: reviewed.replace("{date}", row.reviewed) }));
  const FORMATS = {
    csv: ({ names }) => csv([Object.keys(names[0]), ...names.map((row) => Object.values(row).map((value) => (Array.isArray(value) ? value.join("; ") : value)))]),
    json: ({ rows }) => json(rows),
    ris: ({ rows }) => `${cited(rows).map(ris).join("\n\n")}\n`,
    csl: ({ rows }) => json(cited(rows).map(csl)),
  };
  const status = list.querySelector("[role=status]");
  list.addEventListener("click", async (event) => {
    const format = event.target.dataset?.format;
    if (!format) return;
    const name = format === "csl" ? `${file}-csl.json` : `${file}.${format}`;
    const listed = await window.s3Listed().catch(() => null); // on a line that broke
    if (listed) save(name, FORMATS[format](listed));
    status.textContent = listed ? saved.replace("{file}", name) : failed;
  });
  for (const one of list.querySelectorAll("button")) one.disabled = false; // until now nothing would have happened
})();
