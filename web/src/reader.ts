// In the reader a row in the margin lights the words it rests on, and the words light their rows.
function light(ids: string[], on: boolean): void {
  for (const id of ids) {
    for (const m of document.querySelectorAll(`mark[data-rows~="${CSS.escape(id)}"]`)) m.classList.toggle('lit', on);
    for (const a of document.querySelectorAll(`.rows a[href="#${CSS.escape(id)}"]`)) a.parentElement?.classList.toggle('lit', on);
  }
}

function idsOf(t: EventTarget | null): string[] {
  if (!(t instanceof Element)) return [];
  const mark = t.closest<HTMLElement>('mark[data-rows]');
  if (mark) return mark.dataset.rows!.trim().split(' ');
  const link = t.closest('.rows li')?.querySelector('a');
  return link ? [decodeURIComponent(link.hash.slice(1))] : [];
}

const text = document.querySelector('.reader');
if (text) {
  for (const [on, events] of [[true, ['mouseover', 'focusin']], [false, ['mouseout', 'focusout']]] as const) {
    for (const name of events) text.addEventListener(name, (e) => light(idsOf(e.target), on));
  }
}
