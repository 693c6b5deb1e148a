// Takes over the strip of time above a chronology: a brush zooms into it and narrows the table below to what lies there.
import { el, svg } from './dom';

interface Thing { row: HTMLTableRowElement; from: number; to: number; what: string; when: string; classes: string; mark: string; led?: string }

const day = (s: string | undefined): number => (s ? Date.parse(s + 'T00:00:00Z') / 864e5 : NaN);
const wide = 1000, lane = 10, foot = 18;

class Chronology extends HTMLElement {
  private things: Thing[] = [];
  private full: [number, number] = [0, 0];
  private view: [number, number] = [0, 0];
  private drawn?: SVGElement;
  private says = el('output', { class: 'meta' });
  private reset = el('button', { type: 'button', class: 'plain' }, 'All of it');

  connectedCallback(): void {
    this.classList.remove('waits');
    const old = this.querySelector('svg.strip');
    const figure = old?.closest('figure');
    if (!old || !figure) return;
    for (const r of this.querySelectorAll<HTMLTableRowElement>('tr[data-start]')) {
      const from = day(r.dataset.start), to = day(r.dataset.end);
      if (Number.isNaN(from) || Number.isNaN(to)) continue;
      const shape = old.querySelector(`rect[data-id="${CSS.escape(r.id)}"]`);
      const led = [...r.querySelectorAll<HTMLAnchorElement>('.led a')].find((a) => a.parentElement!.textContent!.trim().startsWith('became'));
      this.things.push({ row: r, from, to: to + 1, what: r.querySelector('.what')?.textContent ?? '', when: r.querySelector('.when')?.textContent ?? '',
        classes: shape?.getAttribute('class') ?? 'solid', mark: r.className, ...(led ? { led: decodeURIComponent(led.hash.slice(1)) } : {}) });
    }
    if (this.things.length < 2) return;
    const from = Math.min(...this.things.map((t) => t.from)), to = Math.max(...this.things.map((t) => t.to), from + 365);
    const pad = (to - from) * 0.02;
    this.full = this.view = [from - pad, to + pad];
    this.reset.hidden = true;
    this.reset.addEventListener('click', () => this.show(this.full));
    old.replaceWith((this.drawn = this.draw()));
    figure.querySelector('figcaption')?.prepend(el('span', { class: 'zoom noprint' }, 'drag over the strip to zoom ', this.reset, ' ', this.says));
  }

  private show(view: [number, number]): void {
    const least = 14;
    if (view[1] - view[0] < least) view = [(view[0] + view[1] - least) / 2, (view[0] + view[1] + least) / 2];
    this.view = view;
    const all = view[0] <= this.full[0] && view[1] >= this.full[1];
    this.reset.hidden = all;
    const next = this.draw();
    this.drawn?.replaceWith(next);
    this.drawn = next;
    let n = 0;
    const within = new Set(this.things.filter((t) => t.from < view[1] && t.to > view[0]).map((t) => t.row));
    let head: HTMLElement | undefined, any = false;
    for (const r of this.querySelectorAll<HTMLTableRowElement>('table.chron > tbody > tr')) {
      if (r.classList.contains('year')) {
        if (head) head.hidden = !any;
        head = r;
        any = false;
        continue;
      }
      r.hidden = !all && !within.has(r);
      if (!r.hidden) {
        any = true;
        n++;
      }
    }
    if (head) head.hidden = !any;
    const iso = (d: number) => new Date(d * 864e5).toISOString().slice(0, 10);
    this.says.textContent = all ? '' : `${iso(view[0])} to ${iso(view[1])}: ${n}`;
  }

  private x(d: number): number {
    return ((d - this.view[0]) / (this.view[1] - this.view[0])) * wide;
  }

