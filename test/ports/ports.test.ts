import { afterAll, beforeAll, describe } from 'vitest';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { ofAllAccounts } from './all-accounts.ts';
import { ofAnswers } from './answers.ts';
import { ofAsked } from './asked.ts';
import { ofAudit } from './audit.ts';
import { ofChanges } from './changes.ts';
import { ofCounts } from './counts.ts';
import { ofEnrollments } from './enrollments.ts';
import { ofEntryRefusals } from './entry-refusals.ts';
import { ofLedgers } from './ledgers.ts';
import { ofLookups } from './lookups.ts';
import { ofNotes } from './notes.ts';
import { ofPlans } from './plans.ts';
import { ofRaces } from './races.ts';
import { ofBoth } from './same-in-both.ts';
import { ofLargeCommits } from './same-large-commits.ts';
import { ofSnapshots } from './snapshot.ts';
import { ofTimelines } from './timelines.ts';
import { ofVersions } from './versions.ts';
import { inMemory, inTable, type StoredWorld } from './world.ts';

/** The promises of ports of stored state, in every world. One process of DynamoDB serves all: a world of its own for each is a table. */
const suites: Readonly<Record<string, (world: StoredWorld) => void>> = {
  'all accounts': ofAllAccounts,
  answers: ofAnswers,
  asked: ofAsked,
  audit: ofAudit,
  changes: ofChanges,
  counts: ofCounts,
  enrollments: ofEnrollments,
  'entry refusals': ofEntryRefusals,
  ledgers: ofLedgers,
  lookups: ofLookups,
  notes: ofNotes,
  plans: ofPlans,
  races: ofRaces,
  snapshots: ofSnapshots,
  versions: ofVersions,
  timelines: ofTimelines,
};

let dynamodb: TestDynamoDb;
beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
});
afterAll(() => dynamodb.stop());

const worlds: Readonly<Record<string, () => Promise<StoredWorld>>> = {
  memory: async () => inMemory(),
  table: () => inTable(dynamodb),
};

describe.each(Object.entries(worlds))('in the %s', (_world, start) => {
  describe.each(Object.entries(suites))('%s', (_suite, tests) => {
    const world = {} as StoredWorld;
    beforeAll(async () => {
      Object.assign(world, await start());
    });
    afterAll(() => world.stop());
    tests(world);
  });
});

describe.each(Object.entries({ commits: ofBoth, 'large commits': ofLargeCommits }))(
  '%s in memory and in the table',
  (_suite, tests) => {
    const both = [inMemory(), {} as StoredWorld] as const;
    beforeAll(async () => {
      Object.assign(both[1], await inTable(dynamodb));
    });
    afterAll(() => both[1].stop());
    tests(both);
  },
);
