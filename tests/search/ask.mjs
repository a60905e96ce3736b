// The theme's own script, outside a browser: a request in JSON comes in, the answer goes out.

import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const [, , script] = process.argv;
vm.runInThisContext(readFileSync(script, 'utf8'));
const { fold, terms, shardOf, find, pieces } = globalThis.madoguchiSearch;
const engine = globalThis.madoguchiSearch;
const request = JSON.parse(readFileSync(0, 'utf8'));

const UNKNOWN = /\p{Cn}|\p{Co}/u;

// Each text folded, with its terms and their shards; nothing where a character is newer than this program.
function folded(text) {
  if (request.isEveryCharacter && UNKNOWN.test(text)) return null;
  const { text: folded, places } = fold(text.normalize('NFC'));
  if (places.length < folded.length) throw new Error(`places of ${text}`);
  const found = terms(folded, false);
  return [folded, found, found.map((term) => shardOf(term, 1024))];
}

// The results of a query, with what was fetched for it.
async function found(query) {
  const fetched = new Map();
  const load = async (name) => {
    if (!fetched.has(name)) {
      const bytes = readFileSync(`${request.folder}/${name}.js`);
      let taken;
      globalThis.madoguchiSearch = (version, of, data) => (taken = { version, of, data });
      vm.runInThisContext(bytes.toString('utf8'));
      globalThis.madoguchiSearch = engine;
      if (taken.of !== name) throw new Error(`${name} calls itself ${taken.of}`);
      fetched.set(name, { bytes, ...taken });
    }
    return fetched.get(name).data;
  };
  // The time that this program took, whoever else is at work on the machine.
  const begun = process.cpuUsage();
  const { found, needles } = await find(query, load);
  const { user, system } = process.cpuUsage(begun);
  const milliseconds = (user + system) / 1000;
  const versions = new Set([...fetched.values()].map(({ version }) => version));
  if (versions.size > 1) throw new Error('the files are of several versions');
  const sum = (size) => [...fetched.values()].map(({ bytes }) => size(bytes)).reduce((a, b) => a + b, 0);
  return {
    results: found.map((result) => ({ ...result, marked: pieces(result.text, needles, 110) })),
    bytes: sum((bytes) => bytes.length),
    packed: sum((bytes) => gzipSync(bytes).length),
    files: fetched.size,
    milliseconds,
  };
}

const answer = request.texts ? request.texts.map(folded) : [];
for (const query of request.queries ?? []) answer.push(await found(query));
process.stdout.write(JSON.stringify(answer));
