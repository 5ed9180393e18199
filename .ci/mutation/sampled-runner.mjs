import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerValidationSchema, strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { asReported, mutantName } from './list-mutants.mjs';

export { strykerValidationSchema };

/**
 * Stryker's runner for vitest, which runs only the mutants of the sample, and none once time is up. That begins with the first of
 * them: how long all tests take before says nothing of the mutants.
 */
const sampledRunner = (injector, { sample }) => {
  const runner = injector.injectFunction(vitestPlugins[0].factory);
  const names = new Set(sample.names);
  const runMutant = runner.mutantRun.bind(runner);
  let deadline;
  runner.mutantRun = async run => {
    deadline ??= Date.now() + sample.seconds * 1000;
    return names.has(mutantName(asReported(run.activeMutant))) && Date.now() < deadline
      ? runMutant(run)
      : { status: 'error', errorMessage: 'not run' };
  };
  return runner;
};
sampledRunner.inject = tokens(commonTokens.injector, commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'sampled-vitest', sampledRunner)];
