import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { allProjects } from '../../tools/projects';
import { ROOT, runTool } from './tools';

/** `tfcfnid` is the documented name of the identifier. */
const KNOWN_WARNING = "CloudFormation properties don't usually start with lowercase letters: tfcfnid";

const PROJECTS = allProjects().map((project) => [project.typeName, project] as const);

describe.each(PROJECTS)('the schema of %s', (_, { folder, schemaFile }) => {
  it('is accepted by cfn validate, with no warning but the known one', () => {
    const { status, output } = runTool('cfn', 'cfn', ['validate'], folder);
    expect(output.trim().split('\n')).toEqual([KNOWN_WARNING, 'Resource schema is valid.']);
    expect(status).toBe(0);
  });

  it("has nothing that is not compliant for AWS's schema linter, and nothing to warn of", () => {
    const { output } = runTool('guard-rail', 'guard-rail', ['--json', '--schema', `file:/${schemaFile}`], tmpdir());
    expect(output).toContain("'compliant': [");
    expect(output).toContain("'non_compliant': {}");
    expect(output).toContain("'warning': {}");
  });
});

describe('the role that cfn generate writes', () => {
  it('allows its actions without a condition, since no permission of a schema can have one', () => {
    const { Resources, Parameters } = parse(readFileSync(path.join(ROOT, 'resource-role.yaml'), 'utf8'));
    const statements = Resources.ExecutionRole.Properties.Policies.flatMap(
      ({ PolicyDocument }: { PolicyDocument: { Statement: unknown[] } }) => PolicyDocument.Statement,
    );
    expect(statements).toEqual([{ Effect: 'Allow', Action: ['sts:GetWebIdentityToken'], Resource: '*' }]);
    expect(Parameters).toBeUndefined();

    const folder = mkdtempSync(path.join(tmpdir(), 'permission-'));
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schema.json'), 'utf8'));
    const validate = (permission: unknown) => {
      schema.handlers.read.permissions = [permission];
      cpSync(path.join(ROOT, '.rpdk-config'), path.join(folder, '.rpdk-config'));
      writeFileSync(path.join(folder, 'tf-alicloud-imagecopy.json'), JSON.stringify(schema));
      return runTool('cfn', 'cfn', ['validate'], folder).status;
    };
    const action = 'sts:GetWebIdentityToken';
    const Condition = { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'alibaba-cloud' } };
    expect([validate(action), validate({ Action: action, Condition })]).toEqual([0, 1]);
    rmSync(folder, { recursive: true });
  });

  it('is told apart in the guide from the roles that have the condition', () => {
    const guide = readFileSync(path.join(ROOT, 'guides', 'keyless.md'), 'utf8');
    expect(guide).toMatch(/`resource-role\.yaml`\) that can request tokens\s+for any audience/);
  });
});

describe.each(PROJECTS)('cfn generate for %s', (_, { folder: project, hyphenatedName }) => {
  const GENERATED = [
    'src/models.ts',
    'resource-role.yaml',
    ...readdirSync(path.join(project, 'docs')).map((name) => `docs/${name}`),
  ];
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'generate-'));
    mkdirSync(path.join(folder, 'src'));
    for (const name of ['schema.json', '.rpdk-config']) cpSync(path.join(project, name), path.join(folder, name));
    symlinkSync('schema.json', path.join(folder, `${hyphenatedName}.json`));
    const { status, output } = runTool('cfn', 'cfn', ['generate'], folder);
    expect({ status, output }).toMatchObject({ status: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(GENERATED)('writes %s as it stands in the project', (name) => {
    expect(readFileSync(path.join(project, name), 'utf8')).toBe(readFileSync(path.join(folder, name), 'utf8'));
  });

  it('writes no page of the docs that the project has not', () => {
    expect(readdirSync(path.join(folder, 'docs')).sort()).toEqual(readdirSync(path.join(project, 'docs')).sort());
  });
});
