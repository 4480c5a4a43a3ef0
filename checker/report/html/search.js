'use strict';
(() => {
  // rows are read from one piece of text; only those that are found become a part of the page
  const MOST = 200;
  const $ = query => document.querySelector(query);
  const split = text => (text ? text.split(' ') : []);
  const SIGNS = { '&#39;': "'", '&#34;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  const spoken = text => text.replace(/&(?:#3[94]|lt|gt|amp);/g, sign => SIGNS[sign]);
  const plain = markup => spoken(markup.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
  const bar = $('#bar'), note = $('#none'), told = $('#filters');
  function read(query) {
    const raw = $(query), list = Object.assign(document.createElement('ul'), { className: 'rows' });
    const rows = raw.textContent.split('<li').slice(1).map((rest, index) => {
      const markup = `<li${rest.replace('</ul>', '')}`, said = {};
      for (const [, name, value] of markup.slice(0, markup.indexOf('>')).matchAll(/data-(\w+)="([^"]*)"/g)) said[name] = spoken(value);
      return { markup, index, text: plain(markup).toLowerCase(), id: said.id, label: () => plain(markup.slice(0, markup.indexOf('</a>'))),
        verdict: said.v, rule: said.r, subject: said.q, documents: split(said.d), reasons: split(said.w), states: split(said.s) };
    });
    raw.replaceWith(list);
    return { list, rows, heading: list.previousElementSibling };
  }
  const fill = (list, rows) => list.replaceChildren(...rows.slice(0, MOST).map(row =>
    document.createRange().createContextualFragment(row.markup)));
  const { list, rows: findings } = read('#rows');
  const groups = [read('#subjects'), read('#sources')];
  const documents = new Map(groups[1].rows.map(d => [d.id, String(d.index)]));
  const label = { subject: new Map(groups[0].rows.map(s => [s.id, s.label])), document: new Map(groups[1].rows.map(d => [d.id, d.label])) };
  label.with = label.document;

  const search = Object.assign(document.createElement('input'), { type: 'search', placeholder: 'Words of a title, a subject, a document' });
  search.setAttribute('aria-label', 'Search');
  const reset = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Show all' });
  const VERDICTS = ['contradiction', 'tension', 'unchecked', 'reconciled', 'agreement'].filter(v => findings.some(f => f.verdict === v));
  const chips = VERDICTS.map(v => Object.assign(document.createElement('button'),
    { type: 'button', className: `b ${v.slice(0, 2)}`, value: v, textContent: v }));
  bar.append(search, ...chips, reset);
  bar.hidden = false;

  const asked = () => new URLSearchParams(location.hash.slice(1));
  function found(wanted) {
    const get = name => wanted.get(name), verdicts = wanted.getAll('verdict');
    const needles = (get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const first = get('document') && (documents.get(get('document')) ?? '-'), second = get('with') && (documents.get(get('with')) ?? '-');
    const has = row => needles.every(needle => row.text.includes(needle));
    return { filtered: [...wanted.keys()].some(name => name !== 'text'), has, rows: findings.filter(f =>
      (!verdicts.length || verdicts.includes(f.verdict))
      && (!get('reason') || f.reasons.includes(get('reason')))
      && (!get('state') || f.states.includes(get('state')))
      && (!get('subject') || f.subject === get('subject'))
      && (!get('rule') || f.rule === get('rule'))
      && (!first || f.documents.includes(first))
      && (!second || f.documents.includes(second))
      && (!(first && first === second) || f.documents.length === 1)
      && has(f)) };
  }
  const number = n => n.toLocaleString('en');
  function show() {
    const wanted = asked(), { filtered, has, rows } = found(wanted);
    for (const chip of chips) chip.setAttribute('aria-pressed', String(wanted.getAll('verdict').includes(chip.value)));
    if (document.activeElement !== search) search.value = wanted.get('text') ?? '';
    fill(list, rows);
    for (const group of groups) {
      const named = filtered ? [] : group.rows.filter(has);
      fill(group.list, named);
      group.heading.hidden = group.list.hidden = !named.length;
      group.heading.textContent = `${group.heading.textContent.replace(/ \(.*/, '')} (${number(named.length)}${named.length > MOST ? `, the first ${MOST}` : ''})`;
    }
    const more = rows.length > MOST ? `; the first ${MOST} are shown` : '';
    note.textContent = `${number(rows.length)} of ${number(findings.length)} entries${more}`;
    const parts = ['state', 'reason', 'rule', 'subject', 'document', 'with'].filter(name => wanted.get(name))
      .map(name => `${name}: ${label[name]?.get(wanted.get(name))?.() ?? wanted.get(name)}`);
    told.textContent = parts.join(' · ');
    told.hidden = !parts.length;
    reset.hidden = ![...wanted.keys()].length;
  }
  function ask(wanted) {
    history.replaceState(null, '', `#${wanted}`);
    show();
  }
  let waiting;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const wanted = asked();
      if (search.value.trim()) wanted.set('text', search.value.trim()); else wanted.delete('text');
      ask(wanted);
    }, 60);
  });
  for (const chip of chips) chip.addEventListener('click', () => {
    const wanted = asked(), pressed = wanted.getAll('verdict').filter(v => v !== chip.value);
    if (!wanted.getAll('verdict').includes(chip.value)) pressed.push(chip.value);
    wanted.delete('verdict');
    for (const verdict of pressed) wanted.append('verdict', verdict);
    ask(wanted);
  });
  reset.addEventListener('click', () => { search.value = ''; ask(new URLSearchParams()); search.focus(); });
  bar.addEventListener('submit', event => event.preventDefault());
  addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.target === search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  addEventListener('hashchange', show);
  show();
  if (!asked().toString()) search.focus();
})();
