// The sites of this repository, built and served below a path of a host, as Pages serves them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PROGRAM, ROOT } from './site.mjs';

const SITES = { guide: '.', 'city-office': 'tests/sites/city-office' };
for (const name of ['electric-company', 'university-helpdesk']) SITES[name] = `tests/sites/${name}`;

const TYPES = { svg: 'image/svg+xml', png: 'image/png', xml: 'application/xml', json: 'application/json; charset=utf-8' };
Object.assign(TYPES, { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' });

const mountOf = (site) => (site === 'guide' ? 'madoguchi' : site);

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

  // The address of a page of a site: never at the root of the host, and the guide where its repository's Pages would be.
  url(site, page = '') {
    return `http://127.0.0.1:${this.server.address().port}/${mountOf(site)}/${page}`;
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

  // Answers as Pages does: names by their letters' case, a folder by its index.html and only with its slash, a page also
  // without `.html`, and for whatever is not there the site's own 404.html.
  async answer({ url, method }, response) {
    const send = (status, type, body, more = {}) => {
      const headers = { 'content-type': type, 'cache-control': 'max-age=600', ...more };
      response.writeHead(status, headers).end(method === 'HEAD' ? undefined : body);
    };
    if (!['GET', 'HEAD'].includes(method)) return send(405, 'text/plain', '');
    const asked = new URL(url, this.url('guide'));
    const [mount, ...rest] = asked.pathname.split('/').slice(1).map(decodeURIComponent);
    const site = Object.keys(this.sites).find((site) => mountOf(site) === mount);
    const name = rest.join('/');
    const isFolder = rest.length === 0 || (name !== '' && !name.endsWith('/') && (await this.read(site, `${name}/index.html`)));
    if (site && isFolder) return send(301, 'text/html', '', { location: `${asked.pathname}/${asked.search}` });
    const candidates = name === '' || name.endsWith('/') ? [`${name}index.html`] : [name, `${name}.html`];
    for (const candidate of candidates) {
      const body = await this.read(site, candidate);
      if (body) return send(200, TYPES[candidate.split('.').pop()] ?? 'application/octet-stream', body);
    }
    return send(404, TYPES.html, (await this.read(site, '404.html')) ?? '');
  }

  // A file of a site; null where there is none.
  read(site, name) {
    const isInside = site && !name.split('/').includes('..');
    return isInside ? readFile(path.join(this.folder, site, name)).catch(() => null) : null;
  }
}

// The guide in another theme, and a site as `init` makes it.
export async function others(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-others-'));
  t.after(() => rm(folder, { recursive: true }));
  const plain = path.join(folder, 'plain');
  await mkdir(plain);
  await cp(path.join(ROOT, 'content'), path.join(plain, 'content'), { recursive: true });
  await cp(path.join(ROOT, 'themes/plain'), path.join(plain, 'themes/plain'), { recursive: true });
  const config = await readFile(path.join(ROOT, 'config.toml'), 'utf8');
  await writeFile(path.join(plain, 'config.toml'), config.replace('theme = "default"', 'theme = "plain"'));
  const made = spawnSync(PROGRAM, ['init', path.join(folder, 'new'), '--lang', 'ja'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return { plain, new: path.join(folder, 'new') };
}
