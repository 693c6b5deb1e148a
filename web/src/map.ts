// The partners of a state on a map: circles by how much was read, lines from the state.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/land-110m.json';
import { svg } from './dom';
import { edges, onYear, partners, upTo } from './balance';

class Map_ extends HTMLElement {
  connectedCallback(): void {
    this.classList.remove('waits');
    const all = partners(), drawn = edges();
    const state = document.querySelector<HTMLElement>('entente-network')?.dataset.state ?? '';
    if (!drawn.length) return;
    const land = feature(world as unknown as Topology, (world as unknown as Topology<{ land: GeometryCollection }>).objects.land);
    const projection = geoNaturalEarth1().fitExtent([[4, 4], [596, 316]], { type: 'Sphere' });
    const path = geoPath(projection);
    const root = svg('svg', { class: 'map', viewBox: '0 0 600 320', role: 'group', 'aria-label': 'Partners on a map; the table of partners has each of them' });
    root.append(svg('path', { class: 'land', d: path(land) ?? '' }));
    const layer = svg('g');
    root.append(layer);
    this.append(root);
    const own = this.dataset.lat ? { lat: Number(this.dataset.lat), lon: Number(this.dataset.lon) } : undefined;
    onYear((year) => {
      const sums = upTo(drawn, year);
      layer.replaceChildren();
      for (const p of all) {
        if (!p.lat && !p.lon) continue;
        const e = sums.get([state, p.code].sort().join(' '));
        const at = projection([p.lon, p.lat]);
        if (!e || !at) continue;
        const tone = e.score < 0 ? 'con' : 'co';
        if (own) layer.append(svg('path', { class: 'tie ' + tone, 'stroke-width': Math.min(5, 0.7 + Math.sqrt(e.events) * 0.6), d: path({ type: 'LineString', coordinates: [[own.lon, own.lat], [p.lon, p.lat]] }) ?? '' }));
        const a = svg('a', { href: '#' + p.code });
        a.append(svg('circle', { class: tone, cx: at[0], cy: at[1], r: 2 + Math.sqrt(e.events) * 1.6 }, svg('title', {}, `${p.name}: ${e.events}, mean score ${e.score.toFixed(1)}`)));
        layer.append(a);
      }
      const home = own && projection([own.lon, own.lat]);
      if (home) layer.append(svg('circle', { class: 'home', cx: home[0], cy: home[1], r: 3.5 }));
    });
  }
}
customElements.define('entente-map', Map_);
