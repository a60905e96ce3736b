// What a reader is told about now, in Chromium with a clock that stands: the badges, the hour in a week, what is
// announced, and what is there without scripts.

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { Built } from './built.mjs';
import { ROOT } from './site.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const OPTIONS = { timeout: 300_000 };

// A tab in Tokyo on a page, at a moment that a test may move.
async function open(t, url, moment, { zone = 'Asia/Tokyo' } = {}) {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.emulateTimezone(zone);
  await page.evaluateOnNewDocument((now) => {
    window.now = now;
    Date.now = () => window.now;
  }, Date.parse(moment));
  await page.goto(url);
  return page;
}

const badges = (page) => page.$$eval('.open-now', (all) => all.map((one) => (one.hidden ? '' : one.textContent)));

// Moves the clock, as if the reader had looked elsewhere meanwhile.
const at = (page, moment) =>
  page.evaluate((now) => {
    window.now = now;
    document.dispatchEvent(new Event('visibilitychange'));
  }, Date.parse(moment));

test('a badge says whether a channel is open, and until when', OPTIONS, async (t) => {
  const built = await Built.open(t);
  const page = await open(t, built.url('guide', 'phone/'), '2026-12-02T10:00:00+09:00');
  const first = async () => (await badges(page))[0];
  assert.equal(await first(), '受付中 — 21:00まで');
  await at(page, '2026-12-02T20:59:59+09:00');
  assert.equal(await first(), '受付中 — 21:00まで');
  await at(page, '2026-12-02T21:00:00+09:00');
  assert.equal(await first(), '受付時間外 — 明日9:00から');
  // Only what turned is announced, each channel once.
  const news = await page.$eval('.open-now-news', (element) => [element.getAttribute('role'), element.textContent]);
  assert.deepEqual(news, ['status', '電話(折り返し): 受付時間外 — 明日9:00から']);
  await at(page, '2026-12-03T00:00:00+09:00');
  assert.equal(await first(), '受付時間外 — 9:00から');
  // Before the day of the build and beyond what was compiled in, nothing is said.
  for (const moment of ['2026-11-30T23:59:59+09:00', '2028-01-05T10:00:00+09:00']) {
    await at(page, moment);
    assert.equal(await first(), '');
  }
});

test('a reader elsewhere is told whose clocks are meant', OPTIONS, async (t) => {
  const built = await Built.open(t);
  const page = await open(t, built.url('guide', 'en/'), '2026-12-02T10:00:00+09:00', { zone: 'Europe/Berlin' });
  assert.ok((await badges(page)).includes('Open — until 21:00 (Japan time)'), String(await badges(page)));
});

test('the present hour is marked in a week', OPTIONS, async (t) => {
  const built = await Built.open(t);
  // A Wednesday.
  const page = await open(t, built.url('city-office', 'channels/civic/'), '2026-12-02T10:30:00+09:00');
  const marked = () =>
    page.evaluate(() => ({
      days: [...document.querySelectorAll('.week tr.is-today th')].map((cell) => cell.textContent),
      isShown: getComputedStyle(document.querySelector('.w-now')).stroke !== 'none',
    }));
  assert.deepEqual(await marked(), { days: ['水'], isShown: true });
  // The days around New Year have no column of theirs.
  await at(page, '2026-12-30T10:30:00+09:00');
  assert.deepEqual(await marked(), { days: [], isShown: false });
});

test('without scripts nothing is said of now, and the hours stand there', OPTIONS, async (t) => {
  const built = await Built.open(t);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.setJavaScriptEnabled(false);
  await page.goto(built.url('guide', 'phone/'));
  const text = await page.$eval('main', (element) => element.innerText);
  assert.ok(text.includes('9:00〜21:00') && !text.includes('受付中'));
});

const NOTICES = `[notice.move]
channels = ["civic"]
from = 2026-12-01
until = 2026-12-02T15:00:00
effect = "closed"
text = "移転の作業中です"
`;

test('what is announced goes when it is over, in the time of the desk', OPTIONS, async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-notices-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(path.join(ROOT, 'tests/sites/city-office'), folder, { recursive: true });
  await writeFile(path.join(folder, 'content/data/notices.toml'), NOTICES);
  const built = await Built.open(t, { moving: folder });
  const page = await open(t, built.url('moving', 'channels/civic/'), '2026-12-02T14:59:00+09:00', { zone: 'America/New_York' });
  const isTold = () => page.$eval('.notices', (one) => one.checkVisibility());
  assert.equal(await isTold(), true);
  await at(page, '2026-12-02T15:00:00+09:00');
  assert.equal(await isTold(), false);
});
