import type { Command } from 'commander';
import { explainJourney } from '../journey/explain/explain-journey.ts';
import { journeyOf, openProject } from './project.ts';

/** `daymark explain`: a journey in plain English. */
export const explain = (program: Command): void => {
  program
    .command('explain <journey>')
    .description('tell a journey in plain English')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .action(async (id: string, options: { journeys: string }) => {
      const project = await openProject(options);
      process.stdout.write(explainJourney(journeyOf(project, id).definition, project.catalog.promises));
    });
};
