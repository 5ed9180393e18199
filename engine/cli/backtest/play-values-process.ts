import { playValue } from '../../playback/backtest/play-value.ts';
import type { RulePlay } from '../../playback/backtest/rule-play.ts';
import { openSoundProject } from '../project.ts';
import { type EventsToPlay, readEventsToPlay } from './last-play.ts';
import { ruleNamed } from './rule-named.ts';

/** The process's only argument, as JSON. The values to play arrive one by one as messages. */
export interface ValuesToPlay {
  events: EventsToPlay;
  journeys: string;
  journey?: string[];
  subject: string;
  parameter: string;
  seed: number;
}

export type ValueMessage = { value: number; played: RulePlay } | { ready: true } | { failure: string; fix?: string };

const { events, subject: name, parameter, seed, ...project } = JSON.parse(process.argv[2] ?? '') as ValuesToPlay;

/** The parent sends the next value only after it received this message. */
const say = (said: ValueMessage) => process.send?.(said);

try {
  const [built, recorded] = [await openSoundProject(project), await readEventsToPlay(events)];
  const subject = ruleNamed(name, built);
  process.on('message', async ({ value }: { value: number }) => {
    try {
      say({ value, played: await playValue({ subject, parameter, value, recorded, seed }) });
    } catch (error) {
      tell(error);
    }
  });
  say({ ready: true });
} catch (error) {
  tell(error);
}

function tell(error: unknown): void {
  const { message, fix } = error as Error & { fix?: string };
  say({ failure: message, ...(fix !== undefined && { fix }) });
}
