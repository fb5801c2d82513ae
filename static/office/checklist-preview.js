// Draws a checklist with the phone's own module. The page says where the checklist is and in which language.
const frame = /** @type {HTMLElement} */ (document.getElementById("preview"));
const fault = /** @type {HTMLElement} */ (document.getElementById("preview-fault"));

/** @param {"missing" | "unread"} kind which of the page's sentences to show */
function tell(kind) {
  fault.textContent = fault.dataset[kind] ?? "";
  fault.hidden = false;
}

async function show() {
  const reply = await fetch(String(frame.dataset.checklist), { headers: { Accept: "application/json" } });
  if (!reply.ok) return tell("unread");
  const checklist = await reply.json();
  let phone;
  try {
    phone = await import("../app/parts/checklist-preview.js");
  } catch {
    return tell("missing");
  }
  await phone.checklistPreview(frame, checklist, frame.dataset.language === "en" ? "en" : "zh");
}

show().catch(() => tell("unread"));
