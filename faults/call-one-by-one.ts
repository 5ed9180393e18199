import type { World } from '../engine/local/world.ts';
import { functions } from '../engine/wiring/functions.ts';
import { queues } from '../engine/wiring/queues.ts';

/**
 * Connects queues to their functions, in batches of one, so that the death of a process affects one account; and
 * schedules.
 * @param schedules functions, and their interval in hours
 */
export const callOneByOne = (world: World, schedules: Readonly<Record<string, number>>): void => {
  for (const [name, { queue }] of Object.entries(functions)) {
    if (queue) world.subscribe(queues[queue.name].name, name, { batchSize: 1 });
  }
  for (const [name, hours] of Object.entries(schedules)) world.schedule(hours * 3600, name);
};
