import * as z from 'zod';
import { type TaskOutcome, taskOutcomes } from '../definition/task.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { AllPorts } from '../ports/ports.ts';
import { slackSnoozes, snoozedUntil, taskOfBlock } from '../tasks/slack-task.ts';
import { refreshSlack, type SlackPorts } from '../tasks/use-cases/refresh-slack.ts';
import type { ActionPorts } from './action.ts';
import { actionsOnTasks } from './actions/on-task.ts';
import { answerAction } from './answer-action.ts';
import { viewerWith } from './viewer.ts';

type ActPorts = SlackPorts &
  ActionPorts &
  Pick<AllPorts, 'accounts' | 'notes' | 'queue' | 'taskActs' | 'tasks'> & { slack: NonNullable<AllPorts['slack']> };

/**
 * Handles a button or menu in the Slack message of a task. The message always shows the task's state afterwards; a user
 * without permission, or with a stale message, gets an ephemeral reply.
 * @param payload as Slack sends it
 */
export const actInSlack = async (payload: unknown, ports: ActPorts): Promise<void> => {
  const { data } = pressed.safeParse(payload);
  const [act] = data?.actions ?? [];
  const named = act && taskOfBlock(act.block_id);
  const action = act && wanted(act);
  if (!data || !named || !action) return;
  const { slack, build, clock, tasks } = ports;
  const tell = (text: string) => slack.tell(data.response_url ?? '', text);
  const email = await slack.emailOf(data.user.id);
  const viewer = viewerWith(email?.toLowerCase() ?? '', [], await build.team());
  if (viewer?.csm === undefined) return tell('Your address in Slack is not in journeys/team.ts.');
  const business = (await build.journeys())[0]?.policy.businessCalendar;
  const until =
    action.snooze &&
    business &&
    snoozedUntil(action.snooze, { csm: viewer.csm.id, team: viewer.team, business, now: clock.now() });
  const body = {
    revision: named.revision,
    ...(until && { until }),
    ...(action.outcome && { outcome: action.outcome }),
  };
  try {
    await answerAction(
      actionsOnTasks[`/v1/tasks/{id}/${action.name}`],
      { viewer, from: 'slack', key: `slack ${act.action_ts} ${act.block_id}`, parameters: { id: named.id }, body },
      ports,
    );
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    await tell(error.message);
  }
  const account = await tasks.accountOf(named.id);
  const task = account === undefined ? undefined : await tasks.find(account, named.id);
  if (task) await refreshSlack(task, ports);
};

/** A button, or an entry of a menu. @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressed = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string(),
        action_ts: z.string(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

interface Wanted {
  name: 'acknowledge' | 'snooze' | 'resolve';
  snooze?: (typeof slackSnoozes)[number];
  outcome?: TaskOutcome;
}

/** `undefined` for elements that only open a page. */
const wanted = ({ action_id, selected_option }: z.output<typeof pressed>['actions'][number]): Wanted | undefined => {
  if (action_id === 'acknowledge') return { name: 'acknowledge' };
  const { data: snooze } = z.enum(slackSnoozes).safeParse(selected_option?.value);
  if (action_id === 'snooze' && snooze) return { name: 'snooze', snooze };
  const { data: outcome } = z.enum(taskOutcomes).safeParse(selected_option?.value);
  return action_id === 'resolve' && outcome ? { name: 'resolve', outcome } : undefined;
};
