import { dirname, join, resolve } from 'node:path';
import type { StateMachineDefinition } from '../asl/asl.ts';
import { checkAsl } from '../asl/check-asl.ts';
import { compileJourney } from '../asl/compile-journey.ts';
import { measure } from '../asl/measure.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Playbook } from '../definition/playbook.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import type { TemplateInfo, TemplateSamples } from '../definition/template.ts';
import { checkJourneys } from '../journey/check-journeys.ts';
import { contentHash } from '../journey/content-hash.ts';
import type { Diagnostic } from '../journey/diagnostics.ts';
import { compileTemplates, type TemplateProblem } from '../templates/compile-templates.ts';
import { type JourneyFileError, loadJourneys } from './load-journeys.ts';
import type { PlaybookProblem } from './playbooks/playbook-problem.ts';
import { readPlaybooks } from './playbooks/read-playbooks.ts';
import { proofsOf } from './proofs-of.ts';

/** The result of building the source folders: definitions, templates, state machines, and their problems. */
export interface Project {
  journeys: readonly { file: string; definition: JourneyDefinition; machine?: StateMachineDefinition }[];
  catalog: CatalogData;
  team: Team;
  pools: Pools;
  templates: readonly TemplateInfo[];
  compiled: ReadonlyMap<string, ReadonlyMap<string, CompiledTemplate>>;
  /** Sample variables of each template, by its id. */
  samples: TemplateSamples;
  /** Playbooks, which describe how people handle tasks. */
  playbooks: readonly Playbook[];
  problems: readonly TemplateProblem[];
  playbookProblems: readonly PlaybookProblem[];
  diagnostics: readonly Diagnostic[];
  /** Errors of files that yielded no journey. */
  faults: readonly JourneyFileError[];
}

export interface Sources {
  /** Folder of journeys. */
  journeys: string;
  /** Folder of templates. */
  templates: string;
  /** Folder of playbooks. Default: `playbooks` beside the journeys; without it, there are no playbooks. */
  playbooks?: string;
  /** Also proves promises and limits, which takes longer. A journey that breaks one can still be played. */
  proves?: boolean;
}

/** The default folder of playbooks for a folder of journeys. */
export const playbooksBeside = (journeys: string): string => join(dirname(resolve(journeys)), 'playbooks');

/** @throws JourneyFileError for a folder or catalog that can't be used at all; all other problems are in the result */
export const buildProject = async ({
  journeys: folder,
  templates: templatesFolder,
  playbooks: playbooksFolder = playbooksBeside(folder),
  proves = false,
}: Sources): Promise<Project> => {
  const { journeys: loaded, catalog, team, pools, faults } = await loadJourneys(folder);
  const { compiled, problems, samples, ...read } = await compileTemplates(templatesFolder, {
    accountAttributes: Object.keys(catalog.accountAttributes),
  });
  const infos = read.infos.map(info =>
    info.topic !== undefined && catalog.topics[info.topic]?.doubleOptIn
      ? { ...info, confirmedOnly: true as const }
      : info,
  );
  const { playbooks, problems: playbookProblems } = await readPlaybooks(playbooksFolder);
  const journeys = loaded.map(each => ({ ...each, definition: withCopy(each.definition, infos) }));
  const diagnostics = checkJourneys({
    journeys: journeys.map(each => each.definition),
    templates: infos,
    catalog,
    team,
    pools,
    playbooks,
    brokenPlaybooks: playbookProblems.map(({ playbook }) => playbook),
    measure: sizeOf(infos),
    proofs: proves
      ? proofsOf(
          journeys.map(each => each.definition),
          catalog,
          infos,
          team,
        )
      : undefined,
    files: Object.fromEntries(journeys.map(({ file, definition }) => [definition.id, file])),
  });
  const broken = brokenBy(problems, playbookProblems, diagnostics);
  return {
    journeys: journeys.map(each =>
      broken(each.definition) ? each : { ...each, machine: compile(each.definition, infos) },
    ),
    catalog,
    team,
    pools,
    templates: infos,
    compiled,
    samples,
    playbooks,
    problems,
    playbookProblems,
    diagnostics,
    faults,
  };
};

/** Whether a journey, a template or playbook that it uses, or a shared file has errors. */
const brokenBy = (
  problems: readonly TemplateProblem[],
  playbookProblems: readonly PlaybookProblem[],
  diagnostics: readonly Diagnostic[],
) => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return (definition: JourneyDefinition): boolean => {
    const used = templatesIn(definition);
    const guides = playbooksIn(definition);
    const concerns = (template: string | undefined) => template === undefined || used.includes(template);
    return (
      problems.some(({ template }) => concerns(template)) ||
      playbookProblems.some(({ playbook }) => guides.includes(playbook)) ||
      errors.some(({ journey, template }) => (journey === undefined ? concerns(template) : journey === definition.id))
    );
  };
};

/** The templates that a journey uses. */
export const templatesIn = ({ steps }: Pick<JourneyDefinition, 'steps'>): string[] =>
  stepsIn(steps).flatMap(step => ('template' in step ? [step.template] : []));

/** The playbooks that a journey's tasks name. */
export const playbooksIn = ({ steps }: Pick<JourneyDefinition, 'steps'>): string[] =>
  stepsIn(steps).flatMap(step => ('playbook' in step && step.playbook ? [step.playbook.id] : []));

/** Includes the templates in the journey's hash: the same steps with different copy are another version. */
const withCopy = (definition: JourneyDefinition, templates: readonly TemplateInfo[]): JourneyDefinition => {
  const used = templatesIn(definition);
  const copy = templates.filter(({ id }) => used.includes(id)).map(({ id, hash }) => [id, hash]);
  return copy.length === 0
    ? definition
    : { ...definition, hash: contentHash([definition.hash, Object.fromEntries(copy)]) };
};

const compile = (definition: JourneyDefinition, templates: readonly TemplateInfo[]): StateMachineDefinition => {
  const machine = compileJourney(definition, templates);
  const [broken] = checkAsl(machine);
  if (broken)
    throw new Error(`The compiler broke its own rule on journey "${definition.id}": ${JSON.stringify(broken)}`);
  return machine;
};

const sizeOf = (templates: readonly TemplateInfo[]) => (definition: JourneyDefinition) =>
  measure(compileJourney(definition, templates));
