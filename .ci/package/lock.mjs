import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// node .ci/package/lock.mjs <folder> <daymark.tgz>: gives a new folder the versions that are installed here, so that npm
// finds them in its cache and asks no registry what there is.
const [folder, tarball] = process.argv.slice(2);
const read = file => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read(join(folder, 'package.json'));
const { version, bin, dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
  read('dist/package/package.json');
const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
const { packages, ...lock } = read('package-lock.json');
const { name } = manifest;
const root = { name, ...manifest };
const own = {
  version,
  resolved: `file:${tarball}`,
  integrity,
  bin,
  dependencies,
  optionalDependencies,
  peerDependencies,
  peerDependenciesMeta,
};
const { '': _, ...installed } = packages;
const written = { ...lock, name, packages: { '': root, ...installed, 'node_modules/daymark': own } };
writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(written, null, 2)}\n`);
