import * as cdk from 'aws-cdk-lib';
import { exampleOf, makeAll, PROJECTS, stackName } from './examples';

// An app with a stack for every type, for `cdk synth`.

const app = new cdk.App();
for (const project of PROJECTS) makeAll(new cdk.Stack(app, stackName(project)), exampleOf(project));
app.synth();
