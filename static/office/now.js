// Beside each time of the procedure: a button that fills in the present minute in Shanghai.

const label = document.querySelector("script[data-label]")?.getAttribute("data-label") ?? "";

/** @param {Date} moment */
export function minuteInShanghai(moment) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-times] input[type=time]")).forEach((input) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button--small";
  button.textContent = label;
  button.addEventListener("click", () => { input.value = minuteInShanghai(new Date()); });
  input.after(button);
});
