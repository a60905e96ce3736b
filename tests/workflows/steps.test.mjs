// The workflows of this repository and of new sites, and the action: their steps, run on this machine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { Machine } from './machine.mjs';
import { ROOT, defaults, run } from './runner.mjs';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const ADDRESS = 'https://github.com/example/madoguchi';
const pushed = { github: { event_name: 'push', ref: 'refs/heads/main', ref_name: 'main', sha: SHA, token: 'token' } };
const proposed = { github: { event_name: 'pull_request', ref: 'refs/pull/1/merge', ref_name: '1/merge', sha: SHA, token: 'token' } };
const pages = { pages: { base_url: 'https://example.github.io/guide' } };
const site = { site: { 'artifact-url': 'https://github.com/example/guide/actions/runs/1/artifacts/2' } };

// Runs a job that is to end well, or to fail at the step that is named.
function steps(machine, file, options, failing) {
  const done = run(file, { folder: machine.work, machine: machine.folder, env: machine.env, ...options });
  const failed = done.steps.filter((step) => step.outcome === 'failure');
  const told = done.steps.map((step) => `${step.outcome}: ${step.name}\n${step.said}`).join('\n');
  assert.deepEqual(failed.map((step) => step.name), failing ? [failing] : [], told);
  return done;
}

const before = (text, ...parts) => {
  const places = parts.map((part) => text.indexOf(part));
  assert.ok(!places.includes(-1), `${parts[places.indexOf(-1)]} is missing in:\n${text}`);
  assert.deepEqual(places, [...places].sort((one, other) => one - other), text);
};

