// The main way through the real window: the sample, the plan, the verdict, the package on the disk.

import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { binary, ROOT, within } from './desktop.mjs';
import { drive } from './webdriver.mjs';

const AZURE_USERS = 1_266;
const VERDICT = "//section[@aria-label='Verdict']";
const WRITTEN = "//section[.//h2[starts-with(normalize-space(.),'Written')]]";

await within((folder, environment) =>
  drive(binary(), environment, async (window) => {
    try {
      await openSample(window, folder);
      const verdict = await runPlan(window);
      await writePackage(window, folder, verdict);
    } catch (error) {
      keep(await window.picture(), 'failure.png');
      throw error;
    }
  }),
);
console.log('the window did the main job');

async function openSample(window, folder) {
  await window.press('Open the sample migration');
  await window.element("//*[not(*) and normalize-space(.)='Azure users page 2.json']");
  const [workspace] = readdirSync(folder).filter((name) => name.endsWith('.presync'));
  assert.ok(workspace, 'the workspace lies where it was placed');
  assert.equal(head(join(folder, workspace), 15), 'SQLite format 3');
}

async function runPlan(window) {
  await window.press('Run the plan');
  const sentence = await window.text(`${VERDICT}//h1`);
  const line = await window.text(`${VERDICT}//p[contains(@class,'line')]`);
  const count = (word) => Number(new RegExp(`${word} ([\\d,]+)`).exec(line)?.[1].replaceAll(',', ''));
  const sum = ['Link', 'Create', 'Skip', 'Fail'].map(count).reduce((total, each) => total + each);
  assert.equal(sum, AZURE_USERS, line);
  assert.match(sentence, /would take over someone else/);
  keep(await window.picture(), 'verdict.png');
  return sentence;
}

async function writePackage(window, folder, verdict) {
  await window.click("//nav[@aria-label='Steps']//button[contains(.,'Report')]");
  await window.press('Write the package');
  const listed = await window.texts(`${WRITTEN}//li/code`);
  keep(await window.picture(), 'report.png');
  const written = join(folder, 'handover');
  assert.deepEqual(readdirSync(written).sort(), [...listed].sort());
  for (const name of ['report.html', 'people.csv', 'changes.csv', 'mapping.csv', 'plan.json']) {
    assert.ok(listed.includes(name), `${name} is written`);
  }
  const report = readFileSync(join(written, 'report.html'), 'utf8');
  const asText = (html) => html.replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hex, code) => String.fromCodePoint(parseInt(code, hex ? 16 : 10)));
  assert.ok(asText(report).includes(verdict), 'the report says what the window says');
}

/** Pictures stay for whoever wants to look. */
function keep(picture, name) {
  const folder = join(ROOT, 'target/window');
  mkdirSync(folder, { recursive: true });
  const bytes = Buffer.from(picture, 'base64');
  assert.ok(bytes.length > 20_000, `${name} shows something`);
  writeFileSync(join(folder, name), bytes);
}

function head(path, length) {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, length, 0);
  closeSync(file);
  return bytes.toString('latin1');
}
