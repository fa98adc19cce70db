// The light and the dark theme: the reader's choice, else the system's.

const KEY = "kg-theme";
const changed = [];

export function theme() {
  return document.documentElement.dataset.theme;
}

// A colour of the style sheet, as the current theme has it.
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function onTheme(listener) {
  changed.push(listener);
}

export function switchTheme() {
  setTheme(theme() === "dark" ? "light" : "dark");
  try {
    localStorage.setItem(KEY, theme());
  } catch {
    // A page from disk may have no storage: the choice then lasts as long as the page.
  }
}

export function startTheme() {
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    kept = null;
  }
  const system = matchMedia("(prefers-color-scheme: dark)");
  setTheme(kept === "dark" || kept === "light" ? kept : system.matches ? "dark" : "light");
  if (kept === null) system.addEventListener("change", () => setTheme(system.matches ? "dark" : "light"));
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  for (const listener of changed) listener();
}
