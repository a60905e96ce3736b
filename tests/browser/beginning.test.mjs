// From nothing to a published guide: in an empty folder with only the program, a site is begun, added to, edited, checked
// and built; what comes of it is served as GitHub Pages serves it, and a browser follows every link.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { Hub } from './hub.mjs';
import { PATIENCE, PROGRAM } from './site.mjs';

const ADDRESS = 'https://example.github.io/guide/';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// What is typed and edited, in each language.
const LANGUAGES = {
  ja: {
    added: [
      ['section', '料金'],
      ['page', '料金/支払い方法'],
      ['faq', 'faq-fees', '--title', '料金の質問'],
      ['channel', 'チャット'],
    ],
    question: ['question', '領収書は出ますか?', '--page', 'faq-fees.md', '--slug', 'receipt'],
    prose: '急ぐときは[料金の章](@/料金/_index.md)と[支払い方法](@/料金/支払い方法.md)、[領収書](@/faq-fees.md#receipt)をご覧ください。{{ chat }}は{{ chat.hours }}です。',
    slip: ['{{ chat.huors }}', /content\/_index\.md:\d+:\d+/, /`chat` に `huors` という項目はありません/],
    page: ['料金/支払い方法.md', '料金/支払い方法'],
    old: '旧料金',
    said: '平日',
    moved: '支払い方法',
  },
  en: {
    added: [
      ['section', 'fees', '--title', 'Fees'],
      ['page', 'fees/ways to pay', '--title', 'Ways to pay'],
      ['faq', 'faq-fees', '--title', 'Questions about fees'],
      ['channel', 'Chat'],
    ],
    question: ['question', 'Do I get a receipt?', '--page', 'faq-fees.md', '--slug', 'receipt'],
    prose: 'In a hurry? See [fees](@/fees/_index.md), [ways to pay](@/fees/ways-to-pay.md) and [receipts](@/faq-fees.md#receipt). {{ chat }} is open {{ chat.hours }}.',
    slip: ['{{ chat.huors }}', /content\/_index\.md:\d+:\d+/, /`chat` has no field `huors`/],
    page: ['fees/ways-to-pay.md', 'fees/ways-to-pay'],
    old: 'old-fees',
    said: 'weekdays',
    moved: 'Ways to pay',
  },
};

// The program, in a folder and an environment with nothing else.
function asker(folder, language) {
  return (given, status = 0) => {
    const done = spawnSync(PROGRAM, given, { cwd: folder, env: { LANG: language, HOME: folder }, encoding: 'utf8' });
    assert.equal(done.status, status, `${given.join(' ')}: ${done.stdout}${done.stderr}`);
    return done.stdout + done.stderr;
  };
}

