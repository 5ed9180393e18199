import type { CatalogData } from '../../definition/catalog.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Playbook } from '../../definition/playbook.ts';
import type { Pools } from '../../definition/pool.ts';
import type { Step, StepKind, StepOf } from '../../definition/step.ts';
import type { Team } from '../../definition/team.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import type { Proofs } from './proofs.ts';
import type { Subject } from './subject.ts';

/** A diagnostic code, in general. */
export interface DiagnosticKind {
  severity: 'error' | 'warning';
  title: string;
  why: string;
  fix: string;
}

/** One problem that a rule found. The message quotes ids and values and ends with the remedy. */
export interface Finding<Code extends string = string> {
  code: Code;
  journey?: string;
  step?: string;
  template?: string;
  message: string;
}

/** Figures of the compiled journey, which only the compiler knows. */
export interface Measure {
  /** Size of the state machine's definition in UTF-8. */
  bytes: number;
  /** History events of the longest path; estimated from the definition when the compiler does not count them. */
  historyEvents?: number;
}

/** Everything that is checked together. */
export interface CheckedProject {
  subjects: readonly Subject[];
  templates: ReadonlyMap<string, TemplateInfo>;
  catalog: CatalogData;
  team: Team;
  pools: Pools;
  playbooks: ReadonlyMap<string, Playbook>;
  /** Ids of playbooks whose files have problems of their own. */
  brokenPlaybooks: ReadonlySet<string>;
  measure?: (definition: JourneyDefinition) => Measure;
  /** Absent where nothing is to be proved. */
  proofs?: Proofs;
}

/** A family of diagnostics and the one function that reports them. */
export interface Rule<Code extends string = string> {
  codes: Readonly<Record<Code, DiagnosticKind>>;
  check: (project: CheckedProject) => Iterable<Finding<Code>>;
}

/** A rule over all journeys and templates together. */
export const projectRule = <Code extends string>(
  codes: Readonly<Record<Code, DiagnosticKind>>,
  check: (project: CheckedProject) => Iterable<Finding<NoInfer<Code>>>,
): Rule<Code> => ({ codes, check });

/** A rule that looks at one journey at a time. */
export const journeyRule = <Code extends string>(
  codes: Readonly<Record<Code, DiagnosticKind>>,
  check: (subject: Subject, project: CheckedProject) => Iterable<Finding<NoInfer<Code>>>,
): Rule<Code> =>
  projectRule(codes, function* (project) {
    for (const subject of project.subjects) {
      for (const finding of check(subject, project)) yield { ...finding, journey: subject.journey.id };
    }
  });

/** A rule for the steps of one kind. */
export const stepRule = <Kind extends StepKind, Code extends string>(
  kind: Kind,
  codes: Readonly<Record<Code, DiagnosticKind>>,
  check: (
    step: StepOf<Kind>,
    subject: Subject,
    project: CheckedProject,
  ) => Iterable<Omit<Finding<NoInfer<Code>>, 'step'>>,
): Rule<Code> =>
  journeyRule(codes, function* (subject, project) {
    for (const { step } of subject.places) {
      if (isOf(kind, step)) for (const finding of check(step, subject, project)) yield { ...finding, step: step.id };
    }
  });

/** The only place that compares kinds of steps: a rule names the one whose steps it gets. */
const isOf = <Kind extends StepKind>(kind: Kind, step: Step): step is StepOf<Kind> => step.kind === kind;
