import type { Answer } from '../api.ts';
import { monthText } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';
import { Spark } from './spark.tsx';

export type ShownFigure = Answer<'/v1/numbers'>['figures'][number];

/** A figure of a month with its change; opens its details. */
export const FigureTile = ({ figure, isChosen }: { figure: ShownFigure; isChosen: boolean }) => {
  const values = figure.trend?.map(({ value }) => value) ?? [];
  const known = values.filter(value => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return (
    <ChoiceLink class="tile" to={showOnly(isChosen ? {} : { figure: figure.id })} isChosen={isChosen}>
      <span class="name">{figure.title}</span>
      <span class="value">{figure.text === '-' ? <span class="quiet">not known</span> : figure.text}</span>
      <span class="moved">{changeText(figure)}</span>
      {known.length > 1 && (
        <Spark
          values={values.map(value => (value === null ? null : value - least))}
          most={Math.max(1, most - least)}
          label={`${figure.title} of ${values.length} months`}
        />
      )}
    </ChoiceLink>
  );
};

/** `up 1.2 points on September`; empty if either value is unknown. */
const changeText = ({ trend = [], unit }: ShownFigure): string => {
  const [before, now] = trend.slice(-2);
  if (!before || !now || before.value === null || now.value === null) return '';
  const by = Math.round(10 * Math.abs(now.value - before.value)) / 10;
  if (by === 0) return `as in ${monthText(before.month, { short: true })}`;
  const what = unit === 'days' ? (by === 1 ? 'day' : 'days') : by === 1 ? 'point' : 'points';
  return `${now.value > before.value ? '+' : '−'}${by} ${what} on ${monthText(before.month, { short: true })}`;
};
