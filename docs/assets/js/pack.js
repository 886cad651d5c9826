/* The workshop pack: the examples named in the address (?ids=a,b) or kept on this device, laid out for one sheet. */
(() => {
  "use strict";
  const place = document.getElementById("pack");
  const { words, examples } = window.s3PackData;
  const { read, write, copying, MOST } = window.s3Pack;

  const SMALL = "button--small";
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const button = (text, label, act, size = "") => {
    const made = make("button", { type: "button", class: `button ${size}` }, text);
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };
  const titleOf = (id) => examples[id].title.text[0];
  const known = (ids) => [...new Set(ids)].filter((id) => Object.prototype.hasOwnProperty.call(examples, id));
  const fromAddress = () => {
    const given = new URLSearchParams(location.search).get("ids");
    return given === null ? null : given.split(",").filter(Boolean);
  };
  const same = (some, others) => some.join() === others.join();

  /* What is shown, and whether it is the reader's own pack or one that somebody shared. */
  const given = fromAddress();
  let ids = known(given ?? read() ?? []).slice(0, MOST);
  let own = given === null || same(ids, known(read() ?? [])) || !(read() ?? []).length;
  const missing = given ? given.length - ids.length : 0;

  const status = make("p", { role: "status", class: "pack-status" });
  const sheet = make("ol", { class: "pack-sheet" });
  const note = make("p", { class: "pack-note" });
  const share = make("p", { class: "copied-text pack-address" });
  const select = make("select", { id: "pack-choose" });
  for (const id of Object.keys(examples).sort((a, b) => titleOf(a).localeCompare(titleOf(b), document.documentElement.lang))) {
    select.append(make("option", { value: id }, titleOf(id)));
  }

  const texts = (text, tag = "p") => text.text.map((line) => make(tag, { lang: text.lang }, line));
  const part = (heading, text) => (text ? [make("h4", {}, heading), ...texts(text)] : []);
  const item = (id, at) => {
    const example = examples[id];
    const title = titleOf(id);
    const tools = make("p", { class: "pack-tools" });
    if (at > 0) tools.append(button(words.up, `${words.up}: ${title}`, () => move(at, -1), SMALL));
    if (at < ids.length - 1) tools.append(button(words.down, `${words.down}: ${title}`, () => move(at, 1), SMALL));
    tools.append(button(words.remove, `${words.remove}: ${title}`, () => remove(at), SMALL));
    return make("li", {},
      make("h3", { lang: example.title.lang }, make("a", { href: example.address }, title)),
      make("p", { class: "pack-where" }, `${example.where} · ${example.step}: ${example.question}`),
      ...texts(example.summary), ...part(words.lesson, example.lesson), ...part(words.transfer, example.transfer),
      make("p", { class: "pack-url" }, example.url), tools);
  };

  const show = () => {
    sheet.replaceChildren(...ids.map(item));
    sheet.dataset.count = ids.length;
    const address = new URL(location.href);
    address.hash = "";
    address.search = ids.length ? `?ids=${ids.join(",")}` : "";
    share.textContent = address.href;
    // Some browsers forbid this on file://; the address to share is shown all the same.
    try { history.replaceState(null, "", address.href); } catch { /* the field below has it */ }
    note.replaceChildren();
    if (!own) note.append(`${words.shared} `, button(words.keep, "", () => { own = true; change(ids, words.kept); }));
    else if (read() === null) note.append(words.not_kept);
    note.hidden = !note.hasChildNodes();
    tools.hidden = !ids.length;
  };
  const change = (changed, said) => {
    ids = changed;
    if (own) write(ids);
    show();
    status.textContent = said;
  };
  const move = (at, by) => {
    const moved = [...ids];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    const [id, label] = [ids[at], by < 0 ? words.up : words.down];
    change(moved, `${titleOf(id)}: ${at + by + 1}/${moved.length}`);
    const buttons = [...sheet.children[at + by].querySelectorAll("button")];
    (buttons.find((one) => one.textContent === label) ?? buttons[0]).focus();
  };
  const remove = (at) => {
    change(ids.filter((_, other) => other !== at), `${titleOf(ids[at])}: ${words.removed}`);
    const next = sheet.children[Math.min(at, ids.length - 1)];
    (next ? next.querySelector("button:last-of-type") : select).focus();
  };
  const addOne = () => {
    if (ids.includes(select.value)) status.textContent = words.already;
    else if (ids.length >= MOST) status.textContent = words.full;
    else change([...ids, select.value], `${titleOf(select.value)}: ${words.added}`);
  };

  const copied = make("div", { class: "copied", "data-copy": words.copy, "data-done": words.copied, "data-by-hand": words.by_hand },
    make("p", { class: "copied-label" }, words.share), share);
  const tools = make("div", { class: "pack-tools" },
    make("p", { class: "pack-tools" }, button(words.print, "", () => window.print()), button(words.clear, "", () => { change([], words.none); select.focus(); })),
    copied);
  copying(copied);
  place.append(
    make("p", { class: "pack-tools" }, make("label", { for: "pack-choose" }, words.choose), " ", select, " ", button(words.add_one, "", addOne)),
    status, note, sheet, tools);
  show();
  status.textContent = missing > 0 ? words.missing.replace("{count}", missing) : ids.length ? "" : words.none;
})();
