// Chromium, and pages in it that complain about nothing.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

import { PATIENCE, ROOT } from './site.mjs';

const puppeteer = createRequire(path.join(ROOT, 'target/tools/'))('puppeteer-core');

export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Where tests run as an administrator, in containers, Chromium cannot build its own sandbox.
    args: ['--no-sandbox', '--disable-gpu', '--lang=ja'],
  });
}

// What a browser says of a page that is not there, or while the server is away: nothing to complain about.
const EXPECTED = /favicon\.ico|status of 404|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|status of 403/;

// A tab on a page, with the preview's script at work: in a window of its own, or `among` others. It may say
// nothing wrong and open no box, or the test fails. `prepare` is done before anything is loaded.
export async function open(t, browser, url, { among, prepare } = {}) {
  const context = among ?? (await browser.createBrowserContext());
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', async (dialog) => {
    complaints.push(`a box: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('console', (message) => {
    const text = `${message.text()} ${message.location().url ?? ''}`;
    const isBad = ['error', 'warn', 'warning'].includes(message.type());
    if (isBad && !EXPECTED.test(text) && !/madoguchi: TypeError: Failed to fetch/.test(text)) complaints.push(text);
  });
  page.setDefaultTimeout(PATIENCE);
  t.after(async () => {
    if (!among) await context.close();
    assert.deepEqual(complaints, []);
  });
  await prepare?.(page);
  await live(page, () => page.goto(url));
  await page.evaluate(() => (window.isTheSame = true));
  return page;
}

// Does something that loads the page, and waits until its script listens.
export async function live(page, load) {
  const listening = page.waitForResponse((response) => response.url().includes('/.madoguchi/events'));
  await load();
  await listening;
}

// Holds the next such request back until what is to be done first is done.
export async function holdBack(page, urlPattern, first) {
  const network = await page.createCDPSession();
  network.once('Fetch.requestPaused', async ({ requestId }) => {
    await first();
    await network.send('Fetch.continueRequest', { requestId });
    await network.send('Fetch.disable');
  });
  await network.send('Fetch.enable', { patterns: [{ urlPattern }] });
}

// Waits until the page shows a text; `isThere` false waits until it does not.
export function shows(page, text, isThere = true) {
  const has = (wanted, there) => document.body.innerText.includes(wanted) === there;
  return page.waitForFunction(has, {}, text, isThere);
}

// Whether the page was never loaded anew since it was opened.
export function isTheSame(page) {
  return page.evaluate(() => window.isTheSame === true);
}

// Waits until the overlay is in a state: `open`, `closed` (a badge), `hidden`, or `none`.
export function overlayIs(page, state) {
  const is = (wanted) => {
    const host = document.querySelector('madoguchi-overlay');
    if (!host) return wanted === 'none';
    return !host.hidden && host.dataset.state === wanted;
  };
  return page.waitForFunction(is, {}, state);
}

// The letters that the overlay shows.
export function overlayText(page) {
  return page.evaluate(() => document.querySelector('madoguchi-overlay').shadowRoot.querySelector('.problems').innerText);
}
