// Bundles the extension into dist/extension.js; --watch rebuilds on every change, with a source map.
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const options = {
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // VS Code 1.91, the oldest that the extension claims to run in, has Node 20.
  target: 'node20',
  external: ['vscode'],
  minify: !watch,
  sourcemap: watch,
  legalComments: 'none',
};
if (watch) await (await context(options)).watch();
else await build(options);
