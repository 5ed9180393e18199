import { test } from 'vitest';
import { playLoad } from '../../bench/play-load.ts';
import { expectBorne } from '../support/expect-borne.ts';

test('a burst of 1,000 events is worked off with none lost and nothing done twice, while SES and DynamoDB throttle', async () => {
  const borne = await playLoad({ accounts: 100, messagesEach: 10, seed: 1 });

  expectBorne(borne, { accounts: 100, messages: 1_000 });
}, 600_000);
