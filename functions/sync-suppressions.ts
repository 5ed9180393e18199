import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectControls, connectQueue, connectSuppressionList } from '../engine/adapters/aws/connect.ts';
import { syncSuppressions } from '../engine/feedback/use-cases/sync-suppressions.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** Once a night. */
export const createHandler = (ports: PortsWith<'controls' | 'queue' | 'suppressionList'>) =>
  middy<unknown, { listed: number }>().handler(() => syncSuppressions(ports));

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    controls: connectControls(ports),
    queue: connectQueue(ports.settings),
    suppressionList: connectSuppressionList(),
  }),
);
