/* The workshop pack: examples and pages named in the address (?ids=a,steps/vision) or kept on this device, laid out for
   one sheet or as a booklet with a cover and contents. What it is put together from comes as scripts, which pages on
   disk may load too: hooks/guide/rendering/page_scripts.py writes them. */
(() => {
  "use strict";
  const place = document.getElementById("pack");
  const words = JSON.parse(place.dataset.words);
  const questions = JSON.parse(place.dataset.questions);
  const { read, write, copying } = window.s3Pack;
  const data = window.__pack;
  const lang = document.documentElement.lang;
  const SHEET = 6; // examples that fit on one sheet
  const LONGEST = 4000; // letters of an address that servers take
  const BOOK = "s3-pack-book";

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== "" && value !== null) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const button = (text, label, act) => {
    const element = make("button", { type: "button", class: "button button--small", "aria-label": label }, text);
    element.addEventListener("click", act);
    return element;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  /* ---- what there is ---- */

  const known = new Map(); // what can be in the pack, by id
  data.examples.forEach(([id, title, of, href, lists], at) => known.set(id, { id, title, of, href, lists, at }));
  for (const [, list] of data.groups) for (const [id, title, href] of list) known.set(id, { id, title, of: "", href });
  for (const [old, id] of data.renamed) known.set(old, known.get(id));
  const isPage = (id) => known.get(id).at === undefined;
  const within = (of) => data.examples.filter(([, , , , lists]) => lists.includes(of)).map(([id]) => id); // a region, a theme or a step
  window.__compare = { take: (_, part) => { for (const one of part) known.get(one.id).record = one; } };
  window.__pages = { take: (id, html) => { known.get(id).html = html; } };
  const source = ({ id, at }) => (at === undefined
    ? place.dataset.page.replace("-X.", `-${id.replaceAll("/", "-")}.`)
    : place.dataset.part.replace("-0.", `-${Math.floor(at / data.part)}.`));

  /* ---- what is chosen, and whether it is the reader's own pack or one that somebody shared ---- */

  const params = new URLSearchParams(location.search);
  const clean = (ids) => [...new Set(ids.map((id) => known.get(id)?.id))].filter(Boolean);
  const list = (name) => params.get(name)?.split(",").filter(Boolean) ?? null;
  const saved = () => { try { return JSON.parse(localStorage.getItem(BOOK)) ?? {}; } catch { return {}; } };
  const given = history.state?.stored && read() ? null : list("ids"); // back on this page, one's own may have more than the address
  const added = clean((list("add") ?? []).flatMap((id) => (/^(regions|themes)\//.test(id) ? [id, ...within(id)] : [id])));
  let ids = clean([...(given ?? read() ?? []), ...added]);
  let stored = ids.join() === clean(read() ?? []).join();
  let own = given === null || stored || !(read() ?? []).length;
  const missing = given ? given.filter((id) => !known.has(id)).length : 0;
  const book = { title: params.get("title") ?? saved().title ?? "", layout: params.get("layout") ?? saved().layout ?? "sheet" };
  const heading = document.querySelector("article h1");
  const [name, site] = [heading.textContent, document.title];
  const base = document.querySelector("link[rel=canonical]")?.href ?? location.href; // on paper, addresses are those of the site
  const fits = () => ids.length <= SHEET && !ids.some(isPage);
  const isBook = () => book.layout === "book" || !fits();

  /* ---- what is shown of one ---- */

  const texts = (text) => (text ? text.text.map((line) => make("p", { lang: text.lang }, line)) : []);
  const part = (tag, title, text) => (text ? [make(tag, {}, title), ...texts(text)] : []);
  const shownCell = (type, value) => (type === "text" ? value : value.map(([, text]) => text).join(", "));
  const entry = ({ title, of, href, lists, record }) => [ // on the sheet
    make("h3", { lang: of }, make("a", { href }, title)),
    make("p", { class: "pack-where" }, `${shownCell("set", record.cells[0])} · ${record.cells[4][0][1]}: ${questions[lists[0]]}`),
    ...texts(record.more.summary), ...part("h4", data.fields.at(-1)[1], record.cells.at(-1)),
    ...part("h4", words.transfer, record.more.transfer), make("p", { class: "pack-url" }, new URL(href, base).href)];
  const example = ({ href, record }) => {
    const facts = make("dl");
    const prose = [];
    data.fields.forEach(([type, label], at) => {
      const value = record.cells[at];
      if (!value?.length && !value?.text) return;
      if (type === "prose") prose.push(...part("h3", label, value));
      else facts.append(make("dt", {}, label), make("dd", {}, shownCell(type, value)));
    });
    const sources = record.sources.map(([title, of, by, url]) => make("li", {}, make("cite", { lang: of }, title), by ? `, ${by}` : "", url ? ". " : "", url ? make("a", { href: url }, url) : ""));
    return [make("div", { class: "lead" }, ...texts(record.more.summary)), facts, ...prose, ...part("h3", words.transfer, record.more.transfer),
      ...part("h3", words.gaps, record.more.gaps), make("h3", {}, place.dataset.sources), make("ul", {}, ...sources),
      make("p", { class: "pack-url" }, new URL(href, base).href)];
  };

  /* The text of a page, taken over piece by piece: what is on this list and nothing else. */
  const TAKEN = "p ul ol li dl dt dd strong em b i code pre blockquote table caption thead tbody tr th td cite small sup sub abbr h2 h3 h4 h5 span".split(" ");
  const LEFT = "script, noscript, form, nav, button, input, svg, figure, h1, .screen-only, .changes, .citations, .sheet-file, .sheet-note, .cards, .cards + p, .explanation, .headerlink, .matrix-scroll, .coverage-scroll, [hidden]";
  const KEPT = ["lang", "scope", "colspan", "rowspan", "start"];
  const copy = (node, of, number) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT)) return [];
    const inside = [...node.childNodes].flatMap((one) => copy(one, of, number));
    const tag = node.localName;
    const attributes = node.classList.contains("unseen") ? { class: "unseen" } : {}; // the name of a row to be filled in by hand
    for (const one of KEPT) if (node.hasAttribute(one)) attributes[one] = node.getAttribute(one);
    if (node.id) attributes.id = `c${number}-${node.id}`;
    if (tag === "a" && node.hasAttribute("href") && !node.matches(".term")) {
      const to = new URL(node.getAttribute("href"), new URL(of.href, base));
      const at = ids.findIndex((id) => new URL(known.get(id).href, base).pathname === to.pathname);
      if (!/^(https?|mailto):$/.test(to.protocol)) return inside;
      const local = at + 1 === number && to.hash ? `#c${number}-${to.hash.slice(1)}` : `#c${at + 1}`;
      return [make("a", { ...attributes, href: at < 0 ? to.href : local, class: node.classList.contains("external") ? "external" : "" }, ...inside)];
    }
    if (/^h[2-5]$/.test(tag)) return [make(`h${+tag[1] + 1}`, attributes, ...inside)];
    if (TAKEN.includes(tag)) return [make(tag, attributes, ...inside)];
    return attributes.lang || node.matches(".sources, .facts, .admonition") ? [make("div", { ...attributes, class: node.className }, ...inside)] : inside;
  };
  const page = (one, number) => {
    const body = new DOMParser().parseFromString(one.html, "text/html").body;
    const taken = [...body.childNodes].flatMap((node) => copy(node, one, number)).filter((node) => node.nodeType || node.trim());
    const bare = (node, at) => node.localName === "h3" && (!taken[at + 1] || taken[at + 1].localName === "h3"); // all below was left out
    return taken.filter((node, at) => !bare(node, at));
  };

  /* ---- the booklet ---- */

  const running = document.adoptedStyleSheets && new CSSStyleSheet(); // the name of the chapter at the top of each of its pages
  if (running) document.adoptedStyleSheets = [...document.adoptedStyleSheets, running];
  const chapters = () => {
    const numbered = (id, at) => `${at + 1}. ${known.get(id).title}`;
    running?.replaceSync(ids.map((id, at) => `@page c${at + 1} { margin: 20mm 18mm; @top-left { content: ${JSON.stringify(numbered(id, at))}; font: 8pt sans-serif; } @bottom-right { content: counter(page); font: 8pt sans-serif; } }`).join("\n"));
    return ids.map((id, at) => {
      const one = known.get(id);
      const chapter = make("section", { class: "chapter", "aria-labelledby": `c${at + 1}` }, make("h2", { id: `c${at + 1}`, lang: one.of }, numbered(id, at)),
        ...(isPage(id) ? page(one, at + 1) : example(one)));
      chapter.style.page = `c${at + 1}`;
      return chapter;
    });
  };
  const cover = () => make("div", { class: "book-cover" },
    make("p", {}, say(words.made, { count: ids.length, date: new Date().toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }) })),
    make("p", {}, place.dataset.publisher));
  const contents = () => make("nav", { class: "book-contents", "aria-labelledby": "book-contents" }, make("h2", { id: "book-contents" }, words.contents),
    make("ol", {}, ...ids.map((id, at) => make("li", {}, make("a", { href: `#c${at + 1}`, lang: known.get(id).of }, known.get(id).title)))));

  /* ---- the page ---- */

  const status = make("p", { role: "status", class: "pack-status" });
  const sheet = make("ol", { class: "pack-sheet" });
  const result = make("div", { class: "book" });
  const note = make("p", { class: "pack-note" });
  const share = make("p", { class: "copied-text pack-address" });
  const select = make("select", { id: "pack-choose" });
  const group = (label, ones) => select.append(make("optgroup", { label }, ...ones.map(({ id, title }) => make("option", { value: id }, title))));
  for (const [label, ones] of data.groups) group(label, ones.map(([id]) => known.get(id)));
  group(words.examples, data.examples.map(([id]) => known.get(id)).sort((one, two) => one.title.localeCompare(two.title, lang)));
  const more = make("input", { type: "checkbox" });
  const withExamples = make("label", { class: "pick" }, more, words.with_examples);
  const layouts = ["sheet", "book"].map((layout) => {
    const radio = make("input", { type: "radio", name: "layout", value: layout });
    radio.addEventListener("change", () => { book.layout = layout; change(ids, ""); });
    return radio;
  });
  const title = make("input", { type: "text", id: "pack-title", maxlength: "80", autocomplete: "off", placeholder: name });
  const print = button(words.print, "", () => window.print());

  const item = (id, at) => {
    const one = known.get(id);
    const tools = make("p", { class: "pack-tools" });
    if (at > 0) tools.append(button(words.up, `${words.up}: ${one.title}`, () => move(at, -1)));
    if (at < ids.length - 1) tools.append(button(words.down, `${words.down}: ${one.title}`, () => move(at, 1)));
    tools.append(button(words.remove, `${words.remove}: ${one.title}`, () => remove(at)));
    return make("li", {}, ...(one.record && !isBook() ? entry(one) : [make("h3", { lang: one.of }, make("a", { href: one.href }, one.title))]), tools);
  };
  const address = () => {
    const query = new URLSearchParams();
    if (ids.length) query.set("ids", ids.join(","));
    if (book.layout === "book") query.set("layout", "book");
    if (book.title) query.set("title", book.title);
    const url = new URL(location.href);
    url.hash = "";
    url.search = `${query}`.replaceAll("%2C", ",").replaceAll("%2F", "/");
    const long = url.search.length > LONGEST;
    if (long) url.search = "";
    share.textContent = long ? words.long : url.href;
    // Some browsers forbid this on file://; the address to share is shown all the same.
    try { history.replaceState({ stored }, "", url.href); } catch { /* the field below has it */ }
  };
  let turn = 0;
  const show = async (message) => {
    const mine = ++turn;
    const asBook = isBook();
    sheet.dataset.count = ids.length;
    document.documentElement.classList.toggle("has-book", asBook);
    layouts[0].disabled = !fits();
    layouts[asBook ? 1 : 0].checked = true;
    heading.textContent = book.title || name;
    document.title = book.title || site;
    address();
    note.replaceChildren();
    if (!own) note.append(`${words.shared} `, button(words.keep, "", () => { own = true; change(ids, words.kept); }));
    else if (read() === null) note.append(words.not_kept);
    note.hidden = !note.hasChildNodes();
    for (const one of [tools, form]) one.hidden = !ids.length;
    print.disabled = true;
    sheet.replaceChildren(...ids.map(item));
    if (asBook) result.replaceChildren();
    status.textContent = words.loading;
    try { await Promise.all(ids.map((id) => window.s3Load(source(known.get(id))))); } catch { status.textContent = words.failed; return; }
    if (mine !== turn) return; // the reader has changed something meanwhile
    const focus = [...sheet.querySelectorAll("button")].indexOf(document.activeElement);
    sheet.replaceChildren(...ids.map(item));
    sheet.querySelectorAll("button")[focus]?.focus();
    result.replaceChildren(...(asBook && ids.length ? [cover(), contents(), ...chapters()] : []));
    print.disabled = false;
    status.textContent = message;
  };
  const change = (changed, message) => {
    ids = changed;
    if (own) {
      write(ids);
      stored = true;
      try {
        if (book.title || book.layout === "book") localStorage.setItem(BOOK, JSON.stringify(book));
        else localStorage.removeItem(BOOK);
      } catch { /* the address has it */ }
    }
    return show(message);
  };
  const renew = () => { // another tab, or the page that the reader comes back from, may have changed it
    const now = stored && clean(read() ?? ids);
    if (now && now.join() !== ids.join()) { ids = now; show(""); }
  };
  for (const type of ["storage", "pageshow"]) window.addEventListener(type, renew);
  const move = (at, by) => {
    const moved = [...ids];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    const [id, label] = [ids[at], by < 0 ? words.up : words.down];
    change(moved, `${known.get(id).title}: ${at + by + 1}/${moved.length}`);
    const buttons = [...sheet.children[at + by].querySelectorAll("button")];
    (buttons.find((one) => one.textContent === label) ?? buttons[0]).focus();
  };
  const remove = (at) => {
    const gone = known.get(ids[at]).title;
    change(ids.filter((_, other) => other !== at), `${gone}: ${words.removed}`);
    const next = sheet.children[Math.min(at, ids.length - 1)];
    (next ? next.querySelector("button:last-of-type") : select).focus();
  };
  const addOne = () => {
    const chosen = clean([...ids, select.value, ...(more.checked ? within(select.value) : [])]);
    if (chosen.length === ids.length) status.textContent = words.already;
    else change(chosen, `${known.get(select.value).title}: ${words.added}`);
  };
  const clear = () => {
    Object.assign(book, { title: "", layout: "sheet" });
    title.value = "";
    change([], words.none);
    select.focus();
  };

  const copied = make("div", { class: "copied", "data-copy": words.copy, "data-done": words.copied, "data-by-hand": words.by_hand },
    make("p", { class: "copied-label" }, words.share), share);
  const tools = make("div", { class: "pack-tools" }, make("p", {}, print, " ", button(words.clear, "", clear)), copied);
  const form = make("form", { class: "pack-tools", "aria-label": words.layout },
    make("fieldset", {}, make("legend", {}, words.layout), ...layouts.map((radio) => make("label", { class: "pick" }, radio, words[radio.value]))),
    make("p", {}, make("label", { for: "pack-title" }, words.title), " ", title));
  const offer = () => { withExamples.hidden = !within(select.value).length; more.checked = false; };
  copying(copied);
  title.value = book.title;
  title.addEventListener("input", () => { book.title = title.value.trim(); change(ids, ""); });
  form.addEventListener("submit", (event) => event.preventDefault());
  select.addEventListener("change", offer);
  place.append(
    make("p", { class: "pack-tools" }, make("label", { for: "pack-choose" }, words.choose), " ", select, " ", withExamples, " ", button(words.add_one, "", addOne)),
    status, note, sheet, form, tools, result);
  offer();
  const start = missing > 0 ? words.missing.replace("{count}", missing) : ids.length ? "" : words.none;
  if (added.length) change(ids, start);
  else show(start);
})();
