// What a person gets who installs Presync: the packages say what they need and hold what they name, and the
// installed app opens its window and paints its page. Nothing is installed into the machine's own folders.

import assert from 'node:assert/strict';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { capture } from './commands.mjs';
import { painted } from './screen.mjs';

const LIBRARIES = ['libgtk-3-0', 'libwebkit2gtk-4.1-0'];
const PROGRAM = '/usr/bin/presync-desktop';
const ENTRY = '/usr/share/applications/Presync.desktop';
const VERSION = /^version = "(.+)"$/m.exec(readFileSync(join(import.meta.dirname, '../../Cargo.toml'), 'utf8'))?.[1];

const bundles = process.env['PRESYNC_BUNDLES'];
if (!bundles) throw new Error('PRESYNC_BUNDLES names no folder.');
const folder = mkdtempSync(join(tmpdir(), 'presync packages '));
try {
  const deb = only('deb');
  saysWhatItIs(deb);
  const installed = install(deb);
  holdsWhatItNames(installed);
  saysTheSame(only('rpm'));
  await painted(join(installed, PROGRAM), folder);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
console.log('the packages install, and the installed app opens its window');

/** The one package of a kind and of the present version. */
function only(kind) {
  const named = readdirSync(join(bundles, kind)).filter((name) => name.endsWith(`.${kind}`) && name.includes(VERSION));
  assert.equal(named.length, 1, `one .${kind} of version ${VERSION}: ${named}`);
  return join(bundles, kind, named[0]);
}

function saysWhatItIs(deb) {
  const field = (name) => capture('dpkg-deb', ['--field', deb, name]).trim();
  assert.equal(field('Package'), 'presync');
  assert.equal(field('Version'), VERSION);
  assert.deepEqual(field('Depends').split(/, */).sort(), LIBRARIES);
  assert.match(field('Description'), /changes nothing in either system/);
}

/** Lets dpkg unpack it below a folder, with a package database of that folder's own. */
function install(deb) {
  const root = join(folder, 'root');
  const database = join(root, 'var/lib/dpkg');
  for (const name of ['info', 'updates', 'triggers']) mkdirSync(join(database, name), { recursive: true });
  writeFileSync(join(database, 'status'), '');
  // The database is empty, so nothing is there to depend on; `ldd` asks the machine instead.
  const options = ['--force-depends', '--force-not-root', '--force-script-chrootless', '--log=/dev/null'];
  const dpkg = ['dpkg', `--root=${root}`, ...options, '--install', deb];
  const isRoot = process.getuid?.() === 0;
  const [program, ...rest] = isRoot ? dpkg : ['fakeroot', ...dpkg];
  capture(program, rest);
  assert.match(readFileSync(join(database, 'status'), 'utf8'), /Package: presync\nStatus: install ok installed/);
  return root;
}

function holdsWhatItNames(root) {
  accessSync(join(root, PROGRAM), constants.X_OK);
  const entry = Object.fromEntries(
    readFileSync(join(root, ENTRY), 'utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  assert.equal(entry['Name'], 'Presync');
  assert.equal(`/usr/bin/${entry['Exec']}`, PROGRAM);
  for (const size of ['32x32', '128x128', '512x512']) {
    accessSync(join(root, `/usr/share/icons/hicolor/${size}/apps/${entry['Icon']}.png`));
  }
  assert.doesNotMatch(capture('ldd', [join(root, PROGRAM)]), /not found/);
}

function saysTheSame(rpm) {
  const query = (format) => capture('rpm', ['--query', '--package', '--queryformat', format, rpm]);
  assert.equal(query('%{NAME} %{VERSION}'), `presync ${VERSION}`);
  const files = query('[%{FILENAMES}\\n]').split('\n');
  for (const name of [PROGRAM, ENTRY]) assert.ok(files.includes(name), `${name} in ${files}`);
}
