import { InvalidArgumentError } from 'commander';
import { type Limit, type LimitName, limitable } from '../../diff/effect/limits.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';

/** Reads `cost:+10%,mails:+20%,tasks:+5`. */
export const limitsOption = (text: string): Limit[] => text.split(',').map(each => limitOf(each.trim()));

const limitOf = (written: string): Limit => {
  const [, name = '', text = '', amount = '', percent = ''] = /^([^:]*):(\+?(\d+(?:\.\d+)?)(%?))$/.exec(written) ?? [];
  if (text === '')
    throw new InvalidArgumentError(`Write "${written}" as <name>:+<amount> or <name>:+<percent>%, such as mails:+20%.`);
  if (!isLimitable(name))
    throw new InvalidArgumentError(`No figure is called "${name}": ${nameOneOf(name, limitable)}`);
  return { name, text: text.startsWith('+') ? text : `+${text}`, by: Number(amount), isShare: percent === '%' };
};

const isLimitable = (name: string): name is LimitName => (limitable as readonly string[]).includes(name);
