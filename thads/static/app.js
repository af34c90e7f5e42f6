// What htmx leaves to us: where the focus goes, what the title and the live region say.
(function () {
  "use strict";
  var WRONG = "Lỗi: ";
  var SAYINGS = {
    401: "Phiên làm việc đã hết. Những gì bạn nhập vẫn còn trên trang này: mở thẻ mới, đăng nhập lại, rồi quay lại đây và gửi lại.",
    offline: "Không kết nối được máy chủ. Chưa có gì được ghi; những gì bạn nhập vẫn còn. Hãy thử lại.",
    other: "Hệ thống gặp lỗi. Chưa có gì được ghi; những gì bạn nhập vẫn còn. Hãy thử lại."
  };

  function say(text, wrong) {
    var place = document.getElementById("notice");
    if (!place) return;
    var line = document.createElement("p");
    line.className = wrong ? "error-summary" : "notice";
    line.textContent = text;
    place.replaceChildren(line);
    if (wrong) place.scrollIntoView({ block: "nearest" });
  }

  function settle(root) {
    var wrong = root.querySelector("[data-focus]");
    var bare = document.title.replace(WRONG, "");
    document.title = wrong && wrong.classList.contains("error-summary") ? WRONG + bare : bare;
    if (wrong) wrong.focus();
    return Boolean(wrong);
  }

  document.addEventListener("DOMContentLoaded", function () { settle(document); });

  document.addEventListener("htmx:afterSettle", function (event) {
    var root = document.getElementById(event.detail.target.id) || event.detail.elt;
    var asked = event.detail.requestConfig;
    if (settle(root) || !asked || asked.verb === "get" || root.matches("[data-keep-focus]")) return;
    var heading = root.querySelector("h2, h3") || root;
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  });

  document.addEventListener("thads:notice", function (event) { say(event.detail.value, false); });
  document.addEventListener("htmx:sendError", function () { say(SAYINGS.offline, true); });
  document.addEventListener("htmx:responseError", function (event) {
    var code = event.detail.xhr.status;
    if (code >= 500 || code === 401) say(SAYINGS[code] || SAYINGS.other, true);
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    event.detail.target.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    event.detail.target.removeAttribute("aria-busy");
  });

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    var search = document.querySelector("input[type=search]");
    if (event.key === "/" && !typing && search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && location.hash === "#nav") location.hash = "main";
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
