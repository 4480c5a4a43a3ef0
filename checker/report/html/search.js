'use strict';
(() => {
  // the rows are read once and taken out of the page; only those that are found stand in it
  const MOST = 200;
  const $ = query => document.querySelector(query);
  const words = text => text.replace(/\s+/g, ' ').trim();
  const split = text => (text ? text.split(' ') : []);
  const list = $('#rows'), bar = $('#bar'), note = $('#none'), told = $('#filters');
  const read = (query, sort) => [...document.querySelectorAll(query)].map((el, index) => ({
    el, sort, index, text: words(el.textContent).toLowerCase(), id: el.dataset.id, label: words(el.firstElementChild.textContent),
    verdict: el.dataset.v, rule: el.dataset.r, subject: el.dataset.q, documents: split(el.dataset.d),
    reasons: split(el.dataset.w), states: split(el.dataset.s),
  }));
  const findings = read('#rows > li', 'f');
  const groups = [['#subjects', 's'], ['#sources', 'd']].map(([query, sort]) =>
    ({ list: $(query), heading: $(query).previousElementSibling, rows: read(`${query} > li`, sort) }));
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
    list.replaceChildren(...rows.slice(0, MOST).map(f => f.el));
    for (const group of groups) {
      const named = filtered ? [] : group.rows.filter(has);
      group.list.replaceChildren(...named.slice(0, MOST).map(row => row.el));
      group.heading.hidden = group.list.hidden = !named.length;
      group.heading.textContent = `${group.heading.textContent.replace(/ \(.*/, '')} (${number(named.length)}${named.length > MOST ? `, the first ${MOST}` : ''})`;
    }
    const more = rows.length > MOST ? `; the first ${MOST} are shown` : '';
    note.textContent = `${number(rows.length)} of ${number(findings.length)} entries${more}`;
    const parts = ['state', 'reason', 'rule', 'subject', 'document', 'with'].filter(name => wanted.get(name))
      .map(name => `${name}: ${label[name]?.get(wanted.get(name)) ?? wanted.get(name)}`);
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
