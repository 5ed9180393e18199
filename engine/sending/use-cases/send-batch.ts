import type { Contact } from '../../account/account.ts';
import { type Change, isOfContact } from '../../account/change.ts';
import { type Delivery, type DeliveryState, isStillOurs } from '../../account/delivery.ts';
import {
  isOutgoing,
  type OutgoingDelivery,
  type PreparedTouch,
  type SendOutcome,
  sendVia,
} from '../../channels/outgoing-touch.ts';
import { atSameAddress } from '../../contacts/mailboxes.ts';
import type { Second } from '../../kernel/instant.ts';
import { CommitConflict } from '../../ports/accounts.ts';
import { TemplateRenderError } from '../../templates/render-template.ts';
import { turn as takeTurn } from '../../turn.ts';
import { type Addressee, newsUntil, resends } from '../decide-touch.ts';
import { capsPerAccount, withoutSend, withSend } from '../frequency-cap.ts';
import { addressBookOf } from '../reach.ts';
import { retryPostAt } from '../retry-post-at.ts';
import { claim, noticeOf, touchLine } from '../touch-rows.ts';
import type { TouchSending } from './touch-sending.ts';

/** The outcomes of a batch, still to be written. */
export interface SentBatch {
  changes: Change[];
  /** Claims of mails that were not sent: they are removed from the contacts' caps. */
  givenBack: readonly { contact: Contact; delivery: string }[];
  waits: readonly Second[];
  throttled: boolean;
}

/**
 * Renders and reserves the batch, then hands over one by one, marking each in the ledger before it leaves.
 * @throws CommitConflict when another process wrote first; earlier writes stay.
 */
export const sendBatch = async (turn: TouchSending, batch: readonly Addressee[], number = 0): Promise<SentBatch> => {
  const prepared = await Promise.all(batch.map(addressee => prepare(turn, addressee)));
  const claimed = prepared.flatMap(({ addressee, ready }) =>
    ready && isOutgoing(ready) ? [claimOf(turn, addressee, ready)] : [],
  );
  const failed = prepared.flatMap(({ addressee, failure }) => (failure ? unrenderable(turn, addressee, failure) : []));
  const alone = claimed.length > 0 ? claimAlone(turn, number) : [];
  const claims = [...alone, ...claimed.flatMap(({ changes }) => changes), ...failed];
  const stillActive: Change = { kind: 'stillActive', enrollment: turn.call.enrollment };
  if (claims.length > 0) await turn.ports.accounts.commit(turn.call.account, [stillActive, ...claims]);
  const written = prepared.flatMap(({ addressee, ready }) =>
    ready && !isOutgoing(ready) ? [stillActive, ...ready.changes, touchLine(turn, addressee.to, 'sent')] : [],
  );
  const sent = await sendEach(turn, claimed);
  return { ...sent, changes: [...written, ...sent.changes] };
};

/**
 * Writes the outcomes of a batch, together with `closing` if it was the last. On a conflict the contact is read again:
 * a sent delivery must be recorded in any case.
 * @throws CommitConflict if `closing` conflicts; the rest is written
 */
export const settle = async (turn: TouchSending, batch: SentBatch, closing: readonly Change[]): Promise<void> => {
  const { account } = turn.call;
  const { accounts } = turn.ports;
  const tooLate = await takeTurn(
    {
      account,
      read: async ({ attempt, conflicts }) => ({
        givenBack: attempt === 1 ? batch.givenBack : attempt <= restoredTries ? await readAgain(turn, batch) : [],
        // The first of these conflicts drops `closing`, the next one all changes.
        tooLate: conflicts.filter(change => !isOfContact(change)),
      }),
      decide: ({ givenBack, tooLate }) => {
        const restored = givenBack.map(({ contact, delivery }) => withoutSend(contact, delivery));
        const changes = [...batch.changes, ...restored.map((contact): Change => ({ kind: 'contact', contact }))];
        if (tooLate.length === 0) return { changes: [...changes, ...closing], answer: undefined };
        return { changes: tooLate.length === 1 && closing.length > 0 ? changes : [], answer: tooLate[0] };
      },
      maxAttempts: restoredTries + 2,
    },
    { accounts },
  );
  if (tooLate) throw new CommitConflict(tooLate);
};

