import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import * as signer from '../../src/huaweicloud/signature';
import { type Change, declarationsOf, withChange } from '../changes/places';
import { isRight } from '../unit/huaweicloud/known-signatures';

describe('each step of the signature', () => {
  const FILE = path.join(__dirname, '..', '..', 'src', 'huaweicloud', 'signature.ts');
  const declarations = declarationsOf([{ file: FILE, text: readFileSync(FILE, 'utf8') }]);

  /** The signer of a source. */
  function load(text: string): typeof signer {
    const module = { exports: { ...signer } };
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(text, { compilerOptions: options });
    const imported = (name: string): unknown =>
      jest.requireActual(name.startsWith('.') ? path.join(path.dirname(FILE), name) : name);
    vm.runInThisContext(`(exports, require) => {${outputText}\n}`)(module.exports, imported);
    return module.exports;
  }

  it('is right as it stands', () => {
    expect(isRight(load(readFileSync(FILE, 'utf8')))).toBe(true);
  });

  it.each<Change>([
    { in: 'encodedQuery', find: 'percentEncoded(name)', replace: 'name' },
    { in: 'encodedQuery', find: 'percentEncoded(value)', replace: 'encodeURIComponent(value)' },
    { in: 'encodedQuery', find: 'compare(name, otherName)', replace: '0' },
    { in: 'encodedQuery', find: 'compare(value, otherValue)', replace: '0' },
    { in: 'encodedQuery', find: "'&'", replace: "';'" },
    { in: 'compare', find: '-1', replace: '1' },
    { in: 'signedNames', find: "!name.includes('_')", replace: 'true' },
    {
      in: 'signedNames',
      find: 'Object.keys(headers)',
      replace: "Object.keys(headers).filter((name) => name !== 'host')",
    },
    {
      in: 'signedNames',
      find: "Object.keys(headers).filter((name) => !name.includes('_')).sort()",
      replace: "Object.keys(headers).filter((name) => !name.includes('_')).sort().reverse()",
    },
    { in: 'canonicalRequest', find: 'headers[name]?.trim()', replace: 'headers[name]' },
    { in: 'canonicalRequest', find: "path.endsWith('/')", replace: 'true' },
    { in: 'canonicalRequest', find: "path.endsWith('/')", replace: 'false' },
    ...['method', 'signedPath', 'encodedQuery(query)', 'lines', "names.join(';')", 'sha256(body)'].map((part) => ({
      in: 'canonicalRequest',
      find: `[method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)]`,
      replace: `[method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)].filter((one) => one !== ${part})`,
    })),
    { in: 'canonicalRequest', find: 'sha256(body)', replace: 'body' },
    {
      in: 'signedHeaders',
      find: 'sha256(canonicalRequest({ ...request, headers }))',
      replace: 'canonicalRequest({ ...request, headers })',
    },
    { in: 'signedHeaders', find: '{ ...request, headers }', replace: 'request' },
    {
      in: 'signedHeaders',
      find: '[ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))]',
      replace: '[date, sha256(canonicalRequest({ ...request, headers }))]',
    },
    {
      in: 'signedHeaders',
      find: '[ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))]',
      replace: '[ALGORITHM, sha256(canonicalRequest({ ...request, headers }))]',
    },
    { in: 'signedHeaders', find: 'key.accessKeySecret', replace: "'SDK' + key.accessKeySecret" },
    { in: 'signedHeaders', find: "'sha256'", replace: "'sha1'" },
    { in: 'signedHeaders', find: "'hex'", replace: "'base64'" },
    { in: 'signedHeaders', find: '/[:-]|\\.\\d+/g', replace: '/[:-]/g' },
    { in: 'signedHeaders', find: 'key.securityToken !== undefined', replace: 'false' },
  ])('is noticed when it changes: $find → $replace', (change) => {
    expect(isRight(load(withChange(declarations, change).text))).toBe(false);
  });
});
