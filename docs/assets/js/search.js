/* What the theme's search is asked, beside the words typed: those it would not find by itself. The theme's script stays
   as it is; its questions to the search worker are added to on their way. Also a link to search in the other language. */
(() => {
  "use strict";
  const SETUP = 0, QUERY = 2; // the theme's messages to the worker: the index, and what the reader has typed
  const SIGNS = /(?:^|\s)[+-]\S|["*~^]|\b(?:title|text|keywords):/; // the search's own signs: who writes them knows what to ask for
  const words = (text) => text.toLowerCase().replace(/<[^>]*>/g, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

  // Every word of the index, folded, with how it is written. The worker knows their stems only.
  let docs = [];
  let known;
  const learn = () => {
    known = new Map();
    for (const word of new Set(docs.flatMap((doc) => words(`${doc.title} ${doc.text} ${doc.keywords ?? ""}`))))
      known.set(fold(word), [...(known.get(fold(word)) ?? []), word]);
  };

  // True when one letter more, less or other, or two that changed places, makes one word of the other.
  const near = (one, other) => {
    const shorter = Math.min(one.length, other.length);
    let start = 0;
    while (start < shorter && one[start] === other[start]) start++;
    let end = 0;
    while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const [a, b] = [one, other].map((word) => word.slice(start, word.length - end));
    return (a.length < 2 && b.length < 2) || (a.length === 2 && a === b[1] + b[0]);
  };

  // The words of the index that a typed word may stand for: the same with dots and rings and, while it is being typed,
  // some that begin so. Only where there are none, those nearest to it: so no guess comes before a true hit.
  const meant = (word, last) => {
    const folded = fold(word);
    const all = [...known.keys()];
    const begun = last && word.length > 3 ? all.filter((other) => other.startsWith(folded)) : [];
    const sure = known.has(folded) ? [folded] : begun.sort((one, other) => one.length - other.length).slice(0, 8);
    const found = sure.length || word.length < 4 ? sure : all.filter((other) => near(folded, other));
    return new Set(found.flatMap((other) => known.get(other)));
  };

  // In the search's own signs, best first: the word in any inflection, those that begin so, those it may stand for.
  const asked = (word, last) => [
    `${word}^1000000`,
    ...(last || word.length > 2 ? [`${word}*^1000`] : []), // not all words that begin as "i" or "of" does
    ...[...meant(word, last)].filter((other) => other !== word).map((other) => `${other}^100`),
  ];
  const widened = (query) => {
    if (SIGNS.test(query)) return query;
    if (!known) learn();
    return words(query).flatMap((word, at, all) => asked(word, at === all.length - 1)).join(" ");
  };

  // The link stands in the box of the hits, where the theme's arrow keys go, and changes with the query.
  const script = document.currentScript;
  const language = document.querySelector("a.language");
  const link = document.createElement("a");
  link.className = "search-other";
  link.hidden = true;
  link.tabIndex = -1; // as the theme's hits
  link.hreflang = language.hreflang;
  link.innerHTML = '<span data-md-score="-1"></span>'; // the Enter key goes to the link with the highest score
  link.firstChild.textContent = script.dataset.other;
  document.querySelector(".md-search-result__list")?.before(link);
  const point = (query) => {
    link.hidden = !query.trim();
    link.href = `${language.href.replace(/[?#].*$/, "")}?q=${encodeURIComponent(query)}`;
  };

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type === SETUP) docs = message.data.docs;
    if (message?.type !== QUERY) return send.call(this, message, ...rest);
    point(message.data);
    return send.call(this, { ...message, data: widened(message.data) }, ...rest);
  };
})();
