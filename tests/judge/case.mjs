// One generated engagement: populations, mapping and scope of a seed, their files, and the command line for them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeAssignments, writeAzure, writeDecisions, writeLegacy, writeProfile } from "./exports.mjs";
import { makeMapping, schemaOf } from "./mapping.mjs";
import { randomFrom } from "./random.mjs";
import { makeScope } from "./scope.mjs";
import { makeWorld } from "./world.mjs";

/** Everything that a seed decides. */
export function makeCase(seed, size) {
  const random = randomFrom(seed);
  const format = random.pick(["portal", "graph", "graph"]);
  const world = makeWorld(random, size);
  const mapping = makeMapping(random, format);
  const scope = random.chance(40) ? makeScope(random, world) : null;
  const legacyFormat = random.pick(["csv", "xlsx"]);
  world.repeats = format === "graph" && random.chance(30);
  if (format === "portal") forgetUnexported(world);
  const heldOut = new Set(world.azure.map((_, row) => row).filter(() => random.chance(2)));
  return { seed, random, format, legacyFormat, world, mapping, scope, heldOut, links: truth(world) };
}

/** The portal's download has no recycle bin and no relations. */
function forgetUnexported({ azure }) {
  for (const user of azure) Object.assign(user, { deletedDateTime: null, manager: null });
}

/** Row of the intranet user by row of the Azure user; a second account is nobody's. */
function truth({ azure, legacy }) {
  const first = new Map();
  legacy.forEach((account, row) => account.second || first.set(account.person, row));
  return new Map(azure.map(({ person }, i) => [i, first.get(person)]).filter(([, row]) => row !== undefined));
}

/** Writes the files into `folder` and gives the options of `presync plan`. */
export function writeCase(folder, { random, format, legacyFormat, world, mapping, scope, heldOut, links }) {
  mkdirSync(folder, { recursive: true });
  const legacyFiles = writeLegacy(folder, world, legacyFormat, random.pick([1, 1, 2]));
  const mappingFile = join(folder, "mapping.json");
  writeFileSync(mappingFile, JSON.stringify(schemaOf(random, mapping), null, 1));
  const options = [
    "--legacy", ...legacyFiles, "--azure", ...writeAzure(folder, world, format), "--mapping", mappingFile,
    "--decisions", writeDecisions(folder, world, { links, heldOut, random }), "--profile", writeProfile(folder, legacyFiles),
  ];
  if (scope === null) return [...options, "--scope", "all"];
  const { assignedFile, groupsFile } = writeAssignments(folder, scope);
  return [...options, "--scope", "assigned", "--assigned", assignedFile, "--groups", groupsFile];
}
