import middy from '@middy/core';
import type { ScheduledEvent, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectContacts,
  connectDeliveries,
  connectDue,
  connectEnrollments,
  connectQueue,
  connectSweeps,
} from '../engine/adapters/aws/connect.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { sweep } from '../engine/signals/use-cases/sweep.ts';

/** Hourly; it also calls itself to continue if it couldn't finish. */
export const createHandler = (
  ports: PortsWith<'contacts' | 'deliveries' | 'due' | 'enrollments' | 'queue' | 'sweeps'>,
) =>
  middy<ScheduledEvent | SQSEvent, void>().handler(async event => {
    if (!('Records' in event)) await sweep(ports);
    else for (const { body } of event.Records) await sweep(ports, rest.parse(JSON.parse(body)));
  });

const rest = z.strictObject({
  by: z.string(),
  after: z.strictObject({ dueAt: z.string(), account: z.string(), delivery: z.string().exactOptional() }),
});

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    contacts: connectContacts(ports),
    deliveries: connectDeliveries(ports),
    due: connectDue(ports),
    enrollments: connectEnrollments(ports),
    queue: connectQueue(ports),
    sweeps: connectSweeps(ports),
  }),
);