async function edit(file, from, to) {
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${file} holds ${from}`);
  await writeFile(file, text.replace(from, to));
}

// Begins, adds, edits, checks and builds; gives the folder of the finished site.
async function publish(t, language) {
  const words = LANGUAGES[language];
  const folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-beginning-'));
  t.after(() => rm(folder, { recursive: true }));
  const top = asker(folder, language);
  top(['init', 'guide', '--lang', language]);
  const site = path.join(folder, 'guide');
  const ask = asker(site, language);
  ask(['check', '--deny', 'warnings']);
  for (const added of [...words.added, words.question]) {
    const said = ask(['new', ...added]);
    assert.ok(said.split('\n').length > 2, `it says what to do next: ${said}`);
    if (added[1] === '料金') assert.match(said, /`--slug fees`/);
  }
  const before = await readFile(path.join(site, 'content', words.page[0]), 'utf8');
  ask(['new', ...words.added[1]], 2);
  assert.equal(await readFile(path.join(site, 'content', words.page[0]), 'utf8'), before, 'nothing is written over');

  const home = path.join(site, 'content/_index.md');
  await edit(path.join(site, 'content/data/channels.toml'), '[channel.chat]\n', '[channel.chat]\nhours = { weekdays = "10:00-16:00" }\n');
  await edit(path.join(site, 'content', words.page[0]), '+++\n', `+++\naliases = ["/${words.old}/"]\n`);
  await writeFile(home, `${await readFile(home, 'utf8')}\n${words.prose}\n\n${words.slip[0]}\n`);
  const told = ask(['check'], 1);
  assert.match(told, words.slip[1]);
  assert.match(told, words.slip[2]);
  ask(['build', '--base-url', ADDRESS], 1);
  assert.ok(!(await readdir(site)).includes('public'), 'nothing of a site with an error is written');
  await edit(home, `\n${words.slip[0]}\n`, '');
  ask(['check', '--deny', 'warnings']);
  ask(['anchors', 'record']);
  const said = ask(['build', '--verbose', '--base-url', ADDRESS]);
  assert.match(said, /\d\.\d MB/, said);
  return path.join(site, 'public');
}

// A tab that notes what goes wrong in it.
async function tab(t, { scripts = true } = {}) {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setJavaScriptEnabled(scripts);
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(`${page.url()}: ${error}`));
  // No page names an icon, so browsers ask the host for one.
  const isIcon = (url) => url.endsWith('/favicon.ico');
  page.on('response', (response) => response.status() >= 400 && !isIcon(response.url()) && page.wrong.push(`${page.url()}: ${response.status()} ${response.url()}`));
  page.on('requestfailed', (request) => page.wrong.push(`${page.url()}: ${request.failure()?.errorText} ${request.url()}`));
  page.on('console', (message) => message.type() === 'error' && !isIcon(message.location().url ?? '') && page.wrong.push(`${page.url()}: ${message.text()}`));
  return page;
}

// Everything that a page leads to or is made of, as whole addresses; and its own ids.
const look = () => ({
  leads: [...document.querySelectorAll('a[href], link[href], script[src], img[src]')].map((one) => one.href || one.src),
  ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
});

// Where an address of the published site is now, or nothing for one that leaves it.
function here(address, hub) {
  if (address.startsWith(ADDRESS)) return hub.base + address.slice(ADDRESS.length);
  return address.startsWith(hub.base) ? address : null;
}

// Opens every page that can be reached, and gives address without anchor → ids, and every link with the page it is on.
async function crawl(page, hub, from) {
  const ids = new Map();
  const links = [];
  const ahead = [hub.base, ...from];
  const files = new Set();
  while (ahead.length > 0) {
    const address = ahead.pop().split('#')[0];
    if (ids.has(address)) continue;
    const response = await page.goto(address, { waitUntil: 'load' });
    assert.equal(response.status(), 200, address);
    assert.equal(page.url(), address, 'links lead straight, not over a redirect');
    const seen = await page.evaluate(look);
    ids.set(address, new Set(seen.ids));
    for (const lead of seen.leads) {
      const target = here(lead, hub);
      if (!target) {
        assert.ok(!lead.startsWith('http'), `${address} leads out of the site: ${lead}`);
        continue;
      }
      links.push({ on: address, target });
      const [plain] = target.split('#');
      if (plain.endsWith('/') || plain.endsWith('.html')) ahead.push(plain);
      else files.add(plain);
    }
  }
  for (const file of files) {
    const response = await fetch(file, { redirect: 'manual' });
    assert.equal(response.status, 200, file);
    await response.arrayBuffer();
  }
  return { ids, links, files };
}

for (const language of Object.keys(LANGUAGES)) {
  const words = LANGUAGES[language];

  test(`a guide that was begun a minute ago has no broken link where it is published (${language})`, async (t) => {
    const folder = await publish(t, language);
    const hub = await Hub.open(t, folder, '/guide/');
    const page = await tab(t);
    const map = await readFile(path.join(folder, 'sitemap.xml'), 'utf8');
    const mapped = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => here(address, hub));
    const { ids, links, files } = await crawl(page, hub, mapped);
    assert.deepEqual(page.wrong, []);
    let anchors = 0;
    for (const { on, target } of links) {
      const [plain, anchor] = target.split('#');
      if (!anchor) continue;
      anchors += 1;
      assert.ok(ids.get(plain)?.has(decodeURIComponent(anchor)), `${on} leads to ${target}, which is nowhere`);
    }
    const pages = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('index.html'));
    // The address of old stays as a page that leads on, and no page leads to it.
    assert.equal(ids.size, pages.length - 1, 'every page is reached');
    assert.ok(ids.size >= 7 && anchors > 20 && files.size > 5, `${ids.size} pages, ${anchors} anchors, ${files.size} files`);
    assert.ok(hub.packed > 0, 'texts came packed');
    t.diagnostic(`${ids.size} pages, ${links.length} links, ${anchors} of them to anchors, ${files.size} files`);

    await page.goto(hub.base);
    assert.ok((await page.$eval('main', (main) => main.innerText)).includes(words.said));
    // Without the slash, as people type it.
    const typed = hub.base + encodeURI(words.page[1]);
    await page.goto(typed);
    assert.equal(page.url(), `${typed}/`);
  });

  test(`what is missing says so at any depth, in its own looks (${language})`, async (t) => {
    const hub = await Hub.open(t, await publish(t, language), '/guide/');
    for (const missing of ['nothing', 'nothing/', 'fees/no/such/page/', 'a/b/c/d.html']) {
      const page = await tab(t);
      const response = await page.goto(hub.base + missing, { waitUntil: 'load' });
      assert.equal(response.status(), 404);
      const sheets = await page.evaluate(() => [...document.styleSheets].map((sheet) => sheet.cssRules.length));
      assert.ok(sheets.length >= 1 && sheets.every((rules) => rules > 0), `${missing}: its style sheets are there`);
      const [itself, ...others] = page.wrong.filter((line) => !/Failed to load resource/.test(line));
      assert.ok(itself.includes('404') && others.length === 0, page.wrong.join('\n'));
      const { leads } = await page.evaluate(look);
      for (const lead of leads.map((address) => here(address, hub))) {
        assert.ok(lead, missing);
        if (!lead.split('#')[0].endsWith(missing)) assert.equal((await fetch(lead)).status, 200, `${missing} leads to ${lead}`);
      }
      await Promise.all([page.waitForNavigation(), page.click('main a[href]')]);
      assert.equal(page.url(), hub.base);
    }
  });

  test(`an address of old leads on, with its anchor (${language})`, async (t) => {
    const hub = await Hub.open(t, await publish(t, language), '/guide/');
    const target = `${hub.base}${encodeURI(words.page[1])}/`;
    const page = await tab(t);
    await page.goto(`${hub.base}${encodeURI(words.old)}/#ui:main`);
    await page.waitForFunction((url) => location.href === url, {}, `${target}#ui:main`);
    assert.deepEqual(page.wrong, []);
    const plain = await tab(t, { scripts: false });
    await plain.goto(`${hub.base}${encodeURI(words.old)}/`);
    await plain.waitForFunction((url) => location.href === url, {}, target);
    assert.ok((await plain.$eval('h1', (heading) => heading.innerText)).includes(words.moved));
  });

  test(`the same files open from a disk (${language})`, async (t) => {
    const folder = await publish(t, language);
    const page = await tab(t);
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    const { leads } = await page.evaluate(look);
    const pages = leads.map((lead) => lead.split('#')[0]).filter((lead) => lead.startsWith('file:') && !/\.(css|js|xml|json|svg)$/.test(lead));
    assert.ok(pages.length > 5);
    for (const lead of new Set(pages)) {
      await page.goto(lead);
      assert.ok(await page.$('h1'), `${lead} is a page, not a list of files`);
      assert.ok((await page.evaluate(() => document.styleSheets.length)) > 0, lead);
    }
    await page.goto(`${pathToFileURL(folder).href}/${encodeURI(words.old)}/index.html#ui:main`);
    await page.waitForFunction((end) => location.href.endsWith(end), {}, `${encodeURI(words.page[1])}/index.html#ui:main`);
    assert.deepEqual(page.wrong, []);
  });
}
