// What readers do with a page of the default theme: on a phone, with the keyboard, in the dark, on paper, without scripts.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { isTheSame, launch, open, shows } from './browser.mjs';
import { Built } from './built.mjs';
import { PATIENCE, Site } from './site.mjs';

let [browser, built] = [];
const ends = [];
before(async () => {
  browser = await launch();
  built = await Built.open({ after: (end) => ends.push(end) }, { desk: await desk() });
});
after(async () => {
  await browser.close();
  for (const end of ends) await end();
});

const OPTIONS = { timeout: 6 * PATIENCE };
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1440, height: 900 };

const CHANNELS = `ours = true
[channel.phone]
name = "電話"
reading = "でんわ"
kind = "phone"
hours = { everyday = "09:00-21:00" }
reply = "1-2 business days"
caution = "=HYPERLINK(\\"https://example.com\\")"
[channel.letter]
name = "手紙"
reading = "てがみ"
kind = "mail"
hours = { everyday = "10:00-12:00" }
reply = "12 hours"
caution = "@ \\"引用\\""
[channel.assistant]
name = "案内係"
reading = "あんないがかり"
kind = "counter"
hours = { everyday = "08:00-20:00" }
caution = "なし"
[columns]
caution = { label = "注意" }
`;

const ROUTES = `[columns]
question = { label = "用件" }
channel = { label = "おすすめ", type = "channels" }
why = { label = "理由" }
[row.urgent]
question = "急ぎの用"
channel = ["phone"]
why = "早い"
[row.slow]
question = "書類の相談"
channel = ["letter"]
why = "残る"
`;

const FAQ = `+++
title = "質問"
kind = "faq"
+++

前書きです。

## 一つ目の質問 {#one}

答えの一つ目です。${'長い答えです。'.repeat(200)}

### くわしく {#deep}

深い所です。

## 二つ目の質問 {#two}

答えの二つ目、合言葉は山川です。
`;

const PAGE = `# 見本

\`\`\`{table}
of = "channels"
columns = ["name", "hours", "reply", "caution"]
caption = "窓口の比較"
\`\`\`

\`\`\`{chooser}
of = "routes"
caption = "用件から選ぶ"
\`\`\`

## 続き {#more}

[よそ](https://example.com/)と[答え](faq.md#two)。

\`\`\`text
${'とても長い一行 '.repeat(30)}
\`\`\`

![一枚目](one.png)

![二枚目](two.png)

## 写真 {#end}
`;

// A whole picture of 3 by 2 pixels, all of them black.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAC0lEQVR42mNgwAQAABQAAe5aaQkAAAAASUVORK5CYII=',
  'base64',
);

// The folder of a site of a desk.
async function desk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-desk-'));
  ends.push(() => rm(folder, { recursive: true }));
  await mkdir(`${folder}/content/data`, { recursive: true });
  const files = {
    'config.toml': 'title = "窓口"\nrepository = "https://github.com/example/desk"\n',
    'content/_index.md': '# 窓口\n\n案内です。\n',
    'content/page.md': PAGE,
    'content/faq.md': FAQ,
    'content/one.png': PICTURE,
    'content/two.png': PICTURE,
    'content/data/channels.toml': CHANNELS,
    'content/data/routes.toml': ROUTES,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text);
  return folder;
}

// A tab on a page of the desk.
async function visit(t, page, { size = DESKTOP, scripts = true, scheme = 'light', print = false } = {}) {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE);
  await tab.setViewport(size);
  await tab.setJavaScriptEnabled(scripts);
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (print) await tab.emulateMediaType('print');
  await tab.goto(built.url('desk', page));
  return tab;
}