  private draw(): SVGElement {
    const ends: [number[], number[]] = [[], []];
    const placed = this.things.filter((t) => t.to > this.view[0] && t.from < this.view[1]).map((t) => {
      const x = Math.max(-4, this.x(t.from)), w = Math.max(7, Math.min(wide + 4, this.x(t.to)) - x);
      const below = / con\b/.test(' ' + t.classes) ? 1 : 0;
      const lanes = ends[below];
      let l = lanes.findIndex((e) => e <= x - 1);
      if (l < 0) l = lanes.length < 12 ? lanes.length : 11;
      lanes[l] = x + w;
      return { t, x, w, l, below };
    });
    const axis = 14 + ends[0].length * lane, high = axis + ends[1].length * lane + foot + 4;
    const s = svg('svg', { class: 'strip live', viewBox: `0 0 ${wide} ${high}`, role: 'group', 'aria-label': `${placed.length} dated things along time; drag to zoom, plus and minus zoom, arrows move`, tabindex: 0 });
    this.ticks(s, axis, high);
    const y = (p: { l: number; below: number }) => (p.below ? axis + 3 + p.l * lane : axis - lane - p.l * lane);
    const at = new Map(placed.map((p) => [p.t.row.id, p]));
    for (const p of placed) {
      const o = p.t.led && at.get(p.t.led);
      if (!o) continue;
      const x1 = p.x + p.w / 2, x2 = o.x + o.w / 2;
      s.append(svg('path', { class: 'arc', d: `M${x1} ${y(p)}Q${(x1 + x2) / 2} ${Math.min(y(p), y(o)) - 12} ${x2} ${y(o)}` }));
    }
    for (const p of placed) {
      const a = svg('a', { href: '#' + encodeURIComponent(p.t.row.id), 'aria-label': `${p.t.when}: ${p.t.what}` });
      a.append(svg('rect', { class: p.t.classes, x: p.x, y: y(p), width: p.w, height: 7, rx: 3.5 }, svg('title', {}, `${p.t.when}: ${p.t.what}`)));
      if (p.t.mark === 'struck') a.append(svg('line', { class: 'strike', x1: p.x - 1, x2: p.x + p.w + 1, y1: y(p) + 3.5, y2: y(p) + 3.5 }));
      s.append(a);
    }
    this.brush(s as SVGSVGElement, high);
    return s;
  }

  private ticks(s: SVGElement, axis: number, high: number): void {
    s.append(svg('line', { class: 'axis', x1: 0, x2: wide, y1: axis + 0.5, y2: axis + 0.5 }));
    const days = this.view[1] - this.view[0];
    const first = new Date(this.view[0] * 864e5);
    const months = days < 900;
    const step = months ? Math.max(1, Math.ceil(days / 30 / 14)) : [1, 2, 5, 10, 20, 50, 100].find((e) => days / 365 / e <= 14) ?? 100;
    for (let i = 0; i < 400; i++) {
      const y = first.getUTCFullYear(), m = first.getUTCMonth();
      const d = months ? Date.UTC(y, m + i * step, 1) : Date.UTC(Math.ceil(y / step) * step + i * step, 0, 1);
      const x = this.x(d / 864e5);
      if (x > wide - 26) break;
      if (x < 0) continue;
      s.append(svg('line', { class: 'tick', x1: x, x2: x, y1: 4, y2: high - 14 }), svg('text', { x: x + 3, y: high - 3 }, new Date(d).toISOString().slice(0, months ? 7 : 4)));
    }
  }

  private brush(s: SVGSVGElement, high: number): void {
    let from: number | undefined;
    const box = svg('rect', { class: 'brush', y: 2, height: high - 16, x: 0, width: 0 });
    s.prepend(box);
    const at = (e: PointerEvent) => {
      const r = s.getBoundingClientRect();
      return Math.max(0, Math.min(wide, ((e.clientX - r.left) / r.width) * wide));
    };
    s.addEventListener('pointerdown', (e) => {
      if (e.button === 0) from = at(e);
    });
    s.addEventListener('pointermove', (e) => {
      if (from === undefined) return;
      const to = at(e);
      if (Math.abs(to - from) > 3 && !s.hasPointerCapture(e.pointerId)) s.setPointerCapture(e.pointerId);
      box.setAttribute('x', String(Math.min(from, to)));
      box.setAttribute('width', String(Math.abs(to - from)));
    });
    s.addEventListener('pointerup', (e) => {
      if (from === undefined) return;
      const a = from, b = at(e);
      from = undefined;
      if (Math.abs(a - b) < 6) return;
      const scale = (this.view[1] - this.view[0]) / wide;
      this.show([this.view[0] + Math.min(a, b) * scale, this.view[0] + Math.max(a, b) * scale]);
    });
    s.addEventListener('keydown', (e) => {
      const span = this.view[1] - this.view[0], mid = (this.view[0] + this.view[1]) / 2;
      const to: Record<string, [number, number]> = { '+': [mid - span / 4, mid + span / 4], '-': [mid - span, mid + span], ArrowLeft: [this.view[0] - span / 4, this.view[1] - span / 4], ArrowRight: [this.view[0] + span / 4, this.view[1] + span / 4], Escape: this.full };
      const v = to[e.key];
      if (!v) return;
      e.preventDefault();
      this.show([Math.max(this.full[0], v[0]), Math.min(this.full[1], v[1])]);
      this.drawn?.focus();
    });
  }
}
customElements.define('entente-chronology', Chronology);
