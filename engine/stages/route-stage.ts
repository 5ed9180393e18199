import type { DuePart } from '../account/due-part.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { StageState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput, RoutingReason } from '../account/routing.ts';
import { accountContext } from '../conditions/account-context.ts';
import { anyEvent, eventsOf, holds, turnsAt } from '../conditions/evaluate-condition.ts';
import { stageChanged, wholeDaysBetween } from '../conditions/stage.ts';
import type { Stages } from '../definition/catalog.ts';

export interface RoutedStage {
  /** Where the account is now; absent before it was told, and where the catalog has no stages. */
  stage?: StageState;
  /** `stage.changed`, if it did. */
  facts: DomainEvent[];
  reasons: RoutingReason[];
  /** Was the stage told, so that the usage is there by which time changes it? */
  isTold: boolean;
}

/** The snapshot is as the event left it. `isNew`: the account became known with this event. */
type StageInput = Pick<RoutingInput, 'event' | 'snapshot' | 'catalog' | 'now'> & { isNew: boolean };

/**
 * Where the account is in its lifecycle, told anew when the facts may have changed it or time asks. A stage that is told for the
 * first time of an account that was known before, or by other rules than before, is no change: a deploy moves no account.
 */
export const routeStage = (facts: readonly DomainEvent[], input: StageInput): RoutedStage => {
  const { event, snapshot, catalog, now, isNew } = input;
  const before = snapshot.evaluation?.stage;
  const stages = catalog?.stages;
  if (stages === undefined) return unchanged;
  const isTold = isNew || event.name === evaluateEvent || facts.some(({ name }) => stageEvents(stages).has(name));
  if (!isTold) return { ...unchanged, ...(before && { stage: before }) };
  const name = stages.rules.find(({ when }) => holds(when, accountContext(snapshot, now)))?.name ?? null;
  const isSame = before !== undefined && before.name === name;
  const left = leftBy(before, isSame);
  const stage: StageState = {
    name,
    since: isSame ? before.since : now,
    rules: stages.version,
    ...(left.length > 0 && { left }),
  };
  const isChange = before ? !isSame && before.rules === stages.version : isNew && name !== null;
  return {
    stage,
    facts: isChange ? [changeOf(before, name, input)] : [],
    reasons: isChange ? [{ did: 'changed-stage', because: name ?? 'none' }] : [],
    isTold,
  };
};

const unchanged: RoutedStage = { facts: [], reasons: [], isTold: false };

const leftBy = (before: StageState | undefined, isSame: boolean): readonly string[] => {
  const left = before?.left ?? [];
  return isSame || before?.name == null || left.includes(before.name) ? left : [...left, before.name];
};

const changeOf = (before: StageState | undefined, to: string | null, { event, now }: StageInput): DomainEvent => {
  const from = before?.name ?? null;
  return {
    ...event,
    source: 'daymark',
    id: `${event.id}#${stageChanged}`,
    name: stageChanged,
    occurredAt: now,
    fields: {
      ...(from !== null && { from }),
      ...(to !== null && { to }),
      ...(before && { days: wholeDaysBetween(before.since, now) }),
    },
  };
};

/** The rules that decide whether the account stays in its stage: its own, and those that go before it. */
export const deciding = ({ rules }: Stages, stage: StageState | undefined): Stages['rules'] => {
  const own = rules.findIndex(({ name }) => name === stage?.name);
  return own < 0 ? rules : rules.slice(0, own + 1);
};

/** When time alone may move the account to another stage. A deleted account stays where it is. */
export const stageDue: DuePart = ({ snapshot, stages, now }) => {
  if (stages === undefined || snapshot.profile?.attributes.status?.value === 'deleted') return [];
  const context = accountContext(snapshot, now);
  return deciding(stages, snapshot.evaluation?.stage).flatMap(({ when }) => {
    const at = turnsAt(when, context);
    return at === undefined ? [] : [{ at }];
  });
};

/**
 * Names of the events that may change an account's stage at once. What only time can change is looked at when due, and so is
 * what any event may change: to hear of that at once, all usage would have to be routed.
 */
export const stageEvents = (stages: Stages | undefined): ReadonlySet<string> => {
  if (stages === undefined) return none;
  const known = cached.get(stages);
  if (known) return known;
  const names = new Set(stages.rules.flatMap(({ when }) => eventsOf(when)).filter(name => name !== anyEvent));
  cached.set(stages, names);
  return names;
};

const none: ReadonlySet<string> = new Set();

/** The rules of a build never change; they are asked for every event that comes in. */
const cached = new WeakMap<Stages, ReadonlySet<string>>();
