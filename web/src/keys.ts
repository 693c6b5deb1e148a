// Keys: / searches, j and k walk through rows, o opens the passages or the place in the text, ? tells them.
import { el } from './dom';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('tr[id]:not([hidden]), .documents > li, .text .rows > li')];
let at = -1;

function go(step: number): void {
  const all = rows();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, at + step));
  for (const r of document.querySelectorAll('.here')) r.classList.remove('here');
  const row = all[at]!;
  row.classList.add('here');
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function open(): void {
  const row = rows()[at];
  const details = row?.querySelector('details');
  if (details) details.open = !details.open;
  else row?.querySelector('a')?.click();
}

function help(): void {
  const d = el('dialog', { class: 'help' }, el('h2', {}, 'Keys'));
  const list = el('dl');
  for (const [k, says] of [['/', 'search the texts'], ['j, k', 'next and previous row'], ['o', 'its passages, or its place in the text'], ['?', 'this']]) {
    list.append(el('dt', {}, k!), el('dd', {}, says!));
  }
  const close = el('button', {}, 'Close');
  close.addEventListener('click', () => d.close());
  d.append(list, close);
  d.addEventListener('close', () => d.remove());
  document.body.append(d);
  d.showModal();
}

document.addEventListener('keydown', (e) => {
  const t = e.target as HTMLElement;
  if (e.ctrlKey || e.metaKey || e.altKey || t.closest('input, textarea, select, dialog')) return;
  switch (e.key) {
    case '/':
      e.preventDefault();
      document.querySelector<HTMLInputElement>('.search input')?.focus();
      break;
    case 'j':
      go(1);
      break;
    case 'k':
      go(-1);
      break;
    case 'o':
      open();
      break;
    case '?':
      help();
  }
});
