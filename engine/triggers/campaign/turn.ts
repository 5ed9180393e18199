import { evaluateEvent } from '../../account/evaluate-event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { momentIn } from '../../definition/campaign-moment.ts';
import type { TriggerTurn } from '../trigger-turn.ts';
import { momentsOf } from './outline.ts';

/** Name of the trigger of an enrollment by a campaign. */
const byCampaign = 'campaign';

export const campaignTriggerTurn: TriggerTurn<'campaign'> = {
  mayEnroll: ({ at }, { name, receivedAt }) => name === evaluateEvent && receivedAt >= momentsOf(at).first,
  triggered: ({ at }, { journey, event, snapshot: { profile, evaluation }, now }) => {
    const waitsFor = evaluation?.moments?.[journey];
    const moment = momentIn(at, accountTimezone(profile));
    if (event.name !== evaluateEvent || waitsFor === undefined || now < waitsFor || now < moment) return undefined;
    return { event: byCampaign, fields: {}, at: moment };
  },
  due: (_, { journey, snapshot }) => snapshot.evaluation?.moments?.[journey],
  moment: ({ at }, { profile }) => momentIn(at, accountTimezone(profile)),
  perHour: ({ perHour }) => perHour,
};
