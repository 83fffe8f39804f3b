// The timeline: a mark an event, a lane a year (or a level, or a partner), and above it the months, where a brush sets the period.
// It draws what it is given; the page that owns the choices calls draw(shown, whole, state) and hears of a period by `chosen`.
"use strict";
bluebook.timeline = (box, { home, chosen }) => {
  const { DAY, MONTHS, ja, element, address, say, listed, place, line, listing, number, day, unread } = bluebook;
  const words = JSON.parse(box.dataset.words);
  const most = Number(box.dataset.most) || 560;  // pixels: the height that the marks are made to fit
  const drawing = box.querySelector(".drawing"), overview = box.querySelector(".overview");
  const SIZES = [9, 8, 7, 6, 5, 4.5];
  const SHAPES = {  // of a mark of size 1, as in the figures: a disc, a square, a diamond
    in_person: "M-.5,0a.5,.5 0 1,0 1,0a.5,.5 0 1,0 -1,0", video: "M-.45,-.45h.9v.9h-.9z", telephone: "M0,-.6L.6,0L0,.6L-.6,0z",
  };
  const PLAIN = SHAPES.in_person;
  const FEW = 800;  // marks that move to their new places; more of them jump
  const LANES = 16;  // partners with a lane of their own; the others share one
  let marks = [], lanes = [], nodes = new Map(), current = null, last = null;

  const svg = () => d3.select(drawing).select("svg");
  const shape = (row) => SHAPES[row.channel] || PLAIN;
  const leap = (iso) => Date.parse(`2020-${iso.slice(5)}`);
  const ends = () => {  // the first day of the first month with an event, the last day of the last year with one
    const [first, last] = bluebook.days();
    return [Date.parse(`${first.slice(0, 7)}-01`), Date.parse(`${last.slice(0, 4)}-12-31`)];
  };
  const edges = (state) => {  // first and last day shown
    const whole = ends();
    const year = state.year ? [Date.UTC(state.year, 0, 1), Date.UTC(state.year, 11, 31)] : whole;
    const first = Math.max(whole[0], year[0], state.from ? Date.parse(state.from) : -Infinity);
    const last = Math.min(whole[1], year[1], state.to ? Date.parse(state.to) : Infinity);
    return first < last ? [first, last] : [first, first];
  };

  // lanes: { key, name, rows }, by what the reader has chosen
  const lay = (shown, state, [from, to]) => {
    if (state.rows === "level") {
      return bluebook.codes.level.map((key) => ({ key, name: say("level", key), rows: shown.filter((row) => row.level === key) })).filter((lane) => lane.rows.length);
    }
    if (state.rows === "partner") {
      const by = grouped(shown);
      const several = by.get("+"), alone = [...by].filter(([key]) => key !== "+").sort((a, b) => b[1].length - a[1].length);
      const made = alone.slice(0, LANES).map(([key, rows]) => ({ key, name: say("partner", key), rows }));
      if (alone.length > LANES) made.push({ key: "others", name: words.others.replace("#", alone.length - LANES), rows: alone.slice(LANES).flatMap(([, rows]) => rows) });
      if (several) made.push({ key: "several", name: words.several, rows: several });
      return made;
    }
    const years = [];
    for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year += 1) years.push(String(year));
    const made = years.map((year) => ({ key: year, name: year, rows: shown.filter((row) => row.year === year),
      bare: Boolean(state.partner) && unread(state.partner, state.level, year) }));
    return made.slice(made[1] && made[0].bare && !made[0].rows.length && !state.from && !state.year ? 1 : 0);  // the days of 2012, mostly
  };
  const grouped = (shown) => shown.reduce((by, row) => {
    const key = row.partner.length > 1 ? "+" : row.partner[0];
    if (!by.has(key)) by.set(key, []);
    by.get(key).push(row);
    return by;
  }, new Map());

  // the lowest level of each mark of a lane on which it touches no other; returns how many levels there are
  const stack = (lane, size) => {
    const taken = [];
    for (const mark of lane.marks) {
      let level = taken.findIndex((x) => x + size <= mark.x);
      if (level < 0) level = taken.length;
      taken[level] = mark.x;
      mark.level = level;
    }
    return taken.length;
  };

  const measure = (state, width, x) => {
    const aside = state.rows && width < 600 ? 15 : 0;  // a label above its lane
    for (const lane of lanes) {
      lane.marks = lane.rows.map((row) => ({ row, lane, x: x(row) })).sort((a, b) => a.x - b.x || (a.row.id < b.row.id ? -1 : 1));
    }
    const least = lanes.length > 8 ? 17 : 22;
    for (const size of SIZES) {
      let height = 0;
      for (const lane of lanes) lane.levels = stack(lane, size);
      const spare = most - lanes.length * (8 + aside);
      const levels = lanes.reduce((sum, lane) => sum + Math.max(lane.levels, 1), 0);
      const pitch = Math.min(size + .7, spare / levels);
      if (pitch < size * .66 && size !== SIZES.at(-1)) continue;
      for (const lane of lanes) {
        lane.top = height + aside;
        lane.height = Math.max(least, lane.levels * Math.max(pitch, 2.2) + 8);
        height = lane.top + lane.height;
        for (const mark of lane.marks) mark.y = lane.top + lane.height - 3 - size / 2 - mark.level * Math.max(pitch, 2.2);
      }
      return { size, height };
    }
    return { size: 5, height: 0 };
  };

  const draw = (shown, whole, state) => {
    last = [shown, whole, state];
    const width = Math.max(drawing.clientWidth, 280);
    const [from, to] = edges(state);
    lanes = lay(shown, state, [from, to]);
    const yearly = !state.rows, left = yearly ? 46 : width < 600 ? 4 : 168, right = 40, head = 22;
    const scale = d3.scaleUtc().domain(yearly ? [Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)] : [from, to + DAY]).range([left, width - right]);
    const { size, height } = measure(state, width, (row) => scale((yearly ? leap(row.date) : row.time) + DAY / 2));
    marks = lanes.flatMap((lane) => lane.marks).sort((a, b) => a.row.time - b.row.time || (a.row.id < b.row.id ? -1 : 1));
    marks.forEach((mark, at) => { mark.at = at; });
    const all = svg().attr("viewBox", `0 0 ${width} ${height + head + 4}`).attr("aria-label", words.name.replace("#", number(shown.length)).replace("%", number(bluebook.rows.length)));
    axis(all.select(".axis"), scale, yearly, width, head, height);
    ground(all.select(".ground").attr("transform", `translate(0,${head})`), width, left, right, state, scale, [from, to], yearly);
    const before = nodes.size;
    const inside = all.select(".marks").classed("few", Math.max(before, marks.length) <= FEW).attr("transform", `translate(0,${head})`);
    inside.selectAll("a").data(marks, (mark) => mark.row.id).join((enter) => {
      const link = enter.append("a").attr("tabindex", -1).attr("aria-hidden", "true").attr("class", (mark) => mark.row.channel)
        .attr("href", (mark) => home + address(mark.row));
      link.append("path").attr("d", (mark) => shape(mark.row));
      return link;
    }).style("transform", (mark) => `translate(${mark.x.toFixed(1)}px,${mark.y.toFixed(1)}px) scale(${size})`);
    nodes = new Map();
    inside.selectAll("a").each(function each(mark) { nodes.set(mark.row.id, this); });
    all.select(".ring").attr("r", size / 2 + 3);
    drawing.dataset.size = size;
    const kept = marks.find((mark) => mark.row.id === current) || marks[marks.length - 1];
    reach(kept);
    hide();
    months(whole, state);
    empty(shown.length === 0 && bluebook.rows.length > 0);
  };

  const empty = (none) => { box.querySelector(".none").hidden = !none; };

  const axis = (group, scale, yearly, width, head, height) => {
    const few = width < 600;
    const form = (date) => (yearly ? (ja ? `${date.getUTCMonth() + 1}${few ? "" : "月"}` : MONTHS[date.getUTCMonth()].slice(0, few ? 1 : 3))
      : date.getUTCMonth() ? (ja ? `${date.getUTCMonth() + 1}月` : MONTHS[date.getUTCMonth()].slice(0, 3)) : date.getUTCFullYear());
    const ticks = yearly ? scale.ticks(12).slice(0, 12) : scale.ticks(few ? 5 : 10);
    const drawn = d3.axisTop(scale).tickValues(ticks).tickFormat(form).tickSize(-height).tickPadding(6);
    group.attr("transform", `translate(0,${head})`).call(drawn).attr("font-size", null).attr("font-family", null)
      .selectAll("text").attr("text-anchor", yearly ? "start" : "middle").attr("dx", yearly ? 1 : 0);
  };

  const ground = (group, width, left, right, state, scale, [from, to], yearly) => {
    const lane = group.selectAll("g").data(lanes, (one) => one.key).join((enter) => {
      const made = enter.append("g");
      made.append("rect").attr("class", "bare");
      made.append("line");
      made.append("text").attr("class", "lane");
      made.append("text").attr("class", "sum").attr("text-anchor", "end");
      made.append("text").attr("class", "why");
      return made;
    });
    const above = !yearly && width < 600;
    lane.select(".bare").attr("x", left).attr("width", width - left - right).attr("y", (one) => one.top + 2).attr("height", (one) => one.height - 3)
      .attr("visibility", (one) => (one.bare ? "visible" : "hidden"));
    lane.select("line").attr("x1", left).attr("x2", width - right).attr("y1", (one) => one.top + one.height - .5).attr("y2", (one) => one.top + one.height - .5);
    lane.select(".lane").attr("x", above ? left : 0).attr("y", (one) => (above ? one.top - 2 : one.top + one.height - 5)).text((one) => fitted(one.name, yearly ? 9 : above ? 40 : ja ? 12 : 24));
    lane.select(".sum").attr("x", width).attr("y", (one) => one.top + one.height - 5).text((one) => (one.bare && !one.rows.length ? "–" : number(one.rows.length)));
    lane.select(".why").attr("x", left + 8).attr("y", (one) => one.top + one.height - 6).text((one) => (one.bare ? words.bare : ""));
    // what lies outside the period in its first and last year
    const outside = !yearly || !(state.from || state.to || state.year) ? [] : [
      [lanes[0], left, scale(leap(new Date(from).toISOString().slice(0, 10)))],
      [lanes.at(-1), scale(leap(new Date(to).toISOString().slice(0, 10)) + DAY), width - right],
    ].filter(([one, start, end]) => one && end - start > 1);
    group.selectAll("rect.outside").data(outside).join((enter) => enter.insert("rect", ":first-child").attr("class", "outside"))
      .attr("x", ([, start]) => start).attr("width", ([, start, end]) => end - start).attr("y", ([one]) => one.top + 1).attr("height", ([one]) => one.height - 2);
  };
  const fitted = (name, most) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

  // the months, and the brush on them -------------------------------------------------------------------------------
  const HIGH = 46, FOOT = 18;
  let moving = false;
  const brush = () => d3.brushX().on("end", (event) => {
    if (moving || !event.sourceEvent) return;
    chosen(...(event.selection ? period(event.selection.map((x) => brushed.scale.invert(x))) : ["", ""]));
  });
  const brushed = {};
  const period = ([from, to]) => {  // whole months
    const start = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + (from.getUTCDate() > 20), 1));
    let end = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + (to.getUTCDate() > 10), 0));
    if (end < start) end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0));
    const [first, final] = ends();
    return [start <= first ? "" : iso(start), end >= final ? "" : iso(end)];
  };
  const iso = (date) => new Date(date).toISOString().slice(0, 10);

  const months = (whole, state) => {
    const width = Math.max(overview.clientWidth, 280), [first, final] = ends();
    const scale = d3.scaleUtc().domain([first, final + DAY]).range([1, width - 1]);
    const counts = new Map();
    for (const row of whole) counts.set(row.date.slice(0, 7), (counts.get(row.date.slice(0, 7)) || 0) + 1);
    const height = d3.scaleLinear().domain([0, Math.max(1, ...counts.values())]).range([0, HIGH - 4]);
    const picture = d3.select(overview).select("svg").attr("viewBox", `0 0 ${width} ${HIGH + FOOT}`);
    picture.select(".bars").selectAll("rect").data([...counts], ([month]) => month).join("rect")
      .attr("x", ([month]) => scale(Date.parse(`${month}-01`)) + .5).attr("width", Math.max(1, scale(31 * DAY) - scale(0) - 1))
      .attr("y", ([, n]) => HIGH - height(n)).attr("height", ([, n]) => height(n));
    picture.select(".axis").attr("transform", `translate(0,${HIGH})`).call(d3.axisBottom(scale).tickValues(scale.ticks(width < 600 ? 6 : 13).filter((date) => date < final)).tickSize(4).tickFormat((date) => date.getUTCFullYear()))
      .attr("font-size", null).attr("font-family", null);
    brushed.scale = scale;
    moving = true;
    const drawn = brush().extent([[1, 0], [width - 1, HIGH]]);
    const asked = state.from || state.to || state.year ? edges(state) : null;
    picture.select(".brush").call(drawn).call(drawn.move, asked && [Math.max(1, scale(asked[0])), Math.min(width - 1, scale(asked[1] + DAY))]);
    moving = false;
  };

  // hover, focus, keys, touch -----------------------------------------------------------------------------------------
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: true });
  const name = (mark) => {
    const { row } = mark;
    const open = element("a", { href: home + address(row), tabindex: -1 }, words.open);
    tip.replaceChildren(element("b", {}, day(row.date)), element("span", {}, listed("partner", row.partner)),
      element("span", {}, listing([say("level", row.level), say("channel", row.channel), place(row)].filter(Boolean))), open);
    tip.hidden = false;
    const scale = drawing.clientWidth / Math.max(drawing.clientWidth, 280), half = tip.offsetWidth / 2;
    const x = Math.min(Math.max(mark.x * scale, half), drawing.clientWidth - half), y = (mark.y + 22) * scale;
    tip.style.left = `${x}px`;
    tip.style.top = `${y > tip.offsetHeight + 14 ? y - tip.offsetHeight - 12 : y + 14}px`;
    svg().select(".ring").attr("cx", mark.x).attr("cy", mark.y + 22).attr("visibility", "visible");
    tip.dataset.event = row.id;
  };
  const hide = () => {
    tip.hidden = true;
    delete tip.dataset.event;
    svg().select(".ring").attr("visibility", "hidden");
  };

  // one mark at a time is in the order of tabs and read aloud; the keys hand this on
  let reached = null;
  const reach = (mark) => {
    d3.select(reached).attr("tabindex", -1).attr("aria-hidden", "true").attr("aria-label", null);
    if (!mark) return null;
    current = mark.row.id;
    reached = nodes.get(current);
    return d3.select(reached).attr("tabindex", 0).attr("aria-hidden", null).attr("aria-label", line(mark.row)).node();
  };
  const beside = (mark, step) => {  // the mark of the next lane that is nearest in time
    for (let at = lanes.indexOf(mark.lane) + step; lanes[at]; at += step) {
      const near = lanes[at].marks.reduce((best, one) => (!best || Math.abs(one.x - mark.x) < Math.abs(best.x - mark.x) ? one : best), null);
      if (near) return near;
    }
    return null;
  };
  const KEYS = {
    ArrowRight: (mark) => marks[mark.at + 1], ArrowLeft: (mark) => marks[mark.at - 1], ArrowDown: (mark) => beside(mark, 1), ArrowUp: (mark) => beside(mark, -1),
    Home: (mark, event) => (event.ctrlKey ? marks[0] : mark.lane.marks[0]), End: (mark, event) => (event.ctrlKey ? marks.at(-1) : mark.lane.marks.at(-1)),
  };
  const of = (target) => target.closest?.(".marks a")?.__data__;
  const near = (event) => {
    const [x, y] = d3.pointer(event, svg().select(".marks").node());
    let best = null, far = 15;
    for (const mark of marks) {
      const away = Math.hypot(mark.x - x, mark.y - y);
      if (away < far) [best, far] = [mark, away];
    }
    return best;
  };

  const listen = () => {
    drawing.addEventListener("focusin", (event) => { const mark = of(event.target); if (mark) name(mark); });
    drawing.addEventListener("focusout", (event) => { if (!tip.contains(event.relatedTarget)) hide(); });
    drawing.addEventListener("keydown", (event) => {
      const mark = of(event.target);
      if (mark && event.key === "Escape") hide();
      if (!mark || !KEYS[event.key] || event.altKey || event.metaKey) return;
      event.preventDefault();
      const next = KEYS[event.key](mark, event);
      if (next) reach(next).focus();
    });
    drawing.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || tip.contains(event.target)) return;
      const mark = near(event);
      drawing.classList.toggle("over", Boolean(mark));
      if (mark) name(mark);
      else hide();
    });
    drawing.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") hide(); });
    drawing.addEventListener("click", (event) => {
      if (tip.contains(event.target) || event.detail === 0) return;  // the link in the tip; Enter on a mark
      const mark = near(event);
      if (!mark) return hide();
      if (event.pointerType === "touch") {  // the first touch names the event, the link in the tip opens it
        event.preventDefault();
        name(mark);
      } else if (of(event.target) !== mark) {
        event.preventDefault();
        location.href = home + address(mark.row);
      }
    });
    let width = drawing.clientWidth;
    new ResizeObserver(() => {
      if (drawing.clientWidth === width || !last) return;
      width = drawing.clientWidth;
      draw(...last);
    }).observe(drawing);
  };

  const start = () => {
    const picture = d3.select(drawing).append("svg").attr("role", "group").attr("aria-describedby", box.querySelector(".hint").id);
    const pattern = picture.append("defs").append("pattern").attr("id", `${box.id}-bare`).attr("width", 6).attr("height", 6)
      .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("line").attr("y2", 6).attr("class", "hatch");
    for (const layer of ["ground", "axis"]) picture.append("g").attr("class", layer).attr("aria-hidden", "true");
    picture.append("g").attr("class", "marks");
    picture.append("circle").attr("class", "ring").attr("visibility", "hidden").attr("aria-hidden", "true");
    const small = d3.select(overview).append("svg").attr("role", "img").attr("aria-label", words.overview);
    for (const layer of ["bars", "axis", "brush"]) small.append("g").attr("class", layer);
    drawing.append(tip);
    listen();
  };

  start();
  return { draw };
};
