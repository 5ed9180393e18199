import { beforeAll, expect, test } from 'vitest';
import { type Borne, playLoad } from '../bench/play-load.ts';
import { expectBorne } from './expect-borne.ts';

// Each more costs more than each more message of theirs, and proves no more.
const accounts = 1_000;
let borne: Borne;
beforeAll(async () => {
  borne = await playLoad({ accounts, messagesEach: 20, seed: 1 });
}, 900_000);

test('a burst of 20,000 events is worked off with none lost and nothing done twice, while SES and DynamoDB throttle', () => {
  console.log(`worked off in ${borne.seconds.toFixed(0)} s, ${borne.cpuSeconds.toFixed(0)} s of them CPU`);
  expectBorne(borne, { accounts, messages: 20_000 });
});

/**
 * What stays are 1,000 mails of some 40 KB and as many executions, for the report: 50 MB. What is at work at once are 50
 * accounts, however many wait. The rest of the room is garbage: V8 lets the heap grow before it collects.
 */
test('it takes less than 250 MB of memory beyond what was there before', () => {
  const megabytes = (borne.rss.peak - borne.rss.before) / 1_048_576;
  console.log(`${megabytes.toFixed(0)} MB more`);
  expect(megabytes).toBeLessThan(250);
});
