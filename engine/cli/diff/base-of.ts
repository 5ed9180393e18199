import { existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Sources } from '../../build/build-project.ts';
import { endWithUs } from '../../local/end-with-us.ts';
import { templatesOf } from '../project.ts';
import { UserError } from '../user-error.ts';
import { git } from './git.ts';

/** The version that changes are compared with. */
export interface Base {
  /** `main (75e99b6d)`, or the folder. */
  name: string;
  sources: Sources;
  /** Removes the temporary files. */
  forget(): void;
}

/**
 * Journeys, templates and playbooks of a git ref, copied to a temporary folder, or of a folder. Default: the merge base
 * with the main branch, or the last commit when on the main branch.
 * @throws UserError if there is no such version
 */
export const baseOf = async (named: string | undefined, journeys: string): Promise<Base> => {
  const folder = named !== undefined && isFolder(named) ? sourcesIn(named, basename(resolve(journeys))) : undefined;
  return folder ? { name: named ?? '', sources: folder, forget: () => undefined } : ofGit(named, journeys);
};

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** Accepts a folder of journeys, or a folder that contains one. */
const sourcesIn = (folder: string, journeys: string): Sources | undefined => {
  const inside = join(folder, journeys);
  const found = existsSync(join(folder, 'catalog.ts')) ? folder : isFolder(inside) ? inside : undefined;
  return found === undefined ? undefined : { journeys: found, templates: templatesOf(found) };
};

const ofGit = async (named: string | undefined, journeys: string): Promise<Base> => {
  const place = realpathSync(dirname(resolve(journeys)));
  const top = await git(place, ['rev-parse', '--show-toplevel']).then(
    text => text.trim(),
    error => {
      if (error instanceof UserError) throw error;
      throw new UserError(
        `${place} isn't in a git repository${named === undefined ? '' : `, and "${named}" isn't a folder of journeys`}`,
        'compare with a folder: --base <folder that contains journeys/ and templates/>',
        2,
      );
    },
  );
  const { name, commit } =
    named === undefined ? await usualBase(top) : { name: named, commit: await commitOf(top, named) };
  const folder = resolve('.daymark', 'diff');
  await mkdir(folder, { recursive: true });
  const written = await mkdtemp(join(folder, 'base-'));
  const remove = () => rmSync(written, { recursive: true, force: true });
  const forget = endWithUs(remove);
  const index = join(written, 'index');
  const inBase = join(written, 'tree', relative(top, place), basename(resolve(journeys)));
  const paths = [basename(resolve(journeys)), 'templates', 'playbooks'].map(name => join(relative(top, place), name));
  await git(top, ['read-tree', commit], { index });
  const files = await git(top, ['ls-files', '-z', '--', ...paths], { index });
  await git(top, ['checkout-index', '-z', '--stdin', `--prefix=${join(written, 'tree')}/`], { index, input: files });
  if (!existsSync(inBase)) {
    remove();
    throw new UserError(`${name} has no folder ${journeys}`, 'name a ref that has it with --base <ref>', 2);
  }
  return {
    name: `${name} (${commit.slice(0, 8)})`,
    sources: { journeys: inBase, templates: templatesOf(inBase) },
    forget: () => {
      forget();
      remove();
    },
  };
};

/** The merge base with the main branch; the last commit when on the main branch, or if there is no main branch. */
const usualBase = async (top: string): Promise<{ name: string; commit: string }> => {
  const head = await commitOf(top, 'HEAD');
  for (const name of ['origin/main', 'main', 'origin/master', 'master']) {
    const commit = await git(top, ['merge-base', 'HEAD', name]).catch(() => '');
    if (commit !== '' && commit.trim() !== head) return { name, commit: commit.trim() };
  }
  return { name: 'the last commit', commit: head };
};

const commitOf = (top: string, ref: string): Promise<string> =>
  git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).then(
    text => text.trim(),
    () => {
      throw new UserError(
        ref === 'HEAD'
          ? 'this repository has no commit yet'
          : `no commit, branch, tag or folder of journeys is called "${ref}"`,
        'name one with --base, such as --base main; in a shallow clone fetch it first',
        2,
      );
    },
  );
