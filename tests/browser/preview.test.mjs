// What an editor sees while typing: texts, facts and colours change in place, and nothing else does.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { holdBack, isTheSame, launch, live, open, overlayIs, shows } from './browser.mjs';
import { PATIENCE, ROOT, Site, until } from './site.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const OPTIONS = { timeout: 6 * PATIENCE };
const LONG = Array.from({ length: 40 }, (_, at) => `## 見出し${at} {#h${at}}\n\n段落${at}。${'窓口の案内です。'.repeat(20)}\n`);
const ALLOW = { 'config.toml': 'title = "窓口"\n[markdown]\nraw_html = "allow"\n' };

const topOf = (page, selector) => page.$eval(selector, (element) => element.getBoundingClientRect().top);

// Some browsers hold the view themselves; together with the script they must not do it twice.
for (const anchor of ['auto', 'none']) {
  test(`typing changes the text and nothing that a reader did (overflow-anchor: ${anchor})`, OPTIONS, (t) => type(t, anchor));
}

async function type(t, anchor) {
  const text = (word, lead) => `# 見本\n\n${lead}\n\n<details>\n<summary>質問</summary>\n\n答えは${word}です。\n\n</details>

<input id="field" type="checkbox"> <input id="words"> <textarea id="area">初め</textarea>

[リンク](#h20) ${word}\n\n${LONG.join('\n')}\n最後の${word}\n`;
  const site = await Site.open(t, { files: { ...ALLOW, 'content/typing.md': text('古い', '前置き') } });
  const page = await open(t, browser, site.url('typing/'));
  await page.evaluate((anchor) => {
    document.documentElement.style.overflowAnchor = anchor;
    document.querySelector('main details').open = true;
    document.querySelector('#field').checked = true;
    document.querySelector('#words').value = '書きかけ';
    document.querySelector('#area').value = '途中';
    document.documentElement.classList.add('set-by-a-script');
    document.querySelector('#h20').scrollIntoView();
    document.querySelector('#words').focus({ preventScroll: true });
    window.kept = document.querySelector('#h20');
    const isLast = (paragraph) => paragraph.textContent.startsWith('最後の');
    const letters = [...document.querySelectorAll('main p')].find(isLast).firstChild;
    getSelection().setBaseAndExtent(letters, 0, letters, 2);
  }, anchor);
  const top = await topOf(page, '#h20');
  await site.write('content/typing.md', text('新しい', `長い前置き。${'まだ続きます。'.repeat(200)}`));
  await shows(page, '最後の新しい');
  const state = await page.evaluate(() => ({
    isOpen: document.querySelector('main details').open,
    isChecked: document.querySelector('#field').checked,
    words: document.querySelector('#words').value,
    area: document.querySelector('#area').value,
    focus: document.activeElement.id,
    isKept: window.kept === document.querySelector('#h20'),
    selected: String(getSelection()),
    script: document.documentElement.className.includes('set-by-a-script'),
  }));
  assert.deepEqual(state, {
    isOpen: true,
    isChecked: true,
    words: '書きかけ',
    area: '途中',
    focus: 'words',
    isKept: true,
    selected: '最後',
    script: true,
  });
  assert.ok(Math.abs((await topOf(page, '#h20')) - top) < 2, 'the text in view stays where it was');
  assert.ok(await isTheSame(page));
}

test('what has an id keeps its state wherever it goes', OPTIONS, async (t) => {
  const text = (ids) => `# 順番\n\n${ids.map((id) => `<p id="${id}">${id} <input id="of-${id}"></p>`).join('\n')}\n`;
  const site = await Site.open(t, { files: { ...ALLOW, 'content/order.md': text(['a', 'b', 'c', 'd']) } });
  const page = await open(t, browser, site.url('order/'));
  await page.$$eval('main input', (inputs) => inputs.forEach((input) => (input.value = input.id)));
  await page.focus('#of-a');
  await site.write('content/order.md', text(['d', 'x', 'a', 'c']));
  await page.waitForSelector('#of-x');
  const values = await page.$$eval('main input', (inputs) => inputs.map((input) => `${input.id}=${input.value}`));
  assert.deepEqual(values, ['of-d=of-d', 'of-x=', 'of-a=of-a', 'of-c=of-c']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'of-a');
});

