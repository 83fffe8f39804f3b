// The events in the browser: their names, the rows of each year as they come, what a choice or a search finds, the address.
"use strict";
window.bluebook = (() => {
  const root = document.currentScript.src.replace(/static\/rows\.js[^/]*$/, "");
  const ja = document.documentElement.lang === "ja";
  const DAY = 86400000;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const MANY = ["partner", "japan", "lead", "topic"];
  const ROW = ["partner", "level", "channel", "label", "city", "country", "occasion", "japan", "lead", "topic", "source", "publisher"];
  const POOLS = { country: "partner", japan: "person", lead: "person" };
  const FILTERS = ["q", "partner", "year", "level", "channel", "topic", "source", "from", "to", "city", "person", "occasion"];
  const known = {};  // list -> code -> { said, folded: all spellings }
  const codes = {};  // list -> codes in order
  const rows = [];
  let covered = {}, years = {}, days = [];

  // words -----------------------------------------------------------------------------------------------------------
  const LETTERS = { ø: "o", ł: "l", đ: "d", ı: "i", æ: "ae", œ: "oe", ß: "ss", "’": "'", "‐": " ", "–": " ", "-": " ", ".": "", "・": "", "&": " and " };
  // what makes no difference: case, width, accents, full stops, hyphens; kana keep their marks
  const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(/[øłđıæœß’‐–.・&-]/g, (letter) => LETTERS[letter]).replace(/[\s,;:!?"“”()（）「」、。/]+/g, " ").trim();
  const latin = /[a-z0-9]/;
  // a word in Latin letters is found where a word begins, one in Japanese anywhere; `whole`: only where it also ends
  const holds = (text, word, whole = false) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const begins = at === 0 || !latin.test(word[0]) || !latin.test(text[at - 1]);
      if (begins && !(whole && latin.test(text[at + word.length] || ""))) return true;
    }
    return false;
  };
  const short = (word) => word.length <= 3 && latin.test(word.at(-1));  // UK is not Ukraine, if there is a UK
  const number = (n) => n.toLocaleString("en-GB");
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return ja ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
  };
  const listing = (parts) => parts.join(ja ? "、" : ", ");
  const say = (list, code) => (known[list]?.[code]?.said ?? code);
  const listed = (list, many) => listing(many.map((code) => say(list, code)));
  const place = (row) => (row.city ? say("city", row.city) : row.country ? say("partner", row.country) : "");
  // one line for an event: 23 May 2022, United States, Summit, In person, Tokyo
  const line = (row) => listing([day(row.date), listed("partner", row.partner), say("level", row.level), say("channel", row.channel), place(row)].filter(Boolean));

  // what the files of data call ---------------------------------------------------------------------------------------
  const names = (given) => {
    ({ covered, years, days } = given);
    for (const [list, entries] of Object.entries(given)) {
      if (!Array.isArray(entries?.[0])) continue;
      codes[list] = entries.map(([code]) => code);
      known[list] = Object.create(null);
      for (const [code, en, jp, others] of entries) {
        known[list][code] = { said: ja ? jp : en, folded: [...new Set([code, en, jp, ...others.split("; ")].filter(Boolean).map(fold))] };
      }
    }
  };

  const part = (year, given) => {
    for (const [at, cells] of given.entries()) {
      const row = { at, id: cells[0], date: cells[0].slice(0, 10), year, url: cells[ROW.length + 1] };
      row.time = Date.parse(row.date);
      ROW.forEach((name, place) => {
        const list = codes[POOLS[name] || name], cell = cells[place + 1];
        row[name] = MANY.includes(name) ? cell.map((at) => list[at]) : cell < 0 ? "" : list[cell];
      });
      rows.push(row);
    }
  };

  // a script of data, once; a page on a disk may load it where it may not fetch
  const loaded = {};
  const load = (path) => (loaded[path] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root + path;
    script.onload = resolve;
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  }));

  // when the page has been painted: nothing large is asked for before; a page in the background is not painted
  const painted = () => new Promise((done) => {
    if (document.hidden) return done();
    new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").length && done()).observe({ type: "paint", buffered: true });
  });

  // all rows, the latest year first; `each` is called when another part has come
  const ready = async (each = () => {}) => {
    await load("record/names.js");
    for (const year of Object.keys(years).sort().reverse()) {
      await load(`record/parts/${year}.js`);
      each(year);
    }
    return rows;
  };

  // search ------------------------------------------------------------------------------------------------------------
  const SEARCHED = { partner: ["partner"], level: ["level"], channel: ["channel"], label: ["label"], city: ["city"], country: ["partner"],
    occasion: ["occasion"], person: ["japan", "lead"], topic: ["topic"] };
  const spelt = (word, whole) => Object.keys(SEARCHED).some((list) => Object.values(known[POOLS[list] || list] || {}).some((one) => one.folded.some((text) => holds(text, word, whole))));

  const SMALL = new Set(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"]);
  const LONGEST = 12, MOST = 100;  // words of a name, and of a query: of a page that was pasted, its first hundred are searched
  // the words of a query, those that stand together in a name ("south korea") as one
  const units = (query, isName = spelt) => {
    const all = fold(query).split(" ").filter(Boolean).slice(0, MOST), telling = all.filter((word) => !SMALL.has(word));
    const words = telling.length ? telling : all, found = [];
    for (let at = 0; at < words.length;) {
      let end = Math.min(words.length, at + LONGEST);
      while (end > at + 1 && !isName(words.slice(at, end).join(" "))) end -= 1;
      found.push(words.slice(at, end).join(" "));
      at = end;
    }
    return found;
  };

  // a test for rows: every word of the query is in a name, the date or the id
  const finder = (query) => {
    const tests = units(query).map((word) => {
      const whole = short(word) && spelt(word, true);
      const sets = Object.entries(SEARCHED).map(([list, columns]) => {
        const all = known[POOLS[list] || list] || {};
        const hits = new Set(Object.keys(all).filter((code) => all[code].folded.some((text) => holds(text, word, whole))));
        return [list === "country" ? ["country"] : columns, hits];
      }).filter(([, hits]) => hits.size);
      return (row) => holds(row.dated ??= fold(`${row.id} ${dates(row.date)}`), word, whole)
        || sets.some(([columns, hits]) => columns.some((column) => (Array.isArray(row[column]) ? row[column].some((code) => hits.has(code)) : hits.has(row[column]))));
    });
    return (row) => tests.every((test) => test(row));
  };
  const dates = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return `${date} ${MONTHS[month - 1]} ${year} ${year}年${month}月${date}日`;
  };

  // the fewest letters to change, add or drop; more than `most` counts as too many
  const apart = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = Array.from({ length: other.length + 1 }, (_, at) => at), last = before;
    for (let i = 1; i <= one.length; i += 1) {
      const here = [i];
      for (let j = 1; j <= other.length; j += 1) {
        here[j] = Math.min(before[j] + 1, here[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) here[j] = Math.min(here[j], last[j - 2] + 1);
      }
      [last, before] = [before, here];
    }
    return before[other.length];
  };

  // up to three names spelt most like a word that nothing has; `all` are [name shown, folded spellings]
  const nearest = (word, all) => {
    const most = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
    const found = new Map();
    for (const [shown, spellings] of most ? all : []) {
      const far = Math.min(...spellings.map((text) => apart(word, text, most)), ...spellings.flatMap((text) => text.split(" "))
        .filter((text) => text.length > 2).map((text) => apart(word, text, most) + .5));  // a whole name before a word of one
      if (far <= most + .5 && far < (found.get(shown) ?? 9)) found.set(shown, far);
    }
    const least = Math.min(...found.values());
    return [...found].filter(([, far]) => far === least).slice(0, 3).map(([shown]) => shown);
  };
  const vocabulary = () => ["partner", "person", "city", "occasion", "topic"].flatMap((list) => Object.values(known[list] || {}).map((one) => [one.said, one.folded]));
  // what to ask instead: names like the whole query, else names like one of its words
  const instead = (query, missing, all) => {
    const whole = nearest(fold(query), all);
    return whole.length ? whole : [...new Set(missing.flatMap((word) => nearest(word, all)))].slice(0, 3);
  };
  const suggest = (query) => instead(query, units(query).filter((word) => !spelt(word)), vocabulary());

  // choices -----------------------------------------------------------------------------------------------------------
  const chosen = (state) => {
    const q = state.q && finder(state.q);
    const has = (cell, value) => (Array.isArray(cell) ? cell.includes(value) : cell === value);
    const asked = ["partner", "year", "level", "channel", "topic", "source", "city", "occasion"].filter((name) => state[name]);
    return (row) => asked.every((name) => has(row[name], state[name])) && (!state.from || row.date >= state.from) && (!state.to || row.date <= state.to)
      && (!state.person || row.lead.includes(state.person) || row.japan.includes(state.person)) && (!q || q(row));
  };

  // #partner=USA&from=2021-01-01&q=tokyo&sort=-level&rows=level&page=2
  const recall = () => {
    const said = new URLSearchParams(location.hash.slice(1)), state = {};
    for (const [name, value] of said) if ([...FILTERS, "sort", "rows", "page"].includes(name) && value) state[name] = value;
    for (const end of ["from", "to"]) if (state[end] && !/^\d{4}-\d\d-\d\d$/.test(state[end])) delete state[end];
    return state;
  };
  const remember = (state) => {
    const said = new URLSearchParams();
    for (const name of [...FILTERS, "sort", "rows", "page"]) if (state[name]) said.set(name, state[name]);
    const hash = said.size ? `#${said}` : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
    for (const other of document.querySelectorAll("a.language")) other.hash = hash;
    return hash;
  };

  // an element with its text and attributes; what comes from a table is only ever text
  const element = (tag, given = {}, ...inner) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    made.append(...inner.filter((one) => one !== ""));
    return made;
  };
  const address = (row) => `events/${encodeURIComponent(row.id)}.html`;  // from the folder of the record
  const unread = (partner, level, year) => {  // whether coverage.csv says nothing of this year
    const levels = covered[partner] || {};
    return !(level ? [levels[level] || []] : Object.values(levels)).some((told) => told.includes(Number(year)));
  };

  return { DAY, FILTERS, MONTHS, ja, known, codes, rows, names, part, load, painted, ready, fold, holds, short, units, finder, instead, suggest, chosen, recall, remember,
    element, address, unread, number, day, listing, say, listed, place, line, years: () => years, days: () => days };
})();
