import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../engine/build/root.ts';
import { sampleTest, withVersions } from '../../engine/cli/new/create-project.ts';
import type { RepositoryManifest } from './manifest.ts';

const starter = 'packages/create-daymark/starter';

/** Copies the sources of a new project, with the same paths as in this repository. */
export const copyStarter = (to: string, repository: RepositoryManifest): void => {
  for (const path of ['journeys', 'templates', 'playbooks', 'infra/app.ts', starter, sampleTest])
    cpSync(join(root, path), join(to, path), { recursive: true });
  const file = join(to, starter, 'manifest.json');
  const manifest = withVersions(JSON.parse(readFileSync(file, 'utf8')), repository);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
};

/** Builds the package `create-daymark`: one file without dependencies, and the starter. */
export const buildCreate = async (to: string, repository: RepositoryManifest): Promise<void> => {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: [join(root, 'packages/create-daymark/create-daymark.ts')],
    outfile: join(to, 'create-daymark.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  copyStarter(to, repository);
  cpSync(join(root, 'packages/create-daymark/README.md'), join(to, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'));
  const { version, license } = repository;
  const manifest = {
    name: 'create-daymark',
    version,
    description: 'A folder of your own with customer journeys as code',
    license,
    type: 'module',
    engines: { node: '>=24' },
    files: ['*'],
    bin: { 'create-daymark': './create-daymark.js' },
  };
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};
