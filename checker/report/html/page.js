'use strict';
(() => {
  const $ = (query, from = document) => from.querySelector(query);
  const $$ = (query, from = document) => [...from.querySelectorAll(query)];
  const make = (name, fields = {}, ...children) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...children);
    return made;
  };
  const bar = $('#bar'), list = $('#list');
  const words = text => text.replace(/\s+/g, ' ').trim();

  // ------------------------------------------------------------------------------------ what there is, read once from the page
  const documents = $$('section.d, #sources > li').map((d, i) => ({ id: d.dataset.id ?? d.id.slice(2), number: d.dataset.n ?? String(i),
    label: words($('h3', d).textContent), publisher: $('bdi', d).textContent }));
  const place = new Map(documents.map(d => [d.id, d.number]));
  const sections = $$('section.s', list).map(el => ({ el, id: el.id.slice(2), label: words($('h3', el).textContent) }));
  const VERDICTS = ['contradiction', 'tension', 'unchecked', 'reconciled', 'agreement'];
  const SHORT = Object.fromEntries(VERDICTS.map(v => [v.slice(0, 2), v]));
  const quantities = $$('section.q', list);
  const anchor = link => {
    const named = (link.dataset?.gone ?? link.hash).slice(1);
    try { return decodeURIComponent(named); } catch { return named; }
  };
  const split = text => (text ? text.split(' ') : []);
  const findings = sections.flatMap(section => $$('section.q', section.el).flatMap(quantity => $$('details.f', quantity).map(el => ({
    el, section, quantity,
    id: el.id.slice(2), verdict: el.dataset.v ?? SHORT[el.classList[1]], rule: el.dataset.r,
    documents: split(el.dataset.d), reasons: split(el.dataset.w), states: split(el.dataset.s),
  }))));
  const byId = new Map(findings.map(f => [f.id, f]));
  // what is below the first cards of a large page is one piece of text until it is looked at
  const SIGNS = { '&#39;': "'", '&#34;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  const plain = markup => markup.replace(/<[^>]*>/g, ' ').replace(/&(?:#3[94]|lt|gt|amp);/g, sign => SIGNS[sign]);
  const unread = el => $(':scope > noscript', el);
  const fill = f => {
    const raw = unread(f.el);
    if (raw) raw.replaceWith(document.createRange().createContextualFragment(raw.textContent));
    return f;
  };
  const within = f => { const raw = unread(f.el); return raw ? `${f.el.firstElementChild.textContent} ${plain(raw.textContent)}` : f.el.textContent; };
  const text = f => f.text ??= `${f.section.label} ${f.quantity.firstElementChild?.textContent} ${within(f)}`.toLowerCase();
  const said = message => { $('#say').textContent = ''; requestAnimationFrame(() => { $('#say').textContent = message; }); };

  // ----------------------------------------------------------------------------------------------------------- the filter bar
  const present = key => [...new Set(findings.flatMap(f => f[key]))].sort();
  const search = make('input', { type: 'search', placeholder: 'Search ( / )', autocomplete: 'off' });
  search.setAttribute('aria-label', 'Search the findings');
  const chips = VERDICTS.filter(v => findings.some(f => f.verdict === v)).map(v => {
    const chip = make('button', { type: 'button', className: `b ${v.slice(0, 2)}`, value: v, textContent: v });
    chip.addEventListener('click', () => { press(chip, chip.getAttribute('aria-pressed') !== 'true'); changed(); });
    return chip;
  });
  const press = (chip, on) => chip.setAttribute('aria-pressed', String(on));
  const select = (key, title, options) => {
    const made = make('select', { name: key }, new Option(title, ''));
    for (const [value, label] of options) made.append(new Option(label, value));
    made.setAttribute('aria-label', title);
    made.addEventListener('change', changed);
    return made;
  };
  const same = names => names.map(name => [name, name]);
  const named = new Set(present('documents')), cited = documents.filter(d => named.has(d.number)).map(d => [d.id, d.label]);
  const selects = [
    select('state', 'any state', same(present('states'))),
    select('reason', 'any reason', same(present('reasons'))),
    select('document', 'any document', cited),
    select('with', 'with any other', cited),
    select('subject', 'any subject', sections.map(s => [s.id, s.label]).sort((a, b) => a[1].localeCompare(b[1]))),
    select('rule', 'any rule', same(present('rule'))),
  ].filter(s => s.options.length > 2 || s.name === 'state' && s.options.length > 1);
  const SORTS = [['', 'gravest first'], ['name', 'by name'], ['number', 'most findings first']];
  const sort = make('select', { name: 'sort' }, ...SORTS.map(([value, label]) => new Option(label, value)));
  sort.setAttribute('aria-label', 'Order of subjects');
  sort.hidden = sections.length < 2;
  sort.addEventListener('change', changed);
  const count = make('output', { id: 'count' });
  const button = (label, act) => {
    const made = make('button', { type: 'button', textContent: label });
    made.addEventListener('click', act);
    return made;
  };
  const reset = button('Reset', () => { location.hash = '#findings'; apply(new URLSearchParams()); });
  bar.append(search, ...chips, ...selects, sort, reset, button('CSV', () => save('csv')), button('JSON', () => save('json')),
    Object.assign(button('Theme', theme), { id: 'theme' }), button('Keys', () => help.showModal()), count);
  bar.hidden = !findings.length;
  bar.addEventListener('submit', event => event.preventDefault());
  let waiting;
  search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(changed, 80); });

  // ------------------------------------------------------------------------------------------ the filter, kept in the address
  let shown = findings, seen = new Set(findings);
  const contents = $$('.contents a').map(a => [a.parentNode, document.getElementById(anchor(a))]);
  function state() {
    const found = new URLSearchParams();
    for (const chip of chips) if (chip.getAttribute('aria-pressed') === 'true') found.append('verdict', chip.value);
    for (const one of [...selects, sort]) if (one.value) found.set(one.name, one.value);
    if (search.value.trim()) found.set('text', search.value.trim());
    return found;
  }
  function changed() {
    const found = state();
    history.replaceState(null, '', `#${found.toString() || 'findings'}`);
    filter(found);
  }
  function apply(found) {
    for (const chip of chips) press(chip, found.getAll('verdict').includes(chip.value));
    for (const one of [...selects, sort]) one.value = found.get(one.name) ?? '';
    for (const one of selects) if (one.selectedIndex < 0) one.value = '';
    search.value = found.get('text') ?? '';
    filter(found);
  }
  function filter(found) {
    const get = name => found.get(name);
    const verdicts = found.getAll('verdict'), needles = (get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const first = get('document') && (place.get(get('document')) ?? '-'), second = get('with') && (place.get(get('with')) ?? '-');
    const alone = first && first === second;
    shown = findings.filter(f =>
      (!verdicts.length || verdicts.includes(f.verdict))
      && (!get('reason') || f.reasons.includes(get('reason')))
      && (!get('state') || f.states.includes(get('state')))
      && (!get('subject') || f.section.id === get('subject'))
      && (!get('rule') || f.rule === get('rule'))
      && (!first || f.documents.includes(first))
      && (!second || f.documents.includes(second))
      && (!alone || f.documents.length === 1)
      && needles.every(needle => text(f).includes(needle)));
    const narrowed = shown.length < findings.length;
    seen = new Set(shown);
    const kept = new Set(shown.map(f => f.quantity)), subjects = new Set(shown.map(f => f.section));
    const hide = (el, hidden) => { if (el.hidden !== hidden) el.hidden = hidden; };
    // what stands in something hidden is left as it is: thousands of changes that nobody sees take long
    for (const s of sections) hide(s.el, narrowed && !subjects.has(s));
    for (const q of quantities) if (!q.parentElement.hidden) hide(q, narrowed && !kept.has(q));
    for (const f of findings) if (!f.section.el.hidden && !f.quantity.hidden) hide(f.el, !seen.has(f));
    for (const [line, place] of contents) hide(line, place?.hidden ?? false);
    hide($('#none'), !narrowed || shown.length > 0);
    for (const one of selects) one.classList.toggle('on', one.value !== '');
    hide(reset, !found.toString());
    const message = narrowed ? `${shown.length.toLocaleString('en')} of ${findings.length.toLocaleString('en')} findings`
      : `${findings.length.toLocaleString('en')} findings`;
    if (count.textContent && count.textContent !== message) said(message);
    count.textContent = message;
    order(get('sort') ?? '');
  }
  let ordered = '';
  function order(by) {
    if (by === ordered) return;
    ordered = by;
    const number = s => -findings.reduce((sum, f) => sum + (f.section === s), 0);
    const numbers = by === 'number' ? new Map(sections.map(s => [s, number(s)])) : null;
    const sorted = by === 'name' ? [...sections].sort((a, b) => a.label.localeCompare(b.label))
      : by === 'number' ? [...sections].sort((a, b) => numbers.get(a) - numbers.get(b)) : sections;
    list.prepend(...sorted.map(s => s.el));
  }

  // ------------------------------------------------------------------------------------------- places that the address names
  let current;
  function read(scroll) {
    const parts = location.hash.slice(1).split('&');
    const target = parts.find(part => !part.includes('='));
    const filters = new URLSearchParams(parts.filter(part => part.includes('=')).join('&'));
    const id = target && anchor({ hash: `#${target}` });
    if (filters.toString() || !id || id === 'findings') apply(filters);
    const finding = id?.startsWith('f-') && byId.get(id.slice(2));
    const absent = [...filters].filter(([key, value]) => NAMED[key] && !NAMED[key](value)).map(([, value]) => value);
    tell(finding || !id || document.getElementById(id) ? absent.map(value => [`“${value}” is not in this report.`]) : gone(id));
    if (finding) go(finding);
    else if (id) reveal(document.getElementById(id) ?? below(id));
    else if (scroll && filters.toString()) $('#findings').scrollIntoView();
  }
  function below(id) {
    const named = `id="${id}"`, holder = id.startsWith('f-') && findings.find(f => unread(f.el)?.textContent.includes(named));
    return holder ? (fill(holder), document.getElementById(id)) : null;
  }
  const NAMED = { document: value => place.has(value), with: value => place.has(value),
    subject: value => sections.some(s => s.id === value), rule: value => findings.some(f => f.rule === value) };
  const QUESTION = /-[0-9a-f]{8,}$/;
  // what became of a place that somebody kept: still named by a ruling, another one on its question now, left out, or unknown
  function gone(id) {
    const sort = { f: 'finding', d: 'document', c: 'claim', t: 'claim', x: 'text', s: 'subject', q: 'quantity' }[id[0]];
    const name = id.slice(2);
    if (id[1] !== '-' || !sort) return [];
    if (sort !== 'finding') return [[`The ${sort} “${name}” is not in this report.`]];
    const link = f => make('a', { href: `#f-${encodeURIComponent(f.id)}`, textContent: $('h5', f.el).textContent });
    const ruled = findings.find(f => f.el.textContent.includes(name));
    const same = findings.find(f => f.id.replace(QUESTION, '') === name.replace(QUESTION, ''));
    const lines = [[`“${name}” is not in this report: it is settled, was changed, or is unknown.`]];
    if (ruled) lines.push(['It is spoken of here: ', link(ruled)]);
    else if (same) lines.push(['On the same question there is now: ', link(same)]);
    if (document.body.dataset.cut) lines.push([`Or it is one of ${document.body.dataset.cut} that are not on this page.`]);
    return lines;
  }
  function tell(lines) {
    const box = $('#gone');
    box.hidden = !lines.length;
    box.replaceChildren(...lines.map(parts => make('p', {}, ...parts)));
    if (lines.length) box.scrollIntoView();
  }
  function reveal(el) {
    if (!el) return;
    for (let fold = el.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    if (el.closest('[hidden]')) apply(new URLSearchParams());
    el.scrollIntoView();
  }
  function go(finding, open = true) {
    if (!seen.has(finding)) apply(new URLSearchParams());
    current?.el.classList.remove('at');
    current = finding;
    finding.el.classList.add('at');
    fill(finding);
    if (open) finding.el.open = true;
    finding.el.firstElementChild.focus({ preventScroll: true });
    finding.el.scrollIntoView({ block: finding.el.offsetHeight < innerHeight * 0.7 ? 'center' : 'start' });
  }
  addEventListener('hashchange', () => read(true));
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#f-"]');
    const found = state().toString();
    if (!link || !found) return;
    event.preventDefault();
    location.hash = `#${found}&${link.getAttribute('href').slice(1)}`;
  });

  // --------------------------------------------------------------------------------------------- findings as text and as data
  const claimsOf = f => {
    const own = $$(':scope > ol[type] > li, :scope > .ps ol[type] > li', f.el);
    return own.length ? own : $$('ol[type] > li', $('details.g', f.el) ?? f.el);
  };
  const sides = f => claimsOf(f).map(li => {
    const source = $('a[class]', li), link = $('a:is([href*="#c-"], [data-gone^="#c-"])', li);
    const document = documents.find(d => d.id === anchor(source).slice(2));
    return {
      claim: `${document.id}#${li.dataset.c ?? anchor(link).slice(3 + document.id.length)}`,
      document: document.id,
      title: source.textContent,
      publisher: document.publisher,
      published: $('time', li).dataset.e ?? $('time', li).textContent,
      reporting: $('.r', li)?.textContent ?? '',
      letter: li.dataset.l ?? '',
      value: $('b', li).dataset.e ?? $('b', li).textContent,
      quote: ($('mark', li) ?? $('blockquote', li) ?? $('q', li)).textContent,
      place: link?.textContent ?? words(li.lastChild.textContent).replace(/^· /, ''),
    };
  });
  const data = f => fill(f) && ({
    id: f.id, verdict: f.verdict, rule: f.rule, reasons: f.reasons, states: f.states,
    subject: f.section.label, quantity: words($('h4', f.quantity)?.textContent ?? ''),
    message: $('h5', f.el).textContent,
    steps: $$(':scope > .j ol.p > li', f.el).map(li => li.textContent),
    notes: Object.fromEntries($$(':scope > dl > dt', f.el).map(dt => {
      const lines = [];
      for (let dd = dt.nextElementSibling; dd?.tagName === 'DD'; dd = dd.nextElementSibling) lines.push(dd.textContent);
      return [dt.textContent, lines];
    })),
    claims: sides(f),
  });
  const cell = value => `"${String(value).replace(/(^|;)([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1$2'").replaceAll('"', '""')}"`;
  const COLUMNS = ['id', 'verdict', 'rule', 'reasons', 'states', 'subject', 'quantity', 'message', 'side', 'claim', 'document',
    'title', 'publisher', 'published', 'reporting', 'value', 'quote', 'place'];
  function csv(rows) {
    const lines = [COLUMNS];
    for (const f of rows) {
      const about = [f.id, f.verdict, f.rule, f.reasons.join(' '), f.states.join(' '), f.subject, f.quantity, f.message];
      const told = f.claims.map((s, i) => [...about, i + 1, s.claim, s.document, s.title, s.publisher, s.published, s.reporting,
        s.value, s.quote, s.place]);
      lines.push(...(told.length ? told : [[...about, ...COLUMNS.slice(about.length).map(() => '')]]));
    }
    return lines.map(line => line.map(cell).join(',') + '\n').join('');
  }
  function save(format) {
    const rows = inOrder().map(data);
    const content = format === 'csv' ? csv(rows)
      : JSON.stringify({ headline: $('#headline').textContent, filter: state().toString(), findings: rows }, null, 1) + '\n';
    const type = format === 'csv' ? 'text/csv' : 'application/json';
    const link = make('a', { href: URL.createObjectURL(new Blob([content], { type })), download: `findings.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    said(`${rows.length} findings written to findings.${format}`);
  }
  const citation = f => {
    const told = data(f);
    const lines = told.claims.map((s, i) => {
      const reporting = s.reporting ? `, reporting ${s.reporting}` : '';
      return `${s.letter || i + 1}: “${s.quote}”, ${s.title}, ${s.publisher}, ${s.published}${reporting} (${s.place})`;
    });
    return [told.message, ...lines, `${$('span.b', f.el).textContent}, ${f.id}; ${$('#headline').textContent}`].join('\n') + '\n';
  };
  async function copy(f) {
    const text = citation(f);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make('textarea', { value: text });
      f.el.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    said('citation copied');
  }
  const dress = f => {
    fill(f);
    if (f.dressed) return;
    f.dressed = true;
    const line = $(':scope > details.id > p.i', f.el), copying = button('Copy citation', () => copy(f));
    line.parentElement.after(copying);
    line.replaceChildren(make('a', { href: `#r-${encodeURIComponent(f.rule)}`, textContent: f.rule }),
      make('a', { href: `#f-${encodeURIComponent(f.id)}`, textContent: f.id }));
  };
  list.addEventListener('toggle', event => { const f = byId.get(event.target.id?.slice(2)); if (f) dress(f); }, true);

  // -------------------------------------------------------------------------------------------------------- keys, theme, paper
  const inOrder = () => (ordered ? $$('details.f', list).map(el => byId.get(el.id.slice(2))).filter(f => seen.has(f)) : shown);
  function move(step) {
    const rows = inOrder();
    if (!rows.length) return;
    const at = rows.indexOf(current);
    go(rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)], false);
  }
  const KEYS = {
    '/': ['search', () => { search.focus(); search.select(); }],
    j: ['next finding', () => move(1)],
    k: ['previous finding', () => move(-1)],
    o: ['open or fold it', () => { if (current) current.el.open = !current.el.open; }],
    c: ['copy it as a citation', () => { if (current) copy(current); }],
    '?': ['these keys', () => help.showModal()],
  };
  const help = $('#help');
  help.append(make('h2', { id: 'h-help', textContent: 'Keys' }),
    make('dl', {}, ...Object.entries(KEYS).flatMap(([key, [what]]) =>
      [make('dt', {}, make('kbd', { textContent: key })), make('dd', { textContent: what })])),
    button('Close', () => help.close()));
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || help.open) return;
    const field = event.target.closest?.('input, select, textarea');
    if (field && event.key === 'Escape') field.blur();
    if (field || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key][1]();
  });
  list.addEventListener('focusin', event => {
    const f = byId.get(event.target.closest('details.f')?.id.slice(2));
    if (f && f !== current) { current?.el.classList.remove('at'); current = f; f.el.classList.add('at'); }
  });

  // light, dark, or as the system has it: the rules for dark are the same ones, asked for always or never
  // (a browser lets no page read a style sheet that is a file beside it)
  const rules = sheet => { try { return [...sheet.cssRules]; } catch { return []; } };
  const dark = [...document.styleSheets].flatMap(rules)
    .filter(rule => rule.media?.mediaText.includes('prefers-color-scheme: dark')).map(rule => rule.media);
  const asked = 'screen and (prefers-color-scheme: dark)';
  $('#theme').hidden = !dark.length;
  function theme() {
    const now = document.documentElement.dataset.theme || (matchMedia(asked).matches ? 'dark' : 'light');
    const next = now === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    document.documentElement.style.colorScheme = next;
    for (const media of dark) media.mediaText = next === 'dark' ? 'all' : 'not all';
    said(`${next} colours`);
  }
  let folded = [];
  addEventListener('beforeprint', () => {
    for (const media of dark) media.mediaText = 'not all';
    if ($('#print-all:is(:checked, :target)')) findings.forEach(fill);
    folded = $('#print-all:is(:checked, :target)') ? $$('details:not([open])') : [];
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const media of dark) media.mediaText = { dark: 'all', light: 'not all' }[document.documentElement.dataset.theme] ?? asked;
    for (const one of folded) one.open = false;
  });

  $('.contents details').open = !matchMedia('(max-width: 62rem)').matches;
  const near = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) {
      near.unobserve(target);
      for (const el of $$('details.f', target)) if (el.open) dress(byId.get(el.id.slice(2)));
    }
  }, { rootMargin: '1200px' });
  for (const f of findings) if (f.el.open) if (unread(f.el)) near.observe(f.quantity); else dress(f);
  read(true);
  // the browser looks for the named place once more when all is loaded, and takes the focus away
  if (document.readyState !== 'complete') addEventListener('load', () => setTimeout(() => current && go(current)));
  if (!count.textContent) filter(state());
})();
