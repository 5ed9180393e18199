import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { wrap } from '../explain/wrap.ts';
import { type Arrow, type Box, type Drawing, drawingOf, type Subjects } from './drawing.ts';
import { type BoxMark, boxMarks, looks, type NodeLook, textOn } from './looks.ts';

/** The journey as a Mermaid flowchart, which GitHub and many editors draw. Ends with a newline. */
export const drawMermaid = (journey: JourneyDefinition, subjects?: Subjects): string =>
  mermaidOf(drawingOf(journey, subjects));

export const mermaidOf = ({ title, boxes, arrows }: Drawing): string => {
  const names = new Map(boxes.map(({ id }, index) => [id, `s${index}`]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const used = [...new Set(boxes.map(({ look }) => look))];
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart TD',
    ...boxes.map(box => `  ${nameOf(box.id)}(${label(box)}):::${box.look}`),
    ...arrows.map(arrow => `  ${nameOf(arrow.from)} ${stroke(arrow)} ${nameOf(arrow.to)}`),
    ...used.map(classOf),
    ...boxes.flatMap(({ id, mark }) => (mark ? [`  style ${nameOf(id)} ${markedBy(mark)}`] : [])),
    '',
  ].join('\n');
};

const markedBy = (mark: BoxMark): string => `stroke:${boxMarks[mark].line},stroke-width:3px`;

const label = ({ caption, name, notes, mark }: Box): string => {
  const lines = notes.flatMap(note => wrap(note, { width: 44 }).split('\n'));
  const parts = [
    ...(mark ? [`<small><b>${boxMarks[mark].word}</b></small>`] : []),
    ...(caption ? [`<small>${escapeLabel(caption)}</small>`] : []),
    `<b>${escapeLabel(name)}</b>`,
    ...lines.map(escapeLabel),
  ];
  return `"${parts.join('<br/>')}"`;
};

const stroke = ({ label, isBack, isGone }: Arrow): string =>
  `${isBack || isGone ? '-.->' : '-->'}${label ? `|"${escapeLabel(label)}"|` : ''}`;

const classOf = (look: NodeLook): string => {
  const { fill, line } = looks[look];
  return `  classDef ${look} fill:${fill},stroke:${line},color:${textOn(look).name}`;
};

/** Mermaid's own entities, because its labels end at a quotation mark. */
const escapeLabel = (text: string): string =>
  text
    .replaceAll('#', '#35;')
    .replaceAll('&', '#amp;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('"', '#quot;');
