"use strict";
// What the pages do beyond links: a form to choose a run, and buttons that copy. Without this file everything is still there.
(() => {
  const ja = document.documentElement.lang === "ja";

  for (const block of document.querySelectorAll(".choose")) {
    const form = block.querySelector("form");
    if (!form) continue;
    const links = [...block.querySelectorAll(".runs a")];
    const [partner, period, lang] = ["partner", "period", "lang"].map((name) => form.elements[name]);
    const there = () => links.filter((link) => link.dataset.partner === partner.value && link.dataset.lang === lang.value);
    const offer = () => {
      const periods = new Set(there().map((link) => link.dataset.period));
      for (const option of period.options) option.disabled = !periods.has(option.value);
      if (period.selectedOptions[0]?.disabled) period.value = [...period.options].find((option) => !option.disabled)?.value;
    };
    form.addEventListener("change", offer);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const link = there().find((link) => link.dataset.period === period.value);
      if (link) location.href = link.href;
    });
    form.hidden = false;
    block.querySelector("details").open = false;
    offer();
  }

  const copier = (label, text, fallback) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {  // a page without the right to write there: select or show it, for the reader's own keys
        fallback();
        return;
      }
      button.textContent = ja ? "コピーしました" : "Copied";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
    return button;
  };

  for (const block of document.querySelectorAll(".copy")) {
    const text = block.querySelector("code");
    const label = block.querySelector(".citation") ? (ja ? "引用をコピー" : "Copy citation") : ja ? "コピー" : "Copy";
    block.append(copier(label, () => text.textContent, () => getSelection().selectAllChildren(text)));
  }

  const title = document.querySelector("main h1");
  if (title && document.body.matches(".event, .figure, .article, .run, .person, .country, .occasion")) {
    const address = document.querySelector('link[rel="canonical"]')?.href || location.href.split("#")[0];
    const button = copier(ja ? "リンクをコピー" : "Copy link", () => address, () => { location.hash = "content"; });
    button.className = "share";
    title.after(button);
  }
})();
