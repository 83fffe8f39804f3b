// The search: what the site has under a word, by kind. Names and titles are few, so each is looked through; nothing is indexed.
"use strict";
(() => {
  const form = document.getElementById("seeking");
  if (!form || !window.bluebook) return;
  const { address, element, fold, holds, finder, listing, listed, instead, number, place, rows, say, day, short, units } = bluebook;
  const words = JSON.parse(form.dataset.words), kinds = form.dataset.kinds.split(" ");
  const field = document.getElementById("q"), told = document.getElementById("found"), results = document.getElementById("results");
  const NAMED = ["country", "person", "place", "occasion", "topic", "notebook"];  // whose names are offered where nothing is found
  const FEW = 6;  // results of a kind before one asks for all
  const entries = {};
  const title = document.title;
  let ready = false;

  bluebook.entries = (kind, given) => {
    entries[kind] = given.map(([en, ja, noteEn, noteJa, others, way, n]) => ({
      title: bluebook.ja && ja ? ja : en, lang: bluebook.ja && !ja && kind !== "codebook" ? "en" : "", note: bluebook.ja ? noteJa : noteEn, way, n,
      names: [en, ja, ...others.split("; ")].filter(Boolean).map(fold), text: [en, ja, noteEn, noteJa, others].map(fold).join("\n"),
    }));
  };

  const everything = () => kinds.flatMap((kind) => entries[kind] || []);
  // the whole name first, then one that begins so, then the others; of equals the one with more events
  const rank = (entry, whole) => (entry.names.includes(whole) ? 0 : entry.names.some((name) => name.startsWith(whole)) ? 1 : entry.names.some((name) => holds(name, whole)) ? 2 : 3);
  const find = (query) => {
    const asked = units(query, (word) => everything().some((entry) => holds(entry.text, word))), whole = fold(query);
    const wholly = asked.map((word) => [word, short(word) && everything().some((entry) => holds(entry.text, word, true))]);
    const found = kinds.map((kind) => [kind, (entries[kind] || []).filter((entry) => wholly.every(([word, only]) => holds(entry.text, word, only)))
      .map((entry) => [rank(entry, whole), entry]).sort(([a, one], [b, other]) => a - b || other.n - one.n).map(([, entry]) => entry)]);
    const test = finder(query);
    const events = rows.filter(test).sort((a, b) => b.time - a.time || b.at - a.at);
    const at = found.findIndex(([kind]) => kind === "notebook");
    found.splice(at, 0, ["event", events]);
    return found.filter(([, some]) => some.length);
  };

  const shown = (kind, one) => (kind === "event"
    ? [element("a", { href: `record/${address(one)}` }, listing([day(one.date), listed("partner", one.partner)])),
      element("span", { class: "quiet" }, listing([say("level", one.level), say("channel", one.channel), place(one)].filter(Boolean)))]
    : [element("a", { href: one.way, lang: one.lang || undefined }, one.title), one.note ? element("span", { class: "quiet", lang: bluebook.ja && kind === "codebook" ? "en" : undefined }, one.note) : ""]);

  const group = (kind, some, query) => {
    const list = element("ul", { class: "plain hits" }, ...some.slice(0, FEW).map((one) => element("li", {}, ...shown(kind, one))));
    const head = element("h2", { id: `kind-${kind}` }, words[kind], " ", element("span", { class: "count" }, number(some.length)));
    const more = [];
    if (some.length > FEW && kind === "event") {
      more.push(element("p", {}, element("a", { href: `record/index.html#${new URLSearchParams({ q: query })}` }, words.search_all.replace("#", number(some.length)))));
    } else if (some.length > FEW) {
      const button = element("button", { type: "button", class: "quiet-button" }, words.search_more.replace("#", number(some.length)));
      button.addEventListener("click", () => {
        list.append(...some.slice(FEW).map((one) => element("li", {}, ...shown(kind, one))));
        button.remove();
        list.children[FEW].querySelector("a").focus();
      });
      more.push(element("p", {}, button));
    }
    return element("section", { "aria-labelledby": `kind-${kind}` }, head, list, ...more);
  };

  const offer = (query) => {
    const all = NAMED.flatMap((kind) => (entries[kind] || []).map((entry) => [entry.title, entry.names]));
    const missing = units(query, () => false).filter((word) => !everything().some((entry) => holds(entry.text, word)));
    const found = instead(query, missing, all);
    return found.length ? [` ${words.did_you_mean} `, ...found.flatMap((name, at) => [at ? ", " : "", element("a", { href: `?${new URLSearchParams({ q: name })}` }, name)])] : [];
  };

  // a sentence about the query, whichever way its letters run
  const about = (said, query) => said.split("%").flatMap((part, at) => (at ? [element("bdi", {}, query), part] : [part]));

  const seek = () => {
    const query = field.value.trim();
    const address = location.pathname + (query ? `?${new URLSearchParams({ q: query })}` : "");
    history.replaceState(null, "", address);
    for (const other of document.querySelectorAll("a.language")) other.search = query ? `?${new URLSearchParams({ q: query })}` : "";
    document.title = query ? `${query} · ${title}` : title;
    if (!query || !fold(query)) { told.replaceChildren(); results.replaceChildren(); return; }
    const found = find(query), sum = found.reduce((all, [, some]) => all + some.length, 0);
    if (!ready && !sum) { told.textContent = words.loading; return; }
    const parts = found.map(([kind, some]) => `${words[kind]} ${number(some.length)}`);
    told.replaceChildren(...(sum ? [element("b", {}, ...about(words.search_found.replace("#", number(sum)), query)), ` ${parts.join(" · ")}`]
      : [...about(words.search_none, query), ...offer(query)]));
    results.replaceChildren(...found.map(([kind, some]) => group(kind, some, query)));
  };

  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(seek, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); seek(); });
  field.value = new URLSearchParams(location.search).get("q") || "";

  const start = async () => {
    await Promise.all([bluebook.load("record/names.js"), ...kinds.map((kind) => bluebook.load(`search/${kind}.js`))]);
    seek();
    await bluebook.ready();
    ready = true;
    seek();
    document.documentElement.classList.add("ready");
  };
  start();
})();
