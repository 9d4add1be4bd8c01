import type { Guarantee } from './guarantee';

/** Secrets, keys, sessions, and what counts as an answer. */
export const KEYS_AND_ANSWERS: readonly Guarantee[] = [
  {
    name: 'no answer holds a null',
    in: 'answerOf',
    find: 'value ?? undefined',
    replace: 'value',
  },
  {
    name: 'messages hold no secret',
    in: 'entrypointsOf.entrypoint',
    find: 'redact(progress.message)',
    replace: 'progress.message',
  },
  {
    name: 'an echoed signature is not repeated',
    in: 'meaningOf',
    find: "book.echoes.test(code ?? '')",
    replace: 'false',
  },
  {
    name: 'an answer that is no HTTP is no refusal',
    in: 'silenceOf',
    find: 'code.startsWith(OF_PARSER)',
    replace: 'false',
  },
  {
    name: 'a session belongs to one AWS account and region',
    in: 'keySourceOf.identified',
    find: '[owner, sessionName, sts.identity, authentication]',
    replace: '[sts.identity, authentication]',
  },
  {
    name: 'a session is renewed before it ends',
    in: 'Sessions.#dropExpired',
    find: 'session.expiresAt - RENEWED_BEFORE_END',
    replace: 'session.expiresAt',
  },
  {
    name: 'a session that could not be opened is not remembered',
    in: 'Sessions.get',
    find: 'if (this.#entries.get(identity) === entry) this.#entries.delete(identity);',
    replace: '',
  },
  {
    name: 'a key that ECS refuses is renewed once',
    in: 'withKey',
    find: '!renew || !(error instanceof Failure && isRefusedKey(error))',
    replace: 'error',
  },
  {
    name: 'temporary keys are kept out of messages',
    in: 'sessionSource',
    find: 'hide(current.accessKeySecret);',
    replace: '',
  },
  {
    name: 'a web identity token stands in no URL',
    in: 'publicSts',
    find: '{ action, version: STS_VERSION, form }',
    replace: '{ action, version: STS_VERSION, query: form }',
  },
  {
    name: 'the certificate of a gateway is checked',
    in: 'post.trust',
    find: '!connecting.skipVerify',
    replace: 'false',
  },
  {
    name: 'the password of a proxy is kept out of the log',
    in: 'apsaraImages',
    find: 'for (const secret of secretsOf(access)) hide(secret);',
    replace: '',
  },
  {
    name: 'a session belongs to one organization',
    in: 'apsaraSts',
    find: '[template, regionId, gateway]',
    replace: '[template, regionId]',
  },
  {
    name: 'an answer without a list of images is not one',
    in: 'listProblem',
    find: "'it has no list of images'",
    replace: 'undefined',
  },
  {
    name: 'an answer that counts images and lists none is not one',
    in: 'listProblem',
    find: "totalCount > (pageNumber - 1) * pageSize ? 'it counts images but lists none' : undefined",
    replace: 'undefined',
  },
  {
    name: 'an answer about other images is not one',
    in: 'listProblem',
    find: 'imageId !== undefined',
    replace: "imageId === ''",
  },
  {
    name: 'a redirect and an error with status 200 are not answers',
    in: 'RpcClient.call',
    find: 'problem !== undefined',
    replace: 'problem === action',
  },
  {
    name: 'the key that the gateway of Huawei Cloud repeats comes into no message',
    in: 'decoded',
    find: "without(secrets, message.replace(PREAMBLE, ''))",
    replace: 'message',
  },
  {
    name: 'a project of Huawei Cloud is not taken by chance where there are two',
    in: 'LIST_PROJECTS.read',
    find: 'others.length > 0',
    replace: 'false',
  },
];