const isSeen = (tab, selector) => tab.$eval(selector, (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
const columnOf = (tab, at) => tab.$$eval('.page-body > .table tbody tr', (rows, at) => rows.map((row) => row.cells[at].innerText.trim()), at);

// What assistive programs are told of the page: role and name of each node.
async function heard(tab) {
  const network = await tab.createCDPSession();
  const { nodes } = await network.send('Accessibility.getFullAXTree');
  return nodes.filter((node) => !node.ignored).map((node) => `${node.role?.value} ${node.name?.value ?? ''}`.trim());
}

test('a table turns into cards on a phone and stays a table for those who hear it', OPTIONS, async (t) => {
  for (const scripts of [true, false]) {
    const tab = await visit(t, 'page/', { size: PHONE, scripts });
    const [row, label] = await tab.$eval('.table-cards tbody tr', (row) => [
      getComputedStyle(row).display,
      getComputedStyle(row.cells[1], '::before').content,
    ]);
    assert.equal(row, 'block');
    assert.match(label, /data-label|受付時間/);
    const nodes = await heard(tab);
    for (const wanted of ['table 窓口の比較', 'rowheader 電話', 'cell 毎日 9:00〜21:00']) {
      assert.ok(nodes.includes(wanted), `${wanted}, scripts ${scripts}: ${nodes.filter((node) => /table|row|cell/.test(node)).join('; ')}`);
    }
    assert.ok(nodes.some((node) => node.startsWith('columnheader 受付時間')));
  }
});

test('a wide screen shows the head of a table while its rows are read', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/', { size: { width: 1000, height: 300 } });
  await tab.waitForSelector('.table.fits[tabindex="-1"]');
  const top = await tab.$eval('.table thead th', async (head) => {
    head.closest('table').tBodies[0].rows[1].scrollIntoView({ behavior: 'instant' });
    return head.getBoundingClientRect().top;
  });
  assert.ok(Math.abs(top) < 1, `${top}`);
});

test('rows are sorted by reading, by size and back, with the keyboard alone', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/');
  const sort = (at) => tab.focus(`.table thead th:nth-child(${at}) .sort`).then(() => tab.keyboard.press('Enter'));
  const order = () => tab.$eval('.table thead', (head) => [...head.rows[0].cells].map((cell) => cell.ariaSort));
  const written = ['電話', '手紙', '案内係'];
  assert.deepEqual(await columnOf(tab, 0), written);
  await sort(1);
  assert.deepEqual(await columnOf(tab, 0), ['案内係', '手紙', '電話']);
  assert.deepEqual(await order(), ['ascending', null, null, null]);
  await sort(1);
  assert.deepEqual(await columnOf(tab, 0), ['電話', '手紙', '案内係']);
  assert.deepEqual(await order(), ['descending', null, null, null]);
  // Twelve hours before days; what is unknown stays last, either way.
  await sort(3);
  assert.deepEqual(await columnOf(tab, 0), ['手紙', '電話', '案内係']);
  await sort(3);
  assert.deepEqual(await columnOf(tab, 0), ['電話', '手紙', '案内係']);
  await sort(3);
  assert.deepEqual(await columnOf(tab, 0), written);
  assert.deepEqual(await order(), [null, null, null, null]);
  const name = await tab.$eval('.table thead th:nth-child(2) .sort', (button) => button.ariaLabel);
  assert.equal(name, '受付時間で並べ替え');
});

test('a table is saved as a file that Excel reads and runs nothing of', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/');
  await tab.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.saved = blob.arrayBuffer().then((bytes) => [...new Uint8Array(bytes)]);
      return make.call(URL, blob);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function save() {
      window.fileName = this.download;
      click.call(this);
    };
  });
  await tab.click('.csv');
  const bytes = Buffer.from(await tab.evaluate(() => window.saved));
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = bytes.subarray(3).toString('utf8').split('\r\n');
  assert.equal(lines[0], '"窓口","受付時間","返答までの目安","注意"');
  assert.equal(lines[1], `"電話","毎日 9:00〜21:00","1〜2営業日","'=HYPERLINK(""https://example.com"")"`);
  assert.equal(lines[2], `"手紙","毎日 10:00〜12:00","12時間","'@ ""引用"""`);
  assert.equal(await tab.evaluate(() => window.fileName), '窓口の比較.csv');
});

test('answers are folded, open from links, and are found by a search in the page', OPTIONS, async (t) => {
  const tab = await visit(t, 'faq/');
  const openOnes = () => tab.$$eval('.question', (all) => all.filter((one) => !one.querySelector('.answer').hidden).map((one) => one.firstElementChild.id));
  assert.deepEqual(await openOnes(), []);
  assert.equal(await tab.$eval('#one ~ .toggle', (toggle) => toggle.ariaLabel), '一つ目の質問');
  await tab.focus('#one ~ .toggle');
  await tab.keyboard.press('Space');
  assert.deepEqual(await openOnes(), ['one']);
  await tab.keyboard.press('Space');
  await tab.evaluate(() => (location.hash = '#two'));
  await tab.waitForFunction(() => !document.querySelector('#two ~ .answer').hidden);
  await tab.evaluate(() => document.querySelector('#two ~ .toggle').click());
  assert.deepEqual(await openOnes(), []);
  // The same link again; a browser tells nobody of it.
  await tab.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '#two' });
    document.body.append(link);
    link.click();
  });
  assert.deepEqual(await openOnes(), ['two']);
  await tab.evaluate(() => document.querySelector('#two ~ .toggle').click());
  assert.equal(await tab.evaluate(() => window.find('山川')), true);
  await tab.evaluate(() => document.querySelector('#two ~ .answer').dispatchEvent(new Event('beforematch', { bubbles: true })));
  assert.deepEqual(await openOnes(), ['two']);
  assert.equal(await tab.$eval('#two ~ .toggle', (toggle) => toggle.ariaExpanded), 'true');
  await tab.click('.all-answers');
  assert.deepEqual(await openOnes(), ['one', 'two']);
});

