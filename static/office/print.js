// The print button of a document's page.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
