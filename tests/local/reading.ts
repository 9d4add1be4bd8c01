import { newStack, pseudoParameters } from '../../local/session';
import { bindTemplate } from '../../local/template/bound';
import { chooseValues } from '../../local/template/parameters';
import { TemplateError } from '../../local/template/problems';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import { types } from './helpers';

/** What is told about a template, as it is deployed with the defaults of its parameters. */
export interface Reading {
  /** What is wrong with it, a line each; nothing if it can be deployed. */
  readonly problems: readonly string[];
  /** What is worth knowing about one that can be deployed. */
  readonly remarks: readonly string[];
}

/** Reads a template of the name `t.yaml`. */
export function read(text: string): Reading {
  try {
    const template = readTemplate(readSource('t.yaml', text), types);
    const { values, problems } = chooseValues(template.parameters, {});
    if (problems.length > 0) throw new TemplateError('t.yaml', problems, template.source.locate);
    bindTemplate(template, values, pseudoParameters(newStack('test')));
    return { problems: [], remarks: template.remarks };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problems: error.message.split('\n'), remarks: [] };
  }
}
