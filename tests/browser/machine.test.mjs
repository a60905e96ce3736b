// What machines read, by parsers that others wrote: the feeds, and the channels against their JSON Schema.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { Built } from './built.mjs';
import { PROGRAM, ROOT } from './site.mjs';

const tools = createRequire(path.join(ROOT, 'target/tools/'));
const OPTIONS = { timeout: 300_000 };

test('every feed is one of Atom, with ids that are unique and whole addresses', OPTIONS, async (t) => {
  const { parseAtomFeed } = tools('feedsmith');
  const built = await Built.open(t);
  let entries = 0;
  for (const site of Object.keys(built.sites)) {
    const text = await readFile(path.join(built.folder, site, 'feed.xml'), 'utf8');
    const feed = parseAtomFeed(text);
    assert.equal(feed.id, built.url(site, 'feed.xml'));
    assert.equal(feed.links.find(({ rel }) => rel === 'self').href, feed.id);
    assert.ok(feed.title && feed.authors[0].name && !Number.isNaN(Date.parse(feed.updated)), site);
    const ids = new Set();
    for (const entry of feed.entries ?? []) {
      assert.ok(entry.title && URL.canParse(entry.id), JSON.stringify(entry));
      assert.match(entry.updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      // Built on 1 December: nothing is announced from a day to come.
      assert.ok(Date.parse(entry.updated) <= Date.parse('2026-12-01'), entry.updated);
      assert.ok(entry.updated <= feed.updated, entry.updated);
      ids.add(entry.id);
      entries += 1;
    }
    assert.equal(ids.size, (feed.entries ?? []).length, `${site}: an id twice`);
  }
  assert.ok(entries > 3, `${entries} entries`);
});

// No letter of a text may make the feed another one.
test('a feed of hostile words comes back as it was written', OPTIONS, async (t) => {
  const { parseAtomFeed } = tools('feedsmith');
  const folder = await mkdtemp(path.join(tmpdir(), 'madoguchi-feed-'));
  t.after(() => rm(folder, { recursive: true }));
  const words = ']]><b>&amp; "電話" <!-- ';
  const { mkdir } = await import('node:fs/promises');
  await mkdir(path.join(folder, 'content'));
  await writeFile(path.join(folder, 'config.toml'), `base_url = "https://example.jp/"\ntitle = '''${words}'''\n`);
  await writeFile(path.join(folder, 'content/a.md'), `+++\ntitle = '''${words}'''\ndate = 2026-11-01\n+++\n文\n`);
  const given = ['build', '-r', folder, '-o', path.join(folder, 'public'), '--as-of', '2026-12-01'];
  const done = spawnSync(PROGRAM, given, { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  const feed = parseAtomFeed(await readFile(path.join(folder, 'public/feed.xml'), 'utf8'));
  assert.equal(feed.title, words.trim());
  assert.equal(feed.entries[0].title, words.trim());
});

test('the channels are as their schema says', OPTIONS, async (t) => {
  const Ajv = tools('ajv/dist/2020');
  const schema = JSON.parse(await readFile(path.join(ROOT, 'tests/sites/channels.schema.json'), 'utf8'));
  const isRight = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const built = await Built.open(t);
  for (const site of Object.keys(built.sites)) {
    const data = JSON.parse(await readFile(path.join(built.folder, site, 'data/channels.json'), 'utf8'));
    assert.ok(isRight(data), `${site}: ${JSON.stringify(isRight.errors, null, 1)}`);
    assert.ok(data.channels.length > 1);
  }
});

test('the script of opening hours is small', async () => {
  const script = await readFile(path.join(ROOT, 'themes/default/open-now.js'));
  const size = gzipSync(script, { level: 9 }).length;
  assert.ok(size <= 2200, `${size} bytes`);
});
