// In the reader a row in the margin lights the words it rests on, and words light their rows; a click on words keeps their rows
// lit, and brings the first of them into sight.

/** The lines in the margin by the id of their row: the address has it escaped. */
const lines = new Map<string, HTMLElement>();
for (const a of document.querySelectorAll<HTMLAnchorElement>('.reader .rows a[href^="#"]')) {
  if (a.parentElement) lines.set(decodeURIComponent(a.hash.slice(1)), a.parentElement);
}

function light(ids: string[], on: boolean, name = 'lit'): void {
  for (const id of ids) {
    for (const m of document.querySelectorAll(`mark[data-rows~="${CSS.escape(id)}"]`)) m.classList.toggle(name, on);
    lines.get(id)?.classList.toggle(name, on);
  }
}

function ofWords(t: EventTarget | null): string[] {
  const mark = t instanceof Element ? t.closest<HTMLElement>('mark[data-rows]') : null;
  return mark ? mark.dataset.rows!.trim().split(' ') : [];
}

function idsOf(t: EventTarget | null): string[] {
  const link = t instanceof Element ? t.closest('.rows li')?.querySelector('a') : null;
  return link ? [decodeURIComponent(link.hash.slice(1))] : ofWords(t);
}

const text = document.querySelector('.reader');
if (text) {
  for (const [on, events] of [[true, ['mouseover', 'focusin']], [false, ['mouseout', 'focusout']]] as const) {
    for (const name of events) text.addEventListener(name, (e) => light(idsOf(e.target), on));
  }
  let kept: string[] = [];
  text.addEventListener('click', (e) => {
    const ids = ofWords(e.target);
    if (!ids.length || !getSelection()?.isCollapsed) return;
    light(kept, false, 'held');
    kept = kept.join() === ids.join() ? [] : ids;
    light(kept, true, 'held');
    if (kept.length) lines.get(kept[0]!)?.scrollIntoView({ block: 'nearest' });
  });
}
