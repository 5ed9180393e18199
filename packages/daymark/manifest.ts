/** The repository's `package.json`. */
export interface RepositoryManifest {
  name: string;
  version: string;
  description: string;
  license: string;
  bin: Readonly<Record<string, string>>;
  exports: Readonly<Record<string, string>>;
  dependencies: Readonly<Record<string, string>>;
  devDependencies: Readonly<Record<string, string>>;
  optionalDependencies: Readonly<Record<string, string>>;
}

/** Packages needed only to deploy or to test. */
const peers: readonly string[] = ['aws-cdk-lib', 'cdk-nag', 'constructs', 'vitest'];

/** Packages resolved by name at run time, on systems that have one. */
const found: readonly string[] = ['@dynoxide/linux-x64'];

/**
 * The `package.json` of the package: the same entry points, built, with the packages its files import as dependencies.
 *
 * @param imported names of packages
 */
export const manifestOf = (repository: RepositoryManifest, imported: ReadonlySet<string>) => {
  const { name, version, description, license, bin, exports, optionalDependencies } = repository;
  const known = { ...repository.devDependencies, ...repository.dependencies };
  const versions = (names: Iterable<string>, all: Readonly<Record<string, string>>, range = '') =>
    Object.fromEntries([...names].sort().map(each => [each, `${range}${versionOf(each, all)}`]));
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=24' },
    files: ['*'],
    bin,
    exports: builtExports(exports),
    dependencies: versions(
      [...imported].filter(each => !peers.includes(each)),
      known,
    ),
    optionalDependencies: versions(found, optionalDependencies),
    peerDependencies: versions(peers, known, '^'),
    peerDependenciesMeta: Object.fromEntries(peers.map(each => [each, { optional: true }])),
  };
};

const versionOf = (name: string, all: Readonly<Record<string, string>>): string => {
  const version = all[name] ?? all[typesOf(name)];
  if (version === undefined) throw new Error(`package.json does not name ${name}, which the package imports.`);
  return version;
};

const typesOf = (name: string): string => `@types/${name}`;

const builtExports = (exports: RepositoryManifest['exports']): Record<string, string | Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(exports).map(([entry, file]) => [
      entry,
      { types: file.replace(/\.ts$/, '.d.ts'), default: file.replace(/\.ts$/, '.js') },
    ]),
  ),
  './package.json': './package.json',
});
