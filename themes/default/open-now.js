// Says what is open now, from the timelines of the page (src/dataset/timeline.rs); beyond their end
// it says nothing.
(() => {
  const DAY = 1440;
  const MINUTE = 6e4;
  const known = {};
  let news, timer;

  // The days of a timeline, and the turns at which its letter changes.
  const timeline = (text) => {
    if (known[text]) return known[text];
    const [head, patterns, week, others] = text.split('|');
    let [day, at, count] = head.split(' ').map(Number);
    const kinds = patterns.split(',').map((pattern) => [...pattern.matchAll(/(\D)(\d+)/g)]);
    const order = [];
    for (let i = 0; i < count; i++) order.push(week.split(',')[i % 7]);
    for (const [, from, to, kind] of others.matchAll(/(\d+)-(\d+):(\d+)/g)) order.fill(kind, from, to);
    const days = [];
    const turns = [];
    const turn = (at, letter, minute) => turns.at(-1)?.letter !== letter && turns.push({ at, letter, day, minute });
    for (const kind of order) {
      const moved = { L: DAY, M: DAY };
      const clock = (minute) => (minute < moved.M ? minute : minute + DAY - moved.L);
      for (const [, letter, minute] of kinds[kind]) {
        if (moved[letter]) moved[letter] = +minute;
        else turn(at + +minute, letter, clock(+minute));
      }
      days.push({ at, day, clock });
      at += moved.L;
      day++;
    }
    turn(at, 'u', 0);
    return (known[text] = { days, turns });
  };

  // What stays the same is not written: somebody may watch.
  const put = (of, key, value) => of[key] !== value && (of[key] = value);
  const last = (list, now) => list.findLastIndex((one) => one.at <= now);

  const say = ({ days, turns }, words, now, state) => {
    const isClosed = state > 1;
    const end = turns.slice(last(turns, now)).find((turn) => !['ol', 'l', 'c'][state].includes(turn.letter));
    // No end that is unknown or far away is told.
    if (end.letter === 'u' || (!isClosed && end.at > now + 7 * DAY)) return words[state];
    const today = days[last(days, now)];
    // Who closes at midnight closes at 24:00.
    const back = !isClosed && !end.minute;
    const day = end.day - back;
    const minute = end.minute + back * DAY;
    const date = new Date(day * DAY * MINUTE);
    const ahead = day - today.day;
    const text = words[isClosed ? 4 : 3]
      .replace('{time}', words[ahead < 1 ? 5 : ahead < 2 ? 6 : ahead < 7 ? 7 : 8])
      .replace('{time}', `${Math.floor(minute / 60)}:${`${minute % 60}`.padStart(2, 0)}`)
      .replace('{weekday}', words[9].split(' ')[date.getUTCDay()])
      .replace('{month}', words[10].split(' ')[date.getUTCMonth()])
      .replace('{day}', date.getUTCDate());
    // Who lives by other clocks is told whose these are.
    const ours = new Date(now * MINUTE).getTimezoneOffset();
    const isOurs = today.day * DAY + today.clock(now - today.at) + ours === now;
    return `${words[state]} — ${isOurs ? text : words[11].replace('{text}', text)}`;
  };

  const update = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const time = Date.now();
    const now = Math.floor(time / MINUTE);
    const told = new Set();
    const words = document.body.dataset.openWords?.split('|');
    const letter = (turns, now) => turns[last(turns, now)]?.letter;

    for (const element of document.querySelectorAll('[data-open]')) {
      const { dataset } = element;
      const of = timeline(dataset.open);
      const state = words ? 'olc'.indexOf(letter(of.turns, now)) : -1;
      const text = state < 0 ? '' : say(of, words, now, state);
      put(element, 'textContent', text);
      put(element, 'hidden', !text);
      if (text && dataset.state && dataset.state != state) told.add(`${dataset.name}: ${text}`);
      put(dataset, 'state', `${state}`);
      if (!news) {
        news = document.createElement('p');
        news.className = 'open-now-news';
        news.setAttribute('role', 'status');
        document.body.append(news);
      }
    }
    document.querySelectorAll('[data-ends]').forEach((notice) => put(notice, 'hidden', now >= notice.dataset.ends));
    // Only what turns while the page is read is announced, and once.
    if (told.size) news.textContent = [...told].join('; ');

    for (const mark of document.querySelectorAll('[data-week]')) {
      const { days, turns } = timeline(mark.dataset.week);
      const [left, width, top, height, from, to] = mark.dataset.place.split(' ');
      const column = (now) => 'abcdefgh'.indexOf(letter(turns, now) ?? 'u');
      const today = days[last(days, now)];
      let at = column(now);
      mark.closest('figure').querySelectorAll('tbody tr').forEach((row, i) => row.classList.toggle('is-today', i === at));
      let hour = at < 0 ? -1 : Math.floor(today.clock(now - today.at) / 60);
      // What is left of the day before stands in its column.
      if (at >= 0 && hour < from && hour + 24 < to) {
        at = column(today.at - 1);
        hour += 24;
      }
      mark.classList.toggle('is-now', at >= 0 && hour >= from && hour < to);
      mark.setAttribute('x', +left + at * width);
      mark.setAttribute('y', +top + (hour - from) * height);
    }
    timer = setTimeout(update, MINUTE - (time % MINUTE));
  };

  document.addEventListener('visibilitychange', update);
  document.addEventListener('madoguchi:update', update);
  update();
})();
