// The record: one state of choices for the form, the timeline, the table and the address. Without this the latest rows are there.
"use strict";
(() => {
  const table = document.getElementById("events"), form = document.getElementById("filters"), box = document.getElementById("timeline");
  if (!table || !form || !window.bluebook) return;
  const { element, address, chosen, day, listed, number, place, recall, remember, rows, say } = bluebook;
  const words = JSON.parse(table.dataset.words);
  const fields = [...form.querySelectorAll("input, select")];
  const EXTRA = ["city", "person", "occasion"];  // choices that a link brings and no field offers
  const LONG = 50;  // rows of a page of the table
  const tally = document.getElementById("shown"), chips = document.getElementById("chips"), pages = document.getElementById("pages");
  const lane = document.getElementById("f-rows");
  let state = {}, shown = [], whole = [], timeline = null, done = false, printed = false;

  // the table ---------------------------------------------------------------------------------------------------------
  const order = (list) => { const places = new Map(bluebook.codes[list].map((code, at) => [code, at])); return (row) => places.get(row[list]); };
  const text = new Intl.Collator(bluebook.ja ? "ja" : "en").compare;
  const compared = () => ({
    with: (row) => listed("partner", row.partner), venue: place, topics_short: (row) => listed("topic", row.topic), source: (row) => row.publisher,
    level: order("level"), channel: order("channel"),
  });
  const sorted = (some) => {
    const column = (state.sort || "-date").replace(/^-/, ""), down = !state.sort || state.sort.startsWith("-") ? -1 : 1;
    const key = compared()[column], dated = (a, b) => a.time - b.time || a.at - b.at;
    if (!key) return [...some].sort((a, b) => down * dated(a, b));
    return some.map((row) => [key(row), row]).sort(([a, one], [b, other]) => down * (typeof a === "string" ? text(a, b) : a - b) || dated(other, one)).map(([, row]) => row);
  };

  const line = (row) => {
    const source = row.url ? element("a", { href: row.url }, row.publisher) : row.publisher;
    return element("tr", {},
      element("th", { scope: "row" }, element("a", { href: address(row) }, row.date)),
      element("td", {}, listed("partner", row.partner)), element("td", {}, say("level", row.level)),
      element("td", { class: `channel ${row.channel}` }, say("channel", row.channel)), element("td", {}, place(row)),
      element("td", { class: "topics" }, element("span", {}, listed("topic", row.topic))),
      element("td", {}, source, element("span", { class: "quiet" }, ` ${say("source", row.source)}`)));
  };

  const list = () => {
    const ordered = sorted(shown), last = Math.max(1, Math.ceil(ordered.length / LONG));
    const here = Math.min(Math.max(1, Number(state.page) || 1), last);
    if (here === 1) delete state.page;
    else state.page = String(here);
    const some = printed ? ordered : ordered.slice((here - 1) * LONG, here * LONG);
    const none = element("tr", {}, element("td", { class: "nothing", colspan: words.columns.length }, words.none_found, ...nearest()));
    table.tBodies[0].replaceChildren(...(some.length ? some.map(line) : [none]));
    pages.replaceChildren(...(last > 1 ? turns(here, last) : []));
    const column = (state.sort || "-date").replace(/^-/, "");
    words.columns.forEach((name, at) => {
      const head = table.tHead.rows[0].cells[at];
      if (name === column) head.setAttribute("aria-sort", !state.sort || state.sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  const nearest = () => {
    const found = state.q ? bluebook.suggest(state.q) : [];
    const buttons = found.map((name) => element("button", { type: "button", class: "quiet-button" }, name));
    buttons.forEach((button) => button.addEventListener("click", () => change({ q: button.textContent })));
    return buttons.length ? [element("span", { class: "nearest" }, `${words.did_you_mean} `, ...buttons)] : [];
  };

  const turns = (here, last) => {
    const near = [...new Set([1, here - 2, here - 1, here, here + 1, here + 2, last])].filter((page) => page >= 1 && page <= last);
    const turn = (page, said, name, off) => {
      const button = element("button", { type: "button", "aria-label": name, "aria-current": page === here && !off && said !== "«" && said !== "»" ? "page" : undefined, disabled: off }, said);
      button.addEventListener("click", () => {
        change({ page: String(page) }, true);
        document.getElementById("events-region").scrollIntoView({ block: "start" });
        pages.querySelector("[aria-current]")?.focus({ preventScroll: true });
      });
      return button;
    };
    return [turn(here - 1, "‹", words.previous_page, here === 1),
      ...near.flatMap((page, at) => [...(at && page - near[at - 1] > 1 ? [element("span", { "aria-hidden": "true" }, "…")] : []), turn(page, String(page), words.page_n.replace("#", page))]),
      turn(here + 1, "›", words.next_page, here === last)];
  };

  for (const [at, name] of words.columns.entries()) {
    const head = table.tHead.rows[0].cells[at], button = element("button", { type: "button", class: "sort", title: words.sort_by }, head.textContent.trim());
    button.addEventListener("click", () => {
      const now = state.sort || "-date";
      const next = now === name ? `-${name}` : now === `-${name}` ? name : name === "date" ? "-date" : name;
      change({ sort: next === "-date" ? "" : next });
    });
    head.replaceChildren(button);
  }

  // the choices -------------------------------------------------------------------------------------------------------
  const fill = () => {
    for (const field of fields) {
      field.value = state[field.name] || "";
      if (field.selectedIndex === -1) field.value = "";  // a choice that isn't offered
      if (!field.value) delete state[field.name];
    }
    lane.value = state.rows || "";
    if (lane.selectedIndex === -1) lane.value = "";
    if (!lane.value) delete state.rows;
    if (state.sort && !words.columns.includes(state.sort.replace(/^-/, ""))) delete state.sort;
    chips.replaceChildren(...EXTRA.filter((name) => state[name]).map((name) => {
      const said = say(name, state[name]);
      const button = element("button", { type: "button", class: "chip", "aria-label": `${chips.dataset.remove}: ${words[name]} ${said}` }, `${words[name]}: ${said} ×`);
      button.addEventListener("click", () => change({ [name]: "" }));
      return button;
    }));
  };

  const tell = () => {
    const said = tally.dataset.form.replace("#", number(shown.length)).replace("%", number(Object.values(bluebook.years()).reduce((sum, n) => sum + n, 0)));
    tally.textContent = done ? said : words.loading;
  };

  const apply = () => {
    shown = rows.filter(chosen(state));
    whole = state.from || state.to || state.year ? rows.filter(chosen({ ...state, from: "", to: "", year: "" })) : shown;
    timeline?.draw(shown, whole, state);
    if (done) {
      list();
      remember(state);
    }
    tell();
  };

  const change = (some, stay = false) => {
    state = { ...state, ...some };
    if (!stay) delete state.page;
    for (const [name, value] of Object.entries(state)) if (!value) delete state[name];
    fill();
    apply();
  };

  let waiting = 0;
  const typed = () => {
    const read = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { state = { ...state, ...read }; change({}); });
  };
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { state = state.rows ? { rows: state.rows } : {}; change({}); }));
  lane.addEventListener("change", () => change({ rows: lane.value }, true));
  window.addEventListener("hashchange", () => { state = recall(); fill(); apply(); });
  window.addEventListener("beforeprint", () => { printed = true; list(); });
  window.addEventListener("afterprint", () => { printed = false; list(); });

  // the selection as CSV: the lines come quoted and made harmless; here they are only chosen and joined
  document.getElementById("download").addEventListener("click", async () => {
    await bluebook.load("record/events.js");
    const [head, ...lines] = window.bluebookEvents, wanted = new Set(shown.map((row) => row.id));
    const text = [head, ...lines.filter((one) => wanted.has(one.slice(0, one.indexOf(","))))].join("\n") + "\n";
    const link = document.createElement("a");  // the mark of UTF-8 goes first: without it Excel misreads letters
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    link.download = ["bluebook-events", ...fields.slice(1).map((field) => field.value)].filter(Boolean).join("-").replace(/[^\w+-]/g, "_") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // the rows come year by year; the timeline grows with them, the table waits for all
  const start = async () => {
    await bluebook.painted();
    await Promise.all([bluebook.load("static/d3.js"), bluebook.load("record/names.js")]);
    timeline = bluebook.timeline(box, { home: "", chosen: (from, to) => change({ from, to, year: "" }) });
    state = recall();
    fill();
    let drawn = 0;
    await bluebook.ready(() => {
      if (performance.now() - drawn < 150) return;
      apply();
      drawn = performance.now();
    });
    done = true;
    apply();
    document.documentElement.classList.add("ready");
  };
  start();
})();
