"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const documents = document.getElementById("documents");
  const matrix = document.getElementById("matrix");
  const search = document.getElementById("search");
  const standing = document.getElementById("by-standing");
  const rule = document.getElementById("by-rule");
  const said = document.getElementById("shown");
  const issuer = document.getElementById("issuer");

  all(".js").forEach((each) => { each.hidden = false; });

  const compare = (one, other) => {
    const a = Number(one), b = Number(other);
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const read = (row, index) => {
    const cell = row.cells[index];
    if (!cell) return -1;
    return cell.dataset.v === undefined ? cell.textContent : cell.dataset.v;
  };
  const sortBy = (table, heads, index) => {
    const head = heads[index];
    const first = head.classList.contains("r") ? "descending" : "ascending";
    const second = first === "descending" ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort((one, other) => sign * compare(read(one, index), read(other, index)));
    table.tBodies[0].append(...rows);
  };
  all("table.sorts").forEach((table) => {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, index) => {
      // Not a button: where a table goes on on paper, a browser leaves buttons out of its head.
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(table, heads, index));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        sortBy(table, heads, index);
      });
      head.append(button);
    });
  });

  const includes = (row, words) => row.textContent.toLowerCase().includes(words);
  const sift = () => {
    const words = search.value.trim().toLowerCase();
    const rows = Array.from(documents.tBodies[0].rows);
    const hidden = new Set();
    rows.forEach((row) => {
      row.hidden = Boolean(standing.value && row.dataset.standing !== standing.value)
        || Boolean(rule.value && !row.dataset.rules.split(" ").includes(rule.value))
        || Boolean(words && !includes(row, words));
      if (row.hidden) hidden.add(row.dataset.n);
    });
    if (matrix) {
      Array.from(matrix.tBodies[0].rows).forEach((row) => {
        row.hidden = hidden.has(row.dataset.n);
      });
    }
    said.textContent = said.dataset.said
      .replace("{shown}", rows.length - hidden.size).replace("{all}", rows.length);
  };
  all("form").forEach((form) => {
    form.addEventListener("submit", (event) => event.preventDefault());
  });
  search.addEventListener("input", sift);
  standing.addEventListener("change", sift);
  rule.addEventListener("change", sift);
  sift();

  if (issuer) {
    issuer.addEventListener("input", () => {
      const words = issuer.value.trim().toLowerCase();
      Array.from(document.getElementById("issuers").tBodies[0].rows).forEach((row) => {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(words);
      });
    });
  }

  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
