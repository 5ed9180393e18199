import type { Table } from '../../engine/adapters/aws/table/table.ts';
import { type Death, mortalProcess } from './crash.ts';

/** A table whose process dies right before or right after one of its requests. */
export const dyingTable = ({ client, name }: Table, death: Death): { table: Table; hasDied: () => boolean } => {
  const mortal = mortalProcess();
  mortal.awaits(death);
  return { table: { client: mortal.through(client), name }, hasDied: mortal.hasDied };
};
