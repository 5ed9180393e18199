import { describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import { channelOf } from '../../engine/channels/channel-of.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import { addressees } from '../../engine/sending/decide-touch.ts';
import type { KillSwitches } from '../../engine/sending/kill-switches.ts';
import { isForgetful } from '../../engine/sending/reach.ts';
import { type TouchSeen, touchTurn } from '../../engine/sending/touch-turn.ts';
import { decideTurn } from '../../engine/steps/step-turn.ts';
import { aDelivery } from '../conformance/records.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, anEmail, aTouch, now, optedOutOf, somebody } from '../support/touch.ts';

const running: KillSwitches = { everything: false, classes: new Set(), journeys: new Set(), closed: new Set() };
const paused: KillSwitches = { ...running, everything: true };
const email = aTouch({ next: { kind: 'go' } });
const post: TouchCall = { ...email, step: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' } };
const enrollment = anActiveEnrollment();

const seeing = (call: TouchCall, contacts: readonly Contact[], more: Partial<TouchSeen> = {}): TouchSeen => ({
  channel: channelOf(call.step),
  snapshot: aSnapshot({ contacts, enrollments: [enrollment] }),
  switches: running,
  now,
  attempt: 1,
  ...more,
});
const idsOf = (call: TouchCall, contacts: readonly Contact[]): string[] =>
  addressees({
    call,
    channel: channelOf(call.step),
    snapshot: aSnapshot({ contacts, enrollments: [enrollment] }),
    enrollment,
  }).map(({ delivery }) => delivery);
const idOf = (contact: Contact): string =>
  idsOf({ ...email, step: anEmail({ to: { roles: 'everyone' } }) }, [contact])[0] ?? '';
const ledgerOf = (...deliveries: Delivery[]) => new Map(deliveries.map(each => [each.id, each]));
const rowOf = (contact: Contact, more: Partial<Delivery> = {}) =>
  aDelivery('acme', idOf(contact), { contact: contact.id, ...more });
/** The contact remembers this very mail. */
const remembering = (contact: Contact): Contact => ({
  ...contact,
  recentSends: [
    { delivery: 'earlier', class: 'lifecycle', at: '2026-03-02T09:00:00.000Z' },
    { delivery: idOf(contact), class: 'lifecycle', at: now },
  ],
});

const ann = somebody('ann');
const bea = somebody('bea');
const silent = somebody('cleo', {}, { choices: optedOutOf('product-guidance') });

describe('mail to contacts that remember none of it', () => {
  test('is decided without the ledger: sent where it may go, else its line says why not', () => {
    const decided = decideTurn(touchTurn, email, seeing(email, [ann, silent]));
    expect(decided).toMatchObject({
      changes: [
        {
          kind: 'line',
          line: { entry: { type: 'touch', channel: 'email', to: 'cleo', outcome: 'skipped', reason: 'unsubscribed' } },
        },
        { kind: 'advance', step: 'welcome' },
      ],
      effects: [
        {
          enrollment,
          entry: 'go',
          deliver: [
            { to: 'ann', verdict: 'send' },
            { to: 'cleo', verdict: 'skip' },
          ],
        },
      ],
      answer: { until: '', at: now, took: '' },
    });
  });

  test('is held by a switch without a line of its own, which comes as it is carried out', () => {
    const decided = decideTurn(touchTurn, email, seeing(email, [ann], { switches: paused }));
    expect(decided).toMatchObject({
      changes: [{ kind: 'advance' }],
      effects: [{ deliver: [{ to: 'ann', verdict: 'hold', reason: 'paused' }] }],
    });
  });

  test('names every delivery to the ledger after a conflict, and those begun to former recipients', () => {
    const seen = seeing(email, [ann, bea], { attempt: 2 });
    expect(decideTurn(touchTurn, email, seen)).toEqual({ ask: { ledger: [idOf(ann), idOf(bea)] } });
  });

  test('of a step whose day has passed is asked of the gates as well', () => {
    const call = { ...email, due: { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' } } as const;
    expect(decideTurn(touchTurn, call, seeing(call, [ann]))).toMatchObject({
      changes: [{ line: { entry: { to: 'ann', outcome: 'skipped', reason: 'past-date' } } }, { kind: 'advance' }],
      effects: [{ entry: { skip: 'past-date' } }],
    });
  });
});

describe('mail that a contact remembers', () => {
  test('asks the ledger, once for each delivery', () => {
    const former = remembering(somebody('dora', { role: 'member' }));
    const decided = decideTurn(touchTurn, email, seeing(email, [remembering(ann), bea, former]));
    expect(decided).toEqual({ ask: { ledger: [idOf(ann), idOf(bea), idOf(former)] } });
  });

  test('is done where the ledger has it as accepted', () => {
    const ledger = ledgerOf(rowOf(ann, { state: 'accepted' }));
    expect(decideTurn(touchTurn, email, seeing(email, [remembering(ann)], { ledger }))).toMatchObject({
      changes: [{ kind: 'advance' }],
      effects: [{ deliver: [{ to: 'ann', verdict: 'done' }] }],
    });
  });

  test('is sent where an earlier try had only reserved it', () => {
    const ledger = ledgerOf(rowOf(ann, { state: 'reserved' }));
    expect(decideTurn(touchTurn, email, seeing(email, [remembering(ann)], { ledger }))).toMatchObject({
      effects: [{ deliver: [{ to: 'ann', verdict: 'send' }] }],
    });
  });

  test('is released first where it was reserved and may not go now, so that it counts against no cap', () => {
    const reserved = rowOf(ann, { state: 'reserved' });
    const ledger = ledgerOf(reserved, rowOf(bea, { state: 'held' }));
    const known = remembering(ann);
    expect(decideTurn(touchTurn, email, seeing(email, [known, bea], { switches: paused, ledger }))).toEqual({
      prepare: [
        { kind: 'claim', delivery: { ...reserved, state: 'held' }, replaces: reserved },
        {
          kind: 'contact',
          contact: { ...known, recentSends: known.recentSends.slice(0, 1), revision: known.revision + 1 },
        },
      ],
    });
  });

  test('is released from the ledger alone where the contact is gone', () => {
    const reserved = rowOf(ann, { state: 'reserved' });
    expect(decideTurn(touchTurn, email, seeing(email, [bea], { ledger: ledgerOf(reserved) }))).toEqual({
      prepare: [{ kind: 'claim', delivery: { ...reserved, state: 'held' }, replaces: reserved }],
    });
  });
});

describe('a post to a destination, of which no contact knows', () => {
  const [id = ''] = idsOf(post, []);

  test('is decided without the ledger where it goes', () => {
    expect(decideTurn(touchTurn, post, seeing(post, []))).toMatchObject({
      effects: [{ deliver: [{ to: 'csm', verdict: 'send' }] }],
    });
  });

  test('asks the ledger where it is not to go: it may have gone before', () => {
    expect(decideTurn(touchTurn, post, seeing(post, [], { switches: paused }))).toEqual({ ask: { ledger: [id] } });
    const ledger = ledgerOf(aDelivery('acme', id, { contact: 'csm', channel: 'slack', state: 'accepted' }));
    expect(decideTurn(touchTurn, post, seeing(post, [], { switches: paused, ledger }))).toMatchObject({
      effects: [{ deliver: [{ to: 'csm', verdict: 'done' }] }],
    });
  });

  test('is told apart by its channel', () => {
    expect([isForgetful(channelOf(post.step)), isForgetful(channelOf(email.step))]).toEqual([true, false]);
  });
});

test('a touch to an audience without a deliverable address tells that it was skipped', () => {
  const decided = decideTurn(touchTurn, email, seeing(email, []));
  expect(decided).toMatchObject({
    changes: [{ line: { entry: { to: 'admin', outcome: 'skipped', reason: 'no-recipient' } } }, { kind: 'advance' }],
  });
});

test('a touch of an enrollment that is over says so of each delivery, and sends none', () => {
  const seen = seeing(email, [ann]);
  const over = { ...seen, snapshot: { ...seen.snapshot, enrollments: [anActiveEnrollment({ status: 'exited' })] } };
  expect(decideTurn(touchTurn, email, over)).toMatchObject({
    changes: [{ line: { entry: { to: 'ann', outcome: 'skipped', reason: 'exited' } } }, { kind: 'advance' }],
    effects: [{ entry: 'exited', deliver: [{ verdict: 'skip' }] }],
  });
});
