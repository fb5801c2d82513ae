/** A recording that a phone made in pieces does not say how long it is: looking for its end tells the player. */

const FAR = 1e7;

/** @param {HTMLMediaElement} media */
function findLength(media) {
  if (Number.isFinite(media.duration)) return;
  const back = () => {
    if (!Number.isFinite(media.duration)) return;
    media.removeEventListener("durationchange", back);
    media.currentTime = 0;
  };
  media.addEventListener("durationchange", back);
  media.currentTime = FAR;
}

for (const media of /** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelectorAll("[data-recording]"))) {
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) findLength(media);
  else media.addEventListener("loadedmetadata", () => findLength(media), { once: true });
}
