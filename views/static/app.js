// What pages do beyond HTML. All of them work without it.
"use strict";

// A second click must not send a form twice, unless the answer goes into a frame beside it. The
// values of the pressed button are read after this event, so it is disabled a moment later; coming
// back to the page enables it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.submitter?.formTarget) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  }, 0);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
});

// Offers the zone of the device where a page shows another one. Browsers know one zone under
// several names, so both are compared in the name that this browser prefers.
const preferredName = (zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
};
const offer = document.querySelector("[data-zone-offer]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (offer && zone && preferredName(zone) !== preferredName(offer.dataset.zoneOffer)) {
  offer.querySelector("strong").textContent = zone;
  offer.querySelector("a").href += encodeURIComponent(zone);
  offer.hidden = false;
}

// Somebody whose form was refused is led to the reasons.
document.querySelector("[data-focus]")?.focus();

// While an outcome is being checked, looks again without taking the reader's place on the page.
const lookAgain = async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok || !(await answer.text()).includes("data-checking")) {
      location.reload();
      return;
    }
  } catch {
    // No connection for the moment: the next look comes anyway.
  }
  setTimeout(lookAgain, 3000);
};
if (document.querySelector("[data-checking]")) setTimeout(lookAgain, 2000);