// The same numbers in the same order each time, from 0 to `below`.
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('after any edits the page is what a reload would show', OPTIONS, async (t) => {
  const roll = dice(20261201);
  let count = 0;
  const makers = [
    (at) => `## 見出し${at} {#h${at}}`,
    (at) => `段落${at}は${'長い'.repeat(roll(20))}です。`,
    (at) => `- 項目${at}\n- **太い**${at}\n    - 中の項目`,
    (at) => `| 列 | ${at} |\n| --- | --- |\n| あ | ${roll(9)} |\n| い | ${roll(9)} |`,
    (at) => `<p id="p${at}">生の <i>${at}</i></p>`,
    (at) => `<p id="p${at}"></p>`,
    () => '<hr>',
    () => '同じ段落',
  ];
  const make = () => makers[roll(makers.length)]((count += 1));
  let blocks = Array.from({ length: 12 }, make);
  const edits = [
    () => blocks.splice(roll(blocks.length + 1), 0, make()),
    () => blocks.splice(roll(blocks.length), 1),
    () => blocks.push(...blocks.splice(roll(blocks.length), 1)),
    () => blocks.splice(roll(blocks.length), 0, ...blocks.splice(roll(blocks.length), 2)),
    () => (blocks = blocks.map((block) => (roll(4) ? block : block.replace(/[あ-ん]/, '新')))),
    () => blocks.reverse(),
  ];
  const text = () => `# 変わる頁${roll(3)}\n\n${blocks.join('\n\n')}\n`;
  // What scripts make of a page is theirs: without them what is shown can be compared letter by letter.
  const theme = { 'templates/theme.toml': await scripted('scripts = []') };
  const site = await Site.open(t, { files: { ...ALLOW, ...theme, 'content/any.md': text() } });
  const page = await open(t, browser, site.url('any/'));
  const versions = new Set();
  for (let round = 0; round < 60; round += 1) {
    for (let edit = 0; edit <= roll(4); edit += 1) edits[roll(edits.length)]();
    // What a script adds must neither go astray nor lead the change astray.
    await page.evaluate((at) => {
      const all = document.querySelectorAll('main *');
      const added = document.createElement('span');
      added.className = 'by-a-script';
      all[at % all.length][at % 2 ? 'prepend' : 'after'](added);
    }, roll(1000));
    await site.write('content/any.md', text());
    const [shown, source] = await page.evaluate(async () => {
      const html = async () => (await fetch(location.href, { cache: 'no-store' })).text();
      const parse = (source) => new DOMParser().parseFromString(source, 'text/html').documentElement;
      const source = parse(await html());
      const version = (root) => root.querySelector('script[src*="reload.js"]').dataset.seen;
      while (version(document) !== version(source)) await new Promise(requestAnimationFrame);
      const shown = document.documentElement.cloneNode(true);
      shown.querySelectorAll('madoguchi-overlay, .by-a-script').forEach((element) => element.remove());
      return [shown.outerHTML, source.outerHTML];
    });
    assert.equal(shown, source, `round ${round}`);
    versions.add(source);
  }
  assert.ok(versions.size > 50, 'the page did change');
  assert.ok(await isTheSame(page));
});

test('a fact changes on screen', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url());
  const rows = () => page.$$eval('main table', (tables) => tables.map((table) => table.innerText).join('\n'));
  for (const [from, to] of [['17:15', '18:45'], ['18:45', '19:30']]) {
    assert.ok(!(await rows()).includes(to));
    await site.replace('content/data/channels.toml', `weekdays = "08:30-${from}"`, `weekdays = "08:30-${to}"`);
    await until('the table shows it', async () => (await rows()).includes(to));
  }
  assert.ok(await isTheSame(page));
});

