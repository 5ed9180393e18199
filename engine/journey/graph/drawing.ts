import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { heldOutShares } from '../../definition/lots.ts';
import type { Step } from '../../definition/step.ts';
import { kindOf } from '../../steps/kind-of.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import { describeCondition } from '../explain/describe-condition.ts';
import { describeEvents } from '../explain/describe-events.ts';
import { describeRounds } from '../explain/explain-journey.ts';
import { capitalized } from '../explain/words.ts';
import { partsOf } from '../parts-of.ts';
import { drawAnchor } from './draw-anchor.ts';
import type { BoxMark, NodeLook } from './looks.ts';

/** A journey as boxes and arrows, for any drawing tool. */
export interface Drawing {
  title: string;
  /** Rules for the whole of it: exits and goal. */
  notes: readonly string[];
  boxes: readonly Box[];
  arrows: readonly Arrow[];
}

export interface Box {
  /** Step id, or that of the beginning or the end. */
  id: string;
  look: NodeLook;
  /** One line over the name: kind and audience. */
  caption: string;
  name: string;
  /** Sentences under the name. */
  notes: readonly string[];
  /** On the line that runs straight down: outside of all arms, or in the only one that has steps. */
  isMain: boolean;
  /** Its change, where one is drawn. */
  mark?: BoxMark;
}

export interface Arrow {
  from: string;
  to: string;
  label: string;
  /** Leads back to where a round begins. */
  isBack: boolean;
  /** It is not there any more. */
  isGone?: true;
}

/** A loose end: the arrow to the next box. */
type Tail = Pick<Arrow, 'from' | 'label'>;

/** Ids of the two boxes that are no steps. */
export const [start, end] = ['(start)', '(end)'];

/** The first line that a reader sees of a template, by its id: the subject of a mail, the title of a prompt. */
export type Subjects = Readonly<Record<string, string>>;

export const drawingOf = (journey: JourneyDefinition, subjects: Subjects = {}): Drawing => {
  const { title, enroll, audience, exit, goal, steps } = journey;
  const boxes: Box[] = [
    {
      id: start,
      look: 'start',
      caption: 'ENTERS WHEN',
      name: capitalized(triggerKindOf(enroll).tell(enroll)).replaceAll('"', ''),
      notes: audience ? [`if ${describeCondition(audience, { whose: 'its' })}`] : [],
      isMain: true,
    },
  ];
  const canvas: Canvas = { boxes, arrows: [], subjects };
  const tails = follow(steps, [{ from: start, label: '' }], canvas);
  if (tails.length > 0) {
    boxes.push({ id: end, look: 'done', caption: '', name: 'Completed', notes: [], isMain: true });
    canvas.arrows.push(...tails.map(tail => ({ ...tail, to: end, isBack: false })));
  }
  const notes = [
    ...(exit.length > 0 ? [`Leaves at any time when ${describeEvents(exit)}.`] : []),
    ...(goal ? [`Goal: ${describeCondition(goal)}.`] : []),
    ...heldOutNote(journey),
  ];
  return { title, notes: notes.map(note => note.replaceAll('"', '')), boxes, arrows: canvas.arrows };
};

const heldOutNote = (journey: JourneyDefinition): string[] => {
  const { own, policy } = heldOutShares(journey);
  const named = [...(own > 0 ? [`${own} %`] : []), ...(policy > 0 ? [`${policy} % by the policy`] : [])];
  return named.length > 0 ? [`Held out: ${named.join(', ')}.`] : [];
};

interface Canvas {
  boxes: Box[];
  arrows: Arrow[];
  subjects: Subjects;
}

/** Draws the steps after the loose ends and returns the new ones. */
const follow = (steps: readonly Step[], tails: readonly Tail[], canvas: Canvas, isMain = true): readonly Tail[] =>
  steps.reduce((loose, step) => attach(step, loose, canvas, isMain), tails);

const attach = (step: Step, tails: readonly Tail[], canvas: Canvas, isMain: boolean): readonly Tail[] => {
  const { boxes, arrows, subjects } = canvas;
  const { arms, ends, rounds } = partsOf(step);
  const { look, caption, notes = [], armLabel = arm => arm } = kindOf(step).draw(step);
  const subject = 'template' in step ? subjects[step.template] : undefined;
  const said = subject === undefined ? [] : [`“${subject}”`];
  boxes.push({ id: step.id, look, caption, name: step.id, notes: [...said, ...notes, ...guardsOf(step)], isMain });
  const when = drawAnchor(step.at);
  for (const { from, label } of tails) {
    arrows.push({ from, to: step.id, label: [label, when].filter(Boolean).join(' · '), isBack: false });
  }
  const isOnlyWay = arms.filter(arm => arm.steps.length > 0).length === 1;
  const after = arms.flatMap(arm =>
    follow(arm.steps, [{ from: step.id, label: armLabel(arm.name) }], canvas, isMain && isOnlyWay),
  );
  if (rounds) {
    const label = drawAnchor({ kind: 'after', duration: rounds.interval });
    for (const { from } of after) arrows.push({ from, to: step.id, label, isBack: true });
    return [{ from: step.id, label: 'then' }];
  }
  const isSkippable = step.when !== undefined || step.unless !== undefined;
  if (arms.length === 0) return ends && !isSkippable ? [] : [{ from: step.id, label: ends ? 'otherwise' : '' }];
  return isSkippable ? [...after, { from: step.id, label: 'skipped' }] : after;
};

const guardsOf = ({ rounds, when, unless }: Step): string[] => [
  ...(rounds ? [`in ${describeRounds(rounds)}`] : []),
  ...(when ? [`if ${describeCondition(when)}`] : []),
  ...(unless ? [`unless ${describeCondition(unless)}`] : []),
];
