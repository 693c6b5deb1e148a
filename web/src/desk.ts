// The entry: small, on every page. What draws is loaded when it comes into sight; keys and dropping files work at once.
import './drop';
import './keys';
import './reader';

const islands: Record<string, () => Promise<unknown>> = {
  'entente-chronology': () => import('./chronology'),
  'entente-figures': () => import('./figures'),
  'entente-map': () => import('./map'),
  'entente-network': () => import('./network'),
};

const seen = new IntersectionObserver(
  (entries) => {
    for (const e of entries) {
      if (!e.isIntersecting) continue;
      seen.unobserve(e.target);
      void islands[e.target.localName]?.();
    }
  },
  { rootMargin: '200px' },
);
for (const e of document.querySelectorAll(Object.keys(islands).join(','))) {
  e.classList.add('waits');
  seen.observe(e);
}
