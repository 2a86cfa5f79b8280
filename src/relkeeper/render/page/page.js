// Finds people as one types, and shows the end of the year first. Without it everything is shown.
"use strict";
(() => {
  for (const wide of document.querySelectorAll(".calendar")) wide.scrollLeft = wide.scrollWidth;

  const box = document.getElementById("filter");
  if (!box) return;
  // Accents, case and width do not count.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // A phone number is the same with blanks, hyphens and brackets, and with the zeros that are dialled before it.
  const number = /[+(]*\d(?:[\s().\/\p{Pd}]*\d)*\)?/gu;
  const dialled = (text) => text.replace(number, (typed) => typed.replace(/\D/gu, "").replace(/^0+(?=\d)/u, ""));
  const split = (text) => text.split(/\s+/u).filter(Boolean);
  const persons = [...document.querySelectorAll(".person")];
  const texts = persons.map((person) => fold(person.dataset.find));
  const field = document.getElementById("find");
  const shown = document.getElementById("shown");
  const nobody = document.getElementById("nobody");

  const show = () => {
    const typed = fold(field.value);
    const words = split(typed);
    const readings = [words, split(dialled(typed))];
    let count = 0;
    persons.forEach((person, place) => {
      const found = readings.some((reading) => reading.every((word) => texts[place].includes(word)));
      person.hidden = !found;
      count += found;
    });
    shown.textContent = words.length ? `${count} of ${persons.length}` : "";
    nobody.hidden = count > 0;
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    show();
  });
  // A link to somebody who is not found at the moment leads there all the same, however often: the browser follows it
  // after this, when everybody is shown.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#person-"]');
    if (!link || !document.getElementById(link.hash.slice(1))?.hidden) return;
    field.value = "";
    show();
  });
  box.hidden = false;
  show();
})();
