// What map and network share: the tables of the page as data, and one year for both.

export interface Partner { code: string; name: string; lat: number; lon: number; total: number }
export interface Edge { year: number; a: string; b: string; events: number; score: number }

export function partners(): Partner[] {
  return [...document.querySelectorAll<HTMLTableRowElement>('table.partners > tbody > tr[data-code]')].map((r) => ({
    code: r.dataset.code!, name: r.cells[0]?.textContent?.trim() ?? '', lat: Number(r.dataset.lat), lon: Number(r.dataset.lon), total: Number(r.dataset.total),
  }));
}

export function edges(): Edge[] {
  return [...document.querySelectorAll<HTMLTableRowElement>('#edges > tbody > tr')].map((r) => ({
    year: Number(r.cells[0]?.textContent), a: r.dataset.a!, b: r.dataset.b!, events: Number(r.cells[3]?.textContent), score: Number(r.cells[4]?.textContent),
  }));
}

/** Sums the edges up to a year: weight and mean score by pair. */
export function upTo(all: Edge[], year: number): Map<string, { a: string; b: string; events: number; score: number }> {
  const out = new Map<string, { a: string; b: string; events: number; score: number }>();
  for (const e of all) {
    if (e.year > year) continue;
    const k = e.a + ' ' + e.b, x = out.get(k) ?? { a: e.a, b: e.b, events: 0, score: 0 };
    x.score = (x.score * x.events + e.score * e.events) / (x.events + e.events);
    x.events += e.events;
    out.set(k, x);
  }
  return out;
}

const listeners = new Set<(year: number) => void>();
let slider: HTMLInputElement | undefined;

/** The slider of years, made once above the islands; calls back at once and whenever it moves. */
export function onYear(f: (year: number) => void): void {
  const years = edges().map((e) => e.year);
  if (!slider) {
    const first = Math.min(...years), last = Math.max(...years);
    slider = document.createElement('input');
    Object.assign(slider, { type: 'range', min: String(first), max: String(last), value: String(last), step: '1' });
    const label = document.createElement('label');
    const says = document.createElement('output');
    label.className = 'years-slider noprint';
    label.append('Up to the year ', slider, ' ', says);
    const tell = () => {
      says.textContent = slider!.value;
      for (const l of listeners) l(Number(slider!.value));
    };
    slider.addEventListener('input', tell);
    says.textContent = slider.value;
    document.querySelector('.islands')?.before(label);
  }
  listeners.add(f);
  f(Number(slider.value));
}
