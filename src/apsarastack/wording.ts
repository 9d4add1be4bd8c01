import { type ErrorBook, mapValues, mapVerdicts } from '../calling/error-book';

/** Terms of the public cloud, and the terms that replace them on Apsara Stack, in this order. */
const WORDS: readonly (readonly [publicCloud: RegExp, apsaraStack: string])[] = [
  [/([Aa])sk for a higher quota in the Quota Center/g, '$1sk the administrator of the organization for a higher quota'],
  [/the RAM user or role of the type configuration/g, 'the user or role of the type configuration'],
  [/use a RAM user or role that/g, 'use a user or role that'],
  [/a policy of the RAM user/g, 'a policy of the user'],
  [/the (RAM|ECS|KMS) console/g, 'the ASCM console'],
  [/the Alibaba Cloud account( itself)?/g, 'the account$1'],
  [/([Aa])sk Alibaba Cloud/g, '$1sk the operator of the cloud'],
  [/(to|report the request id to) Alibaba Cloud/g, '$1 the operator of the cloud'],
  [/(Correct|Remove) ResourceGroupId/g, '$1 ResourceSet of the type configuration'],
];

/** A next step in the terms of Apsara Stack. */
function inApsaraWords(step: string): string {
  return WORDS.reduce((text, [publicCloud, apsaraStack]) => text.replace(publicCloud, apsaraStack), step);
}

/** A book of the public cloud, with next steps that readers can follow on Apsara Stack. */
export function inWordsOfApsara(book: ErrorBook): ErrorBook {
  const inWords = mapVerdicts(book, (verdict) =>
    verdict.nextStep === undefined ? verdict : { ...verdict, nextStep: inApsaraWords(verdict.nextStep) },
  );
  return { ...inWords, nextSteps: mapValues(book.nextSteps, inApsaraWords) };
}
