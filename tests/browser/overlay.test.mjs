// What an editor sees while something is wrong: the last good page, and over it what to mend.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isTheSame, launch, live, open, overlayIs, overlayText, shows } from './browser.mjs';
import { PATIENCE, Site } from './site.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const OPTIONS = { timeout: 6 * PATIENCE };
const BROKEN = '+++\ntitel = "電話"\n+++\n\n書きかけの本文です。\n';

test('a broken page keeps its last good state under the list of what is wrong', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('phone/'));
  const good = await site.read('content/phone.md');
  await site.write('content/phone.md', BROKEN);
  await overlayIs(page, 'open');
  const text = await overlayText(page);
  assert.match(text, /content\/phone\.md:2:1/);
  assert.match(text, /unknown-key/);
  assert.match(text, /title/);
  assert.ok(await page.evaluate(() => document.body.innerText.includes('つながったら')), 'the last good page');
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'the focus is not taken');
  await site.write('content/phone.md', good.replace('つながったら', '呼び出し音のあと'));
  await shows(page, '呼び出し音のあと');
  await page.waitForFunction(() => document.querySelector('madoguchi-overlay')?.dataset.state !== 'open');
  assert.ok(await isTheSame(page));
});

test('the list closes to a badge, and opens for news only', OPTIONS, async (t) => {
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('phone/'));
  const good = await site.read('content/phone.md');
  await site.write('content/phone.md', BROKEN);
  await overlayIs(page, 'open');
  // In an input method Escape takes a conversion back.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true })));
  await overlayIs(page, 'open');
  await page.keyboard.press('Escape');
  await overlayIs(page, 'closed');
  // The same mistake, a line further down, is no news; on another page neither.
  await site.write('content/phone.md', BROKEN.replace('titel', '\ntitel'));
  await page.waitForFunction(() => document.querySelector('madoguchi-overlay').shadowRoot.querySelector('.path').textContent.includes(':3:1'));
  await overlayIs(page, 'closed');
  await live(page, () => page.goto(site.url('faq/')));
  await overlayIs(page, 'closed');
  await page.click('madoguchi-overlay >>> .show');
  await overlayIs(page, 'open');
  const focused = () => page.evaluate(() => document.querySelector('madoguchi-overlay').shadowRoot.activeElement?.className);
  assert.equal(await focused(), 'problems');
  await page.click('madoguchi-overlay >>> .close');
  await overlayIs(page, 'closed');
  assert.equal(await focused(), 'show');
  await page.click('madoguchi-overlay >>> .hide');
  await overlayIs(page, 'hidden');
  await site.write('content/phone.md', BROKEN.replace('titel', 'wieght'));
  await overlayIs(page, 'open');
  await site.write('content/phone.md', good);
  await page.waitForFunction(() => document.querySelector('madoguchi-overlay')?.dataset.state !== 'open');
});

test('warnings alone are a badge, and nothing of it is printed', OPTIONS, async (t) => {
  // Another config publishes fewer pages, of which this ledger knows none.
  const files = { 'config.toml': 'title = "窓口"\n', 'content/anchors.lock': '# madoguchi anchors 1\n' };
  const site = await Site.open(t, { files });
  await site.replace('content/data/channels.toml', 'ours = true', 'ours = false');
  const page = await open(t, browser, site.url('phone/'));
  await overlayIs(page, 'closed');
  const display = () => page.$eval('madoguchi-overlay', (host) => getComputedStyle(host).display);
  assert.equal(await display(), 'block');
  await page.emulateMediaType('print');
  assert.equal(await display(), 'none');
});

test('the name of a file makes no element', OPTIONS, async (t) => {
  const name = 'content/<img src=x onerror=alert(1)>.md';
  const site = await Site.open(t);
  const page = await open(t, browser, site.url('phone/'));
  await site.write(name, '# <img src=x onerror=alert(2)>\n\n{{ <img src=x onerror=alert(3)> }}\n');
  await overlayIs(page, 'open');
  assert.ok((await overlayText(page)).includes(name));
  const made = await page.evaluate(() => {
    const root = document.querySelector('madoguchi-overlay').shadowRoot;
    return root.querySelectorAll('img, script, [onerror]').length;
  });
  assert.equal(made, 0);
});

test('a page that never was good is made when it is mended', OPTIONS, async (t) => {
  const site = await Site.open(t, { files: { 'content/new.md': '# 新しい\n\n{{ no.such.fact }}\n' } });
  const page = await open(t, browser, site.url('new/'));
  await overlayIs(page, 'open');
  await site.write('content/new.md', '# 新しい\n\nできました。\n');
  await shows(page, 'できました。');
  await page.waitForFunction(() => document.querySelector('madoguchi-overlay')?.dataset.state !== 'open');
});
