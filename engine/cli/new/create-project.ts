import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../user-error.ts';

export interface NewProject {
  /** Folder to make. */
  to: string;
  /** With one journey instead of the sample business. */
  empty: boolean;
  /** The dependency `daymark` in `package.json`: a version, or a path. Default: this version. */
  daymark?: string | undefined;
}

/**
 * Creates a project folder with journeys, templates, playbooks, tests and the CDK app.
 *
 * @param from folder of Daymark, or of the package `create-daymark`
 * @returns the dependency `daymark` in its `package.json`
 * @throws UserError if the folder isn't empty
 */
export const createProject = async (from: string, { to, empty, daymark }: NewProject): Promise<string> => {
  await mustBeFree(to);
  const starter = join(from, 'packages/create-daymark/starter');
  const copy = async (source: string, target: string) => {
    await mkdir(dirname(join(to, target)), { recursive: true });
    await cp(source, join(to, target), { recursive: true });
  };
  for (const [name, target = name] of ownFiles) await copy(join(starter, name), target);
  await copy(join(from, 'infra/app.ts'), 'infra/app.ts');
  if (empty) {
    for (const name of frame) await copy(join(from, 'templates', name), join('templates', name));
    await copy(join(starter, 'empty'), '.');
  } else {
    for (const name of ['journeys', 'templates', 'playbooks']) await copy(join(from, name), name);
    await nameThePackage(join(to, 'journeys'));
    await copyTest(from, to);
  }
  return writeManifest(from, starter, { to, empty, daymark });
};

/** Files of the starter, with the target if it is named differently: npm doesn't pack `.gitignore`. */
const ownFiles: readonly (readonly [name: string, target?: string])[] = [
  ['README.md'],
  ['cdk.json'],
  ['tsconfig.json'],
  ['test'],
  ['gitignore', '.gitignore'],
  ['daymark.yml', '.github/workflows/daymark.yml'],
];

/** Templates of the sample that every project needs: the layout of mails, and the Monday digest for CSMs. */
const frame: readonly string[] = ['_layout.mjml', '_sample.json', 'csm-digest'];

const mustBeFree = async (folder: string): Promise<void> => {
  const inIt = existsSync(folder) ? (await readdir(folder)).filter(name => name !== '.git') : [];
  if (inIt.length > 0)
    throw new UserError(`${folder} is not empty: it contains ${inIt[0]}`, 'name a folder that does not exist yet', 2);
};

/** Journeys in this repository import `#engine`, which is the package `daymark` elsewhere. */
const nameThePackage = async (journeys: string): Promise<void> => {
  for (const name of await readdir(journeys)) {
    const file = join(journeys, name);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll("'#engine'", "'daymark'"));
  }
};

/** A test of a sample journey, copied to a project, where it is one folder less deep. */
export const sampleTest = 'test/journeys/onboarding-played.test.ts';

const copyTest = async (from: string, to: string): Promise<void> => {
  const text = await readFile(join(from, sampleTest), 'utf8');
  await writeFile(join(to, 'test/onboarding.test.ts'), text.replaceAll("'../../journeys/", "'../journeys/"));
};

interface Manifest {
  name: string;
  version?: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

const readManifest = async (file: string): Promise<Manifest> => JSON.parse(await readFile(file, 'utf8')) as Manifest;

const writeManifest = async (from: string, starter: string, { to, empty, daymark }: NewProject): Promise<string> => {
  const own = await readManifest(join(from, 'package.json'));
  const manifest = withVersions(await readManifest(join(starter, 'manifest.json')), own);
  const scripts = { ...manifest.scripts, ...(empty && { start: 'daymark simulate test/events.jsonl' }) };
  const dependency = asDependency(daymark ?? own.version ?? '');
  const dependencies = { ...manifest.dependencies, daymark: dependency };
  const written = { ...manifest, name: packageNameOf(to), scripts, dependencies };
  await writeFile(join(to, 'package.json'), `${JSON.stringify(written, null, 2)}\n`);
  return dependency;
};

/** The starter's `package.json` with the versions tested here; in the published packages they are already set. */
export const withVersions = <
  Starter extends Pick<Manifest, 'dependencies' | 'devDependencies' | 'optionalDependencies'>,
>(
  starter: Starter,
  own: Partial<Starter>,
): Starter => {
  const known = { ...own.devDependencies, ...own.optionalDependencies, ...own.dependencies };
  const filled = (names: Record<string, string>) =>
    Object.fromEntries(Object.entries(names).map(([name, version]) => [name, version || (known[name] ?? '')]));
  return {
    ...starter,
    dependencies: filled(starter.dependencies),
    devDependencies: filled(starter.devDependencies),
    optionalDependencies: filled(starter.optionalDependencies),
  };
};

/** Makes the path of a tarball absolute: npm would resolve it against the new folder, not the current one. */
const asDependency = (version: string): string => (version.endsWith('.tgz') ? `file:${resolve(version)}` : version);

/** The folder's name as a valid npm package name. */
const packageNameOf = (folder: string): string =>
  basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'journeys';
