import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { buildConsole } from '../../engine/build/build-console.ts';
import { buildWidget, widgetFiles } from '../../engine/build/build-widget.ts';
import { root } from '../../engine/build/root.ts';
import { buildCreate, copyStarter } from './build-create.ts';
import { importsIn, packageOf, startedIn, withBuiltNames } from './built-names.ts';
import { manifestOf, type RepositoryManifest } from './manifest.ts';

/** `npm run build:package`: builds and packs `daymark`, with the same paths as here, and `create-daymark`. */
const to = join(root, 'dist/package');

const filesOf = (ending: RegExp): string[] =>
  readdirSync(to, { recursive: true, encoding: 'utf8' })
    .filter(file => ending.test(file))
    .map(file => join(to, file));

const compile = (): void => {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(import.meta.dirname)], {
    stdio: 'inherit',
  });
  for (const file of filesOf(/\.(js|d\.ts)$/)) {
    const text = readFileSync(file, 'utf8');
    const named = withBuiltNames(text);
    if (named !== text) writeFileSync(file, named);
  }
};

/** Removes declarations that no entry point reaches, because they can't be imported. */
const dropDeclarations = (entries: readonly string[]): void => {
  const reached = new Set<string>();
  const follow = (file: string): void => {
    if (reached.has(file) || !existsSync(file)) return;
    reached.add(file);
    for (const target of importsIn(readFileSync(file, 'utf8')))
      if (target.startsWith('.')) follow(resolve(dirname(file), target.replace(/\.js$/, '.d.ts')));
  };
  for (const entry of entries) follow(join(to, entry.replace(/\.ts$/, '.d.ts')));
  for (const file of filesOf(/\.d\.ts$/)) if (!reached.has(file)) rmSync(file);
};

/** Imports all vocabulary augmentations of steps and triggers into an entry point's declarations. */
const addVocabulary = (entry: string): void => {
  const file = join(to, entry.replace(/\.ts$/, '.d.ts'));
  const additions = filesOf(/\.d\.ts$/).filter(each => /^declare module '/m.test(readFileSync(each, 'utf8')));
  const imports = additions.map(each => `import './${relative(dirname(file), each).replace(/\.d\.ts$/, '.js')}';\n`);
  writeFileSync(file, imports.sort().join('') + readFileSync(file, 'utf8'));
};

/** Files that the engine reads at run time. The widget is built separately. */
const assets = (): string[] =>
  readdirSync(join(root, 'engine'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile() && !/\.(m?js|ts)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(file => !file.startsWith('engine/widget/'));

/** Adds files that aren't code, and files built in advance, because the package has no build tools. */
const addFiles = async (): Promise<void> => {
  for (const { name, content } of await buildConsole()) writeFileSync(join(to, 'console', name), content);
  mkdirSync(join(to, 'engine/widget'), { recursive: true });
  for (const file of widgetFiles) writeFileSync(join(to, 'engine/widget', file), await buildWidget(file));
  const program = readFileSync(join(root, 'engine/cli/daymark.mjs'), 'utf8');
  writeFileSync(join(to, 'engine/cli/daymark.mjs'), withBuiltNames(program), { mode: 0o755 });
  for (const file of ['LICENSE', ...assets()]) cpSync(join(root, file), join(to, file));
  copyStarter(to, repository);
  cpSync(join(import.meta.dirname, 'README.md'), join(to, 'README.md'));
  // Documentation for `daymark mcp`.
  for (const file of readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md')))
    cpSync(join(root, 'docs', file), join(to, 'docs', file));
};

/** @throws Error if a file imports, starts or reads one that isn't in the package */
const mustBeWhole = (): void => {
  for (const file of filesOf(/^(engine|functions|infra)\/.*\.(m?js|d\.ts)$/)) {
    const text = readFileSync(file, 'utf8');
    for (const target of [...importsIn(text).filter(each => each.startsWith('.')), ...startedIn(text)]) {
      const path = resolve(dirname(file), target);
      const isThere = existsSync(file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path);
      if (!isThere) throw new Error(`${relative(to, file)} needs ${target}, which is not in the package.`);
    }
  }
};

const repository = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as RepositoryManifest;
rmSync(to, { recursive: true, force: true });
compile();
addVocabulary(repository.exports['.'] ?? '');
dropDeclarations(Object.values(repository.exports));
await addFiles();
mustBeWhole();
const imported = new Set(
  filesOf(/\.(m?js|d\.ts)$/)
    .filter(file => !/\/(console\/console|daymark-prompts)\.js$/.test(file))
    .flatMap(file => importsIn(readFileSync(file, 'utf8')))
    .flatMap(target => packageOf(target) ?? []),
);
writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifestOf(repository, imported), null, 2)}\n`);
await buildCreate(join(root, 'dist/create-daymark'), repository);
const packed = execFileSync(
  'npm',
  ['pack', './dist/package', './dist/create-daymark', '--pack-destination', 'dist', '--silent'],
  { cwd: root, encoding: 'utf8' },
);
for (const name of packed.trim().split('\n'))
  console.log(`dist/${name}: ${(statSync(join(root, 'dist', name)).size / 1e6).toFixed(1)} MB`);
