import type { Command } from 'commander';
import { enrollingMoments } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { counted } from '../kernel/counted.ts';
import { toSecond } from '../kernel/instant.ts';
import { type CampaignCount, countCampaign, meetCampaign } from '../operate/meet-campaign.ts';
import { triggerKindOf } from '../triggers/kind-of.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf } from './operate/steering.ts';
import { describePassed, passedMoments } from './passed-moments.ts';
import { playingDefaults } from './playing-options.ts';
import { journeyOf, openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  journeys: string;
  yes?: true;
  json?: true;
}

/** `daymark campaign`: counts the accounts to reach, and schedules it for those not evaluated since it was deployed. */
export const campaign = (program: Command): void => {
  withWhere(program.command('campaign <journey>'))
    .description(
      'count the accounts a campaign will reach, and schedule it for those not evaluated since it was deployed',
    )
    .option('--journeys <dir>', 'folder of journeys, with the campaign as deployed', playingDefaults.journeys)
    .option('--yes', 'carry out the plan without asking')
    .option('--json', 'print the counts as JSON, and change nothing')
    .addHelpText('after', '\nExample:\n  npx daymark campaign automations-launch --environment prod')
    .action(async (journey: string, { journeys, json, ...options }: Options) => {
      const { definition } = journeyOf(await openProject({ journeys }), journey);
      const { enroll } = definition;
      const moments = enrollingMoments(enroll);
      if (moments === undefined)
        throw new UserError(
          `"${journey}" isn't a campaign: an account enters when ${triggerKindOf(enroll).tell(enroll)}`,
          `enroll the accounts of a segment with \`npx daymark enroll ${journey} --where <segment>\``,
          2,
        );
      const operator = await operatorOf(options);
      const { lines } = await describeJourney(journey, operator);
      const { all, clock } = await allAccountsOf(options);
      const now = clock.now();
      const count = await countCampaign(definition, all.records(), now);
      if (json) {
        process.stdout.write(`${JSON.stringify({ campaign: journey, ...moments, ...count })}\n`);
        return;
      }
      await carryOutPlan(
        {
          lines: [...lines, ...told(definition, count, now)],
          isEmpty: count.unmet.length === 0,
          audit: {
            operator,
            line: { action: 'journey.campaign', journey, details: { accounts: count.unmet.length } },
          },
          carryOut: async () => {
            await meetCampaign(journey, count.unmet, operator);
            return `${counted(count.unmet.length, 'account')} asked to wait for it.`;
          },
        },
        options,
      );
    });
};

const told = (definition: JourneyDefinition, count: CampaignCount, now: string): string[] => {
  const { enroll } = definition;
  const [passed] = passedMoments([definition], now);
  return [
    `An account enters when ${triggerKindOf(enroll).tell(enroll)}. It is ${toSecond(now)} now.`,
    ...(passed ? [describePassed(passed)] : []),
    `${count.inSegment} of ${counted(count.accounts, 'account')} would enter as of now; ${count.waiting} are waiting for their moment, when the audience is checked.`,
    count.unmet.length === 0
      ? 'No account is missing: nothing to do.'
      : `${counted(count.unmet.length, 'account')} ${count.unmet.length === 1 ? "hasn't" : "haven't"} been evaluated since it was deployed; that happens with the next event or weekly evaluation. Confirm to schedule it for them now.`,
  ];
};
