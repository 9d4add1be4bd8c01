/**
 * Lets nothing out of this process but to this machine: every other connection is refused before its name is even looked up.
 *
 * @param refuse is told the host of each
 * @returns ends it
 */
export function guardEgress(refuse: (host: string) => void): () => void;
