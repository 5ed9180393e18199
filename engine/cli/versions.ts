import type { Command } from 'commander';
import { versionsNow } from '../versions/use-cases/versions-now.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { describeVersions } from './operate/describe-versions.ts';
import { operatorOf } from './operate/steering.ts';
import { type Where, withWhere } from './reach.ts';

interface Options extends Where {
  json?: true;
}

/** `daymark versions`: the versions of a journey, with the share of accounts that begin in each and their figures. */
export const versions = (program: Command): void => {
  withWhere(program.command('versions <journey>'))
    .description('show the versions of a journey: how many accounts begin in each, and its figures')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark versions onboarding --environment prod')
    .action(async (journey: string, { json, ...where }: Options) => {
      const operator = await operatorOf(where);
      const { live, count, switches } = await describeJourney(journey, operator);
      const now = await versionsNow(journey, live, switches, operator.versions);
      const { newest, before, said } = now;
      const activeIn = (version: string) => count.byVersions.get(version) ?? 0;
      if (json) {
        const listed = now.versions.map(each => ({ ...each, active: activeIn(each.version) }));
        const whole = {
          journey,
          newest,
          ...(before && { before }),
          ...(said.why && { why: said.why }),
          versions: listed,
        };
        process.stdout.write(`${JSON.stringify(whole)}\n`);
        return;
      }
      for (const line of describeVersions(journey, now, activeIn)) console.log(line);
    });
};
