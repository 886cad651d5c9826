/* Answers the questions of search.js, in a worker or, from file://, where browsers allow none, in the page.
   Reads what hooks/guide/search/index.py and hooks/guide/search/postings.py write: first what finds pages, of which the entries of a word
   are read when a question needs them, then the texts that are shown. */
(() => {
  "use strict";
  const FIELDS = [1000, 950, 1]; // what a hit counts in the title, the keywords and the text
  const GUIDANCE = 3; // what a page of the guidance counts, where an example counts 1
  const ENOUGH = 1.2; // how soon a word that is repeated counts no more: k1 of BM25, as lunr and others have it
  const ALIKE = 0.3, LATER = 0.001; // what words count that may be meant, when there are some more surely meant
  const BEGUN = 4; // letters from which a word may be another one misspelt
  const PART = 4; // letters that each part of a compound has at least
  const NEARBY = 0.9; // how much of an answer it is for a page that a section of it has the word
  const NAMED = 2; // what an entry counts whose title is the words typed, no more and no less
  const WHOLE = 10; // how much it counts to answer all words, as a power: with half of them a title hit is as one in a text
  const MARGIN = 90; // letters shown around a hit
  const GUESSES = 5, LATEST = 1000; // suggestions shown, and what puts a title after those that begin as the question
  const TOLD = 100; // pages shown with text and marks; those after have their titles alone

  const WORD = /[0-9a-zß-öø-ɏ]+/g; // in small letters, as WORD in hooks/guide/search/lexicon.py
  const words = (text) => text.normalize("NFKC").toLowerCase().match(WORD) ?? []; // typed letters may have their dots apart
  const fold = (word) => (/^[\0-\x7f]*$/.test(word) ? word : word.normalize("NFD").replace(/\p{M}/gu, ""));
  const PARTS = /[&<>]|[0-9A-Za-zÀ-ÖØ-öø-ɏ]+/g;
  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

  // True when one letter more, less or other, or two that changed places, makes one word of the other.
  const near = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    const shorter = Math.min(one.length, other.length);
    let start = 0;
    while (start < shorter && one[start] === other[start]) start++;
    let end = 0;
    while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
    const [a, b] = [one, other].map((word) => word.slice(start, word.length - end));
    return (a.length < 2 && b.length < 2) || (a.length === 2 && a === b[1] + b[0]);
  };

  // The numbers that numbers() in hooks/guide/search/postings.py wrote.
  const ENDS = 76, MORE = 14;
  const numbers = (text) => {
    const decoded = [];
    for (let at = 0, before = 0, more = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const sign = code - 35 - (code > 92);
      if (sign >= ENDS) more = more * MORE + sign - ENDS;
      else [before, more] = [before + more * ENDS + sign, 0], decoded.push(before);
    }
    return decoded;
  };

  // The text in which spelled(), in the same file, wrote signs for words that are `known`. Put together of single letters,
  // since browsers are twice as slow with a text that they took out of one with such signs.
  const FIRST = 0xe000, WORDS = 1600;
  const read = (text, known) => Array.from(text, (sign) => {
    const at = sign.codePointAt(0) - FIRST, form = Math.floor(at / WORDS), word = known[at % WORDS];
    if (form < 0 || form > 3) return sign;
    return (form & 1 ? "" : " ") + (form & 2 ? word[0].toUpperCase() + word.slice(1) : word);
  }).join("");

  class Engine {
    constructor({ lang, version, stop, examples, glossary, locations, titles, keywords, words: inTexts, entries }) {
      this.version = version;
      this.stem = self.stemmers[lang];
      this.stop = new Set(stop.split(" "));
      this.titles = titles.split("\n");
      this.pages = []; // of each entry the number of its page's own entry
      this.locations = locations.split("\n").map((location, number, all) => {
        this.pages.push(location.startsWith("#") ? this.pages[number - 1] : number);
        return location.startsWith("#") ? all[this.pages[number]] + location : location;
      });
      const own = this.titles.map(words);
      // A word of a short title says more of what the entry is about.
      this.weights = own.map(({ length }, number) => (number < examples ? GUIDANCE : 1) * (1 + 1 / Math.max(1, length)));
      this.telling = own.map((all) => all.filter((word) => !this.stop.has(word)));
      this.places = new Map(); // where each word stands: the entry's number, times the number of fields, and the field
      [own, keywords.split("\n").map(words)].forEach((column, field) => {
        column.forEach((all, number) => {
          for (const word of all) {
            const places = this.places.get(word);
            if (places) places.push(number * FIELDS.length + field);
            else this.places.set(word, [number * FIELDS.length + field]);
          }
        });
      });
      this.lists = entries.split(" ");
      let before = "";
      this.words = inTexts.split(" ").map((rest) => before = before.slice(0, rest[0]) + rest.slice(1));
      this.unread = new Map(this.words.map((word, number) => [word, this.lists[number]]));
      for (const word of this.words) if (!this.places.has(word)) this.places.set(word, []);
      this.phrases = fold(` ${own.flat().join(" ")}`);
      // Pages but examples, and terms: their titles may be meant by what is typed so far.
      this.subjects = own.map((_, number) => number < examples && (this.pages[number] === number || this.locations[number].startsWith(`${glossary}#`)));
      this.guesses = own.map((all, number) => ({ title: this.titles[number], words: all.map(fold) })).filter((_, number) => this.subjects[number]);
      this.known = new Map(); // the words by their first two letters, without dots and rings
      for (const word of this.places.keys()) {
        const start = fold(word.slice(0, 2));
        if (this.known.has(start)) this.known.get(start).push(word);
        else this.known.set(start, [word]);
      }
    }

    standing(word) {
      const places = this.places.get(word);
      const list = this.unread.get(word);
      if (!list) return places;
      this.unread.delete(word);
      for (const number of numbers(list)) places.push(number * FIELDS.length + FIELDS.length - 1);
      return places;
    }

    // Takes the texts, if they are those of this index, and for each the words that it may have a sign for.
    tell({ version, texts }) {
      const stop = [...this.stop];
      this.texts = version === this.version ? texts.split("\n") : [];
      this.signed = this.titles.map(() => [...stop]);
      this.words.forEach((word, at) => {
        let before = -1;
        for (const number of numbers(this.lists[at])) if (number !== before) this.signed[before = number].push(word);
      });
    }

    // The words of the index that a typed word may stand for, in groups, with what each counts: its inflections, the same
    // without dots and rings, those that begin so and, where there are none, those a letter away.
    meant(word, last) {
      const folded = fold(word), stem = this.stem(word), foldedStem = fold(stem);
      const same = [], alike = [], begun = [];
      const open = last || word.length > 2; // not all words that begin as "i" or "of" does
      const starts = folded.length > 1 ? [folded.slice(0, 2)] : [...this.known.keys()].filter((at) => at[0] === folded);
      for (const other of starts.flatMap((start) => this.known.get(start) ?? [])) {
        const otherStem = this.stem(other);
        // The stemmer takes "analyserna" for "analys", but "analys" for "analy".
        if (otherStem === stem || other === stem || otherStem === word) same.push(other);
        else if (fold(otherStem) === foldedStem) alike.push(other);
        else if (open && fold(other).startsWith(folded)) begun.push(other);
      }
      const lost = !same.length && !alike.length && !(last && begun.length) && word.length >= BEGUN;
      const groups = [[same, 1], [alike, word === folded ? ALIKE : LATER], [begun, LATER], [lost ? this.misspelt(folded) : [], LATER]];
      const filled = groups.filter(([group]) => group.length);
      if (filled.length) filled[0][1] = 1;
      return filled;
    }

    // The two words that are typed as one, such as "s3pilot" of a title or "skogsbioekonomi", if one of them names a page, unlike
    // those of "halvledare"; of a word that nothing is like the end, if that does, or the beginning: "strategi" of
    // "cykelstrategi"; else the word itself.
    parted(word) {
      const folded = fold(word);
      if (this.phrases.includes(` ${folded}`)) return [word];
      const halves = [...word].map((_, at) => [word.slice(0, at), word.slice(at)]).slice(1)
        .filter((parts) => !parts.some((part) => this.stop.has(part)));
      const ofTitle = halves.find(([head]) => this.phrases.includes(` ${folded.slice(0, head.length)} ${folded.slice(head.length)}`));
      if (ofTitle || this.knows(word) || this.misspelt(folded).length) return ofTitle ?? [word];
      const linked = halves.map(([head, tail]) => [this.knows(head) ? head : head.replace(/s$/, ""), tail]); // jämställdhet-s-analys
      const both = linked.find((parts) => parts.every((part) => part.length >= PART && this.knows(part)) && parts.some((part) => this.knows(part, this.names)));
      const begun = (this.known.get(folded.slice(0, 2)) ?? []).some((other) => fold(other).startsWith(folded));
      if (both || begun) return both ?? [word];
      const end = linked.find(([, tail]) => tail.length > PART && this.knows(tail, this.names));
      const start = linked.reverse().find(([head]) => head.length > PART + 1 && this.knows(head));
      return [end ? end[1] : start ? start[0] : word];
    }

    knows(word, as = () => true) {
      const stem = fold(this.stem(word));
      return (this.known.get(stem.slice(0, 2)) ?? []).some((other) => fold(this.stem(other)) === stem && as.call(this, other));
    }

    // True of a word in the title of a page but an example, or of a term.
    names(word) {
      return this.places.get(word).some((place) => place % FIELDS.length === 0 && this.subjects[Math.floor(place / FIELDS.length)]);
    }

    misspelt(folded) {
      const all = [...this.places.keys()];
      const stems = new Set(all.filter((other) => near(folded, fold(other))).map(this.stem).filter((stem) => stem.length >= BEGUN));
      const starts = new Set([...stems].map((stem) => fold(stem).slice(0, 2)));
      return [...starts].flatMap((start) => this.known.get(start) ?? []).filter((other) => stems.has(this.stem(other)));
    }

    // Adds to `scores` what each entry counts that has a word of `group`, and notes in `answered` that it has.
    score(group, level, scores, answered) {
      const counts = new Uint16Array(scores.length * FIELDS.length);
      for (const word of group) for (const place of this.standing(word)) counts[place]++;
      const sums = scores.map((_, number) =>
        FIELDS.reduce((sum, weight, field) => {
          const count = counts[number * FIELDS.length + field];
          return sum + (weight * count * (ENOUGH + 1)) / (count + ENOUGH);
        }, 0),
      );
      const having = sums.reduce((all, sum) => all + (sum > 0), 0);
      const rare = Math.log(1 + (sums.length - having + 0.5) / (having + 0.5));
      sums.forEach((sum, number) => {
        if (!sum) return;
        scores[number] += level * rare * sum * this.weights[number];
        if (answered) answered[number] = 1;
      });
    }

    // The titles that have words that begin as all those typed do; first those that begin as the question does.
    suggest(question) {
      const wanted = words(question).map(fold), typed = wanted.join(" ");
      if (typed.length < BEGUN - 2) return [];
      const has = ({ words: own }) => own.join(" ") !== typed && wanted.every((word) => own.some((other) => other.startsWith(word)));
      const rank = ({ title, words: own }) => title.length + (own.join(" ").startsWith(typed) ? 0 : LATEST);
      const matches = this.guesses.filter(has).sort((one, other) => rank(one) - rank(other));
      return [...new Map(matches.map(({ title, words: own }) => [own.join(" "), title])).values()].slice(0, GUESSES);
    }

    // What is shown of a question: pages, best first, each a list of its entries.
    search(question) {
      const typed = words(question.replace(/\bco-(?=o)/gi, "co")).map(self.stemmers.british); // co-operation too
      const telling = typed.filter((word) => !this.stop.has(word));
      const terms = (telling.length ? telling : typed).flatMap((word) => this.parted(word));
      const scores = new Float64Array(this.titles.length), answered = new Float64Array(this.titles.length);
      const has = new Float64Array(this.titles.length); // of the word at hand, how much each entry answers it
      const marked = new Set();
      terms.forEach((word, at) => {
        has.fill(0);
        for (const [group, level] of this.meant(word, at === terms.length - 1)) {
          this.score(group, level, scores, level < ALIKE ? null : has);
          for (const other of group) marked.add(other);
        }
        has.forEach((one, number) => { if (one) has[this.pages[number]] ||= NEARBY; });
        has.forEach((one, number) => { answered[number] += one; });
      });
      // A page counts more than its sections, and who answers all words more than who has one in the title.
      scores.forEach((score, number) => {
        const share = (answered[number] + LATER) / terms.length;
        const title = this.telling[number];
        const named = terms.length > 1 && title.length === terms.length && title.every((word) => marked.has(word));
        scores[number] = score * (named ? NAMED : 1) * (1 + ((this.pages[number] === number) + share) ** 2) * share ** WHOLE;
      });
      const hits = [...scores.keys()].filter((number) => scores[number]).sort((one, other) => scores[other] - scores[one]);
      const pages = new Map();
      for (const number of hits) {
        const page = this.pages[number];
        if (!pages.has(page)) pages.set(page, []);
        pages.get(page).push(number);
      }
      return [...pages].map(([page, entries], at) => {
        if (!entries.includes(page)) entries.push(page);
        return entries.map((number) => this.item(number, scores[number], marked, at < TOLD));
      });
    }

    item(number, score, marked, withText) {
      const text = withText ? this.text(number, marked) : "";
      return { location: this.locations[number], title: mark(this.titles[number], marked), text, score };
    }

    // What is shown of an entry's text, or null as long as that is not here.
    text(number, marked) {
      if (!this.texts) return null;
      const known = this.signed[number];
      if (known) [this.texts[number], this.signed[number]] = [read(this.texts[number] ?? "", known), null];
      const text = this.texts[number];
      return text && `<p>${mark(around(text, marked), marked)}</p>`;
    }
  }

  // The text as HTML, its words among `marked` marked.
  const mark = (text, marked) =>
    text.replace(PARTS, (part) => {
      if (SIGNS[part]) return SIGNS[part];
      return marked.has(part.toLowerCase()) ? `<mark>${part}</mark>` : part;
    });

  // Of a long text what stands around its first hits, or its start.
  const around = (text, marked) => {
    if (text.length <= 3 * MARGIN) return text;
    const spans = [];
    for (const { 0: word, index } of text.matchAll(PARTS)) {
      if (!marked.has(word.toLowerCase())) continue;
      const before = spans[spans.length - 1], end = index + word.length + MARGIN;
      if (before && index - MARGIN <= before[1]) before[1] = end;
      else spans.push([index - MARGIN, end]);
      if (spans.length > 2 || end - spans[0][0] > 6 * MARGIN) break;
    }
    if (!spans.length) spans.push([0, 2 * MARGIN]);
    const pieces = spans.map(([start, end]) => {
      const from = start > 0 ? text.indexOf(" ", start) + 1 : 0;
      const to = end < text.length ? text.lastIndexOf(" ", end) : text.length;
      return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
    });
    return pieces.join(" ").replaceAll("… …", "…");
  };

  // Answers what comes through `port`, which is the worker itself or a message port: nothing to an index, hits and titles
  // to a query and, once the texts are here, the hits of the last query anew.
  self.answerSearch = (port) => {
    let engine, last = "";
    port.onmessage = ({ data: { index, texts, query } }) => {
      if (index) {
        engine = new Engine(index);
        port.postMessage({});
      } else if (texts) {
        engine.tell(texts);
        port.postMessage({ hits: engine.search(last) });
      } else {
        last = query;
        port.postMessage({ hits: engine.search(query), titles: engine.suggest(query) });
      }
    };
  };
  if (self.importScripts) {
    importScripts(self.name); // which search.js gives: the file has a hash in its name
    self.answerSearch(self);
  }
})();
