import { createHash } from 'node:crypto';

/**
 * A place from 0 to below `of`, drawn by a hash: always the same one for the same names, in every world, and independent of what other
 * names draw.
 */
export const drawPlace = (names: readonly string[], of: number): number =>
  createHash('sha256').update(JSON.stringify(names)).digest().readUIntBE(0, 6) % of;
