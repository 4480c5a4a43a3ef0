// Keys, drafts and watching. Every page works without this script, by links and forms; it only makes them quicker.
//
// What a key presses stands in the page: an element with aria-keyshortcuts="j" is clicked by `j`. Keys of a group
// (data-scope) go before those of the page while the focus is in the group.

const page = document.body.dataset;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The address of what is shown, without what was just done; a form that was refused is at another one.
const start = new URL(page.up, location.href);
const address = () => new URL(page.here, start);

// ---------------------------------------------------------------------------------------------------------- storage

// A browser may refuse storage; then nothing is remembered, and the page works all the same.
const kept = {
  get(store, key) {
    try {
      return JSON.parse(store().getItem(`checker ${key}`));
    } catch {
      return null;
    }
  },
  set(store, key, value) {
    try {
      if (value === null) store().removeItem(`checker ${key}`);
      else store().setItem(`checker ${key}`, JSON.stringify(value));
    } catch {
      // full or refused
    }
  },
};
const tab = () => sessionStorage;
const browser = () => localStorage;

// ------------------------------------------------------------------------------------------------------------- words

// A screen reader tells what changes in a live region after the page was read, not what it finds there.
const LATER = 150;

function say(words) {
  const region = one("#said");
  region.textContent = "";
  setTimeout(() => {
    region.textContent = words;
  }, LATER);
}

// -------------------------------------------------------------------------------------------------------------- keys

const TYPES_TEXT = /^(?:|text|search|date|number|url|email|tel|password)$/;

function typing(element) {
  if (!element) return false;
  if (element instanceof HTMLInputElement) return TYPES_TEXT.test(element.getAttribute("type") ?? "");
  return element.isContentEditable || /^(?:TEXTAREA|SELECT)$/.test(element.tagName);
}

// The names under which a key may be wanted: what it types; on keyboards of other scripts, and for digits that need
// Shift there, the place of the key.
function names(event) {
  const letter = /^[a-z]$/i.test(event.key);
  const typed = letter ? event.key.toLowerCase() : event.key;
  const found = [letter && event.shiftKey ? `Shift+${typed.toUpperCase()}` : typed];
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code ?? "");
  if (place && (event.key.length > 1 || event.key > "\x7f" || /^[0-9]$/.test(place[1]))) {
    found.push(place[1].toLowerCase());
  }
  return found;
}

const wanted = (element) => (element.getAttribute("aria-keyshortcuts") ?? "").split(" ");
const shown = (element) => element.checkVisibility() && !element.disabled;

function pressed(event) {
  const around = document.activeElement?.closest("[data-scope]");
  for (const within of around ? [around, document] : [document]) {
    for (const name of names(event)) {
      const found = all("[aria-keyshortcuts]", within).find((element) => wanted(element).includes(name) && shown(element));
      if (found) return found;
    }
  }
  return null;
}

const keysWanted = () => kept.get(browser, "keys") !== "off";

function onKey(event) {
  const composing = event.isComposing || event.keyCode === 229;
  const held = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  if (event.defaultPrevented || composing || held) return;
  const at = document.activeElement;
  if (event.key === "Escape") {
    if (!one("dialog[open]") && at !== document.body) at.blur();
    return;
  }
  if (typing(at) || one("dialog[open]") || at?.closest("[role=listbox]") || !keysWanted()) return;
  // Enter, Space and arrows belong to what has the focus.
  if (event.key === "Enter" && at?.matches("a, button, summary, input")) return;
  const found = pressed(event);
  if (!found || (event.repeat && !found.matches("a"))) return;
  event.preventDefault();
  if (typing(found)) found.focus();
  else {
    keyed = true;
    found.click();
    keyed = false;
  }
}

let keyed = false; // what is clicked now was chosen by its letter or digit

function setUpKeys() {
  document.addEventListener("keydown", onKey);
  const dialog = one("#keys");
  one("#show-keys").addEventListener("click", () => dialog.showModal());
  const box = one("#keys-on");
  box.checked = keysWanted();
  box.addEventListener("change", () => kept.set(browser, "keys", box.checked ? null : "off"));
  one("#fold-source")?.addEventListener("click", () => {
    const folds = all("details.source");
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
    one("#fold-source").setAttribute("aria-expanded", String(open));
  });
}

// The rows of the queue: j and k move the focus.
function setUpRows() {
  const rows = all("#queue a.row");
  const move = (step) => {
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[next]?.focus();
  };
  one("#row-next")?.addEventListener("click", () => move(1));
  one("#row-before")?.addEventListener("click", () => move(-1));
}

// ------------------------------------------------------------------------------------------------------------ drafts

