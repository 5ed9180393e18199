import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Playbook } from '../definition/playbook.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Proofs } from './check/proofs.ts';
import type { CheckedProject, Finding, Measure, Rule } from './check/rule.ts';
import { subjectOf } from './check/subject-of.ts';
import { type Diagnostic, type DiagnosticCode, diagnosticKinds, rules, rulesOfSoundJourneys } from './diagnostics.ts';

export interface CheckInput {
  journeys: readonly JourneyDefinition[];
  templates: readonly TemplateInfo[];
  catalog: CatalogData;
  team?: Team;
  pools?: Pools;
  playbooks?: readonly Playbook[];
  /** Ids of playbooks whose files have problems of their own. */
  brokenPlaybooks?: readonly string[];
  /** Compiles a journey and measures it; called only for journeys without an error. */
  measure?: (definition: JourneyDefinition) => Measure;
  /** Proves promises and limits; called only for journeys without an error. */
  proofs?: Proofs;
  /** File of each journey, by its id. */
  files?: Readonly<Record<string, string>>;
}

/**
 * Every problem of journeys, templates and policy, each with its remedy. The same input gives the same list:
 * journeys by id, then steps in order of writing, what belongs to no step first, what belongs to no journey last.
 */
export const checkJourneys = ({
  journeys,
  templates,
  catalog,
  team = [],
  pools = [],
  playbooks = [],
  brokenPlaybooks = [],
  measure,
  proofs,
  files = {},
}: CheckInput): Diagnostic[] => {
  const project: CheckedProject = {
    subjects: journeys.map(subjectOf),
    templates: new Map(templates.map(template => [template.id, template])),
    catalog,
    team,
    pools,
    playbooks: new Map(playbooks.map(playbook => [playbook.id, playbook])),
    brokenPlaybooks: new Set(brokenPlaybooks),
    measure,
    proofs,
  };
  const report = (rules: readonly Pick<Rule<DiagnosticCode>, 'check'>[], project: CheckedProject): Diagnostic[] =>
    rules.flatMap(rule => [...rule.check(project)]).map(finding => diagnosticOf(finding, files));
  const found = report(rules, project);
  const unsound = new Set(found.filter(({ severity }) => severity === 'error').map(({ journey }) => journey));
  const sound = project.subjects.filter(({ journey }) => !unsound.has(journey.id));
  return inOrder([...found, ...report(rulesOfSoundJourneys, { ...project, subjects: sound })], project);
};

const diagnosticOf = (
  { code, journey, step, template, message }: Finding<DiagnosticCode>,
  files: Readonly<Record<string, string>>,
): Diagnostic => {
  const file = journey === undefined ? undefined : files[journey];
  return {
    code,
    severity: diagnosticKinds[code].severity,
    ...(journey !== undefined && { journey }),
    ...(step !== undefined && { step }),
    ...(template !== undefined && { template }),
    message,
    ...(file !== undefined && { file }),
  };
};

const inOrder = (diagnostics: readonly Diagnostic[], { subjects }: CheckedProject): Diagnostic[] => {
  const orders = new Map(
    subjects.flatMap(({ journey, places }) =>
      places.map(({ step, order }) => [`${journey.id} ${step.id}`, order] as const),
    ),
  );
  const keyOf = ({ journey, step, template, code, message }: Diagnostic) => [
    journey ?? '~',
    String(step === undefined ? 0 : 1 + (orders.get(`${journey} ${step}`) ?? 0)).padStart(6, '0'),
    template ?? '',
    code,
    message,
  ];
  return diagnostics
    .map(diagnostic => ({ diagnostic, key: keyOf(diagnostic).join('\0') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ diagnostic }) => diagnostic);
};
