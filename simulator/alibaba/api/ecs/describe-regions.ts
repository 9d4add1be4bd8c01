import type { LocalNames } from '../../account/regions';
import type { Operation } from './operation';

/**
 * The values of AcceptLanguage, and the language of the answer. Chinese is the default. Newer documentation lists all of these values, the
 * text of the error only the first, third and fourth. It is assumed that the others get an answer in a similar language.
 */
const languages: Readonly<Record<string, keyof LocalNames>> = {
  'zh-CN': 'zh-CN',
  'zh-TW': 'zh-CN',
  'en-US': 'en-US',
  ja: 'ja',
  fr: 'en-US',
  de: 'en-US',
  ko: 'en-US',
};

/** DescribeRegions: all regions, with their names in one language. */
export const describeRegions: Operation = (request) => {
  const wanted = request.parameters.text('AcceptLanguage') || 'zh-CN';
  const language = Object.hasOwn(languages, wanted) ? languages[wanted] : undefined;
  if (language === undefined) throw request.refuse('InvalidAcceptLanguage.NotFound');
  return {
    Regions: {
      Region: [...request.account.regions.values()].map(({ regionId, localNames, endpoint }) => ({
        RegionId: regionId,
        LocalName: localNames[language],
        RegionEndpoint: endpoint,
        Status: 'available',
      })),
    },
  };
};
