import * as z from 'zod';
import type { Api } from './answer-request.ts';
import { parseRequest } from './parse-request.ts';
import type { BusEvent } from './world.ts';

/** EventBridge: records the events put on any bus. */
export const createEventBridgeApi =
  (events: BusEvent[], now: () => number): Api =>
  request => {
    if (request.target !== 'AWSEvents.PutEvents') return undefined;
    const { Entries } = parseRequest(putEvents, request.json(), 'ValidationException');
    for (const { EventBusName, Source, DetailType, Detail } of Entries)
      events.push({ at: now(), bus: EventBusName, source: Source, type: DetailType, detail: JSON.parse(Detail) });
    return { body: { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: `event-${events.length}` })) } };
  };

const putEvents = z.object({
  Entries: z
    .array(
      z.object({
        EventBusName: z.string().default('default'),
        Source: z.string().min(1),
        DetailType: z.string().min(1),
        Detail: z.string(),
      }),
    )
    .min(1)
    .max(10),
});
