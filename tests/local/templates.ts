import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadProposal, readProposals } from '../../local/commands/proposals';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { readSource } from '../../local/template/source';
import { readTemplate, type Template } from '../../local/template/template';
import { temporaryFolder, types } from './helpers';

/** A template with one copy; its seventh line may have another property. */
export const HEAD = `Resources:
  Copy:
    Type: TF::Alicloud::ImageCopy
    Properties:
      SourceImageId: m-1
      SourceRegionId: cn-hangzhou
`;

/** Reads a template of this text. */
export const readText = (text: string): Template => readTemplate(readSource('t.yaml', text), types);

/** The proposal of a command that was given a file of this text, and `--parameters`. */
export function proposalOf(text: string, parameters: readonly string[] = []): ReadProposal {
  const file = join(temporaryFolder(), 't.yaml');
  writeFileSync(file, text);
  const [proposal] = readProposals([file], { parameters }, types, newStack('test'));
  if (proposal === undefined) throw new Error('there is no proposal');
  return proposal;
}

/** What is wrong with a template, with its line and column. */
export function problemsOf(text: string): string[] {
  try {
    proposalOf(text);
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').map(withoutFile);
  }
}

/** What a template that is taken makes of its only copy, and what is told of it. */
export function takenOf(
  text: string,
  parameters: readonly string[] = [],
): { readonly remarks: readonly string[]; readonly properties: JsonObject } {
  const { target, remarks } = proposalOf(text, parameters);
  const [copy] = target.resources;
  if (copy === undefined) throw new Error('there is no copy');
  return { remarks: remarks.map(withoutFile), properties: target.properties(copy, () => undefined) };
}

function withoutFile(line: string): string {
  return line.replace(/^.*?t\.yaml:/, '');
}
