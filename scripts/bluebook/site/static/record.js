// The table of all events: search, choices kept in the address, and the selection as CSV. Without this the table is whole.
"use strict";
(() => {
  const table = document.getElementById("events");
  const form = document.getElementById("filters");
  if (!table || !form || !window.bluebookTables) return;
  const words = JSON.parse(table.dataset.words);
  const columns = words.columns;
  const choices = [...form.querySelectorAll("select")];
  const rows = [...table.tBodies[0].rows].map((row) => ({ ...row.dataset }));
  const first = ["date", "desc"];

  const list = window.bluebookTables(table).DataTable({
    autoWidth: false,
    layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: "paging" },
    pageLength: 50,
    order: [[0, "desc"]],
    orderMulti: false,
    columnDefs: [{ orderSequence: ["asc", "desc"], targets: "_all" }],
    language: {
      zeroRecords: words.none_found,
      emptyTable: words.none_found,
      paginate: { first: "«", previous: "‹", next: "›", last: "»" },
      aria: {
        orderable: `: ${words.sort_by}`, orderableReverse: `: ${words.sort_by}`, orderableRemove: `: ${words.sort_by}`,
        paginate: { first: words.first_page, previous: words.previous_page, next: words.next_page, last: words.last_page, number: "" },
      },
    },
  });

  const fits = (row) => choices.every((choice) => !choice.value || row[choice.name].split(";").includes(choice.value)
    || (choice.name === "year" && row.year === choice.value));
  list.search.fixed("choices", (text, cells, index) => fits(rows[index]));

  const order = () => {
    const [column, direction] = list.order()[0] || [0, first[1]];
    return [columns[column], direction];
  };

  // the address: #partner=USA&year=2022&q=tokyo&sort=-level
  const remember = () => {
    const chosen = new URLSearchParams();
    for (const field of [form.elements.q, ...choices]) if (field.value) chosen.set(field.name, field.value);
    const [column, direction] = order();
    if (column !== first[0] || direction !== first[1]) chosen.set("sort", (direction === "desc" ? "-" : "") + column);
    const hash = chosen.size ? `#${chosen}` : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
    for (const other of document.querySelectorAll("a.language")) other.hash = hash;
  };

  const recall = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const field of [form.elements.q, ...choices]) {
      field.value = chosen.get(field.name) || "";
      if (field.selectedIndex === -1) field.value = ""; // a choice that isn't offered
    }
    const sort = chosen.get("sort") || "-date";
    const column = columns.indexOf(sort.replace(/^-/, ""));
    list.order([[Math.max(column, 0), sort.startsWith("-") || column < 0 ? "desc" : "asc"]]);
    list.search(form.elements.q.value).draw();
  };

  const tally = document.getElementById("shown");
  list.on("draw", () => {
    tally.textContent = tally.dataset.form.replace("#", list.rows({ search: "applied" }).count());
  });
  list.on("order", remember);
  form.addEventListener("input", () => { list.search(form.elements.q.value).draw(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { list.order([[0, "desc"]]).search("").draw(); remember(); }));
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", () => list.page.len(-1).draw());
  window.addEventListener("afterprint", () => list.page.len(50).draw());

  // the rows come as lines of CSV, quoted and made harmless when the site was built; here they are only chosen and joined
  const lines = () => new Promise((resolve, reject) => {
    if (window.bluebookEvents) return resolve(window.bluebookEvents);
    const script = document.createElement("script");
    script.src = document.getElementById("download").dataset.source;
    script.onload = () => resolve(window.bluebookEvents);
    script.onerror = reject;
    document.head.append(script);
  });

  document.getElementById("download").addEventListener("click", async () => {
    const all = await lines();
    const chosen = list.rows({ search: "applied" }).indexes().toArray().map((index) => Number(rows[index].line));
    const text = [0, ...chosen.sort((a, b) => a - b)].map((line) => all[line]).join("\n") + "\n";
    const link = document.createElement("a");  // the mark of UTF-8 goes first: without it Excel misreads letters
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    link.download = ["bluebook-events", ...choices.map((choice) => choice.value)].filter(Boolean).join("-").replace(/[^\w+-]/g, "_") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  recall();
  remember();
  document.documentElement.classList.add("ready");
})();
