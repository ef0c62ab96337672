"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const table = document.getElementById("documents");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const search = document.getElementById("search");
  const standing = document.getElementById("by-standing");
  const said = document.getElementById("shown");

  all(".js").forEach((each) => { each.hidden = false; });

  const compare = (one, other) => {
    const a = Number(one), b = Number(other);
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const sortBy = (index) => {
    const head = heads[index];
    const first = head.classList.contains("r") ? "descending" : "ascending";
    const second = first === "descending" ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const key = (row) => {
      const cell = row.cells[index];
      return cell.dataset.v === undefined ? cell.textContent : cell.dataset.v;
    };
    const sign = order === "ascending" ? 1 : -1;
    const rows = Array.from(body.rows);
    rows.sort((one, other) => sign * compare(key(one), key(other)));
    body.append(...rows);
  };
  heads.forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(index));
    head.append(button);
  });

  const sift = () => {
    const words = search.value.trim().toLowerCase();
    const rows = Array.from(body.rows);
    rows.forEach((row) => {
      row.hidden = Boolean(standing.value && row.dataset.standing !== standing.value)
        || Boolean(words && !row.textContent.toLowerCase().includes(words));
    });
    const shown = rows.filter((row) => !row.hidden).length;
    said.textContent = said.dataset.said
      .replace("{shown}", shown).replace("{all}", rows.length);
  };
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", sift);
  standing.addEventListener("change", sift);
  sift();
})();
