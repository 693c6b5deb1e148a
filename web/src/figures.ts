// Draws the claims of a measure over time, where there are several: dots with their bounds, coloured by who says it; hollow what
// is no actual value.
import * as Plot from '@observablehq/plot';
import { colour, onTheme } from './dom';

interface Claim { id: string; at: Date; low: number; high: number; value: number; who: string; actual: boolean; says: string; bound: boolean }

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
    list.push({ id: r.id, at: new Date((from + to) / 2), low, high, value, who: d.who ?? '', actual: r.className === 'actual', bound: d.op === '>' || d.op === '>=' || d.op === '<' || d.op === '<=',
      says: [...r.cells].slice(1, 5).map((c) => c.textContent?.trim()).filter(Boolean).join(' · ') });
    units.set(d.unit, list);
  }
  return units;
}

const others = 'others';

/** Those who say most, as many as there are colours. */
function foremost(all: Claim[]): string[] {
  const n = new Map<string, number>();
  for (const c of all) n.set(c.who, (n.get(c.who) ?? 0) + 1);
  return [...n.keys()].sort((a, b) => n.get(b)! - n.get(a)!).slice(0, 5);
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
    const who = foremost(all);
    for (const c of all) if (!who.includes(c.who)) c.who = others;
    const colours = [colour('co'), colour('warn'), colour('con'), colour('plan'), colour('link')].slice(0, who.length);
    if (all.some((c) => c.who === others)) {
      who.push(others);
      colours.push(ink);
    }
    const p = Plot.plot({
      width: Math.max(320, Math.min(820, this.clientWidth)), height: 190, marginLeft: 64, marginRight: 30, insetLeft: 12, insetRight: 12, className: 'plot', style: { background: 'transparent', color: ink, fontFamily: 'inherit' },
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
