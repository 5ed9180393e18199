import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { wrap } from '../explain/wrap.ts';
import { type Arrow, type Box, drawingOf } from './drawing.ts';
import { looks, type NodeLook, textOn } from './looks.ts';

/** The journey as a Mermaid flowchart, which GitHub and many editors draw. Ends with a newline. */
export const drawMermaid = (journey: JourneyDefinition): string => {
  const { title, boxes, arrows } = drawingOf(journey);
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
    '',
  ].join('\n');
};

const label = ({ caption, name, notes }: Box): string => {
  const lines = notes.flatMap(note => wrap(note, { width: 44 }).split('\n'));
  const parts = [
    ...(caption ? [`<small>${escapeLabel(caption)}</small>`] : []),
    `<b>${escapeLabel(name)}</b>`,
    ...lines.map(escapeLabel),
  ];
  return `"${parts.join('<br/>')}"`;
};

const stroke = ({ label, isBack }: Arrow): string =>
  `${isBack ? '-.->' : '-->'}${label ? `|"${escapeLabel(label)}"|` : ''}`;

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
