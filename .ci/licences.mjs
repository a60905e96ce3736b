// The licences of everything that is in the program for one kind of machine, on standard output.
//
// usage: node .ci/licences.mjs TARGET
//
// Each crate that is linked must have a text; one that comes without, but under Apache-2.0, gets the standard text of
// that licence. The syntaxes of the highlighter are no crates: two-face carries their licences as it carries them.
// Whatever has no text ends this with an error, and there is no release.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IS_LICENCE = /^((un)?licen[cs]e|copying|notice|copyright)([-._].*)?$/i;

// The packages that are linked into the program, itself left out.
function linked(target) {
  const given = ['metadata', '--locked', '--format-version', '1', '--filter-platform', target];
  const told = execFileSync('cargo', given, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  const { packages, resolve } = JSON.parse(told);
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const found = new Set();
  const ahead = [resolve.root];
  while (ahead.length > 0) {
    const id = ahead.pop();
    if (found.has(id)) continue;
    found.add(id);
    // A null kind is an ordinary dependency; what only builds or tests is in no program.
    const ordinary = nodes.get(id).deps.filter((to) => to.dep_kinds.some(({ kind }) => kind === null));
    ahead.push(...ordinary.map((to) => to.pkg));
  }
  found.delete(resolve.root);
  return packages.filter(({ id }) => found.has(id));
}

function textsOf({ manifest_path: manifest, license, license_file: named }) {
  const folder = path.dirname(manifest);
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile() && IS_LICENCE.test(file.name));
  const names = new Set(files.map((file) => file.name));
  if (named) names.add(named);
  const texts = [...names].sort().map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
  const some = texts.filter((text) => text !== '');
  if (some.length === 0 && /\bApache-2\.0\b/.test(license ?? '')) some.push(standard());
  return some;
}

function standard() {
  return readFileSync(path.join(ROOT, 'LICENSE-APACHE'), 'utf8').trim();
}

// What two-face carries: two lists of licences, first of syntaxes, as bincode writes them. Themes are not in the program.
function syntaxes(packages) {
  const twoFace = packages.find(({ name }) => name === 'two-face');
  const file = path.join(path.dirname(twoFace.manifest_path), 'generated/acknowledgements_full.bin');
  const bytes = inflateSync(readFileSync(file));
  let at = 0;
  const number = () => Number(bytes.readBigUInt64LE((at += 8) - 8));
  const text = () => {
    const length = number();
    return bytes.toString('utf8', at, (at += length));
  };
  const licence = () => {
    at += 4; // its kind
    return { text: text().trim(), name: text() };
  };
  const list = () => Array.from({ length: number() }, licence);
  const found = list();
  list();
  if (at !== bytes.length) throw new Error('two-face writes its acknowledgements otherwise now: mend .ci/licences.mjs');
  return found;
}

// The library that every program of Rust holds.
function library() {
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], { encoding: 'utf8' }).trim();
  const folder = path.join(sysroot, 'share/doc/rust');
  const names = ['COPYRIGHT', 'LICENSE-MIT', 'LICENSE-APACHE'].filter((name) => existsSync(path.join(folder, name)));
  const texts = names.map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
  return texts.length > 0 ? texts : [standard()];
}

function main(target) {
  if (!target) {
    console.error('usage: node .ci/licences.mjs TARGET');
    return 2;
  }
  const packages = linked(target);
  const whose = new Map();
  const add = (text, name) => whose.set(text, [...(whose.get(text) ?? []), name]);
  const silent = [];
  for (const one of packages) {
    const texts = textsOf(one);
    if (texts.length === 0) silent.push(`${one.name} ${one.version} (${one.license ?? 'no licence named'})`);
    for (const text of texts) add(text, `${one.name} ${one.version}, ${one.license ?? 'as below'}`);
  }
  for (const { text, name } of syntaxes(packages)) {
    if (text === '') silent.push(name);
    add(text, `${name} (a syntax of the highlighter)`);
  }
  for (const text of library()) add(text, 'the standard library of Rust, MIT OR Apache-2.0');
  if (silent.length > 0) {
    console.error(`no licence text: ${silent.join('; ')}`);
    return 1;
  }
  const parts = [...whose].map(([text, names]) => `${'='.repeat(78)}\n${names.sort().join('\n')}\n${'-'.repeat(78)}\n\n${text}\n`);
  const crates = packages.length;
  process.stdout.write(`What is in the program besides Madoguchi's own code: ${crates} crates, and syntaxes.\n\n${parts.sort().join('\n')}`);
  console.error(`${target}: ${crates} crates, ${whose.size} texts`);
  return 0;
}

process.exitCode = main(process.argv[2]);
