import type { DomainEvent } from '../../account/event.ts';
import type { Load } from '../../account/routing.ts';
import type { Pools } from '../../definition/pool.ts';
import { type CallOf, type StepCall, specialArms } from '../../definition/step-call.ts';
import type { Team } from '../../definition/team.ts';
import { ownerOf } from '../../tasks/assign.ts';
import { drawOwner, poolRoom } from '../../tasks/draw-owner.ts';
import { stepEvent } from '../step-event.ts';
import type { StepSeen, StepTurn } from '../step-turn.ts';

/** Candidates for the owner of an account. */
export interface OwnerChoice {
  team: Team;
  pools: Pools;
}

export interface AssignSeen extends StepSeen {
  /** Where they were read. */
  choice?: OwnerChoice;
  /** Open tasks of the candidates, where they were counted. */
  load?: Load;
}

/** Says who owns the account from now on, as an `update` says an attribute. */
export const assignTurn: StepTurn<
  CallOf<StepCall, 'assign'>,
  DomainEvent,
  'choice' | { owners: readonly string[] },
  AssignSeen
> = {
  acts: true,
  exitedArm: () => specialArms.exited,
  go: (call, { seen: { snapshot, now, choice, load } }) => {
    const { step, policy, account } = call;
    if (choice === undefined) return { ask: 'choice' };
    const tell = (owner: string | undefined) => {
      const fields = { ...step.attributes, ...(owner !== undefined && { owner }) };
      return { before: Object.keys(fields).length > 0 ? [stepEvent(call, now, 'account.updated', fields)] : [] };
    };
    if (ownerOf(snapshot.profile, choice.team) !== undefined) return tell(undefined);
    const room = poolRoom(step.pool, { ...choice, rules: policy, at: now });
    const owners = room.map(({ id }) => id);
    if (load === undefined && owners.length > 1) return { ask: { owners } };
    return tell(drawOwner(room, load ?? new Map(), `${account}|${step.id}`));
  },
};
