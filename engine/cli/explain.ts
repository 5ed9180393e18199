import type { Command } from 'commander';
import type * as z from 'zod';
import { type Project, templatesIn } from '../build/build-project.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import { describeEntry, explainJourney } from '../journey/explain/explain-journey.ts';
import { table } from '../playback/report/table.ts';
import { journeyOf, openProject } from './project.ts';
import type { explainJson, journeysJson } from './verb-json.ts';

interface Options {
  journeys: string;
  json?: true;
}

/** `daymark explain`: a journey in plain English, or the list of all. */
export const explain = (program: Command): void => {
  program
    .command('explain [journey]')
    .description('describe a journey in plain English; without one, list all journeys and who enters each')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark explain onboarding')
    .action(async (id: string | undefined, { json, ...options }: Options) => {
      const project = await openProject(options);
      if (id === undefined) {
        const all = listOf(project);
        print(json ? asJson(all) : textOf(all));
        return;
      }
      const { definition } = journeyOf(project, id);
      const used = new Set(templatesIn(definition));
      const confirmed = project.templates.filter(template => template.confirmedOnly && used.has(template.id));
      const text = explainJourney(definition, project.catalog.promises, confirmed);
      const { title, hash: version } = definition;
      print(json ? asJson({ journey: id, title, version, text } satisfies z.input<typeof explainJson>) : text);
    });
};

type JourneyList = z.infer<typeof journeysJson>;

const listOf = ({ journeys, faults }: Project): JourneyList => ({
  journeys: journeys
    .map(({ definition }) => ({
      journey: definition.id,
      title: definition.title,
      version: definition.hash,
      enters: describeEntry(definition),
      steps: stepsIn(definition.steps).map(step => step.id),
      templates: [...new Set(templatesIn(definition))],
    }))
    .sort((a, b) => (a.journey < b.journey ? -1 : 1)),
  broken: faults.map(({ message, fix }) => ({ message, fix })),
});

const textOf = ({ journeys, broken }: JourneyList): string =>
  table(
    journeys.map(({ journey, enters }) => [journey, enters]),
    { prose: true },
  ).concat(...broken.map(({ message, fix }) => `${message}: ${fix}\n`));

const asJson = (value: unknown): string => `${JSON.stringify(value)}\n`;

const print = (text: string) => process.stdout.write(text);
