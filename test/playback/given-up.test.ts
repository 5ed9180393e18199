import { expect, onTestFinished, test } from 'vitest';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { eventsQueue, feedbackQueue } from '../../engine/local/world.ts';
import { givenUp } from '../../engine/playback/given-up.ts';

test('an event that no try could handle is told of, without what people said', async () => {
  const cloud = await startLocalCloud({ startAt: '2026-03-01T09:30:00.000Z' });
  onTestFinished(() => cloud.stop());
  const failing = ({ Records }: { Records: { messageId: string }[] }) => ({
    batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
  cloud.registerFunction('failing', failing);
  cloud.subscribe(eventsQueue, 'failing');
  cloud.subscribe(feedbackQueue, 'failing');
  const event = { id: 'segment:m1', name: 'Signed In', account: 'acme' };
  cloud.queues.get(eventsQueue).send({ body: JSON.stringify(event), group: 'acme', deduplication: 'm1' });
  cloud.queues.get(feedbackQueue).send({ body: '{"to":"ada@acme.example"}' });

  await cloud.idle('2026-03-02T00:00:00.000Z');

  expect(givenUp(cloud)).toEqual([
    '2026-03-01T09:30:00.000Z route-events gave up on "Signed In" of acme (segment:m1)',
    '2026-03-01T09:30:00.000Z record-feedback gave up on a message',
  ]);
});