/** After this many attempts the contacts keep the claims, which then count against caps a little longer. */
const restoredTries = 5;

const readAgain = async ({ ports, call }: TouchSending, { givenBack }: SentBatch): Promise<SentBatch['givenBack']> => {
  const again = givenBack.map(async ({ contact, delivery }) => ({
    contact: await ports.contacts.find(call.account, contact.id),
    delivery,
  }));
  return (await Promise.all(again)).flatMap(({ contact, delivery }) => (contact ? [{ contact, delivery }] : []));
};

interface Claimed {
  addressee: Addressee;
  ready: OutgoingDelivery;
  /** Its ledger row, reserved. */
  row: Delivery;
  contact?: Contact;
  changes: Change[];
}

const prepare = async (
  turn: TouchSending,
  addressee: Addressee,
): Promise<{ addressee: Addressee; ready?: PreparedTouch; failure?: TemplateRenderError }> => {
  try {
    return { addressee, ready: await turn.sender.prepare({ ...turn, addressee }, turn.ports) };
  } catch (error) {
    if (error instanceof TemplateRenderError) return { addressee, failure: error };
    throw error;
  }
};

const claimOf = (turn: TouchSending, addressee: Addressee, ready: Claimed['ready']): Claimed => {
  const { call, now } = turn;
  const { previous } = addressee;
  const isResend = previous?.state === 'unknown';
  const attempts = isResend ? previous.attempts + 1 : Math.max(1, previous?.attempts ?? 1);
  const claims = (previous?.claims ?? 0) + 1;
  // A mail that may have been sent must stay `claimed`: `reserved` would say that it was not.
  const state = isResend ? 'claimed' : 'reserved';
  const change = {
    ...claim(turn, addressee, { state, attempts, claims, claimedAt: now }),
    ...(!wasCounted(previous) && { counts: { foreseen: call.cause === 'calendar' } }),
  };
  const claimed = { addressee, ready, row: change.delivery, changes: [change] };
  if (!addressee.contact) return claimed;
  const send = { delivery: addressee.delivery, class: call.class, at: now };
  const contact = withSend(addressee.contact, send, call.policy, now);
  const others = sharedWith(turn, addressee.contact).map((each): Change => ({ kind: 'contact', contact: each }));
  return { ...claimed, contact, changes: [...claimed.changes, { kind: 'contact', contact }, ...others] };
};

/**
 * A cap counts all mail to an address, so of two concurrent claims for contacts that share it one must fail: each claim
 * also rewrites the first of those contacts.
 */
const sharedWith = ({ call, channel, snapshot }: TouchSending, contact: Contact): Contact[] => {
  const addresses = addressBookOf(channel);
  if (addresses === undefined) return [];
  const [first] = atSameAddress(contact, snapshot.contacts, addresses);
  const isCapped = call.policy.frequencyCaps.some(({ classes }) => classes.includes(call.class));
  return isCapped && first && first.id !== contact.id ? [{ ...first, revision: first.revision + 1 }] : [];
};

/** Was the delivery counted as a send? A reserved one was; one that a gate held was not. */
const wasCounted = (previous: Delivery | undefined): boolean =>
  previous !== undefined && isStillOurs(previous) && previous.attempts > 0;

/**
 * If a cap per account counts this mail, no other claim may come between the read and this one. `number`: index of the
 * batch, since each batch is a claim.
 */
const claimAlone = ({ call, channel, snapshot }: TouchSending, number: number): Change[] =>
  addressBookOf(channel) && capsPerAccount(call.policy.frequencyCaps, call.class).length > 0
    ? [{ kind: 'mailClaimed', claims: (snapshot.mailClaims ?? 0) + number + 1 }]
    : [];

/**
 * A touch that can't be rendered is our own fault, and a retry does not fix it: it is recorded as failed, and the
 * journey goes on.
 */
