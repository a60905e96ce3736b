// Every page of the guide, in both themes, of the sites in tests/sites and of a new site, held against standards by tools that others wrote: the
// Nu HTML checker, html-validate, axe for readers who do not see or do not use a mouse, and the browser's own complaints.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { launch } from './browser.mjs';
import { Built, others } from './built.mjs';
import { ROOT } from './site.mjs';

const TOOLS = path.join(ROOT, 'target/tools/node_modules');
const THEME = path.join(ROOT, 'themes/default');
const WIDTHS = [320, 360, 414, 768, 1024, 1440, 1920];
const OPTIONS = { timeout: 600_000 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('M23 no page has an error of HTML', OPTIONS, async (t) => {
  const built = await Built.open(t, await others(t));
  const checker = path.join(TOOLS, 'vnu-jar/build/dist/vnu.jar');
  const given = ['-Xss1m', '-jar', checker, '--errors-only', '--skip-non-html', '--format', 'json', built.folder];
  const { status, stderr } = spawnSync('java', given, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const told = JSON.parse(stderr || '{"messages":[]}').messages;
  assert.deepEqual(told.map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`), []);
  assert.equal(status, 0);
});

// What html-validate knows beyond the standard; each rule that is off or bent has its reason.
const RULES = {
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    // `ui:main` cannot be the id of a heading, and Japanese headings keep their letters.
    'valid-id': ['error', { relaxed: true }],
    // Results come while one types, and Enter opens the first: the box has nothing to send.
    'wcag/h32': 'off',
    // The style sheet keeps a number in one line; one that is copied is to have plain hyphens.
    'tel-non-breaking': 'off',
    // Code is printed as it was written, with the spaces at the ends of its lines.
    'no-trailing-whitespace': 'off',
    // How long a title is, its author decides.
    'long-title': 'off',
  },
};

test('M23 no page breaks a rule of html-validate', OPTIONS, async (t) => {
  const { HtmlValidate, StaticConfigLoader } = createRequire(path.join(ROOT, 'target/tools/'))('html-validate');
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, ...RULES }));
  const built = await Built.open(t, await others(t));
  const told = [];
  let pages = 0;
  for (const file of await readdir(built.folder, { recursive: true })) {
    if (!file.endsWith('.html')) continue;
    pages += 1;
    const { results } = await validator.validateString(await readFile(path.join(built.folder, file), 'utf8'), file);
    told.push(...results.flatMap(({ messages }) => messages).map(({ ruleId, line, message }) => `${file}:${line}: ${ruleId}: ${message}`));
  }
  assert.ok(pages > 60, `${pages} pages`);
  assert.deepEqual(told, []);
});

test('M23 no page fails axe, scrolls sideways or lets the browser complain', OPTIONS, async (t) => {
  const axe = await readFile(path.join(TOOLS, 'axe-core/axe.min.js'), 'utf8');
  const built = await Built.open(t, await others(t));
  const pages = await built.pages();
  assert.ok(pages.length > 60, `${pages.length} pages`);
  const complaints = [];
  // Two at a time: as many as a small machine has cores.
  const work = async () => {
    for (let url = pages.pop(); url; url = pages.pop()) complaints.push(...(await judge(url, axe)));
  };
  const count = pages.length;
  await Promise.all([work(), work()]);
  assert.deepEqual(complaints, []);
  t.diagnostic(`${count} pages × 2 widths × 2 colour schemes before axe, ${WIDTHS.length} widths`);
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
  // As it would stand in a language that is written from right to left.
  for (const width of [360, 1440]) {
    await page.setViewport({ width, height: 800 });
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    const wider = await page.evaluate(excess);
    if (wider > 0) complaints.push(`${url}: ${wider} pixels too wide at ${width}, from right to left`);
    await page.evaluate(() => document.documentElement.removeAttribute('dir'));
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

test('style sheets run either way, and nothing moves by itself', async () => {
  const physical = /(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?:left|right|top|bottom)(?=\s*:)|text-align:\s*(?:left|right)|float:)/g;
  const moving = /(?<![\w-])(?:transition|animation|scroll-behavior)\s*:|@keyframes/g;
  for (const folder of [THEME, path.join(ROOT, 'themes/plain')]) {
    for (const name of (await readdir(folder)).filter((name) => name.endsWith('.css'))) {
      const sheet = await readFile(path.join(folder, name), 'utf8');
      assert.deepEqual([...(sheet.match(physical) ?? []), ...(sheet.match(moving) ?? [])], [], name);
    }
  }
});

test('style sheets and scripts stay small', OPTIONS, async (t) => {
  // Bytes as they travel.
  const budgets = { '.css': 15_000, '.js': 15_000 };
  for (const [ending, most] of Object.entries(budgets)) {
    let size = 0;
    for (const name of (await readdir(THEME)).filter((name) => name.endsWith(ending))) {
      size += gzipSync(await readFile(path.join(THEME, name)), { level: 9 }).length;
    }
    assert.ok(size > 1000 && size <= most, `${ending}: ${size} of ${most} bytes`);
    t.diagnostic(`${ending}: ${size} of ${most} bytes`);
  }
});
