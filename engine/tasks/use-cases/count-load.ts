import type { Load } from '../../account/routing.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Open tasks of each owner. */
export const countLoad = async (owners: readonly string[], { tasks }: Pick<AllPorts, 'tasks'>): Promise<Load> =>
  new Map(await Promise.all(owners.map(async owner => [owner, await tasks.countOpen(owner)] as const)));
