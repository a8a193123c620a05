// The stand-in's users as Microsoft's published types see them: a property that is unknown or of another type is an error.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function fitsTypes(user) {
  const source = fileURLToPath(new URL("shape.generated.ts", import.meta.url));
  const text = `import type { User } from "@microsoft/microsoft-graph-types";\nexport const user: User = ${JSON.stringify(user)};\n`;
  try {
    compile(source, text);
    assert.throws(() => compile(source, text.replace("displayName", "displayNames")), "the types notice nothing");
  } finally {
    rmSync(source, { force: true });
  }
}

function compile(source, text) {
  writeFileSync(source, text);
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));
  try {
    execFileSync(process.execPath, [compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", source], { encoding: "utf8" });
  } catch (error) {
    throw new Error(error.stdout || error.message);
  }
}
