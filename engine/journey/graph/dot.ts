import { wrap } from '../explain/wrap.ts';
import type { Arrow, Box, Drawing } from './drawing.ts';
import { escapeXml } from './escape-xml.ts';
import { boxMarks, looks, textOn } from './looks.ts';

/** Graphviz knows the widths of this font's letters; most systems have it, or one of the same widths. */
export const font = 'Helvetica';

const cardWidth = 260;
const lettersPerLine = 42;

/** Where the steps of a journey lead: down a page, or to the right on a screen. */
export const directions = ['down', 'right'] as const;
export type Direction = (typeof directions)[number];

const ranks = { down: 'rankdir=TB, nodesep=0.4, ranksep=0.22', right: 'rankdir=LR, nodesep=0.3, ranksep=0.5' } as const;

/** The drawing in Graphviz's language. Its shapes are named in order: boxes `n0`, `n1`, …, arrows `e0`, … */
export const dotOf = ({ title, notes, boxes, arrows }: Drawing, direction: Direction = 'down'): string =>
  [
    `digraph ${quote(title)} {`,
    `  graph [${ranks[direction]}, pad=0.25, bgcolor="#FFFFFF", labelloc=t, fontname=${font}, label=<${headingOf(title, notes)}>]`,
    `  node [shape=plain, fontname=${font}]`,
    `  edge [color="#94A3B8", penwidth=1.4, arrowsize=0.65, fontname=${font}, fontsize=11, fontcolor="#334155"]`,
    ...boxes.map(
      (box, index) =>
        `  ${quote(box.id)} [id=n${index}, ${box.isMain ? 'group=main, ' : ''}label=<${box.caption ? cardOf(box) : pillOf(box)}>]`,
    ),
    ...arrows.map((arrow, index) => arrowOf(arrow, `e${index}`, isSpine(arrow, boxes))),
    '}',
    '',
  ].join('\n');

/** A rounded card: a stripe in the color of its kind, then lines of text. */
const cardOf = ({ look, caption, name, notes, mark }: Box): string => {
  const { fill, line, ink } = looks[look];
  const border = mark ? boxMarks[mark].line : line;
  const text = textOn(look);
  const lines = [
    ...(mark ? [print(boxMarks[mark].word, { size: 9, color: border, isBold: true })] : []),
    ...(caption ? [print(caption, { size: 9, color: ink, isBold: true })] : []),
    ...linesOf(name, lettersPerLine - 14).map(part => print(part, { size: 13, color: text.name, isBold: true })),
    ...notes.flatMap(note => linesOf(note, lettersPerLine)).map(part => print(part, { size: 11, color: text.note })),
  ];
  const stripe = `<TD WIDTH="4" BGCOLOR="${line}" STYLE="ROUNDED" ROWSPAN="${lines.length}"></TD>`;
  const rows = lines.map(
    (line, index) =>
      `<TR>${index === 0 ? `<TD></TD>${stripe}` : '<TD></TD>'}<TD></TD><TD ALIGN="LEFT" CELLPADDING="2">${line}</TD></TR>`,
  );
  return [
    `<TABLE BORDER="${mark ? 3 : 1}" STYLE="ROUNDED" COLOR="${border}" BGCOLOR="${fill}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" WIDTH="${cardWidth}">`,
    '<TR><TD WIDTH="12" HEIGHT="8"></TD><TD></TD><TD WIDTH="7"></TD><TD></TD></TR>',
    ...rows,
    '<TR><TD HEIGHT="8"></TD><TD></TD><TD></TD><TD></TD></TR></TABLE>',
  ].join('');
};

/** A plain pill, for a box that is no step. */
const pillOf = ({ look, name }: Box): string => {
  const { fill, line, ink } = looks[look];
  const text = print(name, { size: 12, color: ink, isBold: true });
  return `<TABLE BORDER="1" STYLE="ROUNDED" COLOR="${line}" BGCOLOR="${fill}" CELLBORDER="0" CELLPADDING="7"><TR><TD WIDTH="100">${text}</TD></TR></TABLE>`;
};

/** From one box of the main line to the next: such arrows run straight down. */
const isSpine = ({ from, to }: Arrow, boxes: readonly Box[]): boolean => {
  const line = boxes.filter(({ isMain }) => isMain).map(({ id }) => id);
  return line.includes(from) && line.indexOf(to) === line.indexOf(from) + 1;
};

const arrowOf = ({ from, to, label, isBack, isGone }: Arrow, id: string, isSpine: boolean): string => {
  const options = [
    `id=${id}`,
    ...(label ? [`label=<${labelOf(label)}>`] : []),
    ...(isSpine ? ['weight=10'] : []),
    ...(isBack ? ['style=dashed', 'constraint=false'] : []),
    ...(isGone ? ['style=dotted', `color="${boxMarks.removed.line}"`] : []),
  ];
  return `  ${quote(from)} -> ${quote(to)} [${options.join(', ')}]`;
};

const labelOf = (label: string): string =>
  `<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="3"><TR><TD>${print(label, { size: 11, color: '#334155', isBold: true })}</TD></TR></TABLE>`;

const headingOf = (title: string, notes: readonly string[]): string => {
  const lines = [
    print(title, { size: 20, color: '#111827', isBold: true }),
    ...notes.flatMap(note => linesOf(note, 80)).map(note => print(note, { size: 10, color: '#4B5563' })),
  ];
  const rows = lines.map(line => `<TR><TD>${line}</TD></TR>`);
  return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">${rows.join('')}<TR><TD HEIGHT="6"></TD></TR></TABLE>`;
};

const linesOf = (text: string, width: number): string[] => wrap(text, { width }).split('\n');

const print = (
  text: string,
  { size, color, isBold = false }: { size: number; color: string; isBold?: boolean },
): string => {
  const letters = escapeXml(text);
  return `<FONT POINT-SIZE="${size}" COLOR="${color}">${isBold ? `<B>${letters}</B>` : letters}</FONT>`;
};

const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
