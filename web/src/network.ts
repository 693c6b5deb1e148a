// The network around a state: who acts with it and with one another, up to a year.
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import { colour, el, onTheme } from './dom';
import { edges, onYear, partners, upTo } from './balance';

class Network extends HTMLElement {
  private sigma: Sigma | undefined;

  connectedCallback(): void {
    this.classList.remove('waits');
    const all = edges(), state = this.dataset.state ?? '';
    if (!all.length || !document.createElement('canvas').getContext('webgl2')) return;
    const names = new Map(partners().map((p) => [p.code, p.name]));
    names.set(state, document.querySelector('h1')?.textContent ?? state);
    const graph = this.laid(state, upTo(all, 9999), names);
    const box = el('div', { class: 'net', role: 'img', 'aria-label': 'Who acts with whom; the table of pairs has each of them' });
    this.append(box);
    const paint = () => {
      const co = colour('co'), con = colour('con'), line = colour('line'), ink = colour('ink');
      graph.updateEachNodeAttributes((n, a) => ({ ...a, color: n === state ? ink : colour('soft') }));
      graph.updateEachEdgeAttributes((_, a) => ({ ...a, color: a.events ? (a.score < 0 ? con : a.score > 0 ? co : line) : line }));
      this.sigma?.setSetting('labelColor', { color: ink });
    };
    this.sigma = new Sigma(graph, box, { labelFont: 'system-ui, sans-serif', labelSize: 12, labelColor: { color: colour('ink') }, renderEdgeLabels: false, labelRenderedSizeThreshold: 0, labelDensity: 3, labelGridCellSize: 60, allowInvalidContainer: true });
    onTheme(paint);
    onYear((year) => {
      const sums = upTo(all, year);
      graph.updateEachEdgeAttributes((_, a, s, t) => {
        const e = sums.get([s, t].sort().join(' '));
        return { ...a, hidden: !e, events: e?.events ?? 0, score: e?.score ?? 0, size: e ? Math.min(6, 0.8 + Math.sqrt(e.events) * 0.7) : 0 };
      });
      graph.updateEachNodeAttributes((n, a) => ({ ...a, hidden: n !== state && graph.everyEdge(n, (_, x) => !!x.hidden) }));
      paint();
    });
  }

  private laid(state: string, sums: ReturnType<typeof upTo>, names: Map<string, string>): Graph {
    const g = new Graph({ type: 'undirected' });
    const weight = new Map<string, number>();
    for (const e of sums.values()) for (const n of [e.a, e.b]) weight.set(n, (weight.get(n) ?? 0) + e.events);
    [...weight.keys()].sort().forEach((n, i, all) => {
      const turn = (2 * Math.PI * i) / all.length;
      g.addNode(n, { label: names.get(n) ?? n, x: n === state ? 0 : Math.cos(turn), y: n === state ? 0 : Math.sin(turn), size: 3 + Math.sqrt(weight.get(n)!) * 1.1 });
    });
    for (const e of sums.values()) g.addEdge(e.a, e.b, { events: e.events, score: e.score, weight: e.events, size: 1 });
    forceAtlas2.assign(g, { iterations: 300, settings: { ...forceAtlas2.inferSettings(g), gravity: 1.5, scalingRatio: 12 } });
    return g;
  }
}
customElements.define('entente-network', Network);
