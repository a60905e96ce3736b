// Runs the theme's script on a page of one badge, at every instant that is asked, and compares.
//
// Input: one JSON object a line, { seed, zone, timeline, cases: [[minute since 1970, state, text?]] }.
import { readFileSync } from 'node:fs';

const SCRIPT = readFileSync(new URL('../../themes/default/open-now.js', import.meta.url), 'utf8');
const WORDS = [
  'Open', 'Limited', 'Closed', 'until {time}', 'opens {time}', '{time}', 'tomorrow {time}', '{weekday} {time}',
  '{month}/{day} {time}', 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday', '1 2 3 4 5 6 7 8 9 10 11 12',
  '{text} (there)',
];
// Where laws on clocks change often, node may know others than the program does.
const STEADY = ['Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Pacific/Auckland'];

// A page that holds one badge, and the clock that its script reads.
class Page {
  constructor(timeline, words) {
    this.now = 0;
    const page = this;
    this.badge = { dataset: { open: timeline, name: 'Phone' }, textContent: '', hidden: true };
    this.told = { className: '', textContent: '', setAttribute() {} };
    this.listeners = {};
    const document = {
      hidden: false,
      body: { append() {}, dataset: { openWords: words.join('|') } },
      createElement: () => this.told,
      addEventListener: (type, listener) => (this.listeners[type] = listener),
      querySelectorAll: (selector) => (selector === '[data-open]' ? [this.badge] : []),
    };
    class Clock extends Date {
      static now() {
        return page.now;
      }
    }
    new Function('document', 'Date', 'setTimeout', 'clearTimeout', SCRIPT)(document, Clock, () => {}, () => {});
  }

  at(minute) {
    // Any second of the minute.
    this.now = minute * 60000 + (minute % 60) * 1000 + 999;
    this.listeners.visibilitychange();
    return this.badge;
  }
}

let asked = 0;
const wrong = [];
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { seed, zone, timeline, cases } = JSON.parse(line);
  // Every tenth reader lives by other clocks, and is told so.
  const isThere = STEADY.includes(zone) && seed % 10 > 0;
  process.env.TZ = isThere ? zone : 'Pacific/Marquesas';
  const suffix = isThere ? '' : ' (there)';
  const page = new Page(timeline, WORDS);
  for (const [minute, state, text] of cases) {
    const badge = page.at(minute);
    asked += 1;
    const isRight = badge.dataset.state === String(state) && badge.hidden === state < 0;
    const whole = text?.includes(' — ') ? text + suffix : text;
    if (!isRight || (whole !== undefined && badge.textContent !== whole)) {
      const when = new Date(minute * 60000).toISOString();
      wrong.push(`seed ${seed} ${zone} ${when}: ${badge.dataset.state} "${badge.textContent}" instead of ${state} "${whole ?? ''}"`);
    }
  }
}
console.log(`${wrong.length} wrong`);
console.log(`of ${asked}`);
console.log(wrong.slice(0, 20).join('\n'));
