import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A resource of a template; values that only a deployment knows are still `Ref`, `Fn::GetAtt` and the like. */
export interface Resource {
  Type: string;
  Properties: Readonly<Record<string, unknown>>;
}

export interface SynthesizedStack {
  name: string;
  resources: Readonly<Record<string, Resource>>;
  /** By export name. */
  exports: Readonly<Record<string, unknown>>;
}

/** The output of `cdk synth`. */
export interface Assembly {
  stacks: readonly SynthesizedStack[];
  /** Folder of an asset by the key under which it is uploaded. */
  assets: Readonly<Record<string, string>>;
}

export class NoAssembly extends Error {
  override readonly name = 'NoAssembly';
  readonly fix = 'run `npx cdk synth --quiet`, and name its output folder: cdk.out';
}

/** @throws NoAssembly */
export const readAssembly = (folder: string): Assembly => {
  const { artifacts = {} } = readJson<{ artifacts?: Record<string, Artifact> }>(folder, 'manifest.json');
  const stacks: SynthesizedStack[] = [];
  const assets: Record<string, string> = {};
  for (const [name, { type, properties = {} }] of Object.entries(artifacts)) {
    if (type === 'aws:cloudformation:stack')
      stacks.push(stackOf(name, readJson(folder, properties.templateFile ?? '')));
    if (type !== 'cdk:asset-manifest') continue;
    const { files = {} } = readJson<{ files?: Record<string, Asset> }>(folder, properties.file ?? '');
    for (const { source, destinations } of Object.values(files))
      for (const { objectKey } of Object.values(destinations)) assets[objectKey] = resolve(folder, source.path);
  }
  if (stacks.length === 0) throw new NoAssembly(`${folder} holds no stack`);
  return { stacks, assets };
};

const stackOf = (name: string, { Resources = {}, Outputs = {} }: Template): SynthesizedStack => ({
  name,
  resources: Object.fromEntries(
    Object.entries(Resources).map(([id, { Type, Properties = {} }]) => [id, { Type, Properties }]),
  ),
  exports: Object.fromEntries(
    Object.values(Outputs).flatMap(({ Value, Export }) => (Export ? [[Export.Name, Value]] : [])),
  ),
});

const readJson = <Content>(folder: string, file: string): Content => {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content;
  } catch (error) {
    throw new NoAssembly(`${join(folder, file)} cannot be read`, { cause: error });
  }
};

interface Artifact {
  type: string;
  properties?: { templateFile?: string; file?: string };
}
interface Asset {
  source: { path: string };
  destinations: Record<string, { objectKey: string }>;
}
interface Template {
  Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
}