test('an address with an answer shows it at once, at any depth', OPTIONS, async (t) => {
  for (const [id, question] of [['two', 'two'], ['deep', 'one']]) {
    const tab = await visit(t, `faq/#${id}`);
    const hidden = await tab.$$eval('.answer', (all) => all.map((one) => one.hidden !== false));
    assert.deepEqual(hidden, [question !== 'one', question !== 'two']);
    const top = await tab.$eval(`#${id}`, (one) => one.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < DESKTOP.height, `${id}: ${top}`);
  }
});

test('without scripts and on paper nothing is folded, and no dead button is seen', OPTIONS, async (t) => {
  for (const given of [{ scripts: false }, { print: true }]) {
    const questions = await visit(t, 'faq/', given);
    for (const answer of ['#one ~ .answer', '#two ~ .answer', '#deep']) assert.ok(await isSeen(questions, answer), answer);
    const tab = await visit(t, 'page/', given);
    assert.ok(await isSeen(tab, '.chooser table'));
    const buttons = await tab.$$eval('button', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.className));
    assert.deepEqual(buttons, []);
  }
});

test('on paper a dark screen prints light', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/', { scheme: 'dark', print: true });
  assert.equal(await tab.$eval('body', (body) => getComputedStyle(body).backgroundColor), 'rgb(255, 255, 255)');
});

test('the dark screen is chosen once for all pages, and given back to the system', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/');
  const ground = () => tab.$eval('body', (body) => getComputedStyle(body).backgroundColor);
  const light = await ground();
  await tab.click('.scheme');
  const dark = await ground();
  assert.notEqual(dark, light);
  assert.equal(await tab.$eval('.scheme', (one) => one.ariaPressed), 'true');
  // Before the body is parsed: nothing is painted light first.
  await tab.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.schemeAtFirst = document.documentElement.dataset.scheme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await tab.goto(built.url('desk', 'faq/'));
  assert.equal(await tab.evaluate(() => window.schemeAtFirst), 'dark');
  assert.equal(await ground(), dark);
  await tab.click('.scheme');
  assert.equal(await ground(), light);
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
});

test('a browser that forbids to keep anything still shows and switches', OPTIONS, async (t) => {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  await tab.evaluateOnNewDocument(() => {
    const forbid = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: forbid });
  });
  await tab.goto(built.url('desk', 'faq/'));
  await tab.click('.scheme');
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.scheme), 'dark');
  assert.deepEqual(errors, []);
});

test('the chooser leads from a question to its channel', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/', { size: PHONE });
  assert.equal(await isSeen(tab, '.chooser table'), false);
  await tab.focus('.chooser-form input');
  await tab.keyboard.press('ArrowDown');
  assert.equal(await tab.$eval('.chooser-answer', (one) => one.innerText.replace(/\s+/g, ' ').trim()), 'おすすめ 手紙 理由 残る');
  assert.equal(await tab.$eval('.chooser-form legend', (one) => one.textContent), '用件から選ぶ');
  await tab.click('.chooser-table');
  assert.equal(await isSeen(tab, '.chooser table'), true);
});

test('a page that was downloaded does all of it from a disk', OPTIONS, async (t) => {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('console', (message) => ['error', 'warn', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await tab.evaluateOnNewDocument((now) => (Date.now = () => now), Date.parse('2026-12-02T10:00:00+09:00'));
  await tab.goto(pathToFileURL(path.join(built.folder, 'desk/page/index.html')).href);
  await tab.click('.table thead th:nth-child(1) .sort');
  assert.deepEqual(await columnOf(tab, 0), ['案内係', '手紙', '電話']);
  await tab.click('.chooser-form input');
  assert.match(await tab.$eval('.chooser-answer', (one) => one.innerText), /電話/);
  await tab.click('.scheme');
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.scheme), 'dark');
  assert.equal(await tab.$eval('main img', (one) => one.complete && one.naturalWidth), 3);
  assert.ok((await tab.$$eval('.open-now', (all) => all.filter((one) => one.textContent).length)) > 0);
  const link = await tab.$('.page-body a[href$="#two"]');
  await Promise.all([tab.waitForNavigation(), link.click()]);
  assert.match(tab.url(), /faq\/index\.html#two$/);
  assert.equal(await isSeen(tab, '#two ~ .answer'), true);
  assert.deepEqual(complaints, []);
});

test('the menu opens and closes on a phone, the first key leads to the text', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/', { size: PHONE });
  await tab.keyboard.press('Tab');
  assert.equal(await tab.evaluate(() => document.activeElement.className), 'skip');
  await tab.keyboard.press('Enter');
  assert.equal(await tab.evaluate(() => location.hash), '#ui:main');
  await tab.click('.menu summary');
  assert.ok(await isSeen(tab, '.menu a'));
  await tab.focus('.menu a');
  await tab.keyboard.press('Escape');
  assert.equal(await isSeen(tab, '.menu a'), false);
  assert.equal(await tab.evaluate(() => document.activeElement.localName), 'summary');
  const wide = await visit(t, 'page/');
  assert.ok(await isSeen(wide, '.menu a'));
  assert.ok(await isSeen(wide, '.toc a'));
});

