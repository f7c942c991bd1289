// Moments in the exchange's zone, UTC beside them; ages and durations in words.

let zone = "America/New_York";
let formats = make();

/** Sets the zone that every text below is in. */
export function setZone(name) {
  if (!name || name === zone) return;
  zone = name;
  formats = make();
}

function make() {
  const base = { timeZone: zone, hourCycle: "h23" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  return {
    minute: new Intl.DateTimeFormat("en-GB", { ...base, ...clock }),
    second: new Intl.DateTimeFormat("en-GB", { ...base, ...clock, second: "2-digit" }),
    milli: new Intl.DateTimeFormat("en-GB", { ...base, ...clock, second: "2-digit", fractionalSecondDigits: 3 }),
    day: new Intl.DateTimeFormat("en-GB", { ...base, weekday: "short", day: "2-digit", month: "short" }),
  };
}

/** `EST`, `CT` …: the short name of the zone at a moment. */
export function zoneName(millis) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "shortGeneric" }).formatToParts(millis);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

export const minute = (millis) => formats.minute.format(millis);
export const second = (millis) => formats.second.format(millis);
export const milli = (millis) => formats.milli.format(millis);
export const day = (millis) => formats.day.format(millis);

/** ISO 8601 in UTC, for hovers. */
export const utc = (millis) => new Date(millis).toISOString().replace("T", " ").replace("Z", " UTC");

/** `4:59`, `1:04:03`, `320 ms`: how long a bar took. */
export function duration(millis) {
  if (millis === undefined || millis === null) return "–";
  if (millis < 1000) return `${Math.round(millis)} ms`;
  const seconds = Math.floor(millis / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

/** `80 ms`, `42 s`, `3 min`, `2 h`: an age in words. */
export function age(millis) {
  if (millis === undefined || millis === null) return "–";
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 90_000) return `${Math.round(millis / 1000)} s`;
  if (millis < 5_400_000) return `${Math.round(millis / 60_000)} min`;
  return `${Math.round(millis / 3_600_000)} h`;
}
