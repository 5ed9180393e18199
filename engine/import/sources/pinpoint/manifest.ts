import type { JourneySource } from '../journey-source.ts';
import { carryJourney } from './carry-journey.ts';
import { type PinpointExports, readExported } from './exported.ts';

export const pinpoint: JourneySource = {
  title: 'Amazon Pinpoint',
  description:
    'make journeys and templates of what the API of Amazon Pinpoint exported: get-journey, list-journeys, get-segment, get-email-template',
  takes: 'give the JSON of get-journey, list-journeys, get-segment, get-segments or get-email-template',
  exportBy: 'export one: `aws pinpoint get-journey --application-id … --journey-id …`',
  example: 'journey.json templates/*.json',
  open: () => {
    const found: PinpointExports = { journeys: [], segments: [], templates: [] };
    return {
      take: said => {
        const exported = readExported(said);
        if (exported === undefined) return false;
        found.journeys.push(...exported.journeys);
        found.segments.push(...exported.segments);
        found.templates.push(...exported.templates);
        return true;
      },
      journeys: here => found.journeys.map(journey => carryJourney(journey, found, here)),
    };
  },
};