test('a style sheet changes the colours without a reload or a flash', OPTIONS, async (t) => {
  const colour = (value) => `body { --tried: here; color: ${value}; }\n`;
  const site = await Site.open(t, { files: { 'templates/custom.css': colour('rgb(1, 2, 3)') } });
  const page = await open(t, browser, site.url('phone/'));
  await page.evaluate(() => {
    window.seen = new Set();
    const look = () => {
      window.seen.add(getComputedStyle(document.body).color);
      window.seen.add(getComputedStyle(document.body).getPropertyValue('--tried').trim());
      requestAnimationFrame(look);
    };
    look();
  });
  // The new one is slow to come: some frames are drawn before it is there.
  await holdBack(page, '*/custom.*', async () => {
    for (let frame = 0; frame < 5; frame += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
  });
  await site.write('templates/custom.css', colour('rgb(200, 2, 3)'));
  await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(200, 2, 3)');
  await page.waitForFunction(() => document.querySelectorAll('link[href*="custom"]').length === 1);
  const seen = await page.evaluate(() => [...window.seen].sort());
  assert.deepEqual(seen, ['here', 'rgb(1, 2, 3)', 'rgb(200, 2, 3)']);
  assert.ok(await isTheSame(page));
});

// The default theme with other scripts than its own.
async function scripted(line) {
  const theme = await readFile(path.join(ROOT, 'themes/default/theme.toml'), 'utf8');
  assert.match(theme, /^scripts = /m);
  return theme.replace(/^early_scripts = .*/m, '').replace(/^scripts = .*/m, line);
}

test('scripts of the theme run when they change, and hear of every update', OPTIONS, async (t) => {
  const script = (name) => `window.${name} = (window.${name} ?? 0) + 1;
window.heard ??= 0;
if ('${name}' === 'first') document.addEventListener('madoguchi:update', () => window.heard += 1);
if ('${name}' === 'first') for (const table of document.querySelectorAll('main table')) table.before(document.createElement('button'));\n`;
  const files = { 'templates/theme.toml': await scripted('scripts = ["live.js"]'), 'templates/live.js': script('first') };
  const site = await Site.open(t, { files });
  const page = await open(t, browser, site.url('phone/'));
  await page.waitForFunction(() => window.first === 1);
  const buttons = await page.$$eval('main button', (all) => all.length);
  assert.ok(buttons > 0);
  await site.replace('content/phone.md', 'つながったら', '呼び出し音のあと');
  await shows(page, '呼び出し音のあと');
  await page.waitForFunction(() => window.heard === 1 && window.first === 1);
  assert.equal(await page.$$eval('main button', (all) => all.length), buttons, 'what a script added stays');
  await site.write('templates/live.js', script('second'));
  await page.waitForFunction(() => window.second === 1 && window.first === 1 && window.heard === 2);
  assert.ok(await isTheSame(page));
});

test('a page that does not show the change is left alone', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('calendar/'));
  await overlayIs(page, 'closed');
  await page.evaluate(() => {
    window.changed = [];
    const watch = new MutationObserver((records) => {
      for (const { type, target } of records) window.changed.push(`${type} of ${target.nodeName}`);
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await site.replace('content/phone.md', 'つながったら', '呼び出し音のあと');
  await site.serves('phone/', '呼び出し音のあと');
  // What is told comes in order: were the page told of the first change, it would be before this one.
  await site.write('content/calendar.md', `${await site.read('content/calendar.md')}\n足した段落です。\n`);
  await shows(page, '足した段落です。');
  const changed = await page.evaluate(() => [...new Set(window.changed)].sort());
  // The new paragraph, and the version in the script's element.
  assert.deepEqual(changed, ['attributes of SCRIPT', 'childList of DIV']);
});

test('a page that changes while it is loaded is shown as it is now', OPTIONS, async (t) => {
  const site = await Site.open(t, { files: { 'content/quick.md': '# 早い\n\n一回目\n' } });
  const edit = async () => {
    await site.write('content/quick.md', '# 早い\n\n二回目\n\n足した段落\n');
    await site.serves('quick/', '二回目');
  };
  const prepare = (page) => holdBack(page, '*/reload.js', edit);
  const page = await open(t, browser, site.url('quick/'), { prepare });
  await shows(page, '足した段落');
  await site.write('content/quick.md', '# 早い\n\n三回目\n');
  await shows(page, '三回目');
  await shows(page, '足した段落', false);
  assert.ok(await isTheSame(page));
});

test('S06 ten tabs of one browser are all live', OPTIONS, async (t) => {
  const site = await Site.open(t, { files: { 'content/shared.md': '# 共通\n\n一回目\n' } });
  const among = await browser.createBrowserContext();
  t.after(() => among.close());
  const pages = [];
  for (let at = 0; at < 10; at += 1) {
    const begun = Date.now();
    pages.push(await open(t, browser, site.url('shared/'), { among }));
    assert.ok(Date.now() - begun < PATIENCE / 2, `tab ${at} loads`);
  }
  await site.write('content/shared.md', '# 共通\n\n二回目\n');
  for (const page of pages) {
    await page.bringToFront();
    await shows(page, '二回目');
    assert.ok(await isTheSame(page));
  }
});

test('--follow goes where the edit is made', OPTIONS, async (t) => {
  const files = { 'content/long.md': `# 長い\n\n${LONG.join('\n')}` };
  const site = await Site.open(t, { files, flags: ['--follow'] });
  const page = await open(t, browser, site.url('long/'));
  await site.replace('content/long.md', '段落25。', '段落25を直しました。');
  await shows(page, '段落25を直しました。');
  await page.waitForFunction(() => Math.abs(document.querySelector('#h25').getBoundingClientRect().top) < 100);
  assert.ok(await isTheSame(page));
  await site.replace('content/calendar.md', '\n\n', '\n\nここにも一言。\n\n');
  await page.waitForFunction(() => location.pathname.endsWith('/calendar/'));
  await shows(page, 'ここにも一言。');
});

test('a page that is deleted says so, and comes back', OPTIONS, async (t) => {
  const site = await Site.open(t, { files: { 'content/short.md': '# 短い\n\nここにあります\n' } });
  const page = await open(t, browser, site.url('short/'));
  const text = await site.read('content/short.md');
  await live(page, () => site.remove('content/short.md'));
  await shows(page, 'ここにあります', false);
  assert.equal((await fetch(site.url('short/'))).status, 404);
  await site.write('content/short.md', text);
  await shows(page, 'ここにあります');
});

test('another policy needs the page loaded anew', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('phone/'));
  const config = await site.read('config.toml');
  await live(page, () => site.write('config.toml', `${config}\n[csp]\nimg_src = ["https://pictures.example.jp"]\n`));
  assert.ok(!(await isTheSame(page)));
  const policy = await page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.content);
  assert.ok(policy.includes('https://pictures.example.jp'), policy);
});

