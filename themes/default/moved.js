// Takes the reader of an address that is no more to what took its place: to where the anchor in the
// address leads, else to where the page does. Without scripts the same links are on the page.
(() => {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // What is no UTF-8 names no anchor of ours.
  }
  const kept = id ? document.getElementById(id) : null;
  const link = (kept || document).querySelector("a[href]");
  if (link) {
    // From a disk an address that ends in `/` shows a list of files, not the page.
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    location.replace(kept || link.hash ? link.href : link.href + location.hash);
  }
})();
