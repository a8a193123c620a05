// Whether a schema is one by Microsoft's published types, and whether patching lost anything of the customer's. The compiler judges;
// nothing here knows a property's name but those the fixture invents.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UNKNOWN } from "./customer_schema.mjs";

const require = createRequire(import.meta.url);
const ts = require("typescript");
const TYPES = "@microsoft/microsoft-graph-types-beta";

/** The problems of each schema by its name, from one run of the compiler. */
export function typeProblems(schemas) {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const files = new Map(Object.entries(schemas).map(([name, schema], i) => [join(here, `checked-${i}.ts`), { name, text: sourceText(schema) }]));
  const settings = { noEmit: true, strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => (files.has(file) ? ts.createSourceFile(file, files.get(file).text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest));
  const program = ts.createProgram([...files.keys()], settings, host);
  const found = Object.fromEntries(Object.keys(schemas).map((name) => [name, []]));
  for (const problem of ts.getPreEmitDiagnostics(program)) {
    const file = files.get(problem.file?.fileName);
    if (!file) throw new Error(`the compiler itself: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`);
    const { line } = problem.file.getLineAndCharacterOfPosition(problem.start);
    found[file.name].push(`${file.text.split("\n")[line].trim()}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ").slice(0, 200)}`);
  }
  return found;
}

/** The types name flags one by one, although Graph sends several in one text. */
const FLAGS = /("(?:flowTypes|discoverabilities)": *)"(\w+)(?:, *\w+)+"/g;

function sourceText(schema) {
  const text = JSON.stringify(schema, null, 1).replace(FLAGS, '$1"$2"');
  return `import type { SynchronizationSchema } from "${TYPES}";\nexport const schema: SynchronizationSchema & { "@odata.context"?: string } = ${text};\n`;
}

/** A copy without what the customer's file had and the types do not know. */
export function withoutUnknown(value) {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !UNKNOWN.includes(name)).map(([name, inner]) => [name, withoutUnknown(inner)]));
}

/** What patching may change: the rows of the users' mapping, and attributes that were added. All else must be there, in its order. */
export function lost(before, after, at = "schema") {
  if (at.endsWith(".objectMappings[0].attributeMappings") && at.startsWith("schema.synchronizationRules[0]")) return lostOfRows(before, after, at);
  if (Array.isArray(before)) return Array.isArray(after) && after.length >= before.length ? before.flatMap((item, i) => lost(item, after[i], `${at}[${i}]`)) : [`${at} has fewer entries`];
  if (before === null || typeof before !== "object") return Object.is(before, after) || mayChange(at, before, after) ? [] : [`${at}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
  if (after === null || typeof after !== "object") return [`${at} is gone`];
  const order = Object.keys(after).filter((name) => name in before);
  const misplaced = order.join() === Object.keys(before).filter((name) => name in after).join() ? [] : [`${at} has its properties in another order`];
  return [...misplaced, ...Object.entries(before).flatMap(([name, value]) => (name in after ? lost(value, after[name], `${at}.${name}`) : [`${at}.${name} is gone`]))];
}

/** An attribute of the app may come to be required or case-exact, and Delete be unticked for the start; nothing else may change. */
const mayChange = (at, before, after) => /^schema\.directories\[1\].*\.(required|caseExact)$/.test(at) || (at.endsWith(".flowTypes") && after === before.replace(", Delete", ""));

/** A row that stays keeps what the customer's file had in it and nobody knows; unsupported rows may go. */
function lostOfRows(before, after, at) {
  const rows = new Map(after.map((row) => [row.targetAttributeName, row]));
  const stay = before.filter(({ targetAttributeName }) => rows.has(targetAttributeName));
  const order = after.map(({ targetAttributeName }) => targetAttributeName).filter((name) => stay.some((row) => row.targetAttributeName === name));
  const misplaced = order.join() === stay.map(({ targetAttributeName }) => targetAttributeName).join() ? [] : [`${at}: the customer's rows stand in another order`];
  return [...misplaced, ...stay.flatMap((row) => Object.keys(row).filter((name) => !(name in rows.get(row.targetAttributeName)) || (UNKNOWN.includes(name) && JSON.stringify(row[name]) !== JSON.stringify(rows.get(row.targetAttributeName)[name]))).map((name) => `${at}: ${row.targetAttributeName} lost ${name}`))];
}
