import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import type { Ports } from '../engine/services/ports.ts';
import { sweep } from '../engine/services/sweep/sweep.ts';

/** Once an hour. */
export const createHandler = (ports: Ports) => middy<unknown, { published: number }>().handler(() => sweep(ports));

export const handler = coldStart(createHandler);
