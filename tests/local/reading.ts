import { newStack, pseudoParameters } from '../../local/session';
import { bindTemplate } from '../../local/template/bound';
import { chooseValues } from '../../local/template/parameters';
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
    const { values } = chooseValues(template.parameters, {});
    bindTemplate(template, values, pseudoParameters(newStack('test')));
    return { problems: [], remarks: template.remarks };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TemplateError')) throw error;
    return { problems: error.message.split('\n'), remarks: [] };
  }
}
