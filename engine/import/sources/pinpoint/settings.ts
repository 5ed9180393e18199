import type { CarryNote } from '../../journey-sketch.ts';
import type { PinpointJourney } from './exported.ts';

/** Notes on settings that belong to the policy in Daymark, or follow from the time of deployment. */
export const notesOfSettings = (journey: PinpointJourney): CarryNote[] => {
  const {
    Schedule = {},
    QuietTime,
    OpenHours = {},
    ClosedDays = {},
    Limits = {},
    RefreshFrequency,
    RefreshOnSegmentUpdate,
    LocalTime,
  } = journey;
  const { DailyCap, TotalCap, TimeframeCap, MessagesPerSecond, EndpointReentryCap } = Limits;
  const notes: (CarryNote | false | undefined)[] = [
    Schedule.StartTime !== undefined && {
      what: `its start on ${Schedule.StartTime}`,
      why: 'a journey begins when it is deployed',
      instead: 'deploy it then',
    },
    Schedule.EndTime !== undefined && {
      what: `its end on ${Schedule.EndTime}`,
      why: 'a journey ends when you say so',
      instead: 'run `npx daymark drain` then, or `stop`',
    },
    QuietTime?.Start !== undefined && {
      what: `its quiet time from ${QuietTime.Start} to ${QuietTime.End ?? '?'}`,
      why: 'quiet hours are the same for all journeys',
      instead: 'see `quietHours` in journeys/policy.ts; a message that falls into them is held, not dropped',
    },
    Object.keys(OpenHours).length > 0 && {
      what: `its sending hours (${Object.keys(OpenHours).join(', ')})`,
      why: 'what is caused by an event waits for the end of the quiet hours only',
      instead: 'see `sendAt` and `quietHours` in journeys/policy.ts',
    },
    Object.keys(ClosedDays).length > 0 && {
      what: `its closed days (${Object.keys(ClosedDays).join(', ')})`,
      why: 'mail goes out on every day',
      instead: '`holidays` of the policy count for business days',
    },
    DailyCap !== undefined &&
      DailyCap > 0 && {
        what: `at most ${DailyCap} messages a day to an endpoint`,
        why: 'caps are the same for all journeys',
        instead: 'see `frequencyCaps` in journeys/policy.ts',
      },
    TimeframeCap?.Cap !== undefined &&
      TimeframeCap.Cap > 0 && {
        what: `at most ${TimeframeCap.Cap} messages in ${TimeframeCap.Days ?? 1} days`,
        why: 'caps are the same for all journeys',
        instead: 'see `frequencyCaps` in journeys/policy.ts',
      },
    TotalCap !== undefined &&
      TotalCap > 0 && {
        what: `at most ${TotalCap} messages in all`,
        why: 'a path has as many messages as it has steps',
        instead: 'promise it: `atMost(n, touches()).within(days(…))`',
      },
    MessagesPerSecond !== undefined && {
      what: `${MessagesPerSecond} messages a second`,
      why: 'the rate is that of your SES account',
      instead: 'see `deliveriesAtOnce` in cdk.json',
    },
    EndpointReentryCap !== undefined &&
      EndpointReentryCap > 1 && {
        what: `at most ${EndpointReentryCap} entries of an endpoint`,
        why: 'there is no number of entries',
        instead: 'it may enter again once it has ended',
      },
    (RefreshFrequency !== undefined || RefreshOnSegmentUpdate === true) && {
      what: `the refresh of its segment${RefreshFrequency ? ` every ${RefreshFrequency}` : ''}`,
      why: 'a segment does not enter by itself',
      instead: 'write a `signal` for "when this begins to hold"',
    },
    LocalTime === true && {
      what: "each recipient's local time",
      why: 'days and hours are those of the account',
      instead: 'send the attribute `timezone` with your accounts',
    },
  ];
  return notes.filter(note => typeof note === 'object');
};
