import { callLine } from '../../archive/call-line.ts';
import { keepLines } from '../../archive/use-cases/keep-lines.ts';
import { unknownOwner } from '../../definition/unknown-owner.ts';
import type { Instant } from '../../kernel/instant.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { CallOwner, Released } from '../../ports/directory.ts';
import type { IngestWarning } from '../allowed-values.ts';
import type { Ingested } from '../ingested.ts';
import type { SentCalls } from '../sent-calls.ts';
import { type Usable, type UsableCall, usableCall } from '../usable-call.ts';
import { applyCall, type IngestPorts, type PlacedCall, zonesOf } from './apply-call.ts';
import { type CallPlacement, idsIn, type MentionedIds, memoizedLookups, placeCall } from './place-calls.ts';
import { keepRefused, type Refused } from './refused-calls.ts';
import { releaseKept } from './release-kept.ts';

export type { IngestPorts };

/**
 * Takes calls of the Segment spec. Contacts and usage that no journey listens to go straight into the table; account
 * attributes and usage that a journey listens to go through the queue, without personal data. All calls are validated
 * before any is applied; rejected calls of a batch, and calls whose account is not resolved yet, are stored and shown
 * to operators.
 * @throws RefusedRequest for a single call that can't be used
 */
export const ingestUsage = async ({ calls, isBatch }: SentCalls, ports: IngestPorts): Promise<Ingested> => {
  const now = ports.clock.now();
  const catalog = await ports.build.catalog();
  const refused: Refused[] = [];
  const usable = calls.flatMap((sent, index): (Usable & { said: unknown; index: number })[] => {
    if ('unused' in sent) return [];
    try {
      if ('refusal' in sent) throw sent.refusal;
      return [{ ...usableCall(sent.call, catalog), said: sent.said, index }];
    } catch (refusal) {
      if (!(refusal instanceof RefusedRequest) || !isBatch) throw refusal;
      refused.push({ said: sent.said, index, refusal });
      return [];
    }
  });
  const warnings = usable.flatMap(({ call, warnings }) =>
    warnings.map(warning => ({ messageId: call.messageId, ...warning })),
  );
  warnings.push(...(await ownerWarnings(usable, ports)));
  const aliases = await checkAliases(usable, ports);
  warnings.push(...aliases.warnings);
  const known = usable.flatMap(({ call }) => (aliases.false.has(call) ? [] : [call]));
  const ids = idsIn(known);
  const directory = memoizedLookups(ports.directory);
  const places = await Promise.all(
    usable.flatMap(({ call, said: body, index }) =>
      call.type === 'alias'
        ? []
        : [placeCall(call, ids, directory).then(place => ({ call, place, said: body, index }))],
    ),
  );
  const links = await storeLinks(ids, ports);
  await applyAll(
    places.flatMap(({ place }) => ('call' in place ? [place.call] : [])),
    now,
    ports,
  );
  let kept = 0;
  const full = new Set<UsableCall>();
  for (const { call, place, said: body, index } of places) {
    if ('call' in place) continue;
    const refusal = await storeWaiting(call, place, now, ports);
    if (refusal && !isBatch) throw refusal;
    if (refusal) full.add(call);
    if (refusal) refused.push({ said: body, index, refusal });
    else if (place.because === 'several accounts') warnings.push({ messageId: call.messageId, ...several });
    else kept += 1;
  }
  for (const { owner, released } of links) {
    await releaseKept(owner, ports);
    released();
  }
  await keepCalls(
    known.filter(call => !full.has(call)),
    now,
    ports,
  );
  const failed = refused.length > 0 ? await keepRefused(refused, ports) : [];
  return { warnings, kept, failed };
};

/** An unknown owner is stored as sent: the person may join the team later. */
const ownerWarnings = async (usable: readonly Usable[], { build }: IngestPorts): Promise<IngestWarning[]> => {
  const named = usable.flatMap(({ call }) => (call.type === 'group' && call.values.owner ? [call] : []));
  const team = named.length > 0 ? await build.team() : [];
  return named.flatMap(({ messageId, values }) => {
    const message = unknownOwner(values.owner, team);
    return message === undefined ? [] : [{ messageId, field: 'traits.owner', message }];
  });
};

