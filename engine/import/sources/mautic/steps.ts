import { ownMember } from '../../../kernel/own-member.ts';
import { type Code, call, literalCode, object } from '../../code.ts';
import type { CarryNote } from '../../journey-sketch.ts';
import { isLacking } from '../carried-condition.ts';
import { slugOf, uniqueNames } from '../source-names.ts';
import { type ActionTools, carryAction } from './actions.ts';
import { type CampaignTree, campaignTree } from './campaign-tree.ts';
import { contactCondition, decisionOf, type MauticCondition } from './conditions.ts';
import type { MauticCampaign, MauticEvent } from './exported.ts';
import { delayOf, minutesCode, pauseOf } from './timing.ts';

export interface CarriedCampaign {
  steps: Code[];
  notes: CarryNote[];
}

type Given = Pick<ActionTools, 'catalog' | 'exports' | 'events' | 'templateOf' | 'journeyOf'>;

/** In minutes, with a margin: an enrollment lives for a year. */
const longestPath = 350 * 1_440;

/** Timeout, in minutes, of a decision without one. */
const usualTimeout = 7 * 1_440;

/** The events after one, on a tree of ways that do not meet again, as steps one after the other. */
export const carryEvents = (campaign: MauticCampaign, given: Given): CarriedCampaign => {
  const tree: CampaignTree = campaignTree(campaign, given.exports);
  const names = uniqueNames();
  const mails = new Map<string, string>();
  const notes: CarryNote[] = [];
  const note = (what: string, why: string, instead: string) => void notes.push({ what, why, instead });
  const toolsOf = (event: MauticEvent): ActionTools => ({
    ...given,
    mailOf: id => mails.get(id),
    named: names.next,
    sends: step => void mails.set(event.id, step),
    note,
  });

  /** `began`: start minute within the journey. `owed`: minutes still to wait before it. */
  const path = (events: readonly MauticEvent[], way: readonly string[], began: number, owed = 0): Code[] => {
    const steps: Code[] = [];
    let passed = -owed;
    for (const [index, event] of events.entries()) {
      if (way.includes(event.id)) {
        note(`"${event.name}" again`, 'the way leads back to it', 'write what recurs as `every`');
        continue;
      }
      const at = began + owed + delayOf(event);
      if (at > longestPath) {
        note(
          `"${event.name}" and what follows`,
          'an enrollment lives for a year',
          'make a journey of it, and `enroll` in it',
        );
        continue;
      }
      describeTiming(event);
      const pause = pauseOf(event, passed);
      const { become, hasWaited } = (ownMember(kinds, event.kind) ?? action)(
        event,
        [...way, event.id],
        at,
        delayOf(event) - passed,
      );
      const [first, ...others] = become;
      if (first === undefined) continue;
      steps.push(pause && !hasWaited ? call('after', pause, first) : first, ...others);
      passed = delayOf(event);
      if (index < events.length - 1 && tree.after(event).length > 0)
        note(
          `"${events[index + 1]?.name}" beside "${event.name}"`,
          'steps come one after the other, so it comes after what follows that',
          'move it up, or make a journey of it',
        );
    }
    return steps;
  };

  const describeTiming = ({ name, mode, date, isTimed }: MauticEvent): void => {
    if (mode === 'date')
      note(
        `"${name}" on ${date ?? 'a date'}`,
        'an enrollment waits for its own days, not for a date of all',
        'use a campaign with that date, or `before` a date of the account',
      );
    if (isTimed || mode === 'optimized')
      note(
        `"${name}": its hours and days of the week`,
        'hours are the same for all journeys',
        'see `sendAt` and `quietHours` in journeys/policy.ts; steps by `day(n, …)` go out at `sendAt`',
      );
  };

  const action: Carry = (event, way, at, owed) => {
    const jump = event.type === 'campaign.jump_to_event' ? tree.event(String(event.properties.jumpToEvent)) : undefined;
    if (jump) return { become: path([jump], way, at - owed, owed), hasWaited: true };
    const own = carryAction(event, toolsOf(event));
    const hasWaited = own.length === 0;
    return {
      become: [
        ...own,
        ...(hasWaited ? path(tree.after(event), way, at - owed, owed) : path(tree.after(event), way, at)),
      ],
      hasWaited,
    };
  };

  /** The path that all accounts take, because the condition can't be converted. */
  const left = ({ name }: MauticEvent, { lacks, goes }: Extract<MauticCondition, { lacks: string }>): 'yes' | 'no' => {
    const taken = goes ?? 'no';
    note(
      `the way "${taken === 'no' ? 'yes' : 'no'}" of "${name}"`,
      goes ? lacks : `Daymark does not know ${lacks}`,
      goes
        ? 'accounts take the other way, and need no branch'
        : 'accounts take the other way: add what is missing to the catalog, and write the branch',
    );
    return taken;
  };

  const decision: Carry = (event, way, at, owed) => {
    const carried = decisionOf(event, toolsOf(event));
    const no = tree.after(event, 'no');
    if (isLacking(carried))
      return { become: path(tree.after(event, left(event, carried)), way, at - owed, owed), hasWaited: true };
    const limit = no.length === 0 ? usualTimeout : Math.min(...no.map(delayOf)) || 60;
    if (no.length === 0)
      note(
        `"${event.name}": for how long it waits`,
        'Mautic waits forever',
        'it is a week here: write another `timeout`',
      );
    const arms = {
      yes: path(tree.after(event, 'yes'), way, at + limit),
      // The awaited time is over by then.
      timeout: path(no, way, at + limit, -limit),
    };
    const then = Object.entries(arms).flatMap(([name, list]) => (list.length > 0 ? [[name, { list }] as const] : []));
    const options = object({
      first: object({ yes: carried.happens ?? carried.code }),
      timeout: minutesCode(limit),
      ...(then.length > 0 && { then: { object: then } }),
    });
    const name = literalCode(names.next(slugOf(event.name) || 'decision'));
    return { become: [call('waitFor', name, options)], hasWaited: false };
  };

  const condition: Carry = (event, way, at, owed) => {
    const carried = contactCondition(event, toolsOf(event));
    if (isLacking(carried))
      return { become: path(tree.after(event, left(event, carried)), way, at - owed, owed), hasWaited: true };
    const [then, otherwise] = (['yes', 'no'] as const).map(each => ({ list: path(tree.after(event, each), way, at) }));
    const name = names.next(slugOf(event.name) || 'condition');
    const branch = call('branch', literalCode(name), object({ when: carried.code, then, otherwise }));
    return { become: [branch], hasWaited: false };
  };

  const kinds: Readonly<Record<string, Carry | undefined>> = { action, decision, condition };
  return { steps: path(tree.roots, [], 0), notes };
};

/** `at`: minute within the journey. `owed`: minutes to wait before it. `hasWaited`: the result includes that wait. */
type Carry = (
  event: MauticEvent,
  way: readonly string[],
  at: number,
  owed: number,
) => { become: readonly Code[]; hasWaited: boolean };
