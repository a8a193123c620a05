// Runs every case, says which failed and why, and ends with 1 if one did. A name as argument runs the cases that have it.

import { graphCases } from "./graph_cases.mjs";
import { removeFolders } from "./presync.mjs";
import { scimCases } from "./scim_cases.mjs";

const wanted = process.argv[2] ?? "";
const failed = [];
let passed = 0;

async function report(name, run) {
  if (!name.includes(wanted)) return;
  const began = Date.now();
  try {
    await run();
    passed += 1;
    console.log(`good  ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failed.push(name);
    console.log(`BAD   ${name}\n${error.stack}`);
  } finally {
    removeFolders();
  }
}

await scimCases(report);
await graphCases(report);
console.log(`${passed} cases good, ${failed.length} bad`);
if (failed.length > 0 || passed === 0) process.exit(1);