test('code, answers and headings are copied', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/');
  await tab.browserContext().overridePermissions(new URL(built.url('')).origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await tab.bringToFront();
  const copied = () => tab.evaluate(() => navigator.clipboard.readText());
  const says = (text) => tab.waitForFunction((text) => document.querySelector('p.hidden[role="status"]').textContent === text, {}, text);
  await tab.click('.copy');
  await says('コピーしました');
  assert.match(await copied(), /^とても長い一行/);
  await tab.focus('#more .permalink');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith('#more'));
  assert.equal(await copied(), built.url('desk', 'page/#more'));
  await tab.goto(built.url('desk', 'faq/#two'));
  await tab.click('#two ~ .answer .copy-link');
  await says('コピーしました');
  assert.equal(await copied(), built.url('desk', 'faq/#two'));
});

test('pictures keep their place, links out say so, mistakes can be told', OPTIONS, async (t) => {
  const tab = await visit(t, 'page/');
  const pictures = await tab.$$eval('main img', (all) => all.map((one) => ['width', 'height', 'loading', 'decoding'].map((name) => one.getAttribute(name)).join(' ')));
  assert.deepEqual(pictures, ['3 2  async', '3 2 lazy async']);
  const nodes = await heard(tab);
  assert.ok(nodes.some((node) => /^link よそ.*外部サイト/.test(node)), nodes.filter((node) => node.startsWith('link')).join('; '));
  const report = new URL(await tab.$eval('.page-links a', (one) => one.href));
  assert.equal(report.href.split('?')[0], 'https://github.com/example/desk/issues/new');
  assert.equal(report.searchParams.get('title'), 'ページの誤り: 見本');
  assert.equal(report.searchParams.get('body'), 'content/page.md');
  await tab.click('.to-top a');
  assert.equal(await tab.evaluate(() => scrollY), 0);
});

test('what scripts added survives a patch of the preview, and what a patch adds is prepared', OPTIONS, async (t) => {
  const files = { 'content/page.md': PAGE, 'content/faq.md': FAQ, 'content/one.png': PICTURE, 'content/two.png': PICTURE };
  const data = { 'content/data/channels.toml': CHANNELS, 'content/data/routes.toml': ROUTES };
  const site = await Site.open(t, { files: { 'config.toml': 'title = "窓口"\n', ...files, ...data }, of: null });
  const page = await open(t, browser, site.url('page/'));
  await page.click('.table thead th:nth-child(1) .sort');
  await page.click('.chooser-form input');
  await site.replace('content/data/channels.toml', '"なし"', '"新しい注意"');
  await shows(page, '新しい注意');
  assert.deepEqual(await columnOf(page, 0), ['案内係', '手紙', '電話']);
  assert.equal(await page.$$eval('.table thead .sort', (all) => all.length), 4);
  assert.equal(await page.$eval('.chooser-answer', (one) => one.innerText.includes('電話')), true);
  await site.replace('content/data/routes.toml', '急ぎの用', '急ぎの連絡');
  await shows(page, '急ぎの連絡');
  assert.equal(await page.$$eval('.chooser-form', (all) => all.length), 1);
  assert.ok(await isTheSame(page));
  const questions = await open(t, browser, site.url('faq/'));
  await questions.click('#one ~ .toggle');
  await site.write('content/faq.md', `${FAQ}\n## 三つ目の質問 {#three}\n\n新しい答えです。\n`);
  await shows(questions, '新しい答えです。');
  assert.deepEqual(await questions.$$eval('.toggle', (all) => all.map((one) => one.ariaExpanded)), ['true', 'false', 'true']);
  await questions.click('#three ~ .toggle');
  await shows(questions, '新しい答えです。', false);
});
