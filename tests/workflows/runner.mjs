// Runs the `run:` steps of a workflow's job, or of an action, on this machine, as GitHub would, one after another.
//
// Steps that use actions are skipped; what they would give is handed in. The conditions, the environment, the files
// through which steps speak (outputs, paths, the summary) and the shells' flags are GitHub's.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { parse } = createRequire(path.join(ROOT, 'target/tools/'))('yaml');

const SHELLS = { undefined: ['-e'], bash: ['--noprofile', '--norc', '-eo', 'pipefail'] };

// The value of an expression, without its braces. The language is a part of JavaScript, but for names with dashes.
function value(expression, contexts) {
  const plain = expression.replaceAll(/\.([A-Za-z_]\w*-[\w-]*)/g, '["$1"]');
  const names = Object.keys(contexts);
  return new Function(...names, `return (${plain});`)(...names.map((name) => contexts[name])) ?? '';
}

function filled(text, contexts) {
  return String(text).replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression) => String(value(expression, contexts)));
}

// Runs the steps. `given` are the contexts (github, inputs, matrix), `uses` what skipped steps give by their ids, `env`
// the variables of the machine. Gives the steps as they ended, and the summary.
export function run(file, { job, given = {}, uses = {}, folder, machine, env = {} }) {
  const read = parse(typeof file === 'string' && file.includes('\n') ? file : readFileSync(file, 'utf8'));
  const steps = job ? read.jobs[job].steps : read.runs.steps;
  const notes = path.join(machine, 'notes');
  const temp = path.join(machine, 'temp');
  for (const of of [notes, temp]) mkdirSync(of, { recursive: true });
  const around = {
    ...env,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_EVENT_NAME: given.github?.event_name ?? '',
    GITHUB_REF_NAME: given.github?.ref_name ?? '',
    RUNNER_TEMP: temp,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
  };
  const contexts = { github: {}, inputs: {}, matrix: {}, ...given };
  contexts.runner = { os: 'Linux', arch: 'X64', temp };
  contexts.env = { ...read.env };
  contexts.steps = {};
  const done = [];
  let isGood = true;
  let summary = '';
  for (const [at, step] of steps.entries()) {
    const functions = { success: () => isGood, failure: () => !isGood, always: () => true, cancelled: () => false };
    const all = { ...contexts, ...functions, hashFiles: () => 'digest' };
    const condition = String(step.if ?? 'success()').replace(/^\$\{\{(.*)\}\}$/s, '$1');
    const asks = /\b(success|failure|always|cancelled)\(/.test(condition);
    const ended = { name: step.name, outcome: 'skipped', outputs: {}, said: '' };
    if (value(condition, all) && (asks || isGood)) {
      ended.outcome = 'success';
      if (step.uses) {
        ended.outputs = uses[step.id] ?? {};
        ended.with = Object.fromEntries(Object.entries(step.with ?? {}).map(([key, text]) => [key, filled(text, all)]));
      } else {
        const of = (name) => path.join(notes, `${at}-${name}`);
        for (const name of ['output', 'path', 'summary', 'env']) writeFileSync(of(name), '');
        const script = of('script');
        writeFileSync(script, filled(step.run, all));
        const own = {};
        for (const [key, text] of Object.entries({ ...contexts.env, ...step.env })) own[key] = filled(text, all);
        const files = { GITHUB_OUTPUT: of('output'), GITHUB_PATH: of('path'), GITHUB_STEP_SUMMARY: of('summary'), GITHUB_ENV: of('env') };
        const result = spawnSync('bash', [...SHELLS[step.shell], script], {
          cwd: path.join(folder, step['working-directory'] ?? ''),
          env: { ...around, ...own, ...files },
          encoding: 'utf8',
        });
        ended.said = result.stdout + result.stderr;
        if (result.status !== 0) ended.outcome = 'failure';
        const lines = (name) => readFileSync(of(name), 'utf8').split('\n').filter(Boolean);
        for (const line of lines('output')) {
          const cut = line.indexOf('=');
          ended.outputs[line.slice(0, cut)] = line.slice(cut + 1);
        }
        around.PATH = [...lines('path').reverse(), around.PATH].join(':');
        summary += readFileSync(of('summary'), 'utf8');
      }
    }
    isGood &&= ended.outcome !== 'failure';
    if (step.id) contexts.steps[step.id] = { outcome: ended.outcome, outputs: ended.outputs };
    done.push(ended);
  }
  const outputs = {};
  for (const [name, of] of Object.entries(read.outputs ?? {})) outputs[name] = filled(of.value, contexts);
  return { steps: done, summary, isGood, outputs, step: (name) => done.find((step) => step.name === name) };
}

// The values that an action's inputs have where nobody gives any.
export function defaults(file) {
  const inputs = parse(readFileSync(file, 'utf8')).inputs ?? {};
  return Object.fromEntries(Object.entries(inputs).map(([name, { default: text }]) => [name, text ?? '']));
}
