import { mapped } from './abbreviated.ts';
import type { JsonObject, JsonValue } from './shape-of.ts';

/**
 * `Ref`, `Fn::GetAtt`, `Fn::ImportValue` and `Fn::Join` as `${Id}`, `${Id.Attribute}` and `${import name}` within text.
 * `${!` is a literal `${`.
 */
export const withoutJoins = (value: JsonValue): JsonValue =>
  typeof value === 'string' ? escaped(value) : (substituted(value) ?? mapped(value, withoutJoins));

/** `withoutJoins`, reversed. */
export const joined = (value: JsonValue): JsonValue => {
  if (typeof value !== 'string') return mapped(value, joined);
  const parts = value.split(/(\$\{(?!!)[^}]*\})/).filter(part => part !== '');
  const [first] = parts;
  if (parts.length === 0 || first === undefined) return value;
  const told = parts.map(part => referenceIn(part) ?? part.replaceAll('${!', '${'));
  if (parts.length > 1) return { 'Fn::Join': ['', told] };
  return told[0] as JsonValue;
};

const substituted = (value: JsonValue): string | undefined => {
  const text = textOf(value);
  return text !== undefined && JSON.stringify(joined(text)) === JSON.stringify(value) ? text : undefined;
};

const textOf = (value: JsonValue | undefined): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported, 'Fn::Join': join } = value as JsonObject;
  if (typeof Ref === 'string') return `\${${Ref}}`;
  if (Array.isArray(attribute)) return `\${${attribute.join('.')}}`;
  if (typeof imported === 'string') return `\${import ${imported}}`;
  const [, parts] = Array.isArray(join) ? join : [];
  return Array.isArray(parts)
    ? parts.map(part => (typeof part === 'string' ? escaped(part) : (textOf(part) ?? '${?}'))).join('')
    : undefined;
};

const referenceIn = (part: string): JsonValue | undefined => {
  const [, reference] = /^\$\{(?!!)([^}]*)\}$/.exec(part) ?? [];
  if (reference === undefined) return undefined;
  if (reference.startsWith('import ')) return { 'Fn::ImportValue': reference.slice('import '.length) };
  const [id = '', ...attribute] = reference.split('.');
  return attribute.length > 0 ? { 'Fn::GetAtt': [id, attribute.join('.')] } : { Ref: reference };
};

const escaped = (text: string): string => text.replaceAll('${', '${!');