const drafted = (form) => `draft ${form.dataset.draft}`;

// What the reviewer filled in, by field; the rest of a form is the server's.
const fields = (form) => [...form.elements].filter((field) => field.name && !/^(?:hidden|submit|button)$/.test(field.type));

function filled(form) {
  const values = {};
  for (const field of fields(form)) {
    if (/^(?:radio|checkbox)$/.test(field.type)) {
      if (field.checked) (values[field.name] ??= []).push(field.value);
    } else if (field.value !== field.defaultValue) values[field.name] = [field.value];
  }
  return values;
}

function fill(form, values) {
  for (const field of fields(form)) {
    const given = values[field.name];
    if (/^(?:radio|checkbox)$/.test(field.type)) {
      if (given) field.checked = given.includes(field.value);
    } else if (given) field.value = given[0];
  }
}

const asServed = new Map();
const arriving = []; // said once the page is set up, after what the server has to say
const changed = (form) => JSON.stringify(filled(form)) !== asServed.get(form);

function setUpDrafts() {
  if (page.saved) kept.set(tab, `draft ${page.saved}`, null);
  for (const form of all("form[data-draft]")) {
    const before = page.was && kept.get(tab, `draft ${page.was}`);
    if (before) {
      kept.set(tab, drafted(form), before);
      kept.set(tab, `draft ${page.was}`, null);
    }
    asServed.set(form, JSON.stringify(filled(form)));
    const values = kept.get(tab, drafted(form));
    if (values) {
      fill(form, values);
      if (changed(form)) arriving.push("Your draft is here again.");
    }
    const keep = () => kept.set(tab, drafted(form), changed(form) ? filled(form) : null);
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
  }
}

// What the page showed of each claim before it was loaded anew, against what it shows now: old → new.
function setUpChanged() {
  const before = kept.get(tab, "was");
  const now = one("[name=was]");
  kept.set(tab, "was", null);
  if (!before || !now || before === now.value || one(".note.bad[data-first]")) return;
  const old = JSON.parse(before);
  const list = one("#changed ul");
  for (const [ref, fields] of Object.entries(JSON.parse(now.value))) {
    for (const name of new Set([...Object.keys(old[ref] ?? {}), ...Object.keys(fields)])) {
      if (!old[ref] || name === "title" || old[ref][name] === fields[name]) continue;
      const line = document.createElement("li");
      line.dir = "auto";
      line.textContent = `${fields.title}: ${name} ${old[ref][name] ?? "nothing"} → ${fields[name] ?? "nothing"}`;
      list.append(line);
    }
  }
  one("#changed").hidden = !list.childElementCount;
  if (list.childElementCount) arriving.push("A claim changed.");
}

// What was written on a disagreement that is gone is shown, so that it can be copied.
function setUpGone() {
  const place = one("[data-gone]");
  const words = place && kept.get(tab, `draft ${place.dataset.gone}`)?.reason?.[0];
  if (!words) return;
  one("pre", place).textContent = words;
  place.hidden = false;
}

// ---------------------------------------------------------------------------------------------------------- deciding

function setUpDecision() {
  const form = one("#decide");
  if (!form) return;
  const reason = form.elements.reason;
  const verdict = () => one("[name=verdict]:checked", form)?.value;
  // What belongs to another verdict is neither asked for nor sent; the style sheet hides it.
  const fit = () => {
    for (const group of all("fieldset[data-for]", form)) {
      const asked = group.dataset.for.split(" ").includes(verdict());
      group.disabled = !asked;
      for (const field of all("[data-needed]", group)) {
        field.required = asked && field.dataset.needed.split(" ").includes(verdict());
      }
    }
    // What is put off has its day already.
    form.elements.review_by.disabled = verdict() === "defer";
  };
  // The next thing that the verdict asks for.
  const onwards = () => {
    const group = one("fieldset[data-for]:not(:disabled)", form);
    const answered = !group || one("input:checked", group) || one("input[type=date]", group)?.value;
    (answered ? reason : one("button, input", group)).focus();
  };
  // A day that many want is one key away.
  const { until } = form.elements;
  const days = all("[data-day]", form);
  const mark = () => days.forEach((day) => day.setAttribute("aria-pressed", String(day.dataset.day === until.value)));
  for (const day of days) {
    day.addEventListener("click", () => {
      until.value = day.dataset.day;
      until.dispatchEvent(new Event("input", { bubbles: true }));
      reason.focus();
    });
  }
  until.addEventListener("input", mark);
  mark();
  form.addEventListener("change", fit);
  for (const radio of all("[name=verdict]", form)) {
    // An arrow key changes a group of radios too, and must not carry the focus away: only a press or a digit does.
    radio.addEventListener("click", (event) => {
      fit();
      if (event.detail > 0 || document.activeElement !== radio) onwards();
    });
  }
  // Enter leads on from what was marked, while the reason is lacking.
  for (const group of all("fieldset[data-for]", form)) {
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type !== "checkbox" || reason.value) return;
      event.preventDefault();
      reason.focus();
    });
  }
  // Of two positions one is named; where there are more, several may be, and Enter leads on.
  const positions = all("[name=positions]", form);
  for (const box of positions.length > 2 ? [] : positions) {
    box.addEventListener("click", (event) => {
      if (box.checked && (keyed || event.detail > 0)) reason.focus();
    });
  }
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // A page that comes back from the browser's memory may be sent again.
  addEventListener("pageshow", () => {
    sent = false;
  });
  fit();
  setUpRecent(reason);
}

