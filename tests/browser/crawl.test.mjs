// A visitor who follows everything: from the home page and from the page of a lost address, below a path of a host that
// answers as Pages does. Nothing may be missing, nobody is sent on, and each published page is found.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { launch } from './browser.mjs';
import { Built } from './built.mjs';

const OPTIONS = { timeout: 300_000 };
// The most that a first visit may take, gzipped: the page, its styles and its scripts, before any picture of the site's own.
const FIRST_VISIT = 40_000;
// The list of every finding is as long as there are findings, and nobody's first page.
const WHOLE_LIST = { page: '/manual/codes/', weight: 50_000 };

// What a page leads to and loads, its ids, and whether it is shown or only sends on; run in the browser, which reads HTML best.
function look(text, type) {
  const page = new DOMParser().parseFromString(text, type);
  const of = (selector, name) => [...page.querySelectorAll(selector)].map((one) => one.getAttribute(name));
  if (type !== 'text/html') return { ids: [], links: [...page.querySelectorAll('loc')].map((one) => one.textContent).concat(of('link', 'href')), loads: [] };
  const sent = of('meta[http-equiv="refresh"]', 'content').map((content) => content.replace(/^[^=]*=\s*/, ''));
  const told = of('meta[property="og:url"]', 'content').concat(of('link[rel="canonical"], link[rel="alternate"]', 'href'));
  return {
    ids: of('[id]', 'id'),
    links: [...of('a[href]', 'href'), ...sent, ...told],
    loads: [...of('link[rel="stylesheet"]', 'href'), ...of('script[src], img[src], source[src]', 'src')],
  };
}

// Everything that can be reached from some addresses; what is wrong goes to `complaints`.
async function crawl(page, starts, inside, complaints) {
  const seen = new Map();
  const queue = starts.map((url) => ({ url, from: 'the start', status: url.endsWith('nowhere/') ? 404 : 200 }));
  const wanted = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { url, from, status = 200 } = next;
    if (seen.has(url)) continue;
    const response = await fetch(url, { redirect: 'manual' });
    const body = Buffer.from(await response.arrayBuffer());
    if (response.status !== status) complaints.push(`${from} leads to ${url}: ${response.status}`);
    const type = response.headers.get('content-type').split(';')[0];
    const found = { type, ids: new Set(), loads: [], size: gzipSync(body, { level: 9 }).length };
    seen.set(url, found);
    const text = body.toString('utf8');
    const names = type === 'text/css' ? [...text.matchAll(/url\(["']?([^"')]+)/g)].map((match) => match[1]) : [];
    const isRead = ['text/html', 'application/xml'].includes(type);
    const { ids = [], links = names, loads = [] } = isRead ? await page.evaluate(look, text, type) : {};
    found.ids = new Set(ids);
    for (const link of [...links, ...loads]) {
      const target = new URL(link, url);
      const fragment = decodeURIComponent(target.hash.slice(1));
      target.hash = '';
      if (loads.includes(link)) found.loads.push(target.href);
      if (!target.href.startsWith(inside)) continue;
      if (fragment) wanted.push({ url: target.href, fragment, from: url });
      queue.push({ url: target.href, from: url });
    }
  }
  for (const { url, fragment, from } of wanted) {
    if (!seen.get(url).ids.has(fragment)) complaints.push(`${from} leads to ${url}#${fragment}: no such id`);
  }
  return seen;
}

test('whoever follows all links of a published site is nowhere lost or sent on', OPTIONS, async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const built = await Built.open(t);
  const complaints = [];
  let [pages, heaviest] = [0, 0];
  for (const site of Object.keys(built.sites)) {
    const home = built.url(site);
    const starts = [home, built.url(site, 'no/such/nowhere/'), built.url(site, 'sitemap.xml'), built.url(site, 'feed.xml')];
    const published = [];
    for (const file of await readdir(path.join(built.folder, site), { recursive: true })) {
      if (!file.endsWith('.html') || file === '404.html') continue;
      const url = built.url(site, file.replace(/index\.html$/, '').split('/').map(encodeURIComponent).join('/'));
      // A page that only leads on is reached from elsewhere alone.
      const leadsOn = /http-equiv="refresh"|class="kind-moved"/.test(await built.read(site, file));
      (leadsOn ? starts : published).push(url);
    }
    const seen = await crawl(page, starts, home, complaints);
    complaints.push(...published.filter((url) => !seen.has(url)).map((url) => `nothing leads to ${url}`));
    for (const [url, { type, loads, size }] of seen) {
      if (type !== 'text/html') continue;
      const weight = loads.reduce((sum, one) => sum + (seen.get(one)?.size ?? 0), size);
      const most = url.endsWith(WHOLE_LIST.page) ? WHOLE_LIST.weight : FIRST_VISIT;
      if (weight > most) complaints.push(`${url} weighs ${weight} bytes`);
      heaviest = Math.max(heaviest, weight);
      pages += 1;
    }
  }
  assert.deepEqual(complaints, []);
  assert.ok(pages > 40, `${pages} pages`);
  t.diagnostic(`${pages} pages, the heaviest with ${heaviest} bytes on a first visit`);
});

test('the host sends on as Pages does', OPTIONS, async (t) => {
  const built = await Built.open(t);
  const ask = (address) => fetch(built.url('guide', address), { redirect: 'manual' });
  const folder = await ask('phone');
  assert.deepEqual([folder.status, folder.headers.get('location')], [301, '/madoguchi/phone/']);
  assert.equal((await ask('Phone/')).status, 404);
  assert.equal((await ask('phone/index.html')).status, 200);
  // Wherever an address is lost, the page that says so finds its styles and the way home.
  const lost = await (await ask('a/b/c/d')).text();
  assert.match(lost, /href="\/madoguchi\/assets\/site\.[0-9a-f]+\.css"/);
});
