// The browser's half of the live preview: it shows the new version of a page, and what is wrong with the site.
//
// A page is never replaced. Its source is kept, and of a newer source only what differs is changed on screen:
// what a reader or a script did since (an answer unfolded, a form half filled in, the place on the page) stays.
// Events carry paths and nothing else; whatever is shown is fetched. Text of the site is never made into markup.
(() => {
  'use strict';
  const TOKEN = '{token}';
  const FOLDER = '/.madoguchi/';
  const LONGEST_LOAD = 5000; // milliseconds that a style sheet is waited for
  const LONGEST_PAUSE = 8000; // milliseconds between two attempts to find the server
  const MOST_PAIRS = 250000; // pairs of nodes that are compared; where there are more, all are made anew

  // How many letters two texts share at their beginnings, and at their ends.
  function common(one, other, most = Infinity) {
    const reach = Math.min(one.length, other.length, most);
    let head = 0;
    while (head < reach && one[head] === other[head]) head += 1;
    let tail = 0;
    while (tail < reach - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
    return [head, tail];
  }

  const textOf = (node) => node.outerHTML ?? node.data;

  // Two nodes of different kinds are never two versions of one thing.
  function kindOf(node, ids) {
    if (node.nodeName === 'SCRIPT') return `SCRIPT ${node.getAttribute('src') ?? node.text}`;
    if (node.nodeName === 'LINK') return `LINK ${node.rel} ${node.getAttribute('href')}`;
    if (node.nodeName === 'NOSCRIPT' || node.nodeName === 'TEMPLATE') return node.outerHTML;
    return ids.has(node.id) ? `${node.nodeName}#${node.id}` : node.nodeName;
  }

  // For each new node the old one that it is a version of, or null.
  function align(olds, news) {
    const oldIds = new Set(olds.map((node) => node.id).filter(Boolean));
    const ids = new Set(news.map((node) => node.id).filter((id) => oldIds.has(id)));
    const describe = (node) => ({ node, kind: kindOf(node, ids), text: textOf(node) });
    const before = olds.map(describe);
    const after = news.map(describe);
    const partners = new Map();
    const isSame = (one, other) => one && other && one.kind === other.kind && one.text === other.text;
    while (isSame(before[0], after[0])) partners.set(after.shift().node, before.shift().node);
    const last = (list) => list[list.length - 1];
    while (isSame(last(before), last(after))) partners.set(after.pop().node, before.pop().node);
    const worth = (one, other) => {
      if (one.kind !== other.kind) return 0;
      if (one.text === other.text) return one.text.trim() ? 3 : 0.1;
      const [head, tail] = common(one.text, other.text, 100);
      return ids.has(one.node.id) ? 3 : 1 + (head + tail) / 100;
    };
    for (const [old, next] of bestPairs(before, after, worth)) partners.set(next.node, old.node);
    // What has a name is the same wherever it went.
    const paired = new Set(partners.values());
    for (const next of news.filter((node) => ids.has(node.id) && !partners.has(node))) {
      const old = olds.find((node) => node.id === next.id && node.nodeName === next.nodeName && !paired.has(node));
      if (old) paired.add(old) && partners.set(next, old);
    }
    return news.map((node) => partners.get(node) ?? null);
  }

  // The pairs of two lists, both kept in order, that are worth most together.
  function bestPairs(olds, news, worth) {
    if (olds.length * news.length > MOST_PAIRS) return [];
    const width = news.length + 1;
    const best = new Float32Array((olds.length + 1) * width); // from old row and new column on
    const isPair = new Uint8Array(best.length);
    for (let at = best.length - width - 2; at >= 0; at -= 1) {
      const next = at % width;
      if (next === width - 1) continue;
      const value = worth(olds[(at - next) / width], news[next]);
      const apart = Math.max(best[at + 1], best[at + width]);
      const together = value > 0 ? value + best[at + width + 1] : 0;
      isPair[at] = together > apart ? 1 : 0;
      best[at] = Math.max(apart, together);
    }
    const pairs = [];
    for (let old = 0, next = 0; old < olds.length && next < news.length; ) {
      const at = old * width + next;
      if (isPair[at]) pairs.push([olds[old++], news[next++]]);
      else if (best[at + 1] >= best[at + width]) next += 1;
      else old += 1;
    }
    return pairs;
  }

  // A tree on screen and the source that it was made from.
  class Mirror {
    constructor(live, source) {
      this.source = source;
      this.shown = new WeakMap(); // a node of the source -> the node on screen
      this.pair(live, source);
    }

    // Finds the nodes of the source on screen, among those that scripts added.
    pair(live, source) {
      this.shown.set(source, live);
      const children = [...source.childNodes];
      align([...live.childNodes], children).forEach((node, at) => node && this.pair(node, children[at]));
    }

    // Shows a newer source. `loaded` holds nodes of it that are on screen already.
    turnInto(source, loaded = new Map()) {
      this.loaded = loaded;
      this.change(this.source, source);
      this.source = source;
    }

    change(before, after) {
      const live = this.shown.get(before);
      if (textOf(before) === textOf(after)) {
        this.keep(before, after);
      } else if (live) {
        this.shown.set(after, live);
        if (after.nodeType !== Node.ELEMENT_NODE) return changeText(live, before.data, after.data);
        changeAttributes(live, before, after);
        this.changeChildren(live, [...before.childNodes], [...after.childNodes]);
      }
    }

    // Nothing is to be done: what is on screen stands for the newer source too.
    keep(before, after) {
      if (this.shown.has(before)) this.shown.set(after, this.shown.get(before));
      const news = after.childNodes;
      before.childNodes.forEach((child, at) => this.keep(child, news[at]));
    }

    changeChildren(live, olds, news) {
      const partners = align(olds, news);
      const kept = new Set(partners);
      for (const old of olds) if (!kept.has(old)) this.shown.get(old)?.remove();
      let previous = null;
      let furthest = -1;
      news.forEach((child, at) => {
        const place = olds.indexOf(partners[at]);
        if (place >= 0) this.change(partners[at], child);
        const node = place >= 0 ? this.shown.get(child) : this.make(child);
        const isInPlace = this.loaded.has(child) || (place >= 0 && (place > furthest || node?.parentNode !== live));
        // A node that is moved keeps its state where the browser can do that.
        const way = node?.isConnected && live.moveBefore ? 'moveBefore' : 'insertBefore';
        if (node && !isInPlace) live[way](node, previous ? previous.nextSibling : live.firstChild);
        if (node?.parentNode === live) previous = node;
        furthest = Math.max(furthest, place);
      });
    }

    // A new node. A script runs only if it was made here and not parsed.
    make(source) {
      const isWhole = source.nodeName === 'TEMPLATE' || source.nodeName === 'NOSCRIPT';
      const isScript = source.nodeName === 'SCRIPT';
      const made = () => (isScript ? document.createElement('script') : document.importNode(source, isWhole));
      const node = this.loaded.get(source) ?? made();
      this.shown.set(source, node);
      if (isScript) changeAttributes(node, node, source);
      if (isScript) node.async = source.hasAttribute('async');
      for (const child of isWhole ? [] : source.childNodes) node.append(this.make(child));
      return node;
    }
  }

  // Only the letters that differ, so that a selection around them stays.
  function changeText(live, before, after) {
    const [head, tail] = common(before, after);
    if (live.data !== before) live.data = after;
    else live.replaceData(head, before.length - head - tail, after.slice(head, after.length - tail));
  }

  function changeAttributes(live, before, after) {
    for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
    const isNew = ({ name, value }) => before.getAttribute(name) !== value;
    for (const one of [...after.attributes].filter(isNew)) live.setAttributeNode(document.importNode(one));
  }

  // The style sheets of a newer source that the page lacks, loaded. Those that they replace hold until then.
  async function loadSheets(page, source) {
    const sheetsOf = (root) => [...root.querySelectorAll('link[rel~="stylesheet"]')];
    const known = new Map(sheetsOf(page.source).map((sheet) => [sheet.outerHTML, page.shown.get(sheet)]));
    const loaded = new Map();
    let previous = null;
    for (const sheet of sheetsOf(source)) {
      const link = known.get(sheet.outerHTML) ?? document.importNode(sheet);
      if (!known.has(sheet.outerHTML)) {
        loaded.set(sheet, link);
        if (previous) previous.after(link);
        else document.head.prepend(link);
      }
      previous = link;
    }
    const end = (link) => new Promise((done) => setTimeout((link.onload = link.onerror = done), LONGEST_LOAD));
    await Promise.all([...loaded.values()].map(end));
    return loaded;
  }

  // Puts what stands nearest to the top of the window back there after a change, and the focus where it was.
  function holdView() {
    const text = document.querySelector('main') ?? document.body;
    const topOf = (element) => element.getBoundingClientRect().top;
    const isSeen = ({ element }) => element.getClientRects().length > 0;
    const near = [...text.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, pre, figure')]
      .map((element) => ({ element, top: topOf(element) }))
      .filter(isSeen)
      .sort((one, other) => Math.abs(one.top) - Math.abs(other.top));
    const isAtTop = window.scrollY === 0;
    const focused = document.activeElement;
    return () => {
      const isLost = focused?.id && !focused.isConnected;
      if (isLost) document.getElementById(focused.id)?.focus({ preventScroll: true });
      const held = isAtTop ? null : near.find(isSeen);
      if (held) window.scrollBy({ top: topOf(held.element) - held.top, behavior: 'instant' });
    };
  }

  // What lasts from one page to the next. A browser may forbid to keep anything: then all is forgotten.
  function memory() {
    try {
      return window.sessionStorage;
    } catch {
      return { getItem: () => null, setItem: () => {} };
    }
  }

  // Loads the page anew, but never twice for the same reason.
  function reloadFor(reason) {
    if (memory().getItem('madoguchi:reload') === reason) return;
    memory().setItem('madoguchi:reload', reason);
    location.reload();
  }

  const FRAME = `
    <link rel="stylesheet" href="${FOLDER}overlay.css">
    <p class="status" role="status"></p>
    <section class="panel" role="dialog" aria-modal="false">
      <button class="close" type="button"></button><main role="document" tabindex="0"></main>
    </section>
    <p class="badge"><button class="show" type="button"></button><button class="hide" type="button">×</button></p>`;

  // The list of what is wrong, over the page: opened by errors, else a badge with the numbers.
  class Overlay {
    constructor() {
      this.host = document.createElement('madoguchi-overlay');
      this.host.hidden = true; // until its style is there
      this.root = this.host.attachShadow({ mode: 'open' });
      this.root.innerHTML = FRAME;
      this.part = (selector) => this.root.querySelector(selector);
      this.part('link').onload = () => this.host.removeAttribute('hidden');
      this.part('.close').onclick = () => this.turn('closed');
      this.part('.hide').onclick = () => this.turn('hidden');
      this.part('.show').onclick = () => this.turn('open');
      this.host.addEventListener('focusin', ({ relatedTarget }) => (this.cameFrom = relatedTarget ?? this.cameFrom));
      document.documentElement.append(this.host);
      this.mirror = new Mirror(this.part('main'), document.createElement('main'));
    }

    update(main) {
      this.mirror.turnInto(main);
      const { level, list, close, show, hide } = main.dataset;
      const title = main.querySelector('h1').textContent;
      this.host.lang = main.lang;
      this.host.dataset.level = level;
      this.part('.panel').setAttribute('aria-label', title);
      this.part('.close').textContent = close;
      this.part('.hide').title = hide;
      Object.assign(this.part('.show'), { textContent: title, title: show });
      if (this.list === list) return;
      this.list = list;
      this.part('.status').textContent = title;
      // A list that the reader closed, on this page or another, is not opened again until it says something new.
      const [known, state] = (memory().getItem('madoguchi:overlay') ?? '').split(' ');
      this.turn(known === list ? state : level === 'error' ? 'open' : 'closed');
    }

    turn(state) {
      const hadFocus = this.root.activeElement !== null;
      this.host.dataset.state = state;
      memory().setItem('madoguchi:overlay', `${this.list} ${state}`);
      // Whoever works in the overlay goes on from there; nobody else is drawn into it.
      const next = { open: this.part('main'), closed: this.part('.show'), hidden: this.cameFrom };
      if (hadFocus) next[state]?.focus({ preventScroll: true });
    }

    remove() {
      this.list = ''; // were it to come back, it would be news
      this.turn('hidden');
      this.host.remove();
    }
  }

  const versionOf = (root) => root.querySelector(`script[src="${FOLDER}reload.js"]`)?.dataset.seen;
  const policyOf = (root) => root.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content;
  let seen = document.currentScript.dataset.seen;
  let [page, overlay, problems] = [null, null, ''];
  let followed = location.href;

  async function read(url) {
    const response = await fetch(url, { cache: 'no-store' });
    const text = await response.text();
    return { response, text, source: new DOMParser().parseFromString(text, 'text/html').documentElement };
  }

  // Reads what the page was before any script changed it. Where the server has a newer one by now, the page as it
  // is must do: what scripts did so far then counts as its source.
  async function begin() {
    const asItIs = document.documentElement.cloneNode(true);
    const { source } = await read(location.href);
    page = new Mirror(document.documentElement, versionOf(source) === seen ? source : asItIs);
  }

  async function showPage() {
    if (!page) await begin();
    const { response, source } = await read(location.href);
    const version = versionOf(source);
    if (version === seen) return;
    // A page that is gone, that moved or that stands under another policy cannot be shown in this one's place.
    const isGone = !version || response.status === 404 || response.redirected;
    if (isGone || policyOf(source) !== policyOf(page.source)) return reloadFor(`${version} ${response.url}`);
    const loaded = await loadSheets(page, source);
    const restoreView = holdView();
    page.turnInto(source, loaded);
    restoreView();
    seen = version;
    memory().setItem('madoguchi:reload', '');
    document.dispatchEvent(new CustomEvent('madoguchi:update'));
  }

  async function showProblems() {
    const main = problems && (await read(problems)).source.querySelector('main.problems');
    const isWanted = main && main.dataset.level !== 'none';
    if (!isWanted) overlay?.remove();
    overlay = isWanted ? overlay ?? new Overlay() : null;
    overlay?.update(main);
  }

  // Goes where an edit was made; not a second time, since the reader may have gone elsewhere from there.
  function follow(path) {
    const target = new URL(path, location.href);
    if (target.origin !== location.origin || target.href === followed) return;
    followed = target.href;
    if (decodeURI(target.pathname) !== decodeURI(location.pathname)) return location.assign(target.href);
    const element = document.getElementById(decodeURIComponent(target.hash.slice(1)));
    for (let box = element; box; box = box.parentElement) if (box.nodeName === 'DETAILS') box.open = true;
    element?.scrollIntoView({ behavior: 'instant' });
  }

  // One task after the other, none waiting twice. What fails because the server is gone is told again later.
  let work = Promise.resolve();
  const waiting = new Set();
  function enqueue(task) {
    if (waiting.has(task)) return;
    waiting.add(task);
    work = work.then(() => waiting.delete(task) && task()).catch((error) => console.warn('madoguchi:', error));
  }

  let [stream, pause, failures] = [null, 0, 0];

  // A browser opens six connections to a server: a page that nobody sees takes none.
  function connect() {
    disconnect();
    if (document.hidden) return;
    const path = encodeURIComponent(location.pathname);
    stream = new EventSource(`${FOLDER}events?token=${TOKEN}&page=${path}&seen=${seen}`);
    stream.onerror = lose;
    stream.onopen = () => (failures = 0);
    stream.addEventListener('page', () => enqueue(showPage));
    stream.addEventListener('problems', ({ data }) => {
      problems = data;
      enqueue(showProblems);
    });
    stream.addEventListener('follow', ({ data }) => enqueue(() => follow(data)));
  }

  function disconnect() {
    clearTimeout(pause);
    stream?.close();
    stream = null;
  }

  // Tries again later: after a longer time each time, and not at the same moment as every other page.
  function lose() {
    disconnect();
    pause = setTimeout(reconnect, Math.min(LONGEST_PAUSE, 250 * 2 ** failures) * (0.5 + Math.random() / 2));
    failures += 1;
  }

  // A server that was started anew has another token, which stands in its own copy of this script.
  async function reconnect() {
    const text = await read(`${FOLDER}reload.js`).then(({ text }) => text, () => '');
    if (text.includes(TOKEN)) return connect();
    lose();
    if (text.includes('EventSource')) reloadFor(text);
  }
  document.addEventListener('keydown', (event) => {
    // In an input method Escape takes a conversion back.
    const isEscape = event.key === 'Escape' && !event.isComposing && !event.defaultPrevented;
    if (isEscape && overlay?.host.dataset.state === 'open') overlay.turn('closed');
  });
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  enqueue(begin);
  connect();
})();
