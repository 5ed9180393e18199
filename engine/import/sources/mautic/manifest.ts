import type { JourneySource } from '../journey-source.ts';
import { carryMautic } from './carry-campaign.ts';
import { noExports, takeExported } from './exported.ts';

export const mautic: JourneySource = {
  title: 'Mautic',
  description:
    'make journeys and templates of campaigns of Mautic: the JSON of an export (Mautic 7), or answers of its API about campaigns, emails, segments and forms (5 and later)',
  takes:
    'give the JSON file of a campaign export, or answers of /api/campaigns, /api/emails, /api/segments and /api/forms',
  exportBy: 'export one: `bin/console mautic:entity:export --entity=campaign --id=… --json-file`',
  example: 'campaign.json --event "Demo request=Signed Up"',
  open: () => {
    const exports = noExports();
    return {
      take: said => takeExported(said, exports),
      journeys: here => exports.campaigns.map(campaign => carryMautic(campaign, exports, here)),
    };
  },
};
