import type { CombinedError } from "urql";

/** What went wrong, in the server's own words: they are written for people. */
export function Problem({ error }: { readonly error: CombinedError | undefined }) {
  if (!error) return null;
  const messages = error.graphQLErrors.map(({ message }) => message);
  return <p role="alert">{error.networkError?.message ?? messages.join(" ")}</p>;
}
