// A machine such as those that run workflows: a folder with a home, and programs that stand in for what asks the network.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from './runner.mjs';

export const PROGRAM = process.env.MADOGUCHI_BIN ?? path.join(ROOT, 'target/debug/madoguchi');

// Instead of compiling, cargo gives the program under test; all else is asked of the real one.
const CARGO = `#!/usr/bin/env bash
echo "cargo $*" >> "$CALLS"
target=target root=$HOME/.cargo
words=("$@")
for ((at = 0; at < $#; at++)); do
  case "\${words[at]}" in
    --target) target=target/\${words[at + 1]} ;;
    --root) root=\${words[at + 1]} ;;
  esac
done
case "$1" in
  build) mkdir -p "$target/release" && cp "$PROGRAM" "$target/release/madoguchi" ;;
  install) mkdir -p "$root/bin" && cp "$PROGRAM" "$root/bin/madoguchi" ;;
  *) PATH=$REAL_PATH exec cargo "$@" ;;
esac
`;

// Instead of asking GitHub, gh gives an archive with the program under test.
const GH = `#!/usr/bin/env bash
echo "gh $*" >> "$CALLS"
[[ -n $GH_TOKEN ]] || { echo "no token" >&2; exit 4; }
case "$1 $2" in
  "release download")
    words=("$@")
    for ((at = 0; at < $#; at++)); do
      case "\${words[at]}" in
        --pattern) name=\${words[at + 1]%.tar.gz} ;;
        --dir) folder=\${words[at + 1]} ;;
      esac
    done
    mkdir -p "$folder/packing/$name" && cp "$PROGRAM" "$folder/packing/$name/madoguchi"
    tar -czf "$folder/$name.tar.gz" -C "$folder/packing" "$name" && rm -r "$folder/packing" ;;
  "attestation verify") [[ -f $3 ]] ;;
  "release create") ;;
  *) exit 1 ;;
esac
`;

export class Machine {
  constructor(t) {
    this.folder = mkdtempSync(path.join(tmpdir(), 'madoguchi-workflow-'));
    t.after(() => rmSync(this.folder, { recursive: true }));
    this.work = path.join(this.folder, 'work');
    const programs = path.join(this.folder, 'programs');
    for (const of of [this.work, programs, path.join(this.folder, 'home')]) mkdirSync(of);
    for (const [name, text] of Object.entries({ cargo: CARGO, gh: GH, rustup: '#!/bin/sh\n' })) {
      writeFileSync(path.join(programs, name), text);
      chmodSync(path.join(programs, name), 0o755);
    }
    const home = path.join(this.folder, 'home');
    this.env = {
      PATH: `${programs}:${home}/.cargo/bin:${process.env.PATH}`,
      REAL_PATH: process.env.PATH,
      HOME: home,
      CARGO_HOME: process.env.CARGO_HOME ?? path.join(homedir(), '.cargo'),
      RUSTUP_HOME: process.env.RUSTUP_HOME ?? path.join(homedir(), '.rustup'),
      CALLS: path.join(this.folder, 'calls'),
      PROGRAM,
      LANG: 'C.UTF-8',
    };
    writeFileSync(this.env.CALLS, '');
  }

  // What cargo and gh were asked.
  get calls() {
    return readFileSync(this.env.CALLS, 'utf8');
  }

  // A new site, below a folder of the repository or at its top.
  init(language, below = '.') {
    const folder = path.join(this.work, below);
    execFileSync(PROGRAM, ['init', folder, '--lang', language], { stdio: 'pipe' });
    return folder;
  }

  // A copy of files of this repository.
  copy(...names) {
    for (const name of names) cpSync(path.join(ROOT, name), path.join(this.work, name), { recursive: true });
  }

  read(name) {
    return readFileSync(path.join(this.work, name), 'utf8');
  }

  write(name, text) {
    mkdirSync(path.dirname(path.join(this.work, name)), { recursive: true });
    writeFileSync(path.join(this.work, name), text);
  }

  edit(name, from, to) {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
    this.write(name, text.replace(from, to));
  }

  git(...words) {
    const who = ['-c', 'user.name=Tests', '-c', 'user.email=tests@example.com', '-c', 'init.defaultBranch=main'];
    const done = spawnSync('git', [...who, ...words], { cwd: this.work, encoding: 'utf8', env: { ...this.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
    if (done.status !== 0) throw new Error(`git ${words.join(' ')}: ${done.stderr}`);
  }

  // Commits all that is there as `main`.
  commit() {
    this.git('init', '--quiet');
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', 'As it was');
  }

  // Commits what was edited as a pull request, and checks out what GitHub would: the commit that joins it to `main`.
  propose() {
    this.git('checkout', '--quiet', '-b', 'proposal');
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', 'As it shall be');
    this.git('checkout', '--quiet', '--detach', 'main');
    this.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'proposal');
  }
}
