import { createHash } from 'node:crypto';
import * as z from 'zod';
import { notCarriedOut } from '../operate/carry-out-plan.ts';
import { UserError } from '../user-error.ts';
import { type AgentPlace, agentTool } from './agent-tool.ts';
import { option, verbError } from './run-verb.ts';

const confirm = z.string().optional().describe('`confirm` of the plan, once your user has read it and agreed');

const answer = z.strictObject({
  done: z.boolean(),
  /** What would change, line by line. */
  plan: z.array(z.string()),
  /** Id of the plan; absent if there is nothing to do, or once it is done. */
  confirm: z.string().exactOptional(),
});

const steering = (verb: string, what: string) =>
  agentTool({
    name: verb,
    description: `${what} Only in the local cloud. The first call returns a plan and changes nothing; the second, with its \`confirm\`, carries out that plan.`,
    asked: z.strictObject({ journey: z.string(), confirm }),
    answer,
    steers: true,
    act: ({ journey, ...given }, place) => planned([verb], journey, given.confirm, place),
  });

/** Tools that change journeys in the local cloud. None of them can reach a deployment. */
export const steeringTools = [
  steering('pause', 'Holds the touches of a journey until it is resumed.'),
  steering('resume', 'Lets the touches of a paused journey go, and opens a closed one.'),
  steering('drain', 'Closes a journey to new enrollments; those in it go on.'),
  steering('stop', 'Ends every enrollment of a journey at once, and closes it.'),
  agentTool({
    name: 'enroll',
    description:
      'Enrolls the accounts of a segment in a journey. Only in the local cloud. The first call returns a plan and changes nothing; the second, with its `confirm`, carries out that plan.',
    asked: z.strictObject({ journey: z.string(), segment: z.string(), confirm }),
    answer,
    steers: true,
    act: ({ journey, segment, ...given }, place) =>
      planned(
        ['enroll', ...option('where', segment), ...option('journeys', place.journeys)],
        journey,
        given.confirm,
        place,
      ),
  }),
];

/** Returns the plan of a verb, or carries it out if it still is the confirmed one. @throws UserError if it isn't */
const planned = async (
  verb: readonly string[],
  journey: string,
  confirmed: string | undefined,
  { run, dev }: AgentPlace,
): Promise<z.input<typeof answer>> => {
  const args = [...verb, ...option('dev', dev)];
  const asked = await run([...args, '--', journey]);
  const plan = linesOf(asked.stdout);
  if (asked.code === 0) {
    if (confirmed === undefined) return { done: false, plan };
    throw new UserError('there is nothing left to do', 'read the plan again: call without confirm');
  }
  if (asked.code !== notCarriedOut) throw verbError(asked);
  // The last line names the option that carries out the plan.
  const [how, last = ''] = [/\badd (--yes|--count \d+)/i, plan.pop()];
  const [, yes = '--yes'] = how.exec(last) ?? [];
  const name = createHash('sha256')
    .update(JSON.stringify([args, journey, plan]))
    .digest('hex')
    .slice(0, 16);
  if (confirmed === undefined) return { done: false, plan, confirm: name };
  if (confirmed !== name)
    throw new UserError(
      'this is not the plan that was confirmed: its effects have changed, or it was for another call',
      'read the plan again: call without confirm',
    );
  const done = await run([...args, ...yes.split(' '), '--', journey]);
  if (done.code !== 0) throw verbError(done);
  return { done: true, plan: linesOf(done.stdout) };
};

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);