const unrenderable = (turn: TouchSending, addressee: Addressee, failure: TemplateRenderError): Change[] => [
  claim(turn, addressee, { state: 'rejected', failure: failure.message }),
  touchLine(turn, addressee.to, 'failed', { reason: failure.variable === undefined ? 'rejected' : 'missing-data' }),
];

const sendEach = async (turn: TouchSending, claimed: readonly Claimed[]): Promise<SentBatch> => {
  const sent = {
    changes: [] as Change[],
    givenBack: [] as SentBatch['givenBack'][number][],
    waits: [] as Second[],
    throttled: false,
  };
  for (const each of claimed) {
    // The retry takes over the reservations. Writing them back could undo another process's update.
    if (sent.throttled && each.row.state === 'reserved') continue;
    if (each.row.state === 'reserved') {
      await beginHandOver(turn, each, sent);
      sent.changes = [];
      sent.givenBack = [];
    }
    const { delivery: id, to } = each.addressee;
    const answer: SendOutcome = sent.throttled ? { outcome: 'throttled' } : await sendVia(each.ready);
    const { outcome } = answer;
    const messageId = outcome === 'accepted' ? answer.messageId : undefined;
    const triesAgainAt =
      outcome === 'unavailable' ? retryPostAt(each.row, answer.retryAfterSeconds, turn.now) : undefined;
    if (triesAgainAt) sent.waits.push(triesAgainAt);
    const { state, line } = triesAgainAt ? putOff : settlements[outcome];
    const delivery: Pick<Delivery, 'id' | 'account' | 'state' | 'messageId'> = {
      id,
      account: turn.call.account,
      state,
    };
    sent.changes.push({ kind: 'settle', delivery: messageId === undefined ? delivery : { ...delivery, messageId } });
    if (line) sent.changes.push(touchLine(turn, to, ...line));
    if (each.contact && (outcome === 'rejected' || outcome === 'throttled'))
      sent.givenBack.push({ contact: each.contact, delivery: id });
    if (outcome === 'unknown') await turn.ports.alarms.raise({ alarm: 'ambiguous-send', ...noticeOf(turn, id) });
    if (outcome === 'unknown' && resends(turn.call, each.row)) sent.waits.push(newsUntil(turn.now));
    sent.throttled ||= outcome === 'throttled';
  }
  return sent;
};

/**
 * Marks the mail as leaving in the same write as the previous outcome: a crash leaves at most one delivery unknown, and
 * an exit stops all mail that has not left.
 */
const beginHandOver = async (turn: TouchSending, { row }: Claimed, before: SentBatch): Promise<void> => {
  const { account, enrollment } = turn.call;
  const leaving: Change[] = [
    { kind: 'stillActive', enrollment },
    { kind: 'handOver', delivery: row },
  ];
  // Giving claims back may conflict with a newer write of a contact, so it is a write of its own.
  const together = before.givenBack.length === 0;
  if (!together) await settle(turn, before, []);
  try {
    await turn.ports.accounts.commit(account, [...leaving, ...(together ? before.changes : [])]);
  } catch (error) {
    if (together) await settle(turn, before, []);
    throw error;
  }
};

interface Settlement {
  state: DeliveryState;
  line?: [outcome: 'sent' | 'failed' | 'unknown', why?: { reason: 'rejected' | 'unavailable' | 'ambiguous' }];
}

/** Not sent; to be retried. */
const putOff: Settlement = { state: 'held' };

/** Ledger state and timeline line by outcome. */
const settlements: Record<SendOutcome['outcome'], Settlement> = {
  accepted: { state: 'accepted', line: ['sent'] },
  rejected: { state: 'rejected', line: ['failed', { reason: 'rejected' }] },
  unknown: { state: 'unknown', line: ['unknown', { reason: 'ambiguous' }] },
  throttled: putOff,
  /** After the last attempt. */
  unavailable: { state: 'rejected', line: ['failed', { reason: 'unavailable' }] },
};
