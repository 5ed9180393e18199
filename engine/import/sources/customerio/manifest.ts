import type { JourneySource } from '../journey-source.ts';
import { carryCustomerio } from './carry-campaign.ts';
import { type CustomerioExports, takeAnswer } from './exported.ts';

export const customerio: JourneySource = {
  title: 'Customer.io',
  description:
    'make journeys and templates of what the App API of Customer.io answers about campaigns: what triggers them, and their messages',
  takes: 'give the JSON of /v1/campaigns/{id} and /v1/campaigns/{id}/actions, and of /v1/segments',
  exportBy: 'export one: `curl https://api.customer.io/v1/campaigns/{id} -H "Authorization: Bearer …"`',
  example: 'campaign.json actions.json --event "signed_up=Signed Up"',
  open: () => {
    const exports: CustomerioExports = { campaigns: [], actions: [], segments: [] };
    return {
      take: said => takeAnswer(said, exports),
      journeys: here => exports.campaigns.map(campaign => carryCustomerio(campaign, exports, here)),
    };
  },
};
