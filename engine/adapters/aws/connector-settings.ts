import * as z from 'zod';
import { type ConnectorName, connectorNames, connectorOf } from '../../connectors/connector-of.ts';
import type { ConnectorSettings } from '../../ports/settings.ts';
import { commaList } from './comma-list.ts';

const credentials = commaList.refine(
  all => all.every(each => /^[^:]+:.{16,}$/.test(each)),
  'must be user:password, with passwords of 16 characters or more',
);
const mode = z.enum(['live', 'test', 'any'], 'must be live, test or any');

/** The variables that the manifests of connectors name. */
export const connectorEnvironment = z.object(
  Object.fromEntries(
    connectorNames.flatMap(name => {
      const { auth, secrets, mode: modeVariable } = connectorOf(name);
      const accepted = auth === 'basic' ? credentials : commaList;
      if (secrets === undefined) return [];
      return [[secrets, accepted.default([])], ...(modeVariable ? [[modeVariable, mode.default('live')]] : [])];
    }),
  ),
);

/** `data`: what `connectorEnvironment` parsed. */
export const connectorSettings = (data: Readonly<Record<string, unknown>>): Record<ConnectorName, ConnectorSettings> =>
  Object.fromEntries(
    connectorNames.map(name => {
      const { secrets, mode: modeVariable } = connectorOf(name);
      return [
        name,
        { secrets: secrets === undefined ? [] : data[secrets], mode: modeVariable ? data[modeVariable] : 'any' },
      ];
    }),
  ) as Record<ConnectorName, ConnectorSettings>;
