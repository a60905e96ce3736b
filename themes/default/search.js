// Search. Nothing is loaded before the box is used; what is found reaches the page as text alone.
(() => {
  // As in src/search/fold.rs and terms.rs; tests/search holds them equal.
  const UNIT = /[^][\u0300-\u036f\u3099-\u309c\uff9e\uff9f\u1161-\u11ff]*/gu;
  const UNSEEN = /[\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/u;
  const DASH = /[-\u2010-\u2015\u2212ー]/;
  const HYPHEN = /[-\u2010\u2212ー]/;
  const APART = /[\0-/:-@[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05f3\u05f4\u060c\u061b\u061d-\u061f\u066a-\u066d\u06d4\u0964\u0965\u1680\u2000-\u2bff\u2e00-\u3004\u3008-\u3040\u3097-\u309c\u30a0\u30fb\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff\u4dc0-\u4dff\ud7a4-\uf8ff\ufe10-\ufe6f\uff00-\uffff\u{1f000}-\u{1faff}\u{f0000}-\u{10ffff}]/u;
  const HAN = '\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}';
  const WIDE = `${HAN}\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\uac00-\ud7a3`;
  const isHan = new RegExp(`[${HAN}]`, 'u');
  const isWide = new RegExp(`^[${WIDE}]`, 'u');
  const isJoint = new RegExp(`^[^ ${WIDE}]{2}`, 'u');
  const RUNS = new RegExp(`[${WIDE}]+|[^ ${WIDE}]+`, 'gu');
  const LONGEST_QUERY = 100;
  const SHOWN = 10;

  // Text in NFC as it is searched, and the place that each unit of it comes from.
  function fold(text) {
    let out = '';
    let places = [];
    let last = '';
    let isJoining = false;
    const endKana = () => {
      out = out.replace(/ー+$/, '');
      places.length = out.length;
    };
    const push = (letter, place) => {
      out += letter;
      for (let at = 0; at < letter.length; at++) places.push(place);
    };
    const apart = (place) => {
      endKana();
      isJoining = false;
      last = '';
      if (out && !out.endsWith(' ')) push(' ', place);
    };
    const take = (letter, place) => {
      if (UNSEEN.test(letter)) return;
      if (DASH.test(letter)) {
        if (last === 'h' || last === 'k') push('ー', place);
        else if (last === 'n' && !isJoining && HYPHEN.test(letter)) isJoining = true;
        else apart(place);
        return;
      }
      if (APART.test(letter)) return apart(place);
      const script = /[\u3041-\u309f]/.test(letter) ? 'h' : /[\u30a1-\u30ff]/.test(letter) ? 'k' : isWide.test(letter) ? 'w' : 'n';
      if (isJoining && script !== 'n') apart(place);
      isJoining = false;
      if (last !== script) endKana();
      last = script;
      const isKatakana = /[\u30a1-\u30f6\u30fd\u30fe]/.test(letter);
      push(isKatakana ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : letter === 'ς' ? 'σ' : letter, place);
    };
    for (const { 0: unit, index } of text.matchAll(UNIT)) {
      const plain = unit.replace(/\u309b/g, '\u3099').replace(/\u309c/g, '\u309a').normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC');
      for (const letter of plain) for (const small of letter.toLowerCase()) take(small, index);
    }
    endKana();
    out = out.replace(/ +$/, '');
    return { text: out, places };
  }

  const runs = (folded) => folded.match(RUNS) ?? [];
  const word = (run) => [...run].slice(0, 32).join('');

  // The terms of folded text; a query has no single letters beside pairs.
  function terms(folded, isQuery) {
    return runs(folded).flatMap((run) => {
      if (!isWide.test(run)) return word(run);
      const letters = [...run];
      const pairs = letters.flatMap((letter, at) => [
        ...(letters.length === 1 || (!isQuery && isHan.test(letter)) ? [letter] : []),
        ...(at + 1 < letters.length ? [letter + letters[at + 1]] : []),
      ]);
      // Every second pair covers a long run.
      return isQuery && pairs.length > 6 ? pairs.filter((_, at) => at % 2 === 0 || at === pairs.length - 1) : pairs;
    });
  }

  function shardOf(term, shards) {
    let hash = 0x811c9dc5;
    for (const letter of [...term].slice(0, isWide.test(term) ? 2 : 3)) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    return hash & (shards - 1);
  }

  const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

  function numbers(text) {
    const found = [];
    let number = 0;
    let bits = 0;
    for (const letter of text) {
      const digit = DIGITS.indexOf(letter);
      number += (digit & 31) << bits;
      bits += 5;
      if (digit < 32) {
        found.push(number);
        number = bits = 0;
      }
    }
    return found;
  }

  // The weights of a list's documents. One that was cut may hold any other, too, lighter than all it names.
  function weights(list, count, factor, into) {
    const [documents, ...rest] = numbers(list);
    const rarity = factor * Math.log(1 + count / documents);
    let left = documents;
    let weight = 0;
    for (let at = 0; at < rest.length; ) {
      let same = rest[at++];
      left -= same;
      weight = rest[at++] * rarity;
      for (let number = 0; same > 0; same--) {
        number += rest[at++];
        into.found.set(number, Math.max(into.found.get(number) ?? 0, weight));
      }
    }
    if (left > 0) into.floor = Math.max(into.floor, weight / 2);
  }

  // All documents of several lists: the sum of each, and in which share of the lists it may be.
  function together(lists) {
    const all = new Map();
    for (const { found } of lists) for (const number of found.keys()) all.set(number, null);
    for (const number of all.keys()) {
      const weights = lists.map(({ found, floor }) => found.get(number) ?? floor).filter(Boolean);
      all.set(number, { sum: weights.reduce((a, b) => a + b, 0), share: weights.length / lists.length });
    }
    return all;
  }

  // The parts of a query: words of groups, and what stands between them.
  function partsOf(query, words) {
    const parts = [];
    let loose = '';
    const flush = () => {
      parts.push(...runs(loose).map((text) => ({ text, groups: [] })));
      loose = '';
    };
    const isEdge = (at) => !isJoint.test(query.slice(Math.max(0, at - 1))) || at === 0;
    for (let at = 0; at < query.length; ) {
      let found = '';
      for (const word of words.keys()) {
        if (word.length > found.length && query.startsWith(word, at) && isEdge(at) && isEdge(at + word.length)) found = word;
      }
      if (found) {
        flush();
        parts.push({ text: found, groups: words.get(found) });
      } else loose += query[at];
      at += found.length || 1;
    }
    flush();
    // What is being typed may be the beginning of such a word.
    const last = parts.at(-1);
    if (last && !last.groups.length && last.text.length >= (isWide.test(last.text) ? 2 : 3)) {
      const begun = [...words].filter(([word]) => word.startsWith(last.text));
      last.groups = [...new Set(begun.flatMap(([, groups]) => groups))].slice(0, 4);
    }
    return parts.slice(0, 6);
  }

  function judge(part, shards, head) {
    const lists = terms(part.text, true).map((term) => {
      const shard = shards[shardOf(term, head.shards)];
      const into = { found: new Map(), floor: 0 };
      if (Object.hasOwn(shard, term)) weights(shard[term], head.count, 1, into);
      if (isWide.test(term) || term.length < 3) return into;
      for (const [known, list] of Object.entries(shard)) {
        const isForm = known.length > 3 && term.startsWith(known) && term.length - known.length < 3;
        if (known !== term && (known.startsWith(term) || isForm)) weights(list, head.count, 0.6, into);
      }
      return into;
    });
    const judged = { found: new Map(), floor: Math.min(...lists.map(({ floor }) => floor)) };
    for (const [number, { sum, share }] of together(lists)) {
      // A part of a sentence is enough.
      if (share > (lists.length > 4 ? 0.3 : 0.6)) judged.found.set(number, (sum / lists.length) * share);
    }
    for (const group of part.groups) {
      const shard = shards[shardOf(`=${group}`, head.shards)];
      if (Object.hasOwn(shard, `=${group}`)) weights(shard[`=${group}`], head.count, 0.8, judged);
    }
    return judged;
  }

  function prepared(head) {
    if (head.words) return head;
    head.count = 0;
    head.starts = numbers(head.slots).map((slots) => (head.count += slots) - slots);
    head.words = new Map();
    head.groups.forEach((words, group) => {
      for (const word of words) head.words.set(word, [...(head.words.get(word) ?? []), group]);
    });
    return head;
  }

  // The best documents for a query; `load` gives a file's data.
  async function find(query, load) {
    const head = prepared(await load('index'));
    const folded = fold(query.slice(0, LONGEST_QUERY).normalize('NFC')).text;
    const parts = partsOf(folded, head.words);
    const wanted = parts.flatMap((part) => [...terms(part.text, true), ...part.groups.map((group) => `=${group}`)]);
    const shards = {};
    const names = new Set(wanted.map((term) => shardOf(term, head.shards)));
    await Promise.all([...names].map(async (name) => (shards[name] = await load(String(name)))));
    const ranked = [...together(parts.map((part) => judge(part, shards, head)))];
    const good = ranked.map(([number, { sum, share }]) => ({ number, share, score: sum * share ** 2 })).filter(({ share }) => share >= 0.5 || parts.length < 2);
    good.sort((a, b) => b.score - a.score || a.number - b.number);
    const words = (part) => [part.text, ...part.groups.flatMap((group) => head.groups[group])];
    const needles = parts.flatMap(words);
    const found = await Promise.all(good.slice(0, SHOWN).map(async (document) => {
      let file = head.starts.length - 1;
      while (head.starts[file] > document.number) file--;
      const texts = await load(`t${file}`);
      const [kind, title, path, href, text] = texts[document.number - head.starts[file]];
      const all = fold(`${title} ${text}`.normalize('NFC')).text;
      const isThere = (part) => words(part).some((word) => all.includes(word));
      const score = document.score * (parts.every(isThere) ? 1 : 0.5);
      return { kind, title, path, href, text, score };
    }));
    found.sort((a, b) => b.score - a.score);
    return { needles, found: found.filter(({ href }, at) => found.findIndex((other) => other.href === href) === at) };
  }

  // At most so many letters of a text in pieces, each with whether it was looked for.
  function pieces(text, needles, most) {
    const { text: folded, places } = fold(text);
    const ranges = [];
    for (const needle of needles) {
      for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
        const isInside = at > 0 && isJoint.test(folded.slice(at - 1));
        if (!isInside) ranges.push([places[at], places[at + needle.length] ?? text.length]);
      }
    }
    ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const from = Math.max(0, Math.min((ranges[0]?.[0] ?? 0) - 30, text.length - most));
    const to = Math.min(text.length, from + most);
    const found = [];
    // Half a character is none.
    const put = (start, end, isMarked) => start < end && found.push([text.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, ''), isMarked]);
    let at = from;
    for (const [start, end] of ranges) {
      if (start < at || start >= to) continue;
      put(at, start, false);
      put(start, Math.min(end, to), true);
      at = Math.min(end, to);
    }
    put(at, to, false);
    if (from) found.unshift(['…', false]);
    if (to < text.length) found.push(['…', false]);
    return found;
  }

  const waiting = new Map();
  // Every file of search calls this.
  globalThis.madoguchiSearch = (version, name, data) => waiting.get(name)?.({ version, data });
  Object.assign(globalThis.madoguchiSearch, { fold, terms, shardOf, find, pieces });
  if (!globalThis.document) return;

  const make = (name, of, ...children) => {
    const element = document.createElement(name);
    if (of) element.className = of;
    element.append(...children);
    return element;
  };
  const marked = (name, of, text, needles, most) =>
    make(name, of, ...pieces(text.replace(/\s+/g, ' '), needles, most).map(([piece, isMarked]) => (isMarked ? make('mark', '', piece) : piece)));

  function start(form) {
    if (!form || !form.hidden) return;
    const { index, root, none, count, failed, channel, question } = form.dataset;
    const [input, status, list] = ['input', 'output', 'ol'].map((of) => form.querySelector(of));
    form.hidden = false;
    const files = new Map();
    let version = '';
    let turn = 0;
    let timer;

    // Files of another version, which a cache may have kept, count in other numbers.
    const file = (name) => {
      if (!files.has(name)) {
        const script = document.createElement('script');
        script.src = `${index}${name}.js${version && `?${version}`}`;
        const loading = new Promise((done, fail) => {
          waiting.set(name, done);
          script.onload = script.onerror = fail;
        });
        loading.catch(() => files.delete(name)).finally(() => script.remove());
        files.set(name, loading);
        document.head.append(script);
      }
      return files.get(name);
    };
    const load = async (name) => {
      const head = await file('index');
      version = head.version;
      const { version: of, data } = name === 'index' ? head : await file(name);
      if (of !== version) throw new Error('another version');
      return data;
    };

    const links = () => [...list.querySelectorAll('a')];
    const show = (said, ...items) => {
      list.replaceChildren(...items);
      status.textContent = said;
      form.classList.toggle('is-open', said !== '');
    };
    const close = () => {
      turn++;
      clearTimeout(timer);
      show('');
    };
    const address = (href) => {
      const at = (href + '#').indexOf('#');
      // A page on a disk is a file.
      return root + href.slice(0, at) + (location.protocol === 'file:' ? 'index.html' : '') + href.slice(at);
    };
    const put = ({ found, needles }) => {
      const items = found.map(({ kind, title, path, href, text }) => {
        const link = make('a', '', marked('span', 'search-title', title, needles, 200));
        const label = ['', question, channel][kind];
        const above = [...new Set([label, path])].filter(Boolean).join(' · ');
        if (above) link.append(make('span', 'search-path', above));
        if (text) link.append(marked('span', 'search-text', text, needles, 110));
        link.href = address(href);
        return make('li', '', link);
      });
      show(items.length ? count.replace('{count}', items.length) : none, ...items);
    };
    const search = async () => {
      clearTimeout(timer);
      const query = input.value;
      const own = ++turn;
      if (!query.trim()) return close();
      let found;
      for (const isLast of [false, true]) {
        try {
          found ??= await find(query, load);
        } catch {
          // Once more, with nothing kept.
          files.clear();
          version = String(Date.now());
          if (isLast && own === turn) show(failed);
        }
      }
      if (found && own === turn) put(found);
    };

    input.addEventListener('focus', () => file('index').catch(() => {}));
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(search, 150);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('keydown', async (event) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = [input, ...links()];
      const at = all.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && at >= 0 && all[at + step]) {
        event.preventDefault();
        all[at + step].focus();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        if (!status.textContent) input.value = '';
        close();
        input.focus();
      } else if (event.key === 'Enter' && at === 0) {
        event.preventDefault();
        await search();
        links()[0]?.click();
      }
    });
    document.addEventListener('pointerdown', (event) => form.contains(event.target) || close());
    form.addEventListener('focusout', (event) => event.relatedTarget && !form.contains(event.relatedTarget) && close());
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || isTyping || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      input.focus();
    });
  }

  const prepare = () => start(document.querySelector('form.search'));
  prepare();
  document.addEventListener('madoguchi:update', prepare);
})();