test('the guide of this repository is checked and built for where it stands', (t) => {
  const machine = new Machine(t);
  machine.copy('config.toml', 'content', 'themes');
  machine.commit();
  const done = steps(machine, path.join(ROOT, '.github/workflows/pages.yml'), { job: 'check', given: pushed, uses: pages });
  assert.match(machine.calls, /^cargo build --locked --release$/m);
  assert.match(machine.read('public/404.html'), /href="\/guide\/assets\//);
  assert.match(machine.read('public/sitemap.xml'), /<loc>https:\/\/example\.github\.io\/guide\/<\/loc>/);
  assert.match(done.step('Build').said, /MB/);
  assert.equal(done.step('Say where it is').outcome, 'skipped');
  assert.equal(done.step('Hand the site over').with.path, 'public');
});

for (const [language, words] of [
  ['ja', { numbers: '連絡先', silenced: '見のがすことにした指摘', error: /::error file=content\/faq\.md,line=\d+,.*::`phone` に `huors` という項目はありません/ }],
  ['en', { numbers: 'Contacts', silenced: 'No longer told', error: /::error file=content\/faq\.md,line=\d+,.*::`phone` has no field `huors`/ }],
]) {
  const begin = (t) => {
    const machine = new Machine(t);
    machine.init(language);
    machine.edit('.github/workflows/pages.yml', 'MADOGUCHI_REPOSITORY: ""', `MADOGUCHI_REPOSITORY: "${ADDRESS}"`);
    machine.commit();
    machine.workflow = path.join(machine.work, '.github/workflows/pages.yml');
    return machine;
  };

  test(`a new site is published (${language})`, (t) => {
    const machine = begin(t);
    steps(machine, machine.workflow, { job: 'check', given: pushed, uses: pages });
    assert.equal(machine.calls, `cargo install --locked --git ${ADDRESS} madoguchi\n`);
    assert.match(machine.read('public/404.html'), /href="\/guide\/"/);
  });

  test(`a pull request tells numbers first, then what is silenced, and can be looked at (${language})`, (t) => {
    const machine = begin(t);
    machine.edit('content/data/channels.toml', '0120-000-000', '0120-000-001');
    machine.edit('content/data/channels.toml', '"9:00-17:30"', '"9:00-18:00"');
    machine.write('config.toml', `${machine.read('config.toml')}\n[check.severity]\nunverified = "off"\n`);
    machine.propose();
    const done = steps(machine, machine.workflow, { job: 'check', given: proposed, uses: site });
    before(done.summary, '## Madoguchi', words.numbers, '0120', words.silenced, 'unverified hint', 'phone.hours', 'site.zip');
    assert.ok(done.summary.includes(site.site['artifact-url']));
    assert.equal(done.step('Ask where the site stands').outcome, 'skipped');
    assert.equal(done.step('Keep the site of a pull request, to be looked at').with.path, 'public');
    assert.ok(existsSync(path.join(machine.work, 'public/contact/index.html')));
  });

  test(`a mistake in a pull request is marked at its line, and nothing is built (${language})`, (t) => {
    const machine = begin(t);
    machine.write('content/faq.md', `${machine.read('content/faq.md')}\n{{ phone.huors }}\n`);
    machine.propose();
    const done = steps(machine, machine.workflow, { job: 'check', given: proposed }, 'Check, and mark the lines');
    assert.match(done.step('Check, and mark the lines').said, words.error);
    assert.match(done.summary, /unknown-fact/);
    assert.equal(done.step('Build').outcome, 'skipped');
    assert.ok(!existsSync(path.join(machine.work, 'public')));
  });
}

test('a site takes the finished program of a release, after its origin is proved', (t) => {
  const machine = new Machine(t);
  machine.init('en');
  machine.edit('.github/workflows/pages.yml', 'MADOGUCHI_REPOSITORY: ""', `MADOGUCHI_REPOSITORY: "${ADDRESS}"`);
  machine.edit('.github/workflows/pages.yml', 'MADOGUCHI_RELEASE: ""', 'MADOGUCHI_RELEASE: "v1.0.0"');
  machine.commit();
  steps(machine, path.join(machine.work, '.github/workflows/pages.yml'), { job: 'check', given: pushed, uses: pages });
  before(machine.calls, 'gh release download v1.0.0', 'gh attestation verify');
  assert.ok(!machine.calls.includes('cargo'));
});

test('a site that does not know where the program is says so in its workflow', (t) => {
  const machine = new Machine(t);
  machine.init('en');
  const workflow = path.join(machine.work, '.github/workflows/pages.yml');
  const text = readFileSync(workflow, 'utf8').replaceAll(/(MADOGUCHI_(REPOSITORY|COMMIT|RELEASE)): ".*"/g, '$1: ""');
  machine.commit();
  const done = steps(machine, text, { job: 'check', given: pushed, uses: pages }, 'Install the program');
  assert.match(done.step('Install the program').said, /::error file=\.github\/workflows\/pages\.yml,title=MADOGUCHI_REPOSITORY::/);
  assert.equal(done.summary, '');
  const short = text.replace('MADOGUCHI_REPOSITORY: ""', 'MADOGUCHI_REPOSITORY: "example/madoguchi"');
  steps(machine, short, { job: 'check', given: pushed, uses: pages }, 'Install the program');
  assert.equal(machine.calls, '');
});

const action = path.join(ROOT, 'action.yml');
const inputs = (more) => ({ inputs: { ...defaults(action), ...more } });

test('the action builds a site that lies in a folder, and marks its lines there', (t) => {
  const machine = new Machine(t);
  machine.init('ja', 'docs');
  machine.commit();
  machine.edit('docs/content/data/channels.toml', '0120-000-000', '0120-000-001');
  machine.propose();
  const env = { ...machine.env, GITHUB_ACTION_PATH: ROOT };
  const given = { ...proposed, ...inputs({ root: 'docs', 'base-url': 'https://example.github.io/guide' }) };
  const done = steps(machine, action, { given, env });
  assert.match(machine.calls, /^cargo install --locked --path .* --root .*madoguchi$/m);
  assert.match(done.step('Check, and mark the lines').said, /::notice file=docs\/content\/data\/channels\.toml/);
  before(done.summary, '## Madoguchi', '0120', 'unverified');
  assert.equal(done.outputs.site, 'public');
  assert.match(machine.read('public/404.html'), /href="\/guide\/"/);
});

test('the action says what it lacks to compare facts', (t) => {
  const machine = new Machine(t);
  machine.init('en');
  machine.commit();
  const env = { ...machine.env, GITHUB_ACTION_PATH: ROOT };
  const done = steps(machine, action, { given: { ...proposed, ...inputs({}) }, env });
  before(done.summary, 'fetch-depth: 0', 'unverified');
});

test('the action takes a release, and refuses what is denied', (t) => {
  const machine = new Machine(t);
  machine.init('en');
  machine.commit();
  const env = { ...machine.env, GITHUB_ACTION_PATH: ROOT };
  const github = { ...pushed.github, action_repository: 'example/madoguchi' };
  const given = { github, ...inputs({ version: 'v1.0.0', deny: 'unverified' }) };
  const done = steps(machine, action, { given, env }, 'Check, and mark the lines');
  before(machine.calls, 'gh release download v1.0.0 --repo example/madoguchi', 'gh attestation verify');
  assert.match(done.step('Check, and mark the lines').said, /::error file=content\/data\/channels\.toml/);
  assert.equal(done.step('Build').outcome, 'skipped');
});

const release = path.join(ROOT, '.github/workflows/release.yml');
const version = readFileSync(path.join(ROOT, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"$/m)[1];
const tagged = { github: { ...pushed.github, ref_name: `v${version}`, repository: 'example/madoguchi', server_url: 'https://github.com' } };

test('a release has notes only if the changelog speaks of its version', (t) => {
  const machine = new Machine(t);
  machine.copy('.ci', 'Cargo.toml', 'CHANGELOG.md');
  const log = machine.read('CHANGELOG.md');
  const unreleased = log.replaceAll(new RegExp(`^## ${version.replaceAll('.', '\\.')} .*$`, 'gm'), '## 0.0.0 (2000-01-01)');
  machine.write('CHANGELOG.md', unreleased);
  machine.commit();
  machine.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const refused = steps(machine, release, { job: 'notes', given: tagged }, 'Find what has changed');
  assert.match(refused.step('Find what has changed').said, /CHANGELOG\.md has no line/);
  machine.write('CHANGELOG.md', unreleased.replace('## Unreleased\n', `## Unreleased\n\n## ${version} (2026-12-01)\n`));
  steps(machine, release, { job: 'notes', given: tagged });
  assert.match(machine.read('notes.md'), /^### Added\n/);
  const other = { github: { ...tagged.github, ref_name: 'v99.0.0' } };
  steps(machine, release, { job: 'notes', given: other }, 'Find what has changed');
  machine.git('commit', '--quiet', '--all', '-m', 'Never merged');
  steps(machine, release, { job: 'notes', given: tagged }, 'Release only what was merged');
});

test('a release holds the program, completions, licences and sums', (t) => {
  const machine = new Machine(t);
  machine.copy('.ci', 'Cargo.toml', 'Cargo.lock', 'README.md', 'CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'src');
  const target = 'x86_64-unknown-linux-gnu';
  steps(machine, release, { job: 'program', given: { ...tagged, matrix: { target } } });
  const name = `madoguchi-v${version}-${target}`;
  const list = execFileSync('tar', ['-tzf', path.join(machine.work, `target/pack/${name}.tar.gz`)], { encoding: 'utf8' });
  const completions = ['bash', 'elvish', 'fish', 'powershell', 'zsh'].map((shell) => `completions/madoguchi.${shell}`);
  const files = list.split('\n').filter((line) => line && !line.endsWith('/')).map((line) => line.slice(name.length + 1));
  assert.deepEqual(files.sort(), [
    ...['CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'THIRD-PARTY-LICENCES', 'madoguchi'],
    ...completions,
  ].sort());
  machine.write(`finished/${name}.tar.gz`, 'archive');
  machine.write('finished/notes.md', 'notes');
  steps(machine, release, { job: 'publish', given: tagged });
  assert.match(machine.read('finished/SHA256SUMS'), new RegExp(`^[0-9a-f]{64}  ${name}\\.tar\\.gz\\n$`));
  assert.match(machine.calls, new RegExp(`^gh release create v${version} .*${name}\\.tar\\.gz SHA256SUMS$`, 'm'));
});

test('each crate and syntax in the program has the text of its licence, for each kind of machine', () => {
  const targets = [...readFileSync(release, 'utf8').matchAll(/target: ([\w-]+),/g)].map(([, target]) => target);
  assert.equal(targets.length, 5);
  for (const target of targets) {
    const text = execFileSync('node', [path.join(ROOT, '.ci/licences.mjs'), target], { encoding: 'utf8', stdio: 'pipe' });
    for (const part of ['pulldown-cmark ', 'tera ', 'ring ', 'a syntax of the highlighter', 'the standard library of Rust']) {
      assert.ok(text.includes(part), `${target}: ${part}`);
    }
    // What only tests use is in no program.
    assert.ok(!text.includes('proptest '), target);
  }
});

test('all scripts of a release are there to be run', () => {
  const scripts = readdirSync(path.join(ROOT, '.ci'));
  for (const [, script] of readFileSync(release, 'utf8').matchAll(/\.ci\/([\w.-]+)/g)) assert.ok(scripts.includes(script), script);
});
