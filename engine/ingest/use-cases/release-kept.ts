import { instantIn } from '../../definition/calendar.ts';
import type { CallOwner, Kept } from '../../ports/directory.ts';
import { applyCall, type IngestPorts, zonesOf } from './apply-call.ts';
import { type MentionedIds, placeCall } from './place-calls.ts';

/**
 * Applies the waiting calls whose account is now resolved, in order of occurrence. Each is deleted after it was
 * applied; after a crash in between it is applied again, which is idempotent.
 */
export const releaseKept = async (owner: CallOwner, ports: IngestPorts): Promise<void> => {
  const { directory } = ports;
  for (const kept of (await directory.kept(owner)).sort(inOrder)) {
    if (kept.call.type === 'alias') continue;
    const place = await placeCall(kept.call, noIds, directory);
    if ('call' in place) {
      const zones = await zonesOf([place.call], ports);
      const zone = zones.get(place.call.account) ?? 'UTC';
      await applyCall(place.call, { receivedAt: kept.receivedAt, zone }, ports);
      await directory.forget(kept);
    } else if ('user' in place.waitsFor) {
      await waitOn(kept, place.waitsFor.user, place.because, owner, ports);
    }
  }
};

/** The visitor has a user, but no account yet; or the user has several accounts, which operators must resolve. */
const waitOn = async (
  kept: Kept,
  user: string,
  because: Kept['because'],
  owner: CallOwner,
  ports: IngestPorts,
): Promise<void> => {
  const { alarms, directory } = ports;
  const isNamed = 'visitor' in owner;
  if (!isNamed && because === kept.because) return;
  const { place: _, ...call } = kept;
  // The alarm comes first: once it is kept with this reason, it would not alarm again.
  if (because === 'several accounts') await alarms.raise({ alarm: 'calls-unmatched', call: kept.id });
  if ((await directory.keep({ user }, { ...call, because, call: { ...kept.call, user } })) === 'full') return;
  if (!isNamed) return;
  await directory.forget(kept);
  if ((await directory.accountsOf(user)).length === 1) await releaseKept({ user }, ports);
};

const noIds: MentionedIds = { accounts: new Map(), users: new Map() };

/** By time of occurrence, or of arrival if the call has none. */
const inOrder = (a: Kept, b: Kept): number => {
  const [first, second] = [a, b].map(
    ({ call, receivedAt, id }) => `${instantIn(call.saidAt, 'UTC') ?? receivedAt} ${id}`,
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
};
