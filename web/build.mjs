// Builds what the server embeds: src/ and all it uses in one script and one style, a script for each worker, and the
// licences of everything in them. Each file is left gzipped in dist/, as it stands in the program and is sent.
import { build } from 'esbuild';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('.', import.meta.url));
const built = await build({
  absWorkingDir: folder,
  entryPoints: {
    'graphiql': 'src/graphiql.jsx',
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  // Fonts and pictures stand in the style, so that there is nothing more to fetch.
  loader: { '.ttf': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'eof',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

/** The packages of which something is in the bundle, as folders below this one. */
function packages() {
  const used = Object.values(built.metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])));
  const folders = used.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  return [...new Set(folders)].sort();
}

/** What a package says of its licence: its name, version and author, and every licence and notice that comes with it. */
function licences(path) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'));
  const by = author ? ` by ${author.name ?? author}` : '';
  const texts = readdirSync(join(folder, path)).filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file));
  const read = texts.sort().map((file) => readFileSync(join(folder, path, file), 'utf8').trim());
  return [`${name} ${version}${by} (${license})`, ...read].join('\n\n');
}

const rule = `\n\n${'-'.repeat(80)}\n\n`;
const files = built.outputFiles.map(({ path, contents }) => [basename(path), contents]);
files.push(['licences.txt', `${packages().map(licences).join(rule)}\n`]);
for (const [name, contents] of files) {
  writeFileSync(join(folder, 'dist', `${name}.gz`), gzipSync(contents, { level: 9 }));
}
