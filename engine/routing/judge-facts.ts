import type { AccountSnapshot } from '../account/account.ts';
import type { StageState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Routing, RoutingInput } from '../account/routing.ts';
import { type EvaluatedSignals, evaluateSignals } from '../signals/evaluate-signals.ts';
import { type RoutedStage, routeStage } from '../stages/route-stage.ts';
import { routeTaskAction } from '../tasks/route-tasks.ts';
import type { Learned } from './learn-event.ts';

/** Conclusions from a learned event: the account's stage, and the state of its signals. */
export interface JudgedFacts extends Pick<Routing, 'changes' | 'reasons'> {
  /** The event with its derived events, and those of stage and signals. */
  facts: readonly DomainEvent[];
  /** With the tasks as a CSM's action leaves them, and the account's stage after the event. */
  input: RoutingInput;
  stage: RoutedStage;
  signals: EvaluatedSignals;
}

export const judgeFacts = ({ facts, input }: Pick<Learned, 'facts' | 'input'>, isNew: boolean): JudgedFacts => {
  const acted = routeTaskAction(facts, input);
  const stage = routeStage(acted.facts, { ...input, snapshot: acted.snapshot, isNew });
  const inStage = { ...input, snapshot: withStage(acted.snapshot, stage.stage) };
  const known = [...acted.facts, ...stage.facts];
  const signals = evaluateSignals(known, { ...inStage, isNew });
  return {
    facts: [...known, ...signals.facts],
    input: inStage,
    stage,
    signals,
    changes: acted.changes,
    reasons: [...stage.reasons, ...signals.reasons],
  };
};

/** The snapshot with the stage that conditions read while the event is routed. */
const withStage = (snapshot: AccountSnapshot, stage: StageState | undefined): AccountSnapshot => {
  const { account, evaluation } = snapshot;
  if (stage === evaluation?.stage) return snapshot;
  const { stage: _, ...known } = evaluation ?? { account, signals: {}, revision: 0 };
  return { ...snapshot, evaluation: { ...known, ...(stage && { stage }) } };
};
