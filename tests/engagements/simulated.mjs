// Whether a plan with given keys ends for every user as the model of the look-up says. Not which keys are good.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withKeys } from "./keys.mjs";
import { headerOf, hitsOf, indexed, outcomeOf } from "./lookup.mjs";
import { plan, rows, userMapping } from "./product.mjs";

const ORDERS = [["User ID"], ["Email Address", "Username"], ["User ID", "Username", "Email Address"]];

/** Every user's outcome in a plan with each of some orders, held against the model's. */
export async function simulatedAlike(folder, world, exports, schema, links) {
  const accounts = indexed(world);
  const problems = [];
  let looked = 0;
  for (const headers of ORDERS) {
    const mapping = withKeys(schema, headers);
    const file = join(folder, "keys.json");
    writeFileSync(file, JSON.stringify(mapping));
    const people = rows(await plan(folder, "out-keys", { ...exports, mapping: file }), "people.csv").filter(({ side }) => side === "azure");
    const found = await Promise.all(headers.map((header) => hitsOf(folder, world, accounts, { header, row: userMapping(mapping).attributeMappings.find((row) => headerOf(row.targetAttributeName) === header) })));
    for (const { azure_row: row, azure_upn: name, outcome } of people) {
      const i = Number(row) - 1;
      const expected = outcomeOf(found.map((of) => of[i]), links.get(i), world.azure[i].values.accountEnabled);
      looked += 1;
      if (outcome !== expected) problems.push(`by ${headers.join(", ")}: ${name} is ${outcome}, the model says ${expected}`);
    }
  }
  return { looked, problems };
}
