import type { Change } from '../../account/change.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import { answerItem } from '../../adapters/aws/table/answers.ts';
import { auditItem } from '../../adapters/aws/table/audit.ts';
import { changeWrites } from '../../adapters/aws/table/change-writes.ts';
import type { ItemWrite } from '../../adapters/aws/table/item-write.ts';
import {
  accountPartition,
  endedKey,
  enrollmentKey,
  mailClaimsKey,
  promptsVersionKey,
  retiredKey,
  taskKey,
} from '../../adapters/aws/table/keys.ts';
import { noteWrite } from '../../adapters/aws/table/notes.ts';
import { usageMarkWrite } from '../../adapters/aws/table/rows/day.ts';
import { seatWrite } from '../../adapters/aws/table/rows/seat.ts';
import { successPlanWrite } from '../../adapters/aws/table/rows/success-plan.ts';
import { packed } from '../../adapters/aws/table/stored-item.ts';
import type { AccountRows } from '../../memory/store.ts';
import { putOf } from './put-of.ts';

/** Converts each part of an account's in-memory rows to table writes. */
type Parts = {
  [Part in keyof AccountRows]-?: (part: NonNullable<AccountRows[Part]>, given: Given) => readonly ItemWrite[];
};

interface Given {
  account: string;
  addressKeys: () => readonly [string, ...string[]];
}

/** The writes that fill an empty table with an account's in-memory rows. */
export const accountItems = (rows: AccountRows, addressKeys: Given['addressKeys']): ItemWrite[] =>
  (Object.keys(parts) as (keyof AccountRows)[]).flatMap(name => {
    const part = rows[name];
    const writes = parts[name] as (part: unknown, given: Given) => readonly ItemWrite[];
    return part === undefined ? [] : writes(part, { account: rows.account, addressKeys });
  });

const changed = (change: Change, { account, addressKeys }: Given): ItemWrite[] =>
  changeWrites(account, change, addressKeys);

/** Nothing to write: derived from other parts. */
const derived = (): readonly ItemWrite[] => [];

const parts: Parts = {
  account: derived,
  latestSeats: derived,
  profile: (profile, given) => changed({ kind: 'profile', profile }, given),
  evaluation: (evaluation, given) => changed({ kind: 'evaluation', evaluation }, given),
  mailClaims: (claims, { account }) => [{ kind: 'put', key: mailClaimsKey(account), item: { revision: claims } }],
  successPlan: (plan, { account }) => [successPlanWrite(account, plan)],
  contacts: ({ values }, given) => values.flatMap(contact => changed({ kind: 'contact', contact }, given)),
  remains: ({ values }, given) => values.flatMap(contact => changed({ kind: 'contact', contact }, given)),
  consents: ({ values }, given) => values.flatMap(record => changed({ kind: 'consent', record }, given)),
  enrollments: ({ values }, given) =>
    values.flatMap(enrollment => {
      const writes = changed({ kind: 'enroll', enrollment }, given);
      if (enrollment.status === 'active') return writes;
      const key = enrollmentKey(given.account, enrollment.id);
      const endedAs: ItemWrite = { kind: 'update', key, set: [{ path: ['endedAs'], value: enrollment.status }] };
      return [...writes.filter(write => write.key.sk === key.sk), endedAs];
    }),
  retired: ({ values }, { account }) =>
    values.map(enrollment => ({ kind: 'put', key: endedKey(account, enrollment.id), item: packed(enrollment) })),
  retiredJourneys: ({ values }, { account }) =>
    values.length === 0
      ? []
      : [{ kind: 'update', key: retiredKey(account), add: [{ attribute: 'journeys', members: values }] }],
  seats: (seats, { account }) => [...seats.values()].map(word => seatWrite(account, word)),
  openTasks: ({ values }, given) => values.flatMap(task => [...changed({ kind: 'task', task }, given), found(task)]),
  resolvedTasks: ({ values }, given) =>
    values.flatMap(task => [...changed({ kind: 'task', task }, given), found(task)]),
  deliveries: ({ values }, given) => values.flatMap(delivery => changed({ kind: 'claim', delivery }, given)),
  prompts: ({ rows }, given) => rows.values.flatMap(({ value: prompt }) => changed({ kind: 'prompt', prompt }, given)),
  // After the prompts: each of their writes also sets the version.
  promptsVersion: (version, { account }) => [
    { kind: 'update', key: promptsVersionKey(account), set: [{ path: ['version'], value: version }] },
  ],
  promptReaders: ({ values }, given) => values.flatMap(reader => changed({ kind: 'promptReader', reader }, given)),
  health: ({ rows }, given) => rows.values.flatMap(({ value: record }) => changed({ kind: 'health', record }, given)),
  answers: ({ rows }) => rows.values.map(({ value }) => putOf(answerItem(value))),
  revenue: ({ values }, given) => values.flatMap(row => changed({ kind: 'revenue', row }, given)),
  lines: ({ values }, given) => values.flatMap((line: TimelineLine) => changed({ kind: 'line', line }, given)),
  notes: ({ rows }) => rows.values.map(({ value }) => noteWrite(value)),
  audit: ({ rows }, { account }) => rows.values.map(({ value }) => putOf(auditItem(accountPartition(account), value))),
  // Made by people in the console, so a play has none.
  taskActs: derived,
  taskMessages: derived,
  crmCopies: derived,
  usage: ({ usage, begun }, { account }) =>
    [...new Set([...usage].flatMap(({ id }) => usage.sent(id)))].map(mark =>
      usageMarkWrite(account, mark, begun.has(`${mark.at.slice(0, 10)} ${mark.id}`)),
    ),
};

const found = ({ id, account }: { id: string; account: string }): ItemWrite => ({
  kind: 'put',
  key: taskKey(id),
  item: { account },
});
