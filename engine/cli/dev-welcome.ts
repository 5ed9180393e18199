import type * as z from 'zod';
import type { Project } from '../build/build-project.ts';
import { alternativesIn, enrollingEvent } from '../definition/enrolled-by.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import { counted } from '../kernel/counted.ts';
import type { devJson } from './verb-json.ts';

/** The first output of `daymark dev`: pages to open and commands to try, in this order. */
export const devWelcome = (url: string, project: Pick<Project, 'journeys' | 'catalog' | 'team'>): string => {
  const [csm] = project.team;
  const commands = [
    ['open the console', url],
    ['send events', `curl -u local: ${url}/v1/batch -H 'content-type: application/json' -d '${firstCalls(project)}'`],
    ['move the clock', `curl -X POST ${url}/dev/clock -d '{"by":"P3D"}'      (or {"to":"2027-01-01T09:00:00Z"})`],
    ['what happened', `curl ${url}/dev/timeline`],
    ['what was mailed', `curl ${url}/dev/mails`],
    ...(csm
      ? [
          [
            "a CSM's token",
            `curl '${url}/dev/token?csm=${csm.id}'      (for ${url}/v1/tasks, as authorization: Bearer <token>)`,
          ],
        ]
      : []),
    ['see prompts', `${url}/dev/prompts?account=acme&user=ada`],
  ];
  const journeys = counted(project.journeys.length, 'journey');
  const lines = commands.map(([what = '', command]) => `  ${what.padEnd(16)}  ${command}\n`);
  return `Daymark is running ${journeys} at ${url}. Stop it with Ctrl-C.\n\n${lines.join('')}`;
};

/** With `--json`: one line of JSON instead. */
export const devReady = (url: string, now: string, { journeys }: Pick<Project, 'journeys'>): string => {
  const ready: z.infer<typeof devJson> = { url, now, journeys: journeys.map(({ definition }) => definition.id) };
  return JSON.stringify(ready);
};

/** Calls for an account, a person, and the event that begins the journey with the most steps. */
const firstCalls = ({ journeys, catalog }: Pick<Project, 'journeys' | 'catalog'>): string => {
  const begun = journeys.flatMap(({ definition: { enroll, steps } }) => {
    const enrolling = enrollingEvent(enroll);
    return (enrolling ? alternativesIn(enrolling) : [])
      .filter(({ event, where }) => where.length === 0 && Object.hasOwn(catalog.events, event))
      .map(({ event }) => ({ event, steps: stepsIn(steps).length }));
  });
  const event = begun.sort((a, b) => b.steps - a.steps)[0]?.event;
  const role = catalog.roles.includes('admin') ? 'admin' : catalog.roles[0];
  const batch = [
    { type: 'group', messageId: '1', userId: 'ada', groupId: 'acme', traits: { name: 'Acme', touchModel: 'low' } },
    { type: 'identify', messageId: '2', userId: 'ada', traits: { email: 'ada@acme.example', role } },
    ...(event === undefined ? [] : [{ type: 'track', messageId: '3', userId: 'ada', event }]),
  ];
  // Escaped for a shell's single quotes.
  return JSON.stringify({ batch }).replaceAll("'", "'\\''");
};
