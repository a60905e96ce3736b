// The sites of this repository, built and served below a path of a host, as Pages serves them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PROGRAM, ROOT } from './site.mjs';

const SITES = { guide: '.', 'city-office': 'tests/sites/city-office' };
for (const name of ['electric-company', 'university-helpdesk']) SITES[name] = `tests/sites/${name}`;

const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png' };

export class Built {
  // Builds the sites, and others given by name and folder.
  static async open(t, more = {}) {
    const built = new Built();
    built.sites = { ...SITES, ...more };
    built.folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-built-'));
    built.server = createServer((request, response) => built.answer(request, response));
    await new Promise((done) => built.server.listen(0, '127.0.0.1', done));
    t.after(async () => {
      built.server.closeAllConnections();
      built.server.close();
      await rm(built.folder, { recursive: true });
    });
    for (const [name, folder] of Object.entries(built.sites)) {
      const given = ['build', '-r', path.resolve(ROOT, folder), '-o', path.join(built.folder, name)];
      const done = spawnSync(PROGRAM, [...given, '-u', built.url(name), '--as-of', '2026-12-01'], { encoding: 'utf8' });
      assert.equal(done.status, 0, done.stderr);
    }
    return built;
  }

  // The address of a page of a site: not at the root of the host.
  url(site, page = '') {
    return `http://127.0.0.1:${this.server.address().port}/below/${site}/${page}`;
  }

  // The addresses of all pages; those that only lead elsewhere left out.
  async pages() {
    const pages = [];
    for (const site of Object.keys(this.sites)) {
      for (const file of await readdir(path.join(this.folder, site), { recursive: true })) {
        if (!file.endsWith('.html')) continue;
        const text = await readFile(path.join(this.folder, site, file), 'utf8');
        if (!text.includes('http-equiv="refresh"')) pages.push(this.url(site, file.replace(/index\.html$/, '')));
      }
    }
    return pages;
  }

  async answer({ url }, response) {
    const [site = '', ...rest] = decodeURIComponent(new URL(url, this.url('')).pathname).split('/').slice(2);
    const name = rest.join('/').replace(/(^|\/)$/, '$1index.html');
    const found = await this.read(site, name);
    const body = found ?? (await this.read(site, '404.html')) ?? '';
    const type = TYPES[found === null ? 'html' : name.split('.').pop()] ?? 'text/plain';
    response.writeHead(found === null ? 404 : 200, { 'content-type': type }).end(body);
  }

  read(site, name) {
    return readFile(path.join(this.folder, site, name)).catch(() => null);
  }
}
