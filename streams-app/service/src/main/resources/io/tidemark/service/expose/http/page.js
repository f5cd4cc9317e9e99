
(() => {
  "use strict";
  const chosen = new Map();
  document.addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    if (summary) {
      chosen.set(summary.parentElement.dataset.key, !summary.parentElement.open);
    }
  });
  const reading = () => {
    const selection = document.getSelection();
    return document.hidden || (selection && !selection.isCollapsed);
  };
  const renew = async () => {
    if (reading()) {
      return;
    }
    try {
      const answer = await fetch("/", { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (!answer.ok) {
        throw new Error("status " + answer.status);
      }
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const card of next.querySelectorAll("details[data-key]")) {
        if (chosen.has(card.dataset.key)) {
          card.open = chosen.get(card.dataset.key);
        }
      }
      const focused = document.activeElement && document.activeElement.closest("details[data-key]");
      const key = focused ? focused.dataset.key : null;
      document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
      document.title = next.title;
      for (const card of document.querySelectorAll("details[data-key]")) {
        if (card.dataset.key === key) {
          card.querySelector("summary").focus({ preventScroll: true });
        }
      }
    } catch (error) {
      const note = document.getElementById("refresh");
      note.classList.add("failed");
      if (!note.dataset.failed) {
        note.dataset.failed = "yes";
        note.append(" — the service does not answer; these values are old");
      }
    }
  };
  setInterval(renew, 5000);
})();
