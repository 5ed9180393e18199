import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createProject } from '../../engine/cli/new/create-project.ts';
import { nextSteps } from '../../engine/cli/new/next-steps.ts';

/** `npm create daymark <folder>`: like `daymark new`, without installing Daymark. Built at the package's top level. */
const usage = 'npm create daymark <folder> [-- --empty] [-- --daymark <version or path of its .tgz>]';

const create = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { empty: { type: 'boolean', default: false }, daymark: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error(`Name one folder: ${usage}`);
  await createProject(dirname(fileURLToPath(import.meta.url)), { to: folder, ...values });
  console.log(nextSteps(folder));
};

try {
  await create();
} catch (error) {
  const { message, fix } = error as Error & { fix?: string };
  console.error(message);
  console.error(fix ?? usage);
  process.exitCode = 2;
}
