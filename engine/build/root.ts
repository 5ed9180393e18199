import { fileURLToPath } from 'node:url';

/** Daymark's own folder: this repository, or the package in another project's dependencies. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
