// Pictures of the pages to look at, in target/pictures/: none is compared with another, since fonts differ from machine to
// machine. What can be told by a program is told by the other tests; whether a page is calm and clear, only by who looks.

import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { launch } from './browser.mjs';
import { Built, others } from './built.mjs';
import { PATIENCE, ROOT } from './site.mjs';

const FOLDER = path.join(ROOT, 'target/pictures');
const WIDTHS = { 360: 740, 768: 1024, 1440: 900 };
// A Wednesday morning, when some desks are open.
const NOW = Date.parse('2026-12-02T10:30:00+09:00');

// What is looked at: a name, the site, the page, and what is done there first.
const VIEWS = [
  ['home', 'guide', ''],
  ['table', 'guide', 'phone/numbers/'],
  ['prose', 'guide', 'phone/callback/'],
  ['faq', 'guide', 'faq/#record'],
  ['week', 'guide', 'when/'],
  ['chooser', 'guide', '', choose],
  ['search', 'guide', '', seek],
  ['menu', 'guide', '', unfold],
  ['english', 'guide', 'en/english/'],
  ['lost', 'guide', 'nowhere/'],
  ['card', 'city-office', 'channels/civic/'],
  ['plain-home', 'plain', ''],
  ['plain-week', 'plain', 'when/'],
  ['plain-faq', 'plain', 'faq/'],
  ['new-home', 'new', ''],
  ['new-faq', 'new', 'faq/'],
];

async function choose(page) {
  await page.click('.chooser-form label:nth-of-type(2)');
}

async function seek(page) {
  await page.type('form.search input', '電話');
  await page.waitForSelector('.search ol a');
}

async function unfold(page) {
  const menu = await page.$('.menu summary');
  if (await menu?.isVisible()) await menu.click();
}

test('pictures of every kind of page, at three widths, light and dark', { timeout: 600_000 }, async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const built = await Built.open(t, await others(t));
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const [name, site, address, first] of VIEWS) {
    for (const [width, height] of Object.entries(WIDTHS)) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.emulateTimezone('Asia/Tokyo');
      await page.evaluateOnNewDocument((now) => (Date.now = () => now), NOW);
      const isPhone = width === '360';
      await page.setViewport({ width: Number(width), height, isMobile: isPhone, hasTouch: isPhone });
      await page.goto(built.url(site, address));
      await first?.(page);
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const file = path.join(FOLDER, `${name}-${width}-${scheme}.png`);
        // What lies over the page is looked at as it lies there.
        const bytes = await page.screenshot({ path: file, fullPage: !['search', 'menu'].includes(name) });
        assert.ok(bytes.length > 5000, file);
      }
      await context.close();
    }
  }
});
