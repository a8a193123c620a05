// The known expressions that an intranet was filled by: each with the attributes it reads and its value for a user, worked out
// here and not by Presync. `text` is only for people to read.

import { DATE_FORMATS } from "./customer.mjs";

const rule = (family, text, reads, apply, more = {}) => ({ family, text, reads, apply, ...more });
const over = (attribute, change) => (user) => (user[attribute] == null ? null : change(user[attribute]));

export const plain = (attribute) => rule("plain", `[${attribute}]`, [attribute], over(attribute, (v) => v));
export const lower = (attribute) => rule("case", `ToLower([${attribute}])`, [attribute], over(attribute, (v) => v.toLowerCase()));
export const upper = (attribute) => rule("case", `ToUpper([${attribute}])`, [attribute], over(attribute, (v) => v.toUpperCase()));
export const trimmed = (attribute) => rule("trim", `trim of [${attribute}]`, [attribute], over(attribute, (v) => v.trim()));
export const localPart = (attribute) => rule("local part", `part of [${attribute}] before @`, [attribute], over(attribute, (v) => v.split("@")[0]));
export const prefix = (text, attribute) => rule("prefix", `Join("", "${text}", [${attribute}])`, [attribute], over(attribute, (v) => text + v));
export const suffix = (attribute, text) => rule("suffix", `Append([${attribute}], "${text}")`, [attribute], over(attribute, (v) => v + text));
export const padded = (attribute, width) => rule("padding", `[${attribute}] with zeros to ${width}`, [attribute], over(attribute, (v) => v.padStart(width, "0")));
export const constant = (text) => rule("constant", `"${text}"`, [], () => text);

/** Piece `n`, from 1, of a value cut at a delimiter. */
export const part = (attribute, delimiter, n) => rule("part", `Item(Split([${attribute}], "${delimiter}"), ${n})`, [attribute], over(attribute, (v) => v.split(delimiter)[n - 1]?.trim() ?? null));

/** Values one after another; what is not there leaves no separator. */
export const joined = (separator, ...attributes) => rule(attributes.length > 2 ? "address" : "join", `Join("${separator}", ${attributes.map((a) => `[${a}]`).join(", ")})`, attributes, (user) => {
  const there = attributes.map((attribute) => user[attribute]).filter((v) => v != null && v !== "");
  return there.length === 0 ? null : there.join(separator);
});

export const domain = (attribute, from, to) => rule("domain", `Replace([${attribute}], "@${from}", , , "@${to}", , )`, [attribute], over(attribute, (v) => v.replaceAll(`@${from}`, `@${to}`)));

/** The first that is there; the last may be a text in quotes. */
export const chain = (family, ...sources) => rule(family, `Coalesce(${sources.map((s) => (s.startsWith('"') ? s : `[${s}]`)).join(", ")})`, sources.filter((s) => !s.startsWith('"')), (user) => {
  for (const source of sources) {
    if (source.startsWith('"')) return source.slice(1, -1);
    if (user[source] != null && user[source] !== "") return user[source];
  }
  return null;
});

/** A name for each code. What is known of a code depends on who was there to learn it from. */
export const table = (attribute, pairs) => {
  const names = new Map(pairs);
  const text = `Switch([${attribute}], , ${pairs.map(([code, name]) => `"${code}", "${name}"`).join(", ")})`;
  return rule("table", text, [attribute], (user) => names.get(user[attribute]) ?? null, { code: (user) => user[attribute] });
};

/** A date in one form as a date in another. `fact` gives the date of the person. */
export const date = (attribute, from, to, fact) => rule("date", `FormatDateTime([${attribute}], , "${from}", "${to}")`, [attribute], (user, person) => (user[attribute] == null ? null : DATE_FORMATS[to](person[fact])));

/** Telephone numbers as another system writes them. */
export const phone = (attribute, form) => rule("phone", `[${attribute}] written as ${form}`, [attribute], over(attribute, PHONE[form]));
const PHONE = {
  "no blanks": (v) => v.replaceAll(" ", ""),
  hyphens: (v) => v.replaceAll(" ", "-"),
  "no plus": (v) => v.replace("+", "00").replaceAll(" ", ""),
  digits: (v) => v.replace(/\D/g, ""),
};
export const PHONE_FORMS = Object.keys(PHONE);
