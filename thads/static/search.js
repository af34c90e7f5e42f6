// The suggestions below the search box, by the keyboard: down and up walk through them, Enter
// opens one, Escape closes them. Without this file the box still leads to the page of results.
(function () {
  "use strict";
  var box = document.getElementById("find");
  if (!box) return;

  function links() {
    return Array.prototype.slice.call(document.querySelectorAll("#suggestions:not([hidden]) a"));
  }

  box.form.addEventListener("keydown", function (event) {
    var all = links();
    var here = all.indexOf(document.activeElement);
    if (event.key === "Escape" && all.length) {
      document.getElementById("suggestions").hidden = true;
      box.focus();
      event.preventDefault();
    } else if (event.key === "ArrowDown" && here + 1 < all.length) {
      all[here + 1].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (all[here - 1] || box).focus();
      event.preventDefault();
    }
  });
})();
