// Builds the islands into the folder that the server embeds, with a sum of their sources by which a test knows a stale build.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const out = '../internal/web/static/built';

function sum() {
  const h = createHash('sha256');
  for (const f of ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.mjs', ...readdirSync('src').sort().map((n) => 'src/' + n)]) {
    h.update(f + '\n').update(readFileSync(f));
  }
  return h.digest('hex');
}

export default defineConfig({
  base: './',
  build: {
    outDir: out, emptyOutDir: true, modulePreload: false, cssCodeSplit: false, target: 'es2022', reportCompressedSize: true,
    rollupOptions: {
      input: 'src/desk.ts',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]', manualChunks: (id) => (id.endsWith('/src/dom.ts') ? 'dom' : undefined) },
    },
  },
  plugins: [{ name: 'sum', closeBundle: () => writeFileSync(out + '/sources.sum', sum() + '\n') }],
});
