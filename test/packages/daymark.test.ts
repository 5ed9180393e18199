import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsIn, packageOf, startedIn, withBuiltNames } from '../../packages/daymark/built-names.ts';
import { manifestOf, type RepositoryManifest } from '../../packages/daymark/manifest.ts';

const repository = JSON.parse(readFileSync('package.json', 'utf8')) as RepositoryManifest;

describe('the package', () => {
  it('has the entry points of this repository, built', () => {
    const { exports } = manifestOf(repository, new Set(['zod']));
    expect(exports['./infra']).toEqual({ types: './infra/index.d.ts', default: './infra/index.js' });
    expect(Object.keys(exports)).toEqual([...Object.keys(repository.exports), './package.json']);
  });

  it('depends on what its files import, in the versions that are tested here', () => {
    const { dependencies } = manifestOf(repository, new Set(['zod', 'mjml', 'aws-cdk-lib']));
    expect(dependencies).toEqual({ mjml: repository.devDependencies.mjml, zod: repository.dependencies.zod });
  });

  it('leaves to whoever deploys or tests what only they need', () => {
    const { peerDependencies, peerDependenciesMeta } = manifestOf(repository, new Set());
    expect(Object.keys(peerDependencies)).toContain('aws-cdk-lib');
    expect(Object.values(peerDependenciesMeta)).toEqual(Object.keys(peerDependencies).map(() => ({ optional: true })));
  });

  it('is not built while it imports what package.json does not name', () => {
    expect(() => manifestOf(repository, new Set(['left-pad']))).toThrow('does not name left-pad');
  });
});

describe('a built file', () => {
  it('names what is built beside it, also where it is started by its URL', () => {
    expect(
      withBuiltNames(
        "declare module '../a.ts' {}\ntype B = import('./b.ts').B;\nfork(new URL('./c.ts', import.meta.url));\nname('d.ts')",
      ),
    ).toBe(
      "declare module '../a.js' {}\ntype B = import('./b.js').B;\nfork(new URL('./c.js', import.meta.url));\nname('d.ts')",
    );
  });

  it('is known to start or read files by their URL', () => {
    expect(startedIn("new Worker(new URL('./a.js', import.meta.url)); new URL('../..', import.meta.url)")).toEqual([
      './a.js',
    ]);
  });

  it('imports packages by their names, whatever part is asked of them', () => {
    const text =
      "import { a } from '@aws-sdk/client-sqs/x';\nconst b = import('mjml');\nexport * from './c.js';\nconst d = `import e from 'f'`;";
    expect(importsIn(text).flatMap(target => packageOf(target) ?? [])).toEqual(['@aws-sdk/client-sqs', 'mjml']);
  });
});
