import { evaluateEvent } from '../../account/evaluate-event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { formatDay, formatTime } from '../../why/format-clock.ts';
import type { TriggerWhy } from '../trigger-why.ts';
import { byCampaign, momentIn } from './turn.ts';

export const campaignTriggerWhy: TriggerWhy<'campaign'> = {
  looks: ({ at }, { journey, input }) => {
    const { event, snapshot, now } = input;
    if (event.name !== evaluateEvent) return [];
    const { profile, evaluation } = snapshot;
    const timezone = accountTimezone(profile);
    const moment = momentIn(at, timezone);
    const waits = evaluation?.moments?.[journey] !== undefined;
    const known = profile?.knownSince;
    return [
      {
        fact: event,
        gates: [
          {
            gate: 'trigger',
            passed: now >= moment,
            needed: `its moment has come, on ${formatTime(moment, timezone)}`,
            was: formatTime(now, timezone),
          },
          {
            gate: 'trigger',
            passed: waits,
            needed: 'the account was known before the moment, and has not had it yet',
            was: waits
              ? 'waiting for it'
              : known !== undefined && known > moment
                ? `known since ${formatDay(known, timezone)}`
                : 'had it',
          },
        ],
      },
    ];
  },
  causes: { [byCampaign]: 'its moment, which had come' },
};
