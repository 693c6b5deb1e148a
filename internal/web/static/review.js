// Judging rows by keys: the first key chooses, the second keeps. a a accepts, r r rejects, l l leaves for later, u u takes back, x x
// parts; t, s and other keys of fields open their words, of which a key picks one; in a field that is written Enter keeps; m and a
// number joins. Escape forgets the first key. Without script the buttons do the same.
const letters = '123456789abcdefghijklmnopqrstuvwxyz';
let pending = null; // the button or list of words that waits for its second key

function forget() {
  document.querySelectorAll('.pending').forEach((b) => b.classList.remove('pending'));
  document.querySelector('.choices')?.remove();
  pending = null;
}

function say(words) {
  const s = document.getElementById('said');
  if (s) s.textContent = words;
}

/** Shows the words of a field, each with its key. */
function choose(select) {
  const list = document.createElement('ol');
  list.className = 'choices';
  [...select.options].slice(0, letters.length).forEach((o, i) => {
    const item = document.createElement('li');
    const key = document.createElement('kbd');
    key.textContent = letters[i];
    item.append(key, ' ' + (o.textContent || 'none'));
    list.append(item);
  });
  document.body.append(list);
  pending = { select };
}

function first(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target instanceof HTMLButtonElement) {
    target.classList.add('pending');
    pending = { key, button: target };
    say(`${key} again, or Enter, ${target.textContent.replace(/^(\s*\w\s+)+/, '').trim().toLowerCase() || 'keeps it'}`);
  } else if (target instanceof HTMLSelectElement) {
    choose(target);
  } else if (target) {
    target.focus();
    target.select?.();
  } else if (key === 'm' && document.querySelector('[data-merge]')) {
    pending = { merge: true };
    say('m: the number of the event that it is one with');
  } else {
    return false;
  }
  return true;
}

function second(e) {
  const was = pending;
  forget();
  if (was.button && (e.key === was.key || e.key === 'Enter')) {
    was.button.form.requestSubmit(was.button);
  } else if (was.select && letters.includes(e.key) && was.select.options[letters.indexOf(e.key)]) {
    was.select.selectedIndex = letters.indexOf(e.key);
    was.select.form.requestSubmit();
  } else if (was.merge && document.querySelector(`[data-merge="${CSS.escape(e.key)}"]`)) {
    document.querySelector(`[data-merge="${CSS.escape(e.key)}"]`).click();
  } else {
    say('');
    return e.key !== 'Escape' && first(e.key);
  }
  return true;
}

document.addEventListener(
  'keydown',
  (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest('input, textarea, select')) {
      if (e.key === 'Escape') e.target.blur();
      return;
    }
    if (e.key === 'Escape' && !pending) document.getElementById('back')?.click();
    if (e.key === 'Shift' || (e.key === 'Enter' && !pending)) return;
    if (pending ? second(e) : first(e.key)) {
      e.preventDefault();
      e.stopImmediatePropagation();
    }
  },
  true,
);