/** Writes the calls to the archive, if there is one. */
export const keepCalls = async (
  calls: readonly UsableCall[],
  receivedAt: Instant,
  ports: IngestPorts,
): Promise<void> => {
  const { archive, build, settings } = ports;
  if (!archive || calls.length === 0) return;
  const catalog = await build.catalog();
  const [secret] = settings.tokenSecrets;
  await keepLines(
    calls.map(call => callLine(call, { receivedAt, catalog, secret })),
    archive,
    ports,
  );
};

const several = {
  field: 'context.groupId',
  message:
    'is missing, and its user belongs to several accounts: the call is stored, see `npx daymark unmatched`. Name the account',
};

/** In order per account; accounts run concurrently. */
const applyAll = async (calls: readonly PlacedCall[], receivedAt: Instant, ports: IngestPorts): Promise<void> => {
  const zones = await zonesOf(calls, ports);
  await Promise.all(
    [...Map.groupBy(calls, ({ account }) => account)].map(async ([account, each]) => {
      for (const call of each) await applyCall(call, { receivedAt, zone: zones.get(account) ?? 'UTC' }, ports);
    }),
  );
};

interface Link {
  owner: CallOwner;
  released: Released;
}

/** Stores users' accounts and visitors' users; returns the owners whose waiting calls may now be released. */
const storeLinks = async ({ accounts, users }: MentionedIds, { directory }: IngestPorts): Promise<Link[]> => {
  const links = await Promise.all([
    // Calls of visitors next wait for their user's account.
    ...pairs(users).map(async ([visitor, user]) => ({
      owner: { visitor },
      released: await directory.link(visitor, user),
    })),
    ...pairs(accounts).map(async ([user, account]) => ({
      owner: { user },
      released: await directory.join(user, account),
    })),
  ]);
  return links.flatMap(({ owner, released }) => (released ? [{ owner, released }] : []));
};

const pairs = (map: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] =>
  [...map].flatMap(([key, values]) => [...values].map((value): [string, string] => [key, value]));

/** Rejects an `alias` whose visitor is a user with an account: two users are never merged. */
const checkAliases = async (usable: readonly Usable[], { directory }: IngestPorts) => {
  const wrong = new Set<UsableCall>();
  const warnings: IngestWarning[] = [];
  for (const { call } of usable) {
    if (call.type !== 'alias' || (await directory.accountsOf(call.visitor)).length === 0) continue;
    wrong.add(call);
    const message = 'is the id of a known user: nothing is changed, since two users are never merged';
    warnings.push({ messageId: call.messageId, field: 'previousId', message });
  }
  return { false: wrong, warnings };
};

/**
 * Stores a call that waits for its account, then looks the account up again: it may have been resolved in between, and
 * nothing else would release the call. Returns a refusal if too many calls wait.
 */
const storeWaiting = async (
  call: UsableCall,
  { waitsFor, because }: Exclude<CallPlacement, { call: PlacedCall }>,
  receivedAt: Instant,
  ports: IngestPorts,
): Promise<RefusedRequest | undefined> => {
  const { directory, alarms } = ports;
  const id = `segment:${call.messageId}`;
  if ((await directory.keep(waitsFor, { id, receivedAt, because, call })) === 'full') {
    return new RefusedRequest(
      'too_many_kept',
      'context.groupId: is missing, and too many calls of this user are waiting already. Name the account.',
      { field: 'context.groupId' },
    );
  }
  if (because === 'several accounts') await alarms.raise({ alarm: 'calls-unmatched', call: id });
  const owners =
    'user' in waitsFor ? await directory.accountsOf(waitsFor.user) : await directory.usersOf(waitsFor.visitor);
  if (owners.length === 1) await releaseKept(waitsFor, ports);
  return undefined;
};
