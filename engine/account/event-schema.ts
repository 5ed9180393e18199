import * as z from 'zod';
import { connectorNames } from '../connectors/connector-of.ts';
import type { DomainEvent } from './event.ts';

const instant = z.iso.datetime({ precision: 3 });

/** A domain event as it comes out of the queue. */
export const domainEvent: z.ZodType<DomainEvent> = z.object({
  id: z.string().min(1),
  source: z.enum(['segment', ...connectorNames, 'task', 'prompt', 'ses', 'daymark']),
  account: z.string().min(1).exactOptional(),
  customer: z.string().min(1).exactOptional(),
  user: z.string().exactOptional(),
  name: z.string().min(1),
  occurredAt: instant,
  receivedAt: instant,
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
