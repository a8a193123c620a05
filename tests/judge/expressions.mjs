// The few functions of the mapping language that the judge's mappings use, from Microsoft's reference. Nothing else.

const TOKEN = /\s*(?:\[([^\]]*)\]|"((?:\\["\\]|[^"])*)"|(-?\d+)|([A-Za-z]\w*)|(<>|>=|<=|[(),=<>]))/y;

function tokens(text) {
  const list = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const hit = TOKEN.exec(text);
    if (!hit) throw new Error(`cannot read ${text} at ${at}`);
    const [, attribute, string, number, name, sign] = hit;
    if (attribute !== undefined) list.push({ attribute });
    else if (string !== undefined) list.push({ value: string.replace(/\\(["\\])/g, "$1") });
    else if (number !== undefined) list.push({ value: Number(number) });
    else list.push(name === undefined ? { sign } : { name });
  }
  return list;
}

/** The tree of an expression; a position left empty is `undefined`. */
export function parse(text) {
  const list = tokens(text);
  const take = () => list.shift();
  const next = (sign) => list[0]?.sign === sign;
  const operand = () => {
    const token = take();
    if (token.name === undefined) return token;
    if (take()?.sign !== "(") throw new Error(`no call in ${text}`);
    const parts = [];
    while (!next(")")) {
      parts.push(next(",") ? undefined : condition());
      if (next(",")) take();
    }
    take();
    return { call: token.name, parts };
  };
  const condition = () => {
    const left = operand();
    const sign = list[0]?.sign;
    if (!["=", "<>", ">", ">=", "<", "<="].includes(sign)) return left;
    take();
    return { sign, left, right: operand() };
  };
  return condition();
}

/** What a mapping gets when nothing is to flow. */
export const SKIP = Symbol("nothing flows");

const trees = new Map();

/** The value of an expression on one user; `read` gives a source attribute. */
export function evaluate(text, read) {
  if (!trees.has(text)) trees.set(text, parse(text));
  return value(trees.get(text), read);
}

function value(node, read) {
  if (node === undefined) return null;
  if ("attribute" in node) return read(node.attribute);
  if ("value" in node) return node.value;
  if ("sign" in node) return compare(node.sign, value(node.left, read), value(node.right, read));
  return FUNCTIONS[node.call](...node.parts.map((part) => value(part, read)));
}

function compare(sign, left, right) {
  const numbers = typeof left === "number" || typeof right === "number";
  const [a, b] = numbers ? [Number(left), Number(right)] : [String(left ?? ""), String(right ?? "")];
  return { "=": a === b, "<>": a !== b, ">": a > b, ">=": a >= b, "<": a < b, "<=": a <= b }[sign];
}

const empty = (x) => x === null || x === undefined || x === "";
const onText = (change) => (x) => (x === null ? null : change(x));

const FUNCTIONS = {
  Append: (source, suffix) => (source ?? "") + (suffix ?? ""),
  Coalesce: (...all) => all.find((x) => !empty(x)) ?? null,
  FormatDateTime: (source) => (source === null ? null : `${source.slice(0, 10)}T00:00:00Z`),
  IgnoreFlowIfNullOrEmpty: (x) => (empty(x) ? SKIP : x),
  IIF: (condition, yes, no) => (condition ? yes : no),
  InStr: (text, part) => (text ?? "").indexOf(part) + 1,
  Item: (list, number) => list?.[number - 1] ?? null,
  Join: (separator, ...parts) => parts.flat().filter((x) => !empty(x)).join(separator),
  Left: (text, count) => (text === null ? "" : text.slice(0, count)),
  Mid: (text, start, length) => (text === null ? null : text.slice(start - 1, start - 1 + length)),
  NormalizeDiacritics: onText((text) => [...text].map((c) => FOLDED[c] ?? c).join("").normalize("NFD").replace(/\p{M}/gu, "")),
  Not: (x) => (x === "True" ? "False" : "True"),
  PCase: (text, separators) => (text === null ? null : properCase(text, separators)),
  Redact: (x) => x,
  Replace: replace,
  Split: (text, delimiter) => (text === null ? null : text.split(delimiter)),
  StripSpaces: onText((text) => text.replaceAll(" ", "")),
  Switch: (source, otherwise, ...pairs) => {
    const wanted = source === null ? "" : String(source);
    for (let i = 0; i + 1 < pairs.length; i += 2) if (wanted === pairs[i]) return pairs[i + 1];
    return otherwise;
  },
  ToLower: onText((text) => letters(text, (c) => c.toLowerCase())),
  ToUpper: onText((text) => letters(text, (c) => c.toUpperCase())),
  Word: (text, number, delimiters) => (text ?? "").split("").reduce(words(delimiters), [""]).filter(Boolean)[number - 1] ?? "",
};

/** Letter by letter, as .NET does: one that would become two stays (ß). */
const letters = (text, change) => [...text].map((c) => (change(c).length === c.length ? change(c) : c)).join("");

const FOLDED = { ø: "oe", Ø: "OE", ß: "ss", ł: "l", Ł: "L", ı: "i", æ: "ae", Æ: "AE" };

const words = (delimiters) => (list, c) => {
  if (delimiters.includes(c)) list.push("");
  else list[list.length - 1] += c;
  return list;
};

function properCase(text, separators) {
  let first = true;
  return [...text].map((c) => {
    const shown = first ? c.toUpperCase() : c.toLowerCase();
    first = separators.includes(c);
    return shown;
  }).join("");
}

/** By the arguments that are there: old value and replacement or template; pattern and replacement; pattern, group and replacement. */
function replace(source, oldValue, pattern, group, replacement, attribute, template) {
  if (source === null) return null;
  if (oldValue !== null) return replacement === null ? template.replaceAll(oldValue, source) : source.replaceAll(oldValue, replacement);
  const found = new RegExp(pattern, "dg");
  if (group !== null) return [...source.matchAll(found)].reduceRight((text, hit) => spliced(text, hit.indices.groups[group], replacement), source);
  return source.replace(found, (...hit) => {
    const groups = typeof hit.at(-1) === "object" ? hit.at(-1) : {};
    return replacement.replace(/\$\{(\w+)\}/g, (_, name) => groups[name] ?? "");
  });
}

const spliced = (text, [from, to], replacement) => text.slice(0, from) + replacement + text.slice(to);
