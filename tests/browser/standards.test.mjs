// Every page of the guide and of the sites in tests/sites, held against standards by tools that others wrote: the
// Nu HTML checker, axe for readers who do not see or do not use a mouse, and the browser's own complaints.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { launch } from './browser.mjs';
import { Built } from './built.mjs';
import { ROOT } from './site.mjs';

const TOOLS = path.join(ROOT, 'target/tools/node_modules');
const THEME = path.join(ROOT, 'themes/default');
const WIDTHS = [320, 360, 414, 768, 1024, 1440, 1920];
const OPTIONS = { timeout: 300_000 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('M23 no page has an error of HTML', OPTIONS, async (t) => {
  const built = await Built.open(t);
  const checker = path.join(TOOLS, 'vnu-jar/build/dist/vnu.jar');
  const given = ['-Xss1m', '-jar', checker, '--errors-only', '--skip-non-html', '--format', 'json', built.folder];
  const { status, stderr } = spawnSync('java', given, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const told = JSON.parse(stderr || '{"messages":[]}').messages;
  assert.deepEqual(told.map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`), []);
  assert.equal(status, 0);
});

test('M23 no page fails axe, scrolls sideways or lets the browser complain', OPTIONS, async (t) => {
  const axe = await readFile(path.join(TOOLS, 'axe-core/axe.min.js'), 'utf8');
  const built = await Built.open(t);
  const pages = await built.pages();
  assert.ok(pages.length > 40, `${pages.length} pages`);
  const complaints = [];
  // Two at a time: as many as a small machine has cores.
  const work = async () => {
    for (let url = pages.pop(); url; url = pages.pop()) complaints.push(...(await judge(url, axe)));
  };
  await Promise.all([work(), work()]);
  assert.deepEqual(complaints, []);
});

// What is wrong with a page, in words.
async function judge(url, axe) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${url}: ${error}`));
  page.on('console', (message) => {
    if (['error', 'warn', 'warning'].includes(message.type())) complaints.push(`${url}: ${message.text()} ${message.location().url}`);
  });
  await page.goto(url);
  await page.evaluate(unfold);
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 800 });
    const wider = await page.evaluate(excess);
    if (wider > 0) complaints.push(`${url}: ${wider} pixels too wide at ${width}`);
  }
  await page.evaluate(axe);
  for (const width of [360, 1440]) {
    await page.setViewport({ width, height: 800 });
    complaints.push(...(await ask(page, `${url} at ${width}`)));
    // Nothing but colours is another in the dark.
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    complaints.push(...(await ask(page, `${url} at ${width}, dark`, ['color-contrast'])));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  }
  await context.close();
  return complaints.filter((text) => !/favicon\.ico/.test(text));
}

// How much wider a page is than its window, once it has been painted.
async function excess() {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  return document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
}

// What axe finds, by all of its rules or some.
async function ask(page, place, rules) {
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
  return violations.map(({ id, help, nodes }) => `${place}: ${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

// Opens whatever a reader can open, but the menu, which lies over the text.
function unfold() {
  document.querySelectorAll('details:not(.menu > details)').forEach((one) => (one.open = true));
  document.querySelectorAll('.toggle, .chooser-table, .chooser-form label:first-of-type').forEach((one) => one.click());
}

test('style sheets and scripts stay small', OPTIONS, async () => {
  // Bytes as they travel.
  const budgets = { '.css': 15_000, '.js': 15_000 };
  for (const [ending, most] of Object.entries(budgets)) {
    let size = 0;
    for (const name of (await readdir(THEME)).filter((name) => name.endsWith(ending))) {
      size += gzipSync(await readFile(path.join(THEME, name)), { level: 9 }).length;
    }
    assert.ok(size > 1000 && size <= most, `${ending}: ${size} of ${most} bytes`);
  }
});
