// The recommended match keys held against every order of up to three keys, tried one after another.

import { TARGETS } from "./columns.mjs";
import { describe } from "./recovery.mjs";
import { counts, headerOf, hitsOf, indexed, KEY_HEADERS } from "./lookup.mjs";

const HARMS = ["takeover", "duplicate", "ambiguous"];

/** The recommended order, the best there is of the rows of the mapping, and the best with any attribute as the source. */
export async function keyOrders(folder, world, mapping, links, weights) {
  const accounts = indexed(world);
  const priced = (keys) => {
    const sums = counts(world, links, keys.map(({ hits }) => hits));
    return { keys: keys.map(({ name }) => name), sums, harm: HARMS.reduce((sum, harm) => sum + weights[harm] * sums[harm], 0) };
  };
  const key = async (header, row) => ({ header, name: `${header} ← ${describe({ ...row, defaultValue: null })}`, hits: await hitsOf(folder, world, accounts, { header, row }) });
  const recommended = mapping.attributeMappings.filter(({ matchingPriority, targetAttributeName }) => matchingPriority > 0 && headerOf(targetAttributeName)).sort((a, b) => a.matchingPriority - b.matchingPriority);
  const own = await Promise.all(mapping.attributeMappings.filter(({ targetAttributeName, source }) => headerOf(targetAttributeName) && source).map((row) => key(headerOf(row.targetAttributeName), row)));
  const free = [];
  for (const header of Object.keys(KEY_HEADERS)) free.push(...useful(world, await Promise.all(sources(world).map((name) => key(header, attribute(header, name))))));
  const other = mapping.attributeMappings.filter(({ matchingPriority, targetAttributeName }) => matchingPriority > 0 && !headerOf(targetAttributeName)).map(({ targetAttributeName }) => targetAttributeName);
  return {
    other,
    recommended: priced(await Promise.all(recommended.map((row) => key(headerOf(row.targetAttributeName), row)))),
    best: best(orders(own).map(priced)),
    free: best(orders([...own, ...free]).map(priced)),
  };
}

const attribute = (header, name) => ({ targetAttributeName: TARGETS[header], source: { type: "Attribute", name, expression: `[${name}]` }, flowType: "Always", defaultValue: null });

/** Attributes of Azure with one text each. */
const sources = ({ azure }) => Object.keys(azure[0].values).filter((name) => !["accountEnabled", "proxyAddresses", "onPremisesSyncEnabled", "manager", "userType"].includes(name));

/** Those that find somebody for at least one user in a hundred; the others harm no less than none. */
const useful = ({ azure }, keys) => keys.filter(({ hits }) => hits.filter((rows) => rows?.length > 0).length * 100 >= azure.length).slice(0, 8);

/** Every order of one, two or three keys, each column once. */
function orders(keys, taken = []) {
  if (taken.length === 3) return [];
  return keys.filter((key) => !taken.some(({ header }) => header === key.header)).flatMap((key) => [[...taken, key], ...orders(keys, [...taken, key])]);
}

/** Least harm, then fewest skipped, then fewest keys. */
const best = (list) => list.reduce((a, b) => (b.harm - a.harm || b.sums.skipped - a.sums.skipped || b.keys.length - a.keys.length) < 0 ? b : a);

/** The mapping with these headers as its only keys, in this order. */
export function withKeys(schema, headers) {
  const copy = structuredClone(schema);
  const rows = copy.synchronizationRules.flatMap((rule) => rule.objectMappings).find((each) => each.sourceObjectName === "User").attributeMappings;
  for (const row of rows) row.matchingPriority = headers.indexOf(headerOf(row.targetAttributeName)) + 1;
  return copy;
}

/** What is wrong with the recommended order, in words. */
export function keyProblems({ recommended, best: least }) {
  const worse = recommended.harm - least.harm || recommended.sums.skipped - least.sums.skipped;
  return worse > 0 ? [`${recommended.keys.join(", ")} harms ${words(recommended)}; ${least.keys.join(", ")} would harm ${words(least)}`] : [];
}

const words = ({ sums }) => [...HARMS, "skipped"].map((name) => `${sums[name]} ${name}`).join(", ");
