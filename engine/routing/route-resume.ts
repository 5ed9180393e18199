import { isOver } from '../account/enrollment.ts';
import type { Effect, Routing, RoutingInput } from '../account/routing.ts';
import { plusSeconds, toSecond } from '../kernel/instant.ts';
import { switchesHoldForSeconds } from '../sending/kill-switches.ts';
import { isHold } from './route-waits.ts';

/**
 * Held touches of the journey pass the gates again once every process knows that the journey runs. A touch with another reason to
 * hold is held again.
 */
export const routeResume = ({ event, snapshot, journeys, now }: RoutingInput): Pick<Routing, 'effects' | 'reasons'> => {
  const journey = journeys.find(({ id }) => id === event.fields.journey);
  if (journey === undefined) return { effects: [], reasons: [{ did: 'nothing', because: 'no such journey' }] };
  const until = toSecond(plusSeconds(event.occurredAt, 2 * switchesHoldForSeconds));
  const effects = snapshot.enrollments.flatMap((each): Effect[] => {
    const isHeld = each.journey === journey.id && !isOver(each) && isHold(each, snapshot, journey.policy, now);
    if (!isHeld || each.wait === undefined || each.wait.until <= until) return [];
    return [{ kind: 'rewake', enrollment: each.id, step: each.wait.step, until }];
  });
  return { effects, reasons: effects.map(() => ({ journey: journey.id, did: 'woke', because: 'resumed' })) };
};
