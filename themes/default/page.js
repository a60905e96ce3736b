// What makes a page handier and is not needed to read it: the switch for dark colours, tables that are sorted and
// saved, the chooser, buttons that copy.
//
// Each of them adds elements beside what is there and changes nothing of it, since the live preview patches pages
// in place. Clicks are heard at the document, so that what is added later is heard too.
(() => {
  'use strict';
  const words = document.body.dataset;
  const each = (selector, work, within = document) => within.querySelectorAll(selector).forEach(work);

  function make(name, className, text = '') {
    return Object.assign(document.createElement(name), { className, textContent: text });
  }

  // Writes only what is news: a page that does not change is left alone.
  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function button(className, text) {
    return Object.assign(make('button', className, text), { type: 'button' });
  }

  // Says something to those who hear the page.
  const status = make('p', 'hidden');
  status.setAttribute('role', 'status');
  document.body.append(status);
  const say = (text) => (status.textContent = text);

  // Colours: the reader's choice is kept only while it differs from the system's.

  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => document.documentElement.dataset.scheme ?? (systemIsDark.matches ? 'dark' : 'light');

  function showScheme() {
    each('.scheme', (one) => set(one, 'aria-pressed', String(chosen() === 'dark')));
  }

  function turnScheme() {
    const scheme = chosen() === 'dark' ? 'light' : 'dark';
    const isSystems = (scheme === 'dark') === systemIsDark.matches;
    if (isSystems) delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    try {
      if (isSystems) localStorage.removeItem('madoguchi:scheme');
      else localStorage.setItem('madoguchi:scheme', scheme);
    } catch {
      // Kept for this page alone, where a browser forbids more.
    }
    showScheme();
  }
  systemIsDark.addEventListener('change', showScheme);

  // Tables: one that fits its frame needs no scrolling, so its head may stay in sight and Tab may pass it by.

  const frames = new ResizeObserver((entries) => {
    for (const frame of new Set(entries.map(({ target }) => target.closest('.table, .table-scroll')))) {
      if (!frame?.clientWidth) continue; // what is folded has no size
      const fits = frame.querySelector('table').offsetWidth <= frame.clientWidth;
      frame.classList.toggle('fits', fits);
      frame.tabIndex = fits ? -1 : 0;
    }
  });

  // A style sheet that shows rows as cards takes a table its meaning in some browsers. These roles give it back; the
  // page itself may not have them, since they say what its elements are anyway.
  const ROLES = { table: 'table', 'thead, tbody': 'rowgroup', tr: 'row', td: 'cell' };
  Object.assign(ROLES, { 'thead th': 'columnheader', 'tbody th': 'rowheader' });

  // The letters of a cell's heading, without what was added to it.
  const headOf = (cell) => lettersOf(cell).replace(/ \[.*$/, '');

  function prepareTables() {
    each('.table, .table-scroll', (frame) => [frame, frame.querySelector('table')].forEach((box) => frames.observe(box)));
    for (const [selector, role] of Object.entries(ROLES)) {
      each(`.table-cards :is(${selector})`, (one) => set(one, 'role', role));
    }
    each('table[data-sortable] thead th', (cell) => {
      let sort = cell.querySelector(':scope > .sort');
      if (!sort) cell.append((sort = button('sort', '')));
      set(sort, 'aria-label', words.sortBy.replace('{name}', headOf(cell)));
      set(cell, 'abbr', headOf(cell)); // or each cell would be read out with the button's name
    });
    each('.table:has(caption)', (frame) => {
      if (!frame.closest('.chooser') && !frame.querySelector(':scope > .csv')) frame.append(button('csv', words.csv));
    });
  }

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const originals = new WeakMap(); // a row -> its place before anything was sorted

  function keyOf(row, column) {
    const cell = row.cells[column];
    if (!cell || cell.querySelector('.empty')) return null;
    return cell.dataset.sort ?? lettersOf(cell);
  }

  // What is empty stays at the end, whichever way the rest is turned.
  function compare(one, other, sign) {
    if (one === null || other === null) return (one === null) - (other === null);
    const [a, b] = [Number(one), Number(other)];
    return sign * (Number.isNaN(a) || Number.isNaN(b) ? collator.compare(one, other) : a - b);
  }

  // Upwards, then downwards, then as the page has it.
  function sortBy(head) {
    const table = head.closest('table');
    const next = { ascending: 'descending', descending: null }[head.getAttribute('aria-sort')];
    const order = next === undefined ? 'ascending' : next;
    const column = head.cellIndex;
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains('group'));
      rows.forEach((row, at) => originals.has(row) || originals.set(row, at));
      const place = (row) => originals.get(row);
      const sign = order === 'descending' ? -1 : 1;
      const byKey = (one, other) => (order ? compare(keyOf(one, column), keyOf(other, column), sign) : 0);
      body.append(...rows.sort((one, other) => byKey(one, other) || place(one) - place(other)));
    }
    each('thead th', (one) => one.removeAttribute('aria-sort'), table);
    if (order) head.setAttribute('aria-sort', order);
  }

  // The letters of a cell: its lines one after the other, marks between brackets, no furniture and nothing that only
  // holds now.
  function lettersOf(cell) {
    const copy = cell.cloneNode(true);
    each('button, .permalink, .open-now', (one) => one.remove(), copy);
    each('.mark', (mark) => mark.replaceWith(`[${mark.textContent}]`), copy);
    each('li + li', (line) => line.before(' / '), copy);
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  // A program for tables takes what begins with such a sign for a formula and runs it.
  const harmless = (text) => (/^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);
  const quoted = (cell) => `"${harmless(lettersOf(cell)).replaceAll('"', '""')}"`;

  function saveTable(frame) {
    const table = frame.querySelector('table');
    const lines = [...table.rows].map((row) => [...row.cells].map(quoted).join(','));
    // The first sign tells Excel that this is UTF-8.
    const file = new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${(table.caption ?? document.querySelector('h1')).textContent.replace(/[\\/:*?"<>|]/g, ' ').trim()}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // The chooser: its table's questions as buttons, and of its rows the one that was chosen.

  const choosers = new WeakMap(); // a chooser -> the letters that its form was made from

  function prepareChooser(chooser) {
    const table = chooser.querySelector('table');
    const letters = table.textContent;
    if (choosers.get(chooser) === letters) return;
    choosers.set(chooser, letters);
    each(':scope > .chooser-form, :scope > .chooser-answer, :scope > .chooser-table', (old) => old.remove(), chooser);
    const form = make('fieldset', 'chooser-form');
    form.append(make('legend', '', table.caption?.textContent ?? words.choose));
    [...table.tBodies[0].rows].forEach((row, at) => {
      const option = make('label', '');
      const choice = Object.assign(make('input', ''), { type: 'radio', name: chooser.id, value: at });
      option.append(choice, ` ${lettersOf(row.cells[0])}`);
      form.append(option);
    });
    const answer = make('div', 'chooser-answer');
    answer.setAttribute('role', 'status');
    const whole = button('chooser-table', words.table);
    chooser.prepend(form, answer, whole);
    showTable(chooser, false);
  }

  function showTable(chooser, isShown) {
    chooser.classList.toggle('folded', !isShown);
    chooser.querySelector(':scope > .chooser-table').setAttribute('aria-expanded', String(isShown));
  }

  function choose(choice) {
    const chooser = choice.closest('.chooser');
    const row = chooser.querySelector('table').tBodies[0].rows[choice.value];
    const list = make('dl', '');
    for (const cell of [...row.cells].slice(1)) {
      const value = make('dd', '');
      value.append(...[...cell.cloneNode(true).childNodes]);
      list.append(make('dt', '', cell.dataset.label), value);
    }
    chooser.querySelector(':scope > .chooser-answer').replaceChildren(list);
  }

  // Questions: all at once, and a link to each.

  function prepareQuestions() {
    const questions = document.querySelectorAll('.question');
    if (questions.length > 1 && !document.querySelector('.all-answers')) {
      questions[0].before(button('all-answers', words.openAll));
    }
    each('.question > .answer', (answer) => {
      if (navigator.clipboard && !answer.querySelector(':scope > .copy-link')) answer.append(button('copy-link', words.copyLink));
    });
  }

  function turnAll(all) {
    const isOpening = all.textContent === words.openAll;
    each(`.question > .toggle[aria-expanded="${!isOpening}"]`, (toggle) => toggle.click());
    all.textContent = isOpening ? words.closeAll : words.openAll;
  }

  // Copying: code, and where a heading is.

  function prepareCode() {
    each('pre:has(> code)', (code) => {
      if (navigator.clipboard && !code.querySelector(':scope > .copy')) code.append(button('copy', words.copy));
    });
  }

  async function copy(text, from) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; // the browser forbids it, and shows that itself
    }
    say('');
    say(words.copied);
    if (from.localName !== 'button') return;
    const before = from.textContent;
    if (before === words.copied) return;
    from.textContent = words.copied;
    setTimeout(() => (from.textContent = before), 2000);
  }

  const addressOf = (id) => new URL(`#${encodeURIComponent(id)}`, location.href).href;

  const clicks = {
    '.scheme': turnScheme,
    'table[data-sortable] thead th': sortBy,
    '.csv': (one) => saveTable(one.parentElement),
    '.chooser-table': (one) => showTable(one.parentElement, one.getAttribute('aria-expanded') === 'false'),
    '.all-answers': turnAll,
    '.copy': (one) => copy(one.parentElement.querySelector('code').textContent, one),
    '.copy-link': (one) => copy(addressOf(one.closest('.question').firstElementChild.id), one),
    'a.permalink': (one) => navigator.clipboard && copy(one.href, one),
  };
  document.addEventListener('click', ({ target }) => {
    for (const [selector, work] of Object.entries(clicks)) {
      const one = target.closest?.(selector);
      if (one) work(one);
    }
    each('.menu > details[open]', (menu) => menu.contains(target) || (menu.open = false));
  });
  document.addEventListener('change', ({ target }) => target.matches('.chooser-form input') && choose(target));
  document.addEventListener('keydown', ({ key, isComposing }) => {
    const menu = key === 'Escape' && !isComposing && document.querySelector('.menu > details[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // From a disk an address that ends in `/` shows a list of files, not the page.
  function nameFiles() {
    if (location.protocol !== 'file:') return;
    each('a[href]', (link) => link.protocol === 'file:' && link.pathname.endsWith('/') && (link.pathname += 'index.html'));
  }

  function prepare() {
    nameFiles();
    showScheme();
    prepareTables();
    prepareQuestions();
    prepareCode();
    each('.chooser', prepareChooser);
  }
  prepare();
  document.addEventListener('madoguchi:update', prepare);
})();
