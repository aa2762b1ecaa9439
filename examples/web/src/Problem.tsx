import type { CombinedError } from "urql";
import { useTexts } from "./language.ts";

interface Props {
  readonly error: CombinedError | undefined;
  readonly onRetry?: () => void;
}

/** What went wrong, in the server's own words: they are written for people. */
export function Problem({ error, onRetry }: Props) {
  const texts = useTexts();
  if (!error) return null;
  const messages = error.graphQLErrors.map(({ message }) => message);
  return (
    <p role="alert">
      {error.networkError?.message ?? messages.join(" ")}{" "}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {texts.retry}
        </button>
      )}
    </p>
  );
}

export function Loading({ when }: { readonly when: boolean }) {
  const { loading } = useTexts();
  return when ? <p role="status">{loading}</p> : null;
}