// Reasons given before: a list box that the arrow keys walk.
function setUpRecent(reason) {
  const list = one("#recent");
  const opener = one("#show-recent");
  if (!list || !opener) return;
  const options = all("[role=option]", list);
  let at = 0;
  const mark = (place) => {
    at = Math.min(options.length - 1, Math.max(0, place));
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    list.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };
  const take = (place) => {
    reason.value = options[place].textContent.trim();
    close();
    reason.focus();
    reason.dispatchEvent(new Event("input", { bubbles: true }));
  };
  opener.addEventListener("click", () => {
    if (!list.hidden) return close();
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    mark(0);
    list.focus();
  });
  options.forEach((option, number) => option.addEventListener("click", () => take(number)));
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== opener) close();
  });
  list.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, j: at + 1, k: at - 1, Home: 0, End: options.length - 1 };
    if (event.key in moves) mark(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") take(at);
    else if (event.key === "Escape") {
      close();
      reason.focus();
    } else return;
    event.preventDefault();
  });
}

// ------------------------------------------------------------------------------------------------------------ drafts

const MOST_NAMES = 50; // options that are shown at once: more are found by typing

// A box in which a name is chosen: it lists what the typed words are part of, and takes what is marked.
function setUpNames(input, options, taken, fresh) {
  const list = document.createElement("ul");
  list.id = `names-${input.name}`;
  list.className = "names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? input.name);
  list.hidden = true;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.after(list);
  let at = 0;
  let told = true; // the words in the box stand for themselves: nothing is looked for yet
  const rows = () => all("[role=option]", list);
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    const shownRows = rows();
    at = Math.min(shownRows.length - 1, Math.max(0, place));
    shownRows.forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    if (!shownRows.length) return;
    input.setAttribute("aria-activedescendant", shownRows[at].id);
    shownRows[at].scrollIntoView({ block: "nearest" });
  };
  const row = (name, words, number) => {
    const made = document.createElement("li");
    made.id = `${list.id}-${number}`;
    made.setAttribute("role", "option");
    made.dataset.name = name;
    made.append(words);
    if (name) {
      const quiet = document.createElement("span");
      quiet.className = "quiet small";
      quiet.textContent = ` ${name}`;
      made.append(quiet);
    }
    // before the box loses the focus
    made.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(made);
    });
    return made;
  };
  const open = () => {
    const typed = told ? "" : input.value.trim().toLocaleLowerCase();
    const wanted = typed.split(/\s+/);
    const near = options.filter(({ text }) => wanted.every((word) => text.includes(word)));
    near.sort((one, other) => Number(starts(other, typed)) - Number(starts(one, typed)));
    const made = near.slice(0, MOST_NAMES).map(({ name, words }, number) => row(name, words, number));
    if (typed) made.push(row("", `new ${input.name === "property" ? "property" : "entity"}: ${input.value.trim()}`, made.length));
    list.replaceChildren(...made);
    list.hidden = made.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  };
  const take = (chosen) => {
    const typed = input.value.trim();
    close();
    if (!chosen.dataset.name) return fresh(typed);
    input.value = chosen.dataset.name;
    told = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    taken();
  };
  input.addEventListener("focus", () => {
    told = true;
    input.select();
    open();
  });
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    told = false;
    open();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1 };
    if (event.key in moves) {
      if (list.hidden) open();
      else mark(moves[event.key]);
    } else if (event.key === "Enter" && !list.hidden && !(told && input.value)) take(rows()[at]);
    else if (event.key === "Enter" && !list.hidden && at > 0) take(rows()[at]);
    else if (event.key === "Enter" && !list.hidden) {
      close();
      taken();
    } else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  close();
}

