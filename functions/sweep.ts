import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue } from '../engine/adapters/aws/connect.ts';
import type { PortsWith } from '../engine/services/ports.ts';
import { sweep } from '../engine/services/sweep/sweep.ts';

/** Once an hour. */
export const createHandler = (ports: PortsWith<'queue'>) =>
  middy<unknown, { published: number }>().handler(() => sweep(ports));

export const handler = coldStart(ports => createHandler({ ...ports, queue: connectQueue(ports.settings) }));
