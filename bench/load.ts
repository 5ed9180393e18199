import type { Part } from './part.ts';
import { playLoad } from './play-load.ts';

const accounts = 2_000;
const messagesEach = 10;

/** A burst of 20,000 events, while SES accepts 14 mails a second and DynamoDB throttles 5 % of its calls. */
export const load: Part = async tell => {
  const borne = await playLoad({ accounts, messagesEach, seed: 1, tell });
  const { effects, rss } = borne;
  const megabytes = (bytes: number) => bytes / 1_048_576;
  const twice = Object.values(effects).flatMap(each => Object.keys(each)).length - Object.keys(effects).length;
  return [
    { name: 'a burst of events', value: borne.messages, unit: 'in the queue' },
    { name: 'a burst of events', value: borne.seconds, unit: 's' },
    { name: 'a burst of events', value: borne.cpuSeconds, unit: 's CPU, without DynamoDB' },
    { name: 'calls of DynamoDB', value: borne.calls, unit: 'made' },
    { name: 'calls of DynamoDB', value: borne.throttled, unit: 'throttled' },
    { name: 'last welcome mail', value: borne.secondsToLastMail, unit: 's after the burst, by the virtual clock' },
    { name: 'memory', value: megabytes(rss.before), unit: 'MB before' },
    { name: 'memory', value: megabytes(rss.peak), unit: 'MB at most' },
    {
      name: 'lost or given up',
      value: borne.deadLetters + borne.left + borne.failedExecutions,
      unit: 'messages and executions',
    },
    { name: 'accounts welcomed exactly once', value: effects.mails[1] ?? 0, unit: `of ${accounts}` },
    { name: 'effects of another number than all others', value: twice, unit: 'kinds' },
  ];
};
