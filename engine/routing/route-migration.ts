import { type Enrollment, isOver } from '../account/enrollment.ts';
import { migrateEvent } from '../account/operator-events.ts';
import type { Routing, RoutingInput } from '../account/routing.ts';
import { awaitsOf, effectsOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { routedLine } from '../tasks/route-lines.ts';
import { firstUntil } from './enroll-decision.ts';

type Routed = Pick<Routing, 'changes' | 'effects' | 'reasons'>;

/**
 * Moves an enrollment to the live version: its wait is interrupted first, and the next execution starts only when the one before
 * has ended, which that one reports by an event. So there is never more than one, and after a crash the redelivered event
 * completes the move.
 */
export const routeMigration = (input: RoutingInput): Routed => {
  const { event, snapshot, journeys } = input;
  const enrollment = snapshot.enrollments.find(({ id }) => id === event.fields.enrollment);
  const journey = journeys.find(({ id }) => id === enrollment?.journey);
  if (enrollment === undefined || journey === undefined || isOver(enrollment)) return refused('it is over');
  return event.name === migrateEvent ? interrupt(enrollment, journey, input) : goOn(enrollment, journey, input);
};

const nothing: Routed = { changes: [], effects: [], reasons: [] };
const refused = (because: string): Routed => ({ ...nothing, reasons: [{ did: 'nothing', because }] });

const interrupt = (enrollment: Enrollment, journey: JourneyDefinition, { event: { fields } }: RoutingInput): Routed => {
  const { wait, version } = enrollment;
  if (fields.to !== journey.hash) return refused('another version is live');
  if (version !== fields.from || wait === undefined || wait.step !== fields.step || wait.until !== fields.until)
    return refused('it has moved on since it was planned');
  return {
    ...nothing,
    effects: [{ kind: 'migrate', enrollment: enrollment.id, step: wait.step, until: wait.until }],
    reasons: [{ journey: journey.id, did: 'migrates', because: journey.hash }],
  };
};

const goOn = (enrollment: Enrollment, journey: JourneyDefinition, input: RoutingInput): Routed => {
  const { event, snapshot, now } = input;
  const generation = generationOf(enrollment);
  const next = Number(event.fields.generation) + 1;
  // An earlier attempt wrote the row and may have crashed before it started the execution.
  if (generation === next) return { ...nothing, effects: [{ kind: 'start', enrollment }] };
  if (generation > next) return refused('it has moved on since');
  const { precedence: _, ...before } = enrollment;
  const moved: Enrollment = {
    ...before,
    version: journey.hash,
    generation: next,
    exit: journey.exit,
    awaits: awaitsOf(journey),
    ...effectsOf(journey, enrollment.heldOut),
    until: firstUntil(journey, enrollment, snapshot, now),
  };
  return {
    changes: [
      { kind: 'migrate', enrollment: moved },
      {
        kind: 'line',
        line: routedLine(
          { account: enrollment.account, journey: enrollment.journey, enrollment: enrollment.id },
          enrollment,
          { type: 'migrated', from: enrollment.version, to: journey.hash },
          { now, journeys: input.journeys, rank: 9, name: String(next) },
        ),
      },
    ],
    effects: [{ kind: 'start', enrollment: moved }],
    reasons: [{ journey: journey.id, did: 'migrates', because: journey.hash }],
  };
};

export const generationOf = ({ generation = 1 }: Pick<Enrollment, 'generation'>): number => generation;
