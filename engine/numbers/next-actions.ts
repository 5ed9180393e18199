import type { Playbook, PlaybookReason } from '../definition/playbook.ts';
import type { TaskOutcome } from '../definition/task.ts';
import { interval95 } from './wilson.ts';

/** Something about an account that a playbook may help with. */
export interface ActionReason {
  /** As playbooks name it in `suits`: a component of health, `feature` or `goal`. */
  about: PlaybookReason;
  /** Its reason, in a sentence. */
  because: string;
}

/** A task that was worked on: by which playbook, and what came of it. */
export interface PlaybookEnd {
  playbook: string;
  outcome: TaskOutcome;
}

/** The next best action at an account, with its reason and its success rate. */
export interface NextAction extends ActionReason {
  playbook: Playbook;
  /** Tasks with that playbook that a person resolved, without false alarms. */
  ended: number;
  /** Those of them that ended well. */
  well: number;
}

/**
 * What suits what is known of an account, what ended well most often first: by how sure that is, so that three of three rank below
 * thirty of thirty-two. Of what was never tried the reason that comes first wins. A playbook that is under way is left out.
 * @param reasons the most pressing first
 */
export const nextActions = (
  reasons: readonly ActionReason[],
  {
    playbooks,
    ends,
    underWay,
  }: { playbooks: readonly Playbook[]; ends: readonly PlaybookEnd[]; underWay: ReadonlySet<string> },
): NextAction[] => {
  const counts = playbooks.map(playbook => {
    const own = ends.filter(each => each.playbook === playbook.id && !forNothing.has(each.outcome));
    return { playbook, ended: own.length, well: own.filter(({ outcome }) => endsWell.has(outcome)).length };
  });
  const seen = new Set<string>();
  return reasons
    .flatMap((reason, order) =>
      counts
        .filter(({ playbook: { id, suits = [] } }) => suits.includes(reason.about) && !underWay.has(id))
        .map(each => ({
          ...reason,
          ...each,
          order,
          sure: each.ended === 0 ? 0 : interval95(each.well, each.ended)[0],
        })),
    )
    .sort(
      (a, b) =>
        b.sure - a.sure ||
        a.order - b.order ||
        (a.playbook.id < b.playbook.id ? -1 : a.playbook.id > b.playbook.id ? 1 : 0),
    )
    .flatMap(({ order, sure, ...action }) => {
      if (seen.has(action.playbook.id)) return [];
      seen.add(action.playbook.id);
      return [action];
    });
};

const endsWell: ReadonlySet<TaskOutcome> = new Set(['contacted_recovering', 'plan_agreed', 'expansion_created']);
/** Nothing is learned of a playbook from a task that should not have been opened. */
const forNothing: ReadonlySet<TaskOutcome> = new Set(['false_positive', 'duplicate']);
