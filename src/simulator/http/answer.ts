import type { IncomingMessage } from 'node:http';
import type { FaultBoard } from '../faults.ts';
import type { Api } from './api.ts';
import { readBody } from './body.ts';
import { proxyPage, wrongShape } from './distort.ts';
import type { Headers, Reply } from './reply.ts';
import type { createRouter } from './router.ts';

export type Service = { readonly api: Api; readonly router: ReturnType<typeof createRouter> };

export type Asked = {
  readonly request: IncomingMessage;
  readonly method: string;
  /** Without the `/TYPE` in front and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
};

/** What a provider says to one request, its faults included: route, key, limit, scope, body, handler in this order. */
export const answer = async (
  service: Service,
  asked: Asked,
  faults: FaultBoard,
  now: () => number,
): Promise<Reply> => {
  const { api } = service;
  const { method, path, request } = asked;
  const body = await readBody(request);
  const match = service.router(method, path);
  if (faults.has(api.type, 'server-error')) {
    return faults.turn(api.type, 'server-error') % 3 === 2 ? proxyPage() : api.errors.serverError();
  }
  if (match.kind === 'not-found') return api.errors.notFound(method, path);
  if (match.kind === 'wrong-method') {
    const reply = api.errors.wrongMethod(method, path);
    return { ...reply, headers: { ...reply.headers, Allow: match.allowed.join(', ') } };
  }
  const { route, param } = match;
  const authorization = request.headers.authorization ?? '';
  const isLost = faults.has(api.type, 'auth-lost') && route.isOpen !== true;
  const key = isLost ? null : api.keyOf(authorization);
  if (key === null && route.isOpen !== true) return api.errors.unauthorized(authorization !== '');

  const at = now();
  const forcedUntil = faults.has(api.type, 'rate-limited') ? at + forcedWaitMs : null;
  const metering = key === null ? undefined : api.meter?.(key, at, forcedUntil);
  if (metering?.admission.isAllowed === false) {
    return withHeaders(api.errors.rateLimited(metering.admission.resetAt, at), metering.headers);
  }
  if (forcedUntil !== null) return api.errors.rateLimited(forcedUntil, at);
  const scopes = route.scopes ?? [];
  const isInScope = scopes.length === 0 || scopes.some((scope) => key?.scopes.has(scope) === true);
  const ip = request.socket.remoteAddress ?? '127.0.0.1';
  let reply: Reply;
  if (!isInScope) reply = api.errors.forbidden(scopes);
  else if (body.kind === 'bad') reply = api.errors.badRequest(body.message);
  else {
    const call = { param, query: asked.query, body: body.value, key: key ?? nobody, ip };
    reply = route.handle(call);
    if (reply.kind === 'json' && reply.status < 300 && faults.has(api.type, 'wrong-shape')) {
      reply = wrongShape(reply, faults.turn(api.type, 'wrong-shape'));
    }
  }
  if (key !== null) api.noteUse?.({ key, method, path, status: reply.status, ip, at });
  return metering === undefined ? reply : withHeaders(reply, metering.headers);
};

/** How long a client is told to wait while the `rate-limited` fault holds. */
const forcedWaitMs = 20_000;

const nobody = { secret: '', scopes: new Set<string>() };

const withHeaders = (reply: Reply, headers: Headers): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});
