(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  document.querySelectorAll(".legend button").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      var layer = button.dataset.layer;
      button.setAttribute("aria-pressed", String(on));
      if (layer === "grade") root.classList.toggle("show-grade", on);
      else root.classList.toggle("hide-" + layer, !on);
    });
  });

  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var report = /^r\d+/.exec(id);
    if (!report) return;
    var article = document.getElementById(report[0]);
    var body = article && article.querySelector("details.body");
    if (!body) return;
    body.open = true;
    var target = document.getElementById(id) || article;
    for (var e = target.parentElement; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  var find = document.getElementById("find");
  if (find) find.addEventListener("input", function () {
    var wanted = find.value.trim().toLowerCase();
    document.querySelectorAll(".rank tbody tr").forEach(function (row) {
      var link = row.querySelector(".who a");
      var article = document.getElementById(link.hash.slice(1));
      var text = (row.querySelector(".who").textContent + article.querySelector("header").textContent).toLowerCase();
      row.hidden = wanted !== "" && text.indexOf(wanted) < 0;
      article.hidden = row.hidden;
    });
  });

  // Print what is opened, with its folded parts; a run of one or a few prints whole.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.body[open] details:not(.table):not(.plain)").forEach(function (details) {
      details.dataset.folded = details.open ? "" : "1";
      details.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded='1']").forEach(function (details) { details.open = false; });
  });
})();
