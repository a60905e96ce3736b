// Search as a reader uses it: typed, by keyboard alone, on a narrow screen, below a path, from a disk.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';

import { launch, live, open, shows } from './browser.mjs';
import { PATIENCE, PROGRAM, ROOT, Site } from './site.mjs';

const OPTIONS = { timeout: 6 * PATIENCE };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

let browser;
let folder;
let server;
let base;
// What the server is to do to the next requests: wait for a promise, or refuse.
let trouble = () => null;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-search-'));
  execFileSync(PROGRAM, ['build', '-r', ROOT, '-o', folder, '--as-of', '2026-12-01', '-q'], { stdio: 'ignore' });
  server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const below = decodeURIComponent(url.pathname).replace(/^\/some\/path\//, '').replace(/(^|\/)$/, '$1index.html');
    try {
      if (await trouble(url)) throw new Error('refused');
      const bytes = await readFile(path.join(folder, below));
      response.writeHead(200, { 'content-type': `${TYPES[path.extname(below)]}; charset=utf-8` }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${server.address().port}/some/path/`;
});
after(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

// A tab on a page; it may complain of nothing but what is expected.
async function visit(t, url, expected = /favicon/) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(dialog.message()) && dialog.dismiss());
  page.on('console', (message) => {
    const text = `${message.text()} ${message.location().url}`;
    if (['error', 'warn'].includes(message.type()) && !expected.test(text)) complaints.push(text);
  });
  page.setDefaultTimeout(PATIENCE);
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(url);
  return page;
}

const BOX = 'form.search input';

// Waits until the results are those of the last query: their addresses below the site.
async function results(page, wanted) {
  const has = (wanted) => [...document.querySelectorAll('.search ol a')].some((link) => link.href.includes(wanted));
  await page.waitForFunction(has, {}, wanted);
  return page.$$eval('.search ol a', (links) => links.map((link) => ({ href: link.href, text: link.innerText, marks: [...link.querySelectorAll('mark')].map((mark) => mark.textContent) })));
}

async function type(page, query) {
  await page.$eval(BOX, (input) => (input.value = ''));
  await page.type(BOX, query);
}

test('five spellings find the phone, on a page below a path', OPTIONS, async (t) => {
  const page = await visit(t, `${base}safety/`);
  for (const query of ['でんわ', 'デンワ', 'ﾃﾞﾝﾜ', '電話', 'denwa']) {
    await type(page, query);
    const found = await results(page, '/phone/');
    assert.equal(found[0].href, `${base}phone/`, query);
    assert.ok(found[0].marks.includes('電話'), query);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await page.$eval(BOX, (input) => input.value), '');
    assert.equal((await page.$$('.search ol a')).length, 0);
  }
});

test('from a disk', OPTIONS, async (t) => {
  const page = await visit(t, pathToFileURL(path.join(folder, 'phone/callback/index.html')).href);
  await type(page, 'denwa');
  await results(page, '/phone/index.html');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(await page.$eval('h1', (title) => title.textContent), '電話で相談する');
});

test('by keyboard alone', OPTIONS, async (t) => {
  const page = await visit(t, base);
  const focus = () => page.evaluate(() => document.activeElement.className || document.activeElement.tagName);
  await page.keyboard.press('/');
  assert.equal(await page.$eval(BOX, (input) => input === document.activeElement && input.value), '');
  await page.keyboard.type('記録');
  await results(page, 'faq/#record');
  assert.match(await page.$eval('.search output', (status) => status.textContent), /^\d+件見つかりました$/);
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.hash), '#record');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focus(), 'INPUT');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  assert.equal(await focus(), 'INPUT');
  assert.equal(await page.$eval(BOX, (input) => input.value), '記録', 'one Escape closes, the next empties');
  // In the box the key is a letter, and Enter goes to the first result without waiting for the list.
  await page.keyboard.type('/');
  assert.equal(await page.$eval(BOX, (input) => input.value), '記録/');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(page.url(), `${base}faq/#record`);
});

test('M17 nothing is loaded before the box is used, and no query becomes markup', OPTIONS, async (t) => {
  const asked = [];
  trouble = (url) => void (url.pathname.includes('assets/search/') && asked.push(url.pathname));
  t.after(() => (trouble = () => null));
  const page = await visit(t, base);
  assert.deepEqual(asked, []);
  await type(page, '電話 <img>');
  await results(page, '/phone/');
  assert.ok(asked.length > 2);
  await type(page, '<img src=x onerror=alert(1)>');
  await shows(page, '見つかりませんでした');
  assert.equal(await page.$('.search img'), null);
  await type(page, 'まったくない言葉ぬぺ');
  await shows(page, '見つかりませんでした');
  assert.equal((await page.$$('.search ol a')).length, 0);
});

test('without reception it says so, and goes on when there is some', OPTIONS, async (t) => {
  let isAway = true;
  trouble = (url) => isAway && url.pathname.includes('assets/search/');
  t.after(() => (trouble = () => null));
  const page = await visit(t, base, /favicon|404/);
  await type(page, '電話');
  await shows(page, '検索できませんでした');
  isAway = false;
  await type(page, '電話');
  await results(page, '/phone/');
});

test('a site that was published anew meanwhile is asked anew', OPTIONS, async (t) => {
  const page = await visit(t, base);
  // What is kept of the first file is older than the rest.
  await page.evaluate(() => {
    const hand = window.madoguchiSearch;
    let isFirst = true;
    window.madoguchiSearch = (version, name, data) => {
      hand(isFirst ? 'old' : version, name, data);
      isFirst = false;
    };
  });
  await type(page, '電話');
  await results(page, '/phone/');
});

test('on a narrow screen, in the dark and in English', OPTIONS, async (t) => {
  const page = await visit(t, `${base}en/english/`);
  await page.setViewport({ width: 320, height: 640 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await type(page, 'phone');
  const found = await results(page, '/en/');
  assert.ok(found.every(({ href }) => href.startsWith(`${base}en/`)));
  const shape = await page.evaluate(() => {
    const box = document.querySelector('.search-panel').getBoundingClientRect();
    return { left: box.left, right: box.right, wide: document.documentElement.scrollWidth };
  });
  assert.ok(shape.left >= 0 && shape.right <= 320 && shape.wide <= 320, JSON.stringify(shape));
});

test('without scripts there is no box', OPTIONS, async (t) => {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(base);
  assert.equal(await page.$eval(BOX, (input) => input.checkVisibility()), false);
});

test('the live preview finds what was written a moment ago', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('faq/'));
  await type(page, '電話');
  await results(page, 'phone/');
  await site.write('content/new.md', '# 新しい手続き\n\n珍しい語句\n');
  await site.serves('new/', '珍しい語句');
  await live(page, () => page.reload());
  await type(page, '珍しい語句');
  await results(page, 'new/');
});
