import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../../ports/sinks.ts';

/** EventBridge; rules match the source `daymark` and the type. */
export const eventBridge = (client: EventBridgeClient): Bus => ({
  put: async (bus, type, detail) => {
    const entry = { EventBusName: bus, Source: 'daymark', DetailType: type, Detail: JSON.stringify(detail) };
    const { FailedEntryCount = 0, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    // PutEvents answers 200 even if it rejects an entry.
    if (FailedEntryCount > 0) throw new Error(`The event bus did not take an event: ${Entries?.[0]?.ErrorCode}`);
  },
});
