// What has to be done before a page is shown, so that it does not change under its reader's eyes: the colours
// that the reader chose, and the answers of a page of questions, which scripts fold.
//
// All of folding is here: were it in a script that may fail to load, answers would be folded for good.
(() => {
  'use strict';
  const root = document.documentElement;
  root.dataset.scripts = '';
  try {
    const scheme = localStorage.getItem('madoguchi:scheme');
    if (scheme === 'light' || scheme === 'dark') root.dataset.scheme = scheme;
  } catch {
    // A browser may forbid to keep anything: then its own setting holds.
  }

  // The element that the address names.
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // what is no UTF-8 names nothing of ours
    }
  }

  const answerOf = (question) => question?.querySelector(':scope > .answer');

  function show(answer, isShown) {
    // What is hidden in this way is still found when the reader searches in the page.
    if (isShown) answer.removeAttribute('hidden');
    else answer.setAttribute('hidden', 'until-found');
    const button = answer.parentElement.querySelector(':scope > .toggle');
    button?.setAttribute('aria-expanded', String(isShown));
  }

  // Gives each question that has none a button over its words. The heading stays a heading, and is not changed.
  function prepare(fold) {
    const named = fold && target();
    for (const answer of document.querySelectorAll('.question > .answer')) {
      const question = answer.parentElement;
      const heading = question.firstElementChild;
      let button = question.querySelector(':scope > .toggle');
      const isNew = !button;
      if (isNew) {
        button = Object.assign(document.createElement('button'), { type: 'button', className: 'toggle' });
        answer.before(button);
      }
      const words = [...heading.childNodes].filter((node) => !node.classList?.contains('permalink'));
      const name = words.map((node) => node.textContent).join('').trim();
      if (button.ariaLabel !== name) button.ariaLabel = name;
      if (isNew) show(answer, !fold || (named && question.contains(named)) || false);
    }
  }

  // Opens what holds the element that the address names, and goes there.
  function reveal() {
    const named = target();
    const answer = answerOf(named?.closest('.question'));
    if (!answer) return;
    show(answer, true);
    named.scrollIntoView();
  }

  // The parser is watched, since each answer is to be folded before it is painted.
  const parser = new MutationObserver(() => prepare(true));
  parser.observe(root, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', () => {
    parser.disconnect();
    prepare(true);
    reveal();
  });
  document.addEventListener('click', ({ target: clicked }) => {
    const button = clicked.closest?.('.question > .toggle');
    if (button) show(answerOf(button.parentElement), button.getAttribute('aria-expanded') === 'false');
    // A link to where the address points already tells nobody that it was followed.
    const link = clicked.closest?.('a[href*="#"]');
    if (link?.href === location.href) reveal();
  });
  addEventListener('hashchange', reveal);
  document.addEventListener('beforematch', ({ target: found }) => {
    const answer = found.closest('.question > .answer');
    if (answer) show(answer, true);
  });
  // What an editor adds in the preview is to be seen.
  document.addEventListener('madoguchi:update', () => prepare(false));
})();
