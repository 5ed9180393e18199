import type { Load } from '../../account/routing.ts';
import type { Ports } from '../../ports/ports.ts';

/** Open tasks of each owner. */
export const countLoad = async (owners: readonly string[], { accounts }: Ports): Promise<Load> =>
  new Map(await Promise.all(owners.map(async owner => [owner, await accounts.openTasks(owner)] as const)));
