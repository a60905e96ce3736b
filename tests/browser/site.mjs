// A site of its own for each test, and a preview of it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PROGRAM = process.env.MADOGUCHI_BIN ?? path.join(ROOT, 'target/debug/madoguchi');
// How long anything may take before it counts as hanging: far more than it ever should.
export const PATIENCE = 20_000;

// Waits until the question is answered with something true, and gives that.
export async function until(what, question) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    assert.ok(Date.now() < end, `never happened: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

// A copy of one of the sites in `tests/sites`, or of none, with further files, and a preview of it.
export class Site {
  static async open(t, { of = 'city-office', files = {}, flags = [] } = {}) {
    const site = new Site();
    site.folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-browser-'));
    site.flags = flags;
    t.after(async () => {
      await site.stop();
      await rm(site.folder, { recursive: true });
    });
    if (of) await cp(path.join(ROOT, 'tests/sites', of), site.folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await site.write(name, text);
    site.port = await freePort();
    await site.start();
    return site;
  }

  async start() {
    const given = ['serve', '-r', this.folder, '-p', String(this.port), '--as-of', '2026-12-01', ...this.flags];
    this.program = spawn(PROGRAM, given, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.said = '';
    this.program.stderr.setEncoding('utf8').on('data', (text) => (this.said += text));
    this.ended = new Promise((done) => this.program.once('exit', done));
    const address = await until('the preview says where it is', () => {
      assert.equal(this.program.exitCode, null, this.said);
      return this.said.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
    });
    this.base = address[0];
  }

  async stop() {
    this.program?.kill('SIGTERM');
    await this.ended;
  }

  // The address of a page, from the site's home: `phone/`.
  url(page = '') {
    return new URL(page, this.base).href;
  }

  async read(name) {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  // Writes a file as editors do: beside it, then over it.
  async write(name, text) {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}~`, text);
    await rename(`${file}~`, file);
  }

  async replace(name, from, to) {
    const text = await this.read(name);
    assert.ok(text.includes(from), `${name} holds ${from}`);
    await this.write(name, text.replace(from, to));
  }

  async remove(name) {
    await rm(path.join(this.folder, name));
  }

  // Waits until the server answers a page whose source holds a text.
  async serves(page, text) {
    await until(`${page} holds ${text}`, async () => (await (await fetch(this.url(page))).text()).includes(text));
  }
}
