// The mapping files as Microsoft's types see them, new and patched into a customer's schema; and that the check notices what is wrong.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { customerSchema } from "./customer_schema.mjs";
import { lost, typeProblems, withoutUnknown } from "./graph_types.mjs";
import { sdkProblems } from "./sdk_models.mjs";
import { plan, readMapping, userMapping } from "./product.mjs";

/** The mark of a draft, which is there so that nobody can load it: the only thing in it that Graph does not know. */
const MARK = "presync";

/** One wrong thing each, none of which the types allow. */
const WRONG = {
  "an unknown property of the schema": (schema) => ({ ...schema, versionn: "1" }),
  "an unknown property of a row": (schema) => inUsers(schema, (mapping) => { mapping.attributeMappings[0].matchingPriorty = 1; }),
  "a text for a number": (schema) => inUsers(schema, (mapping) => { mapping.attributeMappings[0].matchingPriority = "1"; }),
  "an unknown word": (schema) => inUsers(schema, (mapping) => { mapping.attributeMappings[0].flowType = "Sometimes"; }),
};
/** One thing each that patching must not lose. */
const LOST = {
  "a property nobody knows": (schema) => { delete schema.synchronizationRules[0].internalRevision; return schema; },
  "what nobody knows in a row": (schema) => inUsers(schema, (mapping) => { for (const row of mapping.attributeMappings) delete row.futureFlow; }),
  "an attribute of the app": (schema) => { schema.directories[1].objects[0].attributes.splice(2, 1); return schema; },
  "the order of the rules": (schema) => { schema.synchronizationRules.reverse(); return schema; },
};

function inUsers(schema, change) {
  change(userMapping(schema));
  return schema;
}

/** What is wrong with the draft of an engagement and with its recommendation patched into a customer's schema. */
export async function mappingProblems(root, { exports, schema: draft }) {
  const folder = join(root, "mapping");
  mkdirSync(folder);
  const own = join(folder, "customer.json");
  writeFileSync(own, JSON.stringify(customerSchema(), null, 2));
  const patched = readMapping(await plan(folder, "out", { ...exports, patch: own }));
  const { [MARK]: mark, ...plain } = draft;
  const spoilt = Object.entries(WRONG).map(([name, spoil]) => [name, spoil(structuredClone(plain))]);
  const schemas = { draft: plain, patched: withoutUnknown(patched), "the customer's own": withoutUnknown(customerSchema()) };
  const found = typeProblems({ ...schemas, ...Object.fromEntries(spoilt) });
  return [
    ...(mark === undefined ? ["the draft bears no mark against loading it"] : []),
    ...["draft", "patched", "the customer's own"].flatMap((name) => found[name].map((problem) => `the types refuse ${name}: ${problem}`)),
    ...Object.entries(schemas).flatMap(([name, schema]) => sdkProblems(schema).map((problem) => `${name}: ${problem}`)),
    ...spoilt.filter(([, schema]) => sdkProblems(schema).length === 0).map(([name]) => `the models do not notice ${name}`),
    ...lost(customerSchema(), patched).map((problem) => `patching lost something: ${problem}`),
    ...Object.keys(WRONG).filter((name) => found[name].length === 0).map((name) => `the types do not notice ${name}`),
    ...Object.entries(LOST).filter(([, spoil]) => lost(customerSchema(), spoil(structuredClone(patched))).length === 0).map(([name]) => `nobody notices that patching loses ${name}`),
  ];
}
