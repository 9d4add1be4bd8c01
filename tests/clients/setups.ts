import path from 'node:path';
import { once, runOrThrow, virtualEnvironment } from '../../tools/aws/environment';
import { ROOT } from '../../tools/projects';

/** A program of a machine, and how it is asked whether it is there. */
export interface Tool {
  readonly name: string;
  readonly asks: readonly [command: string, ...parameters: string[]];
}

export const PYTHON: Tool = { name: 'Python', asks: ['python3', '--version'] };
export const NODE: Tool = { name: 'Node.js', asks: ['node', '--version'] };
export const GO: Tool = { name: 'Go', asks: ['go', 'version'] };
export const JAVA: Tool = { name: 'Java', asks: ['javac', '--version'] };
export const MAVEN: Tool = { name: 'Maven', asks: ['mvn', '--version'] };

/** How a driver is started. */
export type CommandLine = readonly [command: string, ...parameters: string[]];

const HERE = path.join(ROOT, 'tests', 'clients');
/** What is built or resolved, ignored by Git. */
const BUILT = path.join(HERE, '.built');
const here = (...names: string[]): string => path.join(HERE, ...names);

/** The driver of a virtual environment: the packages of `requirements-NAME.txt`, installed by pip. */
export function pythonDriver(name: string, program: string, ...parameters: string[]): CommandLine {
  const bin = virtualEnvironment(`clients-${name}`, here('python', `requirements-${name}.txt`));
  return [path.join(bin, 'python'), here('python', program), ...parameters];
}

/** A driver on the packages of `node/package-lock.json`, installed by npm; what is not there is the project's own. */
export function nodeDriver(program: string): CommandLine {
  once(here('node', 'package-lock.json'), here('node', 'node_modules'), () =>
    runOrThrow('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: here('node') }),
  );
  return [process.execPath, here('node', program)];
}

/** A driver in Go; `go build` keeps what it has compiled and compares by itself. */
export function goDriver(program: string, ...parameters: string[]): CommandLine {
  const binary = path.join(BUILT, `go-${program}`);
  runOrThrow('go', ['build', '-mod=readonly', '-o', binary, `./${program}`], { cwd: here('go') });
  return [binary, ...parameters];
}

/** The driver in Java, compiled as it starts, on what Maven resolves from `java/pom.xml`. */
export function javaDriver(...parameters: string[]): CommandLine {
  const pom = here('java', 'pom.xml');
  const jars = path.join(BUILT, 'jars');
  once(pom, jars, () => {
    const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies';
    runOrThrow('mvn', ['--batch-mode', '--quiet', '--file', pom, copy, `-DoutputDirectory=${jars}`]);
  });
  return ['java', '-cp', path.join(jars, '*'), here('java', 'Life.java'), ...parameters];
}
