import type { Visitor } from '../../access/visitor.ts';
import { instantIn } from '../../definition/calendar.ts';
import type { Instant } from '../../kernel/instant.ts';
import { happenedAt } from '../moment.ts';
import type { UsableCall } from '../usable-call.ts';
import { applyCall, type IngestPorts, type PlacedCall, zonesOf } from './apply-call.ts';
import type { BrowserCall } from './browser-calls.ts';
import { keepCalls } from './ingest-usage.ts';
import { memoizedLookups, placeCall } from './place-calls.ts';
import { releaseKept } from './release-kept.ts';
import { writeContact } from './write-contact.ts';

/**
 * Takes the calls of a page that `browserCalls` keeps. A page can't set account membership, and can't probe for it: the
 * answer is the same for known and unknown ids.
 */
export const ingestFromBrowser = async (
  calls: readonly BrowserCall[],
  visitor: Visitor | undefined,
  ports: IngestPorts,
): Promise<void> => {
  const receivedAt = ports.clock.now();
  const directory = memoizedLookups(ports.directory);
  const taken: UsableCall[] = [];
  for (const call of calls) {
    if (call.type === 'track') await takeTrack(call, receivedAt, ports, directory);
    else if (!visitor) continue;
    else if (call.type === 'group') await takeGroup(call, visitor, receivedAt, ports);
    else await takePerson(call, visitor, receivedAt, ports);
    taken.push(visitor ? { ...call, account: visitor.account } : call);
  }
  await keepCalls(taken, receivedAt, ports);
};

const noIds = { accounts: new Map(), users: new Map() };

const takeTrack = async (
  call: Extract<UsableCall, { type: 'track' }>,
  receivedAt: Instant,
  ports: IngestPorts,
  directory: ReturnType<typeof memoizedLookups>,
): Promise<void> => {
  const place = await placeCall(call, noIds, directory);
  if ('call' in place) return take(place.call, receivedAt, ports);
  const { waitsFor, because } = place;
  await ports.directory.keep(waitsFor, { id: `segment:${call.messageId}`, receivedAt, because, call });
  await releaseKept(waitsFor, ports);
};

const take = async (call: PlacedCall, receivedAt: Instant, ports: IngestPorts): Promise<void> => {
  const zone = (await zonesOf([call], ports)).get(call.account) ?? 'UTC';
  await applyCall(call, { receivedAt, zone }, ports);
};

/** Only for an account that a server has created. */
const takeGroup = async (
  call: Extract<UsableCall, { type: 'group' }>,
  { account }: Visitor,
  receivedAt: Instant,
  ports: IngestPorts,
): Promise<void> => {
  if (Object.keys(call.values).length === 0 || !(await ports.accounts.profile(account))) return;
  await take({ ...call, account }, receivedAt, ports);
};

/** Updates a contact that a server has created, and links the visitor that the contact was before signing in. */
const takePerson = async (
  call: Extract<UsableCall, { type: 'identify' | 'alias' }>,
  { account, contact }: Visitor,
  receivedAt: Instant,
  ports: IngestPorts,
): Promise<void> => {
  if (!(await ports.contacts.find(account, contact))) return;
  if (call.type === 'identify' && Object.keys(call.values).length > 0) {
    const at = happenedAt(instantIn(call.saidAt, 'UTC'), receivedAt);
    const optOuts = {
      topics: {},
      source: 'import',
      at,
      evidence: `segment:${call.messageId}`,
      policyVersion: '',
    } as const;
    await writeContact(account, contact, { values: call.values, at, optOuts, byServer: false }, ports);
  }
  if (call.visitor === undefined) return;
  if (call.type === 'alias' && (await ports.directory.accountsOf(call.visitor)).length > 0) return;
  const released = await ports.directory.link(call.visitor, contact);
  await releaseKept({ visitor: call.visitor }, ports);
  released?.();
};
