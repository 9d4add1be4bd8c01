import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../tools/projects';
import type { Source } from '../changes/places';

/** What only says that something is no longer used: the change works all the same. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198, 7027]);

/** The project's compiler, which is asked about one changed file at a time. */
export class Compiler {
  #changed: Source = { file: '', text: '' };
  #version = 0;
  readonly #service: ts.LanguageService;

  /** @param files relative to the folder of the project. */
  constructor(files: readonly string[]) {
    const read = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ compilerOptions: read.config.compilerOptions }, ts.sys, ROOT);
    const isChanged = (file: string): boolean => path.relative(ROOT, file) === this.#changed.file;
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => files.map((file) => path.join(ROOT, file)),
      getScriptVersion: (file) => (isChanged(file) ? `changed ${this.#version}` : 'as it is'),
      getScriptSnapshot: (file) => {
        const text = isChanged(file) ? this.#changed.text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ROOT,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** Whether a file still compiles with this text. What other files make of it is not asked. */
  accepts(changed: Source): boolean {
    this.#changed = changed;
    this.#version += 1;
    const file = path.join(ROOT, changed.file);
    const problems = [
      ...this.#service.getSyntacticDiagnostics(file),
      ...this.#service.getSemanticDiagnostics(file).filter(({ code }) => !UNUSED.has(code)),
    ];
    return problems.length === 0;
  }
}