const starts = ({ text }, typed) => text.startsWith(typed) || text.includes(` ${typed}`);

function setUpConfirming() {
  const form = one("#confirm");
  if (!form) return;
  const news = one("#new");
  const named = (id) =>
    all(`#${id} option`).map((option) => ({
      name: option.value,
      words: option.textContent,
      text: `${option.textContent} ${option.value}`.toLocaleLowerCase(),
    }));
  const { subject, property } = form.elements;
  // The next thing that is lacking, then the save.
  const onwards = () => ([subject, property].find((field) => !field.value.trim()) ?? one("#accept")).focus();
  const fresh = (section) => (typed) => {
    form.elements.new_section.value = section;
    form.elements.new_label.value = typed;
    news.open = true;
    form.elements.new_label.focus();
  };
  for (const field of all("input[list]", form)) {
    const section = field.getAttribute("list");
    setUpNames(field, named(section), onwards, fresh(section));
  }
  // At once, not when the browser tells that it is open: keys that follow belong to its fields.
  one("summary", news).addEventListener("click", (event) => {
    event.preventDefault();
    news.open = !news.open;
    if (!news.open) return;
    const lacks = subject.value.trim() && !property.value.trim() && !form.elements.new_label.value;
    if (lacks) form.elements.new_section.value = "properties";
    form.elements.new_label.focus();
  });
  // Enter in the form of a new name adds it, and does not accept the draft.
  news.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    one("#add").click();
  });
  const value = form.elements.value;
  value.addEventListener("focus", () => value.select());
  if (page.saved === form.dataset.draft) onwards(); // a name was added, or the draft kept: it is still at hand
  const current = one(".current");
  if (current && matchMedia("(min-width: 900px)").matches) current.scrollIntoView({ block: "center" });
}

// ----------------------------------------------------------------------------------------------------------- reading

// The place that was asked for has the focus, so that Tab goes on from there; beside another text both are in sight.
function setUpReading() {
  const name = one("[data-at]")?.dataset.at;
  const place = name && document.getElementById(name);
  if (place) {
    place.classList.add("arrived");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  }
  for (const text of all(".beside .text")) {
    const here = one(".current", text);
    if (here) text.scrollTop = here.offsetTop - text.clientHeight / 3;
  }
}

// ---------------------------------------------------------------------------------------------------------- watching

const EVERY = 2000; // milliseconds between two looks at the state: quick enough to trust, too seldom to be felt
const CHANGED = "Claims changed: the queue was checked again.";

function busy() {
  const open = one("dialog[open], #recent:not([hidden]), .names:not([hidden])");
  return Boolean(open) || typing(document.activeElement) || [...asServed.keys()].some(changed);
}

// The page anew, by its own address: one that a form was sent to must not be sent again.
function reload() {
  kept.set(tab, "notice", CHANGED);
  kept.set(tab, "was", one("[name=was]")?.value ?? null);
  kept.set(tab, "scroll", { here: page.here, top: scrollY });
  location.replace(address());
}

function notice(words, withReload) {
  const region = one("#notice-words");
  if (region.textContent !== words) region.textContent = words;
  one("#reload").hidden = !withReload;
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(new URL("state.json", start), { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const state = await answer.json();
    if (String(state.generation) !== page.generation) {
      if (busy()) notice(CHANGED, true);
      else reload();
    } else notice("", false);
  } catch {
    notice("The review does not answer. Open the address that your terminal shows; your draft is kept in this tab.", false);
  }
}

function watch() {
  one("#reload").addEventListener("click", reload);
  const again = () => look().finally(() => setTimeout(again, EVERY));
  setTimeout(again, EVERY);
  document.addEventListener("visibilitychange", look);
}

// ----------------------------------------------------------------------------------------------------------- arriving

function arrive() {
  const told = one("#said").textContent;
  const words = [told, kept.get(tab, "notice"), ...arriving].filter(Boolean);
  const scroll = kept.get(tab, "scroll");
  kept.set(tab, "notice", null);
  kept.set(tab, "scroll", null);
  if (scroll && scroll.here === page.here) scrollTo(0, scroll.top);
  if (words.length) say(words.join(" "));
  (one("[data-first]") ?? one("[aria-invalid=true]") ?? (told ? one("h1") : null))?.focus();
  // What was said once is not said again when the page is loaded anew.
  if (told) history.replaceState(null, "", address());
  document.documentElement.dataset.ready = "true";
}

setUpKeys();
setUpRows();
setUpDrafts();
setUpGone();
setUpChanged();
setUpReading();
setUpDecision();
arrive();
setUpConfirming();
watch();
