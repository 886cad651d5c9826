/* The map coloured by a theme. hooks/guide/rendering/templates/marker/theme-map.html has the form, and in the map which
   themes each region has; the choice is kept in the address, ?theme=energy, which is the same in both languages. */
(() => {
  "use strict";
  const figure = document.querySelector(".theme-map");
  if (!figure) return;
  const select = document.getElementById("map-theme");
  const status = figure.querySelector(".theme-said");
  const list = figure.querySelector(".theme-list");
  const page = figure.querySelector(".theme-page");
  const before = status.textContent;
  const collator = new Intl.Collator("sv");
  const regions = [...figure.querySelectorAll(".map-picture a")]
    .map((link) => ({
      link, title: link.querySelector("title"), name: link.dataset.name,
      own: link.dataset.own.split(" "), shared: link.dataset.shared.split(" "),
    }))
    .sort((one, two) => collator.compare(one.name, two.name));

  const kind = (region, theme) => (region.own.includes(theme) ? "own" : region.shared.includes(theme) ? "shared" : "none");
  const item = (region, how) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const name = document.createElement("span");
    const note = document.createElement("small");
    link.href = region.link.getAttribute("href");
    name.textContent = region.name;
    note.textContent = figure.dataset[how];
    link.append(name, " ", note);
    item.append(link);
    return item;
  };
  const show = () => {
    const theme = select.value;
    const has = { own: [], shared: [], none: [] };
    for (const region of regions) {
      const how = kind(region, theme);
      has[how].push(region);
      region.link.setAttribute("class", theme ? { own: "level-4", shared: "level-2", none: "level-0" }[how] : "");
      region.title.textContent = theme ? `${region.name}, ${figure.dataset[how]}` : region.name;
    }
    const option = select.selectedOptions[0];
    const values = { theme: option.textContent, own: has.own.length, shared: has.shared.length };
    status.textContent = theme ? figure.dataset.said.replace(/\{(\w+)\}/g, (_, key) => values[key]) : before;
    list.replaceChildren(...(theme ? [...has.own.map((one) => item(one, "own")), ...has.shared.map((one) => item(one, "shared"))] : []));
    page.hidden = !theme;
    if (theme) page.firstElementChild.href = option.dataset.page;
  };
  const read = () => {
    const wanted = new URLSearchParams(location.search).get("theme");
    select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
    show();
  };
  select.addEventListener("change", () => {
    const query = select.value ? `?theme=${select.value}` : "";
    // A browser that forbids it (some do from file://) still colours the map; only the address stays.
    try { history.pushState(history.state, "", location.pathname + query + location.hash); } catch { /* see above */ }
    show();
  });
  addEventListener("popstate", read);
  document.documentElement.classList.add("has-theme-map");
  read();
})();
