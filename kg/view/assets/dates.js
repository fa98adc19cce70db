// ISO 8601 dates as numbers of days: 2025-09-29, 2025-09, 2025, and intervals of two of them.

const DAY = 86_400_000;

// The first and the last day of a date or interval; null for what is neither.
export function daysOf(iso) {
  const ends = (iso || "").split("/").map(oneDate);
  if (ends.length > 2 || ends.includes(null)) return null;
  const [first, last] = [ends[0][0], ends[ends.length - 1][1]];
  return first <= last ? [first, last] : null;
}

function oneDate(iso) {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? null : Number(part)));
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const next = day !== null ? first + DAY : month !== null ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return Number.isNaN(first) ? null : [first / DAY, next / DAY - 1];
}

// A number of days as an ISO date.
export function isoOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
