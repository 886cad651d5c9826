/* The language switch keeps the query and the anchor: both languages have the same ones. */
for (const type of ["click", "auxclick"]) {
  document.querySelector("a.language")?.addEventListener(type, (event) => {
    const link = event.currentTarget;
    link.href = link.href.replace(/[?#].*$/, "") + location.search + location.hash;
  });
}

/* Explanations of terms: the browser opens them on click; this opens them on hover and focus too, and places them. */
(() => {
  "use strict";
  const note = (term) => document.getElementById(term.getAttribute("popovertarget"));
  const place = (term, box) => {
    if (window.innerWidth < 600) return; // a sheet at the bottom, by the style sheet
    const at = term.getBoundingClientRect();
    const below = at.bottom + box.offsetHeight + 12 < window.innerHeight;
    box.style.top = `${below ? at.bottom + 6 : at.top - box.offsetHeight - 6}px`;
    box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - box.offsetWidth - 8))}px`;
  };
  let closing;
  for (const term of document.querySelectorAll("button.term")) {
    const box = note(term);
    const open = () => {
      clearTimeout(closing);
      if (!box.matches(":popover-open")) box.showPopover();
    };
    const close = () => { closing = setTimeout(() => box.matches(":popover-open") && box.hidePopover(), 200); };
    box.addEventListener("toggle", () => box.matches(":popover-open") && place(term, box));
    term.addEventListener("mouseenter", open);
    term.addEventListener("mouseleave", close);
    box.addEventListener("mouseenter", () => clearTimeout(closing));
    box.addEventListener("mouseleave", close);
    term.addEventListener("focus", () => term.matches(":focus-visible") && open());
    term.addEventListener("blur", (event) => box.contains(event.relatedTarget) || close());
    // A click on an open one would close it at once: the pointer has just opened it by hovering.
    term.addEventListener("click", (event) => { if (box.matches(":popover-open")) event.preventDefault(); });
  }
})();
