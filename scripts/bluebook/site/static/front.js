// The timeline of the front page: d3 and the events come when it is nearly seen; the partner and the rows stand in the address.
"use strict";
(() => {
  const box = document.getElementById("timeline");
  if (!box || !window.bluebook) return;
  const { chosen, recall, remember, rows } = bluebook;
  const whom = document.getElementById("f-whom"), lane = document.getElementById("f-rows"), way = document.getElementById("to-record");
  const FIRST = whom.value;
  let state = {}, timeline = null;

  const apply = () => {
    const period = state.from || state.to, shown = rows.filter(chosen(state));
    timeline.draw(shown, period ? rows.filter(chosen({ ...state, from: "", to: "" })) : shown, state);
  };
  const change = (some) => {
    state = { ...state, ...some };
    const plain = !state.rows && !state.from && !state.to && state.partner === FIRST;
    const hash = remember(plain ? {} : { ...state, partner: state.partner || "all" });
    way.hash = hash.replace(/partner=all&?/, "") || `#partner=${FIRST}`;
    apply();
  };
  const read = () => {
    const { partner, rows: lanes, from, to } = recall();
    whom.value = partner === "all" ? "" : partner || FIRST;
    if (whom.selectedIndex === -1) whom.value = FIRST;
    lane.value = lanes || "";
    if (lane.selectedIndex === -1) lane.value = "";
    state = { partner: whom.value, rows: lane.value, from, to };
  };

  const start = async () => {
    await Promise.all([bluebook.load("static/d3.js"), bluebook.ready()]);
    timeline = bluebook.timeline(box, { home: box.dataset.home, chosen: (from, to) => change({ from, to }) });
    whom.addEventListener("change", () => change({ partner: whom.value }));
    lane.addEventListener("change", () => change({ rows: lane.value }));
    window.addEventListener("hashchange", () => { read(); apply(); });
    read();
    apply();
    document.documentElement.classList.add("ready");
  };
  new IntersectionObserver((seen, watcher) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    start();
  }, { rootMargin: "400px" }).observe(box);
})();
