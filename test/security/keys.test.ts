import { describe, expect, test } from 'vitest';
import * as counts from '../../engine/adapters/aws/table/count-keys.ts';
import * as rows from '../../engine/adapters/aws/table/keys.ts';
import * as people from '../../engine/adapters/aws/table/keys-of-people.ts';
import { actionKeyKey } from '../../engine/adapters/aws/table/keys-of-people.ts';
import * as versions from '../../engine/adapters/aws/table/version-keys.ts';
import { longestIds } from '../../engine/kernel/read-id.ts';

// test/security/ids.test.ts holds the doors to these lengths; here each key is built of the longest.

/** Percent-encoded it is longest: `%E6%A0%AA` for three bytes. */
const ofBytes = (bytes: number): string => '株'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3);

const account = ofBytes(longestIds.account);
const user = ofBytes(longestIds.user);
const customer = `chargebee:${ofBytes(longestIds.customer)}`;
/** An event of an event: what its source says, and what it caused. */
const id = `chargebee:${ofBytes(longestIds.event)}#payment.obsolete.${ofBytes(longestIds.customer)}`;
const task = ofBytes(longestIds.task);
/** What `check` takes at most. */
const journey = 'j'.repeat(24);
const enrollment = `${journey}-${'f'.repeat(26)}`;
const step = 's'.repeat(54);
const hash = 'f'.repeat(64);
const at = '2026-03-10T09:00:00.000Z';
const day = '2026-03-10';
/** An attribute's text. */
const text = ofBytes(1_024);
const subscription = ofBytes(longestIds.customer);
const line = {
  account,
  journey,
  enrollment,
  at,
  key: `9999~~.9999.9999.auto-resolved.${user}`,
  entry: { type: 'completed' },
} as const;
const taskPlace = { account, id: task, owner: text.slice(0, 300), status: 'open', inDigest: true, dueAt: at } as const;
const ofVersion = { journey, version: hash, day, account, enrollment };
const consent = {
  contact: user,
  at,
  topic: 't'.repeat(100),
  source: 'import',
  status: 'unsubscribed',
} as unknown as Parameters<typeof rows.consentKey>[1];
const place = { ts: '1772000000.000100', channel: 'C'.repeat(80) };
const copy = { crm: 'salesforce', id: ofBytes(longestIds.customer) } as const;
const event = { id, occurredAt: at, receivedAt: at, account, customer } as unknown as Parameters<
  typeof rows.waitingKeys
>[0];

type Functions<Module> = {
  [Name in keyof Module as Module[Name] extends (...args: never) => unknown ? Name : never]: () => unknown;
};

