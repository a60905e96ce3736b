// A server that does with a folder what GitHub Pages does with a project's site: below a path, folders by their names without
// a slash are redirected, pages are found without `.html`, texts are packed, and what is missing is `404.html`, with its status.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'application/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

export class Hub {
  // Serves a folder below a path such as `/guide/`.
  static async open(t, folder, below) {
    const hub = new Hub();
    Object.assign(hub, { folder, below, packed: 0 });
    hub.server = createServer((request, response) => hub.answer(request, response));
    await new Promise((done) => hub.server.listen(0, '127.0.0.1', done));
    t.after(() => {
      hub.server.closeAllConnections();
      hub.server.close();
    });
    hub.host = `http://127.0.0.1:${hub.server.address().port}`;
    hub.base = hub.host + below;
    return hub;
  }

  async answer({ url, headers }, response) {
    const { pathname, search } = new URL(url, this.host);
    if (pathname === this.below.slice(0, -1)) return this.redirect(response, this.below + search);
    if (!pathname.startsWith(this.below)) return response.writeHead(404, { 'content-type': TYPES.html }).end('<h1>There is no site here</h1>');
    const name = decodeURIComponent(pathname.slice(this.below.length));
    const file = path.join(this.folder, name);
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory() && !pathname.endsWith('/')) return this.redirect(response, `${pathname}/${search}`);
    const candidates = found?.isDirectory() || name === '' ? ['index.html'] : pathname.endsWith('/') ? [] : ['', '.html'];
    for (const candidate of candidates) {
      const whole = candidate === 'index.html' ? path.join(file, candidate) : file + candidate;
      const body = await readFile(whole).catch(() => null);
      if (body) return this.send(response, headers, 200, path.extname(whole).slice(1), body);
    }
    const body = await readFile(path.join(this.folder, '404.html'));
    return this.send(response, headers, 404, 'html', body);
  }

  redirect(response, location) {
    response.writeHead(301, { location }).end();
  }

  send(response, { 'accept-encoding': accepted = '' }, status, extension, body) {
    const type = TYPES[extension] ?? 'application/octet-stream';
    const head = { 'content-type': type, 'cache-control': 'max-age=600' };
    const packs = accepted.includes('gzip') && !type.startsWith('image/png');
    if (packs) {
      head['content-encoding'] = 'gzip';
      this.packed += 1;
    }
    response.writeHead(status, head).end(packs ? gzipSync(body) : body);
  }
}
