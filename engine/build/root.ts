import { fileURLToPath } from 'node:url';

/** Where Daymark itself lies: this repository, or its package among the dependencies of another. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