/** Every function that makes a key, by name: who adds one adds its row. */
const keys: Functions<typeof rows> = {
  accountPartition: () => rows.accountPartition(account),
  activeIndex: () => rows.activeIndex(journey, account, enrollment),
  activeKey: () => rows.activeKey(account, enrollment),
  activePartition: () => rows.activePartition(journey, 'f'),
  addressPartition: () => rows.addressPartition(hash),
  answerKey: () => rows.answerKey({ account, at, id }),
  callsKey: () => rows.callsKey(text, at),
  commitPageKey: () => rows.commitPageKey(account, hash, 999_999),
  consentKey: () => rows.consentKey(account, consent),
  consentsOf: () => rows.consentsOf(user),
  contactKey: () => rows.contactKey(account, user),
  customerKey: () => rows.customerKey(customer),
  customerPartition: () => rows.customerPartition(customer),
  dayKey: () => rows.dayKey(account, { id, occurredAt: at }),
  deliveryKey: () => rows.deliveryKey(account, hash),
  digestKey: () => rows.digestKey(ofBytes(256), day),
  dueIndex: () => rows.dueIndex(at, rows.answerKey({ account, at, id })),
  endedKey: () => rows.endedKey(account, enrollment),
  enrollmentKey: () => rows.enrollmentKey(account, enrollment),
  erasedAddressKey: () => rows.erasedAddressKey(hash),
  erasureKey: () => rows.erasureKey({ account, contact: user, at } as Parameters<typeof rows.erasureKey>[0]),
  evaluationKey: () => rows.evaluationKey(account),
  healthKey: () => rows.healthKey({ account, at }),
  keptIndex: () => rows.keptIndex({ id, receivedAt: at }),
  keptPartition: () => rows.keptPartition('f'),
  lineKey: () => rows.lineKey(line),
  mailClaimsKey: () => rows.mailClaimsKey(account),
  mediansKey: () => rows.mediansKey(text, day),
  noticeKey: () => rows.noticeKey(account, `eventBridge.${id}`),
  openCommitKey: () => rows.openCommitKey(account, hash),
  openTaskKey: () => rows.openTaskKey(account, task),
  ownerIndex: () => rows.ownerIndex(taskPlace as Parameters<typeof rows.ownerIndex>[0]),
  ownerPartition: () => rows.ownerPartition(text),
  partitionAccount: () => rows.partitionAccount({ pk: rows.accountPartition(account) }),
  peakKey: () => rows.peakKey(journey, day),
  planFiguresKey: () => rows.planFiguresKey(text, account),
  planPartition: () => rows.planPartition(text),
  profileKey: () => rows.profileKey(account),
  promptContentKey: () => rows.promptContentKey(hash),
  promptKey: () => rows.promptKey(account, `${enrollment}.${step}.9999`),
  promptReaderKey: () => rows.promptReaderKey(account, user),
  promptsVersionKey: () => rows.promptsVersionKey(account),
  refusedCallKey: () => rows.refusedCallKey(hash),
  refusedPartition: () => rows.refusedPartition('f'),
  resolvedTaskKey: () => rows.resolvedTaskKey(account, task),
  retiredKey: () => rows.retiredKey(account),
  revenueIndex: () => rows.revenueIndex(account, { at, subscription, status: 'active' }),
  revenueKey: () => rows.revenueKey(account, { at, subscription, status: 'active' }),
  revenuePartition: () => rows.revenuePartition('f'),
  seatKey: () => rows.seatKey(account, user),
  sendsKey: () => rows.sendsKey(journey, day, 'ff'),
  sendsPartition: () => rows.sendsPartition(journey),
  startOfUsage: () => rows.startOfUsage(at),
  successPlanKey: () => rows.successPlanKey(account),
  taskKey: () => rows.taskKey(task),
  triesKey: () => rows.triesKey(hash),
  waitingKeys: () => rows.waitingKeys(event),
  waitingPartition: () => [rows.waitingPartition({ account }), rows.waitingPartition({ customer })],
  weekCountKey: () => rows.weekCountKey(journey, '2026-W10', 'ff'),
  weekPartition: () => rows.weekPartition(journey, '2026-W10'),
  weekVerdictKey: () => rows.weekVerdictKey(journey, '2026-W10'),
};
const countKeys: Functions<typeof counts> = {
  countedIndex: () => counts.countedIndex(ofVersion),
  countedKey: () => counts.countedKey(account, enrollment),
  countedPartition: () => counts.countedPartition(journey, 'f'),
  listPartition: () => counts.listPartition('f'),
  listedKey: () => counts.listedKey(account),
  routeKey: () => counts.routeKey(ofVersion),
  sumsKey: () => counts.sumsKey(ofVersion),
  sumsPartition: () => counts.sumsPartition(journey),
};
const versionKeys: Functions<typeof versions> = {
  begunKey: () => versions.begunKey({ journey, version: hash, startedAt: at, id: enrollment } as never),
  begunOf: () => versions.begunOf(journey, hash),
  definitionKey: () => versions.definitionKey(journey, hash),
};
const peopleKeys: Functions<typeof people> = {
  actionKeyKey: () => actionKeyKey({ by: text, key: text }),
  auditKey: () => people.auditKey(people.journeyPartition(journey), { at, id: hash }),
  copiedTaskKey: () => people.copiedTaskKey(copy),
  crmCopyKey: () => people.crmCopyKey({ account, id: task }, 'salesforce'),
  journeyPartition: () => people.journeyPartition(journey),
  messagesPrefix: () => people.messagesPrefix(task),
  noteKey: () => people.noteKey({ account, at, id: hash }),
  taskActKey: () => people.taskActKey({ account, task, revision: 999_999 }),
  taskMessageKey: () => people.taskMessageKey({ account, id: task }, place),
};

/** What DynamoDB takes, in bytes; a text alone is a partition or the beginning of a sort key. */
const most: Readonly<Record<string, number>> = { pk: 2_048, ipk: 2_048, sk: 1_024, isk: 1_024, prefix: 1_024 };

const all = Object.entries({ ...keys, ...countKeys, ...versionKeys, ...peopleKeys });
describe('of the longest ids that any door takes', () => {
  test.each(all)('%s is a key that DynamoDB takes, in its index too', (_, make) => {
    for (const made of [make()].flat())
      for (const [part, value] of Object.entries(typeof made === 'string' ? { pk: made } : (made as object))) {
        const bytes = Buffer.byteLength(String(value));
        expect([part, bytes, bytes > 0 && bytes <= (most[part] ?? 0)]).toEqual([part, bytes, true]);
      }
  });
});
