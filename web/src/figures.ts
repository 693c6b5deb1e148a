// Draws the claims of a measure over time, where there are several: dots with their bounds, coloured by who says it; hollow what
// is no actual value.
import * as Plot from '@observablehq/plot';
import { colour, onTheme } from './dom';

interface Claim { id: string; at: Date; low: number; high: number; value: number; who: string; voice: number; actual: boolean; says: string; bound: boolean }

/** A number of an axis: 25 bn, 400 m. */
function short(n: number): string {
  for (const [unit, by] of [['tn', 1e12], ['bn', 1e9], ['m', 1e6]] as const) if (Math.abs(n) >= by) return `${+(n / by).toFixed(2)} ${unit}`;
  return n.toLocaleString('en');
}

const num = (s: string | undefined): number => (s ? Number(s) : NaN);

function claims(rows: Iterable<HTMLTableRowElement>): Map<string, Claim[]> {
  const units = new Map<string, Claim[]>();
  for (const r of rows) {
    const d = r.dataset;
    if (d.form !== 'level' || !d.start || !d.unit) continue;
    const from = Date.parse(d.start), to = Date.parse(d.end || d.start);
    let value = num(d.value), low = num(d.low), high = num(d.high);
    if (Number.isNaN(value)) value = Number.isNaN(low) ? high : Number.isNaN(high) ? low : (low + high) / 2;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(low)) low = value;
    if (Number.isNaN(high)) high = value;
    const list = units.get(d.unit) ?? [];
    list.push({ id: r.id, at: new Date((from + to) / 2), low, high, value, who: d.who ?? '', voice: Number(d.voice ?? voices), actual: r.className === 'actual', bound: d.op === '>' || d.op === '>=' || d.op === '<' || d.op === '<=',
      says: [...r.cells].slice(1, 5).map((c) => c.textContent?.trim()).filter(Boolean).join(' · ') });
    units.set(d.unit, list);
  }
  return units;
}

const others = 'others';

/** How many of those who make claims have a colour of their own; the page numbers them. */
const voices = 5;

/** Moves claims of the same time and value apart, so that each is seen: by some pixels, on an axis of so many. */
function apart(all: Claim[], wide: number): void {
  const first = Math.min(...all.map((c) => +c.at)), last = Math.max(...all.map((c) => +c.at));
  const there = new Map<string, Claim[]>();
  for (const c of all) {
    const key = `${+c.at} ${c.value}`;
    there.set(key, [...(there.get(key) ?? []), c]);
  }
  for (const same of there.values()) same.forEach((c, i) => { c.at = new Date(+c.at + ((i - (same.length - 1) / 2) * 9 * (last - first)) / wide); });
}

/** The measure of a section, as a sentence begins. */
function named(section: HTMLElement): string {
  const name = section.querySelector('h2 .name')?.textContent?.trim() || 'claims';
  return name[0]!.toUpperCase() + name.slice(1);
}

class Figures extends HTMLElement {
  connectedCallback(): void {
    this.classList.remove('waits');
    this.draw();
    onTheme(() => this.draw());
  }

  private draw(): void {
    for (const f of this.querySelectorAll('.plotted')) f.remove();
    for (const section of this.querySelectorAll<HTMLElement>('section.measure')) {
      for (const [unit, all] of claims(section.querySelectorAll<HTMLTableRowElement>('table.claims > tbody > tr'))) {
        if (new Set(all.map((c) => +c.at)).size < 2) continue;
        const f = document.createElement('figure');
        f.className = 'plotted noprint';
        const caption = document.createElement('figcaption');
        caption.textContent = `${named(section)} in ${unit.replace(/[{}]/g, '')}, by the period that is spoken of; the colour is who says it. Filled: a value reported as actual; hollow: a target, forecast or estimate; triangle: a bound, line: a range. A click leads to the claim.`;
        f.append(caption, this.plot(unit, all));
        section.querySelector('h2')?.after(f);
      }
    }
  }

  private plot(unit: string, all: Claim[]): Element {
    const ink = colour('soft');
    const range = [colour('co'), colour('warn'), colour('con'), colour('plan'), colour('link')];
    const heard = new Map<number, string>();
    for (const c of all) {
      if (c.voice >= voices) c.who = others;
      heard.set(Math.min(c.voice, voices), c.who);
    }
    const order = [...heard.keys()].sort((a, b) => a - b);
    const who = order.map((v) => heard.get(v)!), colours = order.map((v) => range[v] ?? ink);
    const width = Math.max(320, Math.min(820, this.clientWidth));
    apart(all, width - 120);
    const p = Plot.plot({
      width, height: 190, marginLeft: 64, marginRight: 30, insetLeft: 12, insetRight: 12, className: 'plot', style: { background: 'transparent', color: ink, fontFamily: 'inherit' },
      x: { type: 'utc', label: null }, y: { label: unit.replace(/[{}]/g, ''), grid: true, zero: true, tickFormat: short },
      color: { domain: who, range: colours, legend: who.length > 1 },
      marks: [
        Plot.ruleY([0], { stroke: ink }),
        Plot.ruleX(all.filter((c) => c.low !== c.high), { x: 'at', y1: 'low', y2: 'high', stroke: 'who', strokeWidth: 2 }),
        Plot.dot(all, { x: 'at', y: 'value', r: 5, symbol: (c: Claim) => (c.bound ? 'triangle' : 'circle'), stroke: 'who', fill: (c: Claim) => (c.actual ? c.who : 'none'), title: 'says', href: (c: Claim) => '#' + c.id, tip: true }),
      ],
    });
    p.setAttribute('aria-hidden', 'true'); // the table below has every claim
    for (const a of p.querySelectorAll('a')) a.setAttribute('tabindex', '-1');
    return p;
  }
}
customElements.define('entente-figures', Figures);
