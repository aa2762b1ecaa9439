/** What a request says of who sends it: the text of its `Authorization`, whichever way it came. */
export interface Credentials {
  readonly authorization: string | null;
}

/** Of a request, or of a WebSocket by the headers it was introduced with. */
export function credentialsOfHeaders(headers: {
  readonly authorization?: string | undefined;
}): Credentials {
  return { authorization: headers.authorization ?? null };
}

/** The token of `Bearer <token>`; null where the credentials are missing or of another form. */
export function bearerToken({ authorization }: Credentials): string | null {
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
