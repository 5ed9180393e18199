import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectContacts,
  connectControls,
  connectQueue,
  connectSuppressionList,
} from '../engine/adapters/aws/connect.ts';
import { syncSuppressions } from '../engine/feedback/use-cases/sync-suppressions.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** Nightly. */
export const createHandler = (ports: PortsWith<'contacts' | 'controls' | 'queue' | 'suppressionList'>) =>
  middy<unknown, { listed: number }>().handler(() => syncSuppressions(ports));

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    contacts: connectContacts(ports),
    controls: connectControls(ports),
    queue: connectQueue(ports),
    suppressionList: connectSuppressionList(ports),
  }),
);