test('a server that was away is found again', OPTIONS, async (t) => {
  const site = await Site.open(t, { files: { 'content/away.md': '# 留守\n\n前\n' } });
  const page = await open(t, browser, site.url('away/'));
  await site.stop();
  await site.write('content/away.md', '# 留守\n\n留守の間に\n');
  await live(page, () => site.start());
  await shows(page, '留守の間に');
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await site.write('content/away.md', '# 留守\n\nまた今\n');
  await shows(page, 'また今');
  assert.equal(loads, 0, 'it is loaded anew once, for the new server, and never again');
});

test('each language has its own pages', OPTIONS, async (t) => {
  const site = await Site.open(t, { of: 'electric-company', flags: ['--lang', 'en'] });
  const [ja, en] = [await open(t, browser, site.url()), await open(t, browser, site.url('en/'))];
  const names = await Promise.all([ja, en].map((page) => page.evaluate(() => document.documentElement.lang)));
  assert.deepEqual(names, ['ja', 'en']);
  await site.write('content/_index.en.md', `${await site.read('content/_index.en.md')}\nOne more line.\n`);
  await shows(en, 'One more line.');
  assert.ok(!(await ja.evaluate(() => document.body.innerText.includes('One more line.'))));
  await site.replace('content/_index.en.md', 'One more line.', '{{ no.such.fact }}');
  await Promise.all([ja, en].map((page) => overlayIs(page, 'open')));
  await shows(en, 'One more line.');
});

test('a site stands below its base path', OPTIONS, async (t) => {
  const site = await Site.open(t, { flags: ['-u', 'https://example.jp/guide/'] });
  assert.ok(site.base.endsWith('/guide/'), site.base);
  const page = await open(t, browser, site.url('phone/'));
  await site.replace('content/phone.md', 'つながったら', '呼び出し音のあと');
  await shows(page, '呼び出し音のあと');
  const home = new URL('/', site.base).href;
  await until('the root leads to the site', async () => (await fetch(home)).url === site.base);
});
