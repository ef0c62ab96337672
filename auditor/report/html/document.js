"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const cards = all(".card");
  const text = document.querySelector(".text");
  const lines = text ? all("[id^='L']", text) : [];
  const search = byId("search");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  let current = null;
  let hits = [];
  let hit = -1;

  all(".js").forEach((each) => { each.hidden = false; });

  const cardOf = (number) => byId("F" + number);
  const placeOf = (card) => {
    const link = card.querySelector("a.at");
    return link && byId(decodeURIComponent(link.hash.slice(1)));
  };
  const shown = () => cards.filter((card) => !card.hidden);

  const choose = (card) => {
    all(".lit", text || document).forEach((each) => each.classList.remove("lit"));
    cards.forEach((each) => each.classList.toggle("now", each === card));
    current = card;
    if (!card) return;
    all(".evidence a", card).forEach((link) => {
      const place = byId(link.hash.slice(1));
      if (place) place.classList.add("lit");
    });
    all("[data-f]", text || document).forEach((each) => {
      if (each.dataset.f.split(" ").includes(card.dataset.n)) each.classList.add("lit");
    });
    history.replaceState(null, "", "#" + card.id);
  };
  const showPlace = (card) => {
    const place = placeOf(card);
    if (place) place.scrollIntoView({ block: "center", inline: "nearest", behavior });
    return place;
  };
  // Tables that are not drawn yet have a guessed height: what lies behind them moves.
  const settle = (place, left) => requestAnimationFrame(() => requestAnimationFrame(() => {
    place.scrollIntoView({ block: "start" });
    if (left) settle(place, left - 1);
  }));
  const showCard = (card) => {
    if (card.hidden) reset();
    choose(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior });
  };

  const wanted = (card) => {
    const kind = card.dataset.waived === undefined ? card.dataset.severity : "waived";
    const box = document.querySelector("#filters [name='kind'][value='" + kind + "']");
    const rule = byId("by-rule");
    const table = byId("by-table");
    const words = search.value.trim().toLowerCase();
    return (!box || box.checked)
      && (!rule || !rule.value || rule.value.slice(1) === card.dataset.rule)
      && (!table || !table.value || table.value.slice(1) === card.dataset.table)
      && (!words || card.textContent.toLowerCase().includes(words)
        || card.closest(".group").firstElementChild.textContent.toLowerCase().includes(words));
  };
  const isFiltered = () => search.value.trim() !== ""
    || all("#filters [name='kind']").some((box) => !box.checked)
    || all("#filters select").some((each) => each.value);
  const sift = () => {
    cards.forEach((card) => { card.hidden = !wanted(card); });
    all(".group").forEach((group) => {
      group.hidden = !group.querySelector(".card:not([hidden])");
    });
    const waived = byId("waived");
    if (waived) waived.hidden = !waived.querySelector(".card:not([hidden])");
    all(".gutter .pin").forEach((pin) => { pin.hidden = byId(pin.hash.slice(1)).hidden; });
    const said = byId("shown");
    if (said) {
      said.textContent = said.dataset.said
        .replace("{shown}", shown().length).replace("{all}", cards.length);
    }
    byId("reset").hidden = !isFiltered();
  };
  const seek = () => {
    const words = search.value.trim().toLowerCase();
    hits.forEach((line) => line.classList.remove("hit", "now"));
    hits = words ? lines.filter((line) => line.textContent.toLowerCase().includes(words)) : [];
    hits.forEach((line) => line.classList.add("hit"));
    hit = -1;
    byId("hit-bar").hidden = !words;
    const said = byId("hits");
    said.textContent = said.dataset.said.replace("{count}", hits.length);
  };
  const nextHit = () => {
    if (!hits.length) return;
    if (hit >= 0) hits[hit].classList.remove("now");
    hit = (hit + 1) % hits.length;
    hits[hit].classList.add("now");
    hits[hit].scrollIntoView({ block: "center", behavior });
  };
  const reset = () => {
    search.value = "";
    all("#filters [name='kind']").forEach((box) => { box.checked = true; });
    all("#filters select").forEach((each) => { each.value = ""; });
    sift();
    seek();
  };

  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    const card = list[Math.min(Math.max(next, 0), list.length - 1)];
    showCard(card);
    showPlace(card);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash.startsWith("#F")) {
      event.preventDefault();
      showCard(byId(link.hash.slice(1)));
      return;
    }
    const part = link && !link.closest(".card") && byId(link.hash.slice(1));
    if (part && part.matches("section, aside, h3")) settle(part, 4);
    const card = event.target.closest(".card");
    if (!card || event.target.closest("summary, a:not(.at)")) return;
    if (String(getSelection()).length) return;
    event.preventDefault();
    choose(card);
    showPlace(card);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target;
    if (event.key === "Escape") {
      if (target === search && search.value) reset();
      else if (current) showCard(current);
      else if (target.blur) target.blur();
      return;
    }
    if (target === search) {
      if (event.key === "Enter") { event.preventDefault(); nextHit(); }
      return;
    }
    if (target.matches("input, select, button, summary")) return;
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && target.classList.contains("card")) {
      choose(target);
      const place = showPlace(target);
      if (place) {
        if (place.tabIndex < 0) place.tabIndex = -1;
        place.focus({ preventScroll: true });
      }
    }
  });
  addEventListener("hashchange", () => {
    const card = byId(location.hash.slice(1));
    if (card && card.classList.contains("card")) showCard(card);
  });

  const filters = byId("filters");
  if (filters) {
    let timer = 0;
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("change", sift);
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { sift(); seek(); }, 120);
    });
    byId("next-hit").addEventListener("click", nextHit);
    byId("reset").addEventListener("click", reset);
    sift();
  }
  const colours = byId("colours");
  if (colours) {
    colours.addEventListener("change", () => {
      byId("document").classList.toggle("coverage", colours.checked);
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open], .rule)");
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));
  const start = /^#F\d+$/.test(location.hash) && byId(location.hash.slice(1));
  if (start) {
    showCard(start);
    showPlace(start);
  }
})();
