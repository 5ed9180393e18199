import { App } from 'aws-cdk-lib';
import { buildSources, Daymark } from 'daymark/infra';

new Daymark(new App(), await buildSources());
